"""A quarrel of our own invention over ten articles, read by the real reader: what each view tells of it."""

from collections.abc import Iterator

import pytest

from standoff.api import Record, open_record
from standoff.relating.conflicts_tables import Conflict
from standoff.store.query import Filter

ARTICLES = {
    "wire_monday.txt": (
        "Kenya masses troops near Tanzanian border after blast at Vanga depot\n\n"
        "NAIROBI, March 3, 2031 (Reuters) - Kenya has massed between 20,000 and 24,000 soldiers on its border "
        "with Tanzania, Tanzanian intelligence officials said on Monday.\n\n"
        "An explosion on Sunday at a fuel depot in the border town of Vanga killed 12 people and wounded 30, "
        "police said.\n\n"
        "Tanzania accused Kenya of carrying out the attack on the depot. Kenyan officials gave no immediate "
        "comment.\n\n"
        "Kenya demanded that Tanzania close the port of Tanga to foreign warships and said that it would answer "
        "any new deployment with a naval blockade.\n\n"
        '"We will never accept foreign warships in the port of Tanga," Kenyan Foreign Minister Peter Mwangi told '
        "reporters in Nairobi.\n\n"
        "The two governments have agreed to hold talks in Kampala on March 12, the African Union said.\n"
    ),
    "agency_tuesday.txt": (
        "Tanzania blames neighbour for depot explosion\n\n"
        "DAR ES SALAAM, March 4, 2031 (AFP) - Tanzania said on Tuesday that Kenya had deployed more than 40,000 "
        "soldiers along their common border, and rejected a Kenyan demand that it close one of its harbours to "
        "foreign navies.\n\n"
        "Fifteen people were killed in the explosion on Monday at a fuel depot in Vanga, the Tanzanian interior "
        "ministry said.\n\n"
        '"This was an act of war by Kenya," Tanzanian Defence Minister Joseph Kimaro told parliament.\n\n'
        "Kenya's foreign minister, Peter Mwangi, said on Monday that his country would not tolerate a foreign "
        'fleet next door. "We can never tolerate any foreign warship in the harbour of Tanga," he told reporters '
        "in Nairobi.\n\n"
        "Talks between the two countries are due to open in Kampala on March 14, a Tanzanian diplomat said.\n"
    ),
    "brief.txt": (
        "Kenya masses troops near Tanzanian border\n\n"
        "March 3, 2031 - Kenya has massed between 20,000 and 24,000 soldiers on its border with Tanzania, "
        "Tanzanian intelligence officials said on Monday.\n\n"
        "An explosion on Sunday at a fuel depot in the border town of Vanga killed 12 people and wounded 30, "
        "police said.\n\n"
        "Tanzania accused Kenya of carrying out the attack on the depot. Kenyan officials gave no immediate "
        "comment.\n"
    ),
    "bureau_wednesday.txt": (
        "Kenya denies role in depot attack, says force is small\n\n"
        "NAIROBI, March 5, 2031 (Xinhua) - Kenya on Wednesday denied that it carried out the attack on the Vanga "
        "fuel depot, and said that only 6,000 of its soldiers were taking part in a routine exercise near the "
        "Tanzanian border.\n\n"
        '"Kenya had nothing to do with the explosion in Vanga," government spokeswoman Grace Otieno told a news '
        "briefing.\n\n"
        "Otieno said that Kenya demanded the withdrawal of all foreign warships from the port of Tanga by March "
        "20.\n\n"
        "She said that Kenya does not intend to attack Tanzania.\n\n"
        "Tanzanian officials say that Kenya is preparing to attack Tanzania within weeks.\n"
    ),
    "wire_thursday.txt": (
        "Kenya withdraws offer of joint patrols\n\n"
        "NAIROBI, March 6, 2031 (Reuters) - Kenya on Thursday withdrew its offer of joint naval patrols with "
        "Tanzania off Tanga, two diplomats said.\n\n"
        "Kenya had offered the joint patrols last week in return for the closure of the port to foreign warships.\n\n"
        '"Tanzania has 3 weeks to choose, and we will not wait longer than that," Foreign Minister Peter Mwangi '
        "said in Nairobi.\n\n"
        'Tanzania rejected the Kenyan demand to close the port. "The port of Tanga is ours, and we invite whom we '
        'like," President Asha Mrema said.\n'
    ),
    "radio_friday.txt": (
        "Kenya: offer to Tanzania still stands\n\n"
        "NAIROBI, March 7, 2031 (KBC) - Kenya denied on Friday that it had withdrawn its offer of joint naval "
        'patrols with Tanzania. "We have not withdrawn anything," government spokeswoman Grace Otieno said. "Our '
        'offer of joint patrols stands."\n\n'
        'Foreign Minister Peter Mwangi said that Tanzania had two weeks. "Tanzania has 2 weeks to choose, and we '
        'will not wait longer than that," he said in Nairobi.\n\n'
        "Kenya will attend the talks in Kampala on March 12, Otieno said.\n"
    ),
    "week.txt": (
        "The week on the coast: what we know\n\n"
        "March 8, 2031 - Here is what was reported this week about the quarrel between Kenya and Tanzania.\n\n"
        "Kenya has massed between 20,000 and 24,000 soldiers on its border with Tanzania, Tanzanian intelligence "
        "officials said on Monday.\n\n"
        "An explosion on Sunday at a fuel depot in the border town of Vanga killed 12 people and wounded 30, "
        "police said.\n\n"
        "Fifteen people were killed in the explosion on Monday at a fuel depot in Vanga, the Tanzanian interior "
        "ministry said.\n\n"
        '"This was an act of war by Kenya," Tanzanian Defence Minister Joseph Kimaro told parliament.\n\n'
        "Kenya on Thursday withdrew its offer of joint naval patrols with Tanzania off Tanga, two diplomats said.\n\n"
        "Kenya had offered the joint patrols last week in return for the closure of the port to foreign warships.\n\n"
        "Schools in Tanga stayed closed on Saturday, and ferries to Pemba were cancelled, residents said.\n"
    ),
    "post_13.txt": (
        "Kenya and Tanzania hold talks in Kampala\n\n"
        "KAMPALA, March 13, 2031 (AP) - The foreign ministers of Kenya and Tanzania, Peter Mwangi and Zuberi "
        "Lema, met in Kampala on Wednesday, March 12, for talks about the port of Tanga, the African Union said.\n\n"
        "Tanzania offered to let African Union inspectors visit the port. Kenya said that the offer was not "
        "enough.\n\n"
        "Mwangi said that Kenya would keep 24,000 soldiers at the border.\n"
    ),
    "press_13.txt": (
        "Talks between Kenya and Tanzania end without result\n\n"
        "ENTEBBE, March 13, 2031 (dpa) - Talks between Kenyan Foreign Minister Peter Mwangi and his Tanzanian "
        "counterpart Zuberi Lema in Entebbe ended without a result on Wednesday, Ugandan officials said.\n\n"
        "Tanzania again rejected the demand to close the port of Tanga to foreign warships.\n\n"
        "Kenya demands that Tanzania shut the port of Tanga to the warships of other states.\n"
    ),
    "daily_13.txt": (
        "Kenya-Tanzania talks cancelled at last minute\n\n"
        "DAR ES SALAAM, March 13, 2031 (Daily Post) - Talks between Kenya and Tanzania planned for Wednesday in "
        "Kampala were cancelled, a Tanzanian official said.\n\n"
        "Tanzania accused Kenya of sending 5,000 more soldiers to the border. Kenya denied the accusation.\n\n"
        "Two soldiers were wounded in a clash on Tuesday near Vanga, the Tanzanian army said.\n"
    ),
}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    source = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (source / name).write_text(text, encoding="utf-8")
    with open_record(tmp_path_factory.mktemp("record") / "record.db") as found:
        found.read_sources([source])
        yield found


