import pytest

from standoff.reading.mentions import find_mentions
from standoff.reading.offices import Office, find_offices
from standoff.reading.phrases import named_parties
from tests.reading.casting import layout_of


def office(text: str) -> Office:
    layout = layout_of(text)
    return find_offices(layout, named_parties(layout.doc, find_mentions(layout)))[0]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("The Norwegian deputy foreign minister spoke.", ("NOR",)),
        ("Norway's envoy to Chile spoke.", ("NOR",)),
        ("The ambassador of Chile spoke.", ("CHL",)),
        ("A spokesman for the Norwegian government spoke.", ("NOR",)),
        ("Officials in Oslo spoke, Norway says.", ()),
        ("The UN humanitarian coordinator for Yemen spoke.", ("UN",)),
        ("US and Norwegian officials spoke.", ("USA", "NOR")),
        ("The secretary of state spoke.", ("USA",)),
        ("The foreign minister spoke.", ()),
    ],
)
def test_an_office_belongs_to_the_actor_that_its_phrase_names_first(text: str, whose: tuple[str, ...]) -> None:
    assert office(text).whose == whose


def test_the_top_diplomat_of_a_state_is_its_foreign_minister() -> None:
    assert office("The top Norwegian diplomat spoke.").post.name == "foreign_minister"


def test_former_officials_speak_for_themselves() -> None:
    assert office("A former Norwegian minister spoke.").private


def test_a_body_that_nobody_knows_is_elsewhere() -> None:
    assert office("The director of Greyfield Holdings spoke.").elsewhere


def test_former_holds_for_both_of_two_offices() -> None:
    layout = layout_of("A former Norwegian minister and ambassador spoke.")
    found = find_offices(layout, named_parties(layout.doc, find_mentions(layout)))
    assert [o.former for o in found] == [True, True]


def test_the_leaders_of_several_states_act_for_all_of_them() -> None:
    assert office("The leaders of Norway, Chile and the US met.").whose == ("NOR", "CHL", "USA")


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("The deputy chief of a patrolling team of the OSCE spoke.", ("OSCE",)),
        ("The head of the Chile desk at the Norwegian ministry spoke.", ("NOR",)),
        ("The special representative for Chile spoke.", ()),
        ("A Chilean separatist leader spoke.", ()),
        ("A specialist in NATO affairs spoke.", ()),
        ("An official with knowledge of Chile spoke.", ()),
        ("An official with the Chilean army spoke.", ("CHL",)),
    ],
)
def test_what_an_office_only_looks_at_has_no_part_in_it(text: str, whose: tuple[str, ...]) -> None:
    assert office(text).whose == whose


@pytest.mark.parametrize(
    "text",
    [
        "The deputy director of Chile studies at the Harlow Centre spoke.",
        "The commander of a guerrilla column in eastern Chile spoke.",
        "The chief executive of Chile's state-owned railway company spoke.",
    ],
)
def test_firms_institutes_and_rebels_are_elsewhere(text: str) -> None:
    assert office(text).elsewhere


def test_an_office_of_a_parliament_is_a_legislator_s_who_speaks_for_the_state() -> None:
    found = office("The Republican head of the Senate Foreign Relations Committee spoke.")
    assert (found.post.name, found.whose) == ("legislator", ("USA",))


def test_a_title_that_the_parse_takes_for_an_adjective_is_one_before_a_name() -> None:
    assert office("The secretary-general Jens Berg spoke.").post.name == "organisation_head"


def test_a_verb_is_no_office() -> None:
    layout = layout_of("Norway was due to host the talks.")
    assert find_offices(layout, named_parties(layout.doc, find_mentions(layout))) == []


def test_an_office_may_be_the_last_word() -> None:
    assert office("Berg met the firm's director").elsewhere


def test_several_of_a_parliament_stay_several() -> None:
    assert office("The heads of the Senate committees spoke.").post.plural
