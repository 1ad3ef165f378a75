import datetime as dt

import msgspec
import pytest

from standoff.core.dates import Published
from standoff.core.errors import OffsetError, UsageError
from standoff.report.brief import build_brief, evidence_of
from standoff.report.render import FORMATS, render
from standoff.report.shapes import Brief
from standoff.store.query import Filter

from .conftest import Keep, Plant, day


def test_an_empty_record_gives_a_brief_that_says_so(keep: Keep) -> None:
    brief = build_brief(keep())
    assert brief.empty
    assert brief.as_of is None
    assert all("Nothing was found" in render(brief, form) for form in ("md", "html"))


def test_as_of_is_the_newest_publication_day(keep: Keep, dispute: Plant) -> None:
    older = Plant("older.txt", "Norway demanded a limit on cod.", "2030-04-01")
    assert build_brief(keep(dispute, older)).as_of == dt.date(2030, 5, 2)


def test_the_title_tells_the_days_of_dated_articles_alone(keep: Keep, dispute: Plant) -> None:
    old = Plant("old.txt", "Norway demanded a limit on cod.", None)
    old.published = Published(earliest=dt.date(1938, 1, 1))
    assert build_brief(keep(dispute, old, dossier=False)).title == "Sweden and Norway, 2 May 2030"


def test_the_title_is_made_from_the_main_parties_and_days(keep: Keep, dispute: Plant) -> None:
    assert build_brief(keep(dispute, dossier=False)).title == "Sweden and Norway, 2 May 2030"


def test_every_line_holds_the_words_at_its_offsets(keep: Keep, dispute: Plant) -> None:
    brief = build_brief(keep(dispute))
    texts = {source.name: source.text for source in brief.sources}
    places = evidence_of(brief)
    assert len(places) >= 8
    for place in places:
        assert texts[place.article][place.start : place.end] == place.quote
        assert texts[place.article][place.sentence_start : place.sentence_end] == place.sentence
        assert place.quote in place.sentence


def test_a_record_whose_text_does_not_hold_the_words_is_refused(keep: Keep) -> None:
    plant = Plant("moved.txt", "Norway demanded a limit on cod.", "2030-04-01")
    plant.statement("demanded a limit", "demand", "NOR")
    item = plant.found["stmt"][0]
    plant.found["stmt"] = [msgspec.structs.replace(item, start=0, end=16)]
    with pytest.raises(OffsetError):
        build_brief(keep(plant))


def test_a_party_without_a_statement_on_an_issue_has_no_cell(keep: Keep, dispute: Plant) -> None:
    other = Plant("ports.txt", "Norway asks for open ports. Oslo again asked for open ports.", "2030-05-01")
    other.statement("Norway asks for open ports", "demand", "NOR", issue=("open ports",))
    other.statement("Oslo again asked for open ports", "demand", "NOR", issue=("open ports",))
    matrix = build_brief(keep(dispute, other)).matrix
    cells = {row.name: dict(zip([party.code for party in matrix.parties], row.cells, strict=True)) for row in matrix.rows}
    assert cells["herring limit"]["SWE"] is not None
    assert cells["open ports"]["SWE"] is None


def test_a_demand_stands_beside_the_addressee_s_reply(keep: Keep, dispute: Plant) -> None:
    (group,) = build_brief(keep(dispute)).demands
    assert [line.act for line in group.demands] == ["demand"]
    assert [line.evidence[0].quote for line in group.replies] == ["Sweden rejected a limit on herring"]


def test_a_reply_older_than_the_demand_is_none(keep: Keep, dispute: Plant) -> None:
    early = Plant("early.txt", "Sweden refused a limit on herring of any kind.", "2030-01-01")
    early.statement("Sweden refused a limit on herring", "reject", "SWE", addressee=("NOR",), issue=("herring limit",))
    (group,) = build_brief(keep(dispute, early)).demands
    assert [line.evidence[0].article for line in group.replies] == ["herring.txt"]


def test_a_threat_keeps_its_condition_and_means(keep: Keep, dispute: Plant) -> None:
    (threat,) = build_brief(keep(dispute)).threats
    assert (threat.condition, threat.means) == ("If boats are seized", "close its ports")