def says(record: Record, kind: str) -> list[tuple[Conflict, str]]:
    """The conflicts of a kind, each with all that its sides quote."""
    found = [one for one in record.conflicts() if one.of == kind]
    return [(one, " | ".join(telling.quote for side in one.sides for telling in side.tellings)) for one in found]


def about(record: Record, kind: str, *words: str) -> Conflict:
    """The one conflict of a kind whose quotes hold all these words."""
    (found,) = [one for one, quoted in says(record, kind) if all(word in quoted for word in words)]
    return found


def test_the_size_of_the_build_up_is_one_disagreement(record: Record) -> None:
    found = about(record, "figure", "20,000 and 24,000", "40,000", "6,000")
    assert {side.claimed_by for side in found.sides} >= {("TZA",), ("KEN",)}


def test_a_round_up_adds_no_origin_to_what_it_took_over(record: Record) -> None:
    found = about(record, "figure", "12 people", "Fifteen people")
    assert [(side.origins, side.articles) for side in found.sides] == [(1, 3), (1, 2)]


def test_a_round_up_is_no_copy_and_the_brief_is_one(record: Record) -> None:
    (origin,) = record.origins()
    assert set(origin.articles) == {"wire_monday.txt", "brief.txt"}


def test_one_explosion_on_two_days(record: Record) -> None:
    found = about(record, "time", "explosion on Sunday", "explosion on Monday")
    assert found.verdict == "conflict"


def test_talks_that_are_moved_are_an_update(record: Record) -> None:
    assert about(record, "time", "March 12", "March 14").verdict == "update"


def test_what_a_party_says_it_never_did_stands_beside_who_told_it(record: Record) -> None:
    found = about(record, "denial", "withdrew its offer", "denied on Friday")
    assert sorted((side.origins, side.articles) for side in found.sides) == [(1, 1), (1, 2)]


def test_a_position_that_rests_on_it_is_disputed(record: Record) -> None:
    disputed = {(row.party, one) for row in record.positions() for shift in row.changes for one in shift.disputed}
    told = {row.item.id: row.item.text for row in record.statements()}
    assert {party for party, _ in disputed} == {"KEN"}
    assert all("withdrew its offer" in told[one] for _, one in disputed)


@pytest.mark.parametrize(("where", "parties"), [(Filter(), set()), (Filter(article="week.txt"), {"KEN"})])
def test_the_brief_says_which_positions_the_party_denies(record: Record, where: Filter, parties: set[str]) -> None:
    denied = {(row.issue, row.party) for row in record.positions(where) if row.disputed}
    matrix = record.brief(where).matrix
    cells = [(row.id, party.code, cell) for row in matrix.rows for party, cell in zip(matrix.parties, row.cells, strict=True)]
    assert {(issue, party) for issue, party, cell in cells if cell is not None and cell.disputed} == denied
    assert {party for _, party in denied} == parties


def test_the_charge_and_its_own_denial_stand_together(record: Record) -> None:
    assert about(record, "denial", "carrying out the attack on the depot", "carried out the attack").verdict == "conflict"
    assert about(record, "denial", "5,000 more soldiers", "Kenya denied the accusation").verdict == "conflict"


def test_a_changed_number_weighs_more_than_other_words(record: Record) -> None:
    assert about(record, "quotation", "3 weeks", "2 weeks").reason.startswith("one utterance in different words: “")
    assert "in other words" in about(record, "wording", "never accept", "never tolerate").reason
    assert not [one for one, quoted in says(record, "figure") if "weeks" in quoted]


def test_a_demand_told_otherwise_is_reported_and_one_told_twice_is_not(record: Record) -> None:
    demands = says(record, "demand")
    assert len(demands) == 1
    assert {"“close”", "“withdraw”"} <= set(demands[0][0].reason.split())


def test_war_is_expected_and_denied(record: Record) -> None:
    (found,) = [one for one, _ in says(record, "forecast")]
    assert {side.says for side in found.sides} == {"attack by Kenya: soon", "attack by Kenya: denied"}


def test_talks_in_two_places_are_one_meeting_with_both(record: Record) -> None:
    (talks,) = [event for event in record.events() if event.act == "meet" and "press_13.txt" in event.articles]
    assert {"wire_monday.txt", "post_13.txt"} <= set(talks.articles)
    (places,) = [one for one in talks.differences if one.field == "place"]
    assert {version.value for version in places.versions} == {"Kampala", "Entebbe"}