def test_the_same_words_in_two_articles_are_one_line_with_two_places(keep: Keep, dispute: Plant) -> None:
    copy = Plant("copy.txt", "Stockholm would not say which ports it meant. Sweden is large.", "2030-05-03")
    copy.statement("Stockholm would not say which ports it meant", "withhold", "SWE")
    (line,) = build_brief(keep(dispute, copy)).withheld
    assert [place.article for place in line.evidence] == ["herring.txt", "copy.txt"]


def test_a_rival_s_description_is_told_as_the_rival_s(keep: Keep) -> None:
    plant = Plant("rival.txt", "Oslo said that Sweden threatens to close its ports.", "2030-05-02")
    said = plant.attribution("Sweden threatens to close its ports", party=("NOR",))
    plant.statement("Sweden threatens to close its ports", "threaten", "SWE", attribution=said)
    (line,) = build_brief(keep(plant)).threats
    assert line.ascribed
    assert line.according_to == "Norway"


def test_a_meeting_planned_after_the_newest_day_is_ahead(keep: Keep, dispute: Plant) -> None:
    meetings = build_brief(keep(dispute)).meetings
    assert [line.place for line in meetings.ahead] == ["Bergen"]
    assert meetings.passed == ()


def test_a_meeting_planned_for_a_day_now_past_is_not_ahead(keep: Keep, dispute: Plant) -> None:
    later = Plant("later.txt", "Bergen was quiet.", "2030-05-20")
    meetings = build_brief(keep(dispute, later)).meetings
    assert meetings.ahead == ()
    assert [line.place for line in meetings.passed] == ["Bergen"]


def test_a_planned_meeting_told_as_held_is_one_line(keep: Keep, dispute: Plant) -> None:
    later = Plant("later.txt", "Norway and Sweden met in Bergen for an hour.", "2030-05-10")
    later.meeting("Norway and Sweden met in Bergen", "NOR", "SWE", place="Bergen", date=day("2030-05-09"))
    meetings = build_brief(keep(dispute, later)).meetings
    (held,) = meetings.held
    assert len(held.evidence) == 2
    assert meetings.passed == meetings.ahead == ()


def test_a_speaker_is_listed_under_the_party(keep: Keep, dispute: Plant) -> None:
    parties = {line.party.code: line for line in build_brief(keep(dispute)).parties}
    assert [speaker.name for speaker in parties["NOR"].speakers] == ["Ane Vik"]


def test_the_share_of_noise_is_of_code_points(keep: Keep, dispute: Plant) -> None:
    (source,) = build_brief(keep(dispute)).sources
    assert source.noise_share == len("Share this page") / len(dispute.article.text)


def test_a_filter_is_named_among_what_is_not_shown(keep: Keep, dispute: Plant) -> None:
    brief = build_brief(keep(dispute), Filter(party="SWE"))
    assert {party.code for line in brief.withheld for party in line.party} == {"SWE"}
    assert any("party SWE" in note for note in brief.not_shown)


def test_an_article_in_another_language_is_named_as_not_coded(keep: Keep, dispute: Plant) -> None:
    foreign = Plant("sild.txt", "Norge vil ha en grense for sild.", "2030-05-01")
    foreign.language = "no"
    assert any("sild.txt" in note for note in build_brief(keep(dispute, foreign)).not_shown)


def test_json_gives_the_same_brief_back(keep: Keep, dispute: Plant) -> None:
    brief = build_brief(keep(dispute))
    assert msgspec.json.decode(render(brief, "json"), type=Brief) == brief


@pytest.mark.parametrize("form", FORMATS)
def test_a_brief_is_rendered_the_same_each_time(keep: Keep, dispute: Plant, form: str) -> None:
    views = keep(dispute)
    assert render(build_brief(views), form) == render(build_brief(views), form)


def test_an_unknown_format_is_refused_with_the_known_ones(keep: Keep) -> None:
    with pytest.raises(UsageError, match="md, html, json"):
        render(build_brief(keep()), "pdf")
