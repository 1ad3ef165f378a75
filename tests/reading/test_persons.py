import pytest
from spacy.tokens import Span

from standoff.reading.mentions import find_mentions
from standoff.reading.offices import find_offices
from standoff.reading.persons import Person, find_persons
from standoff.reading.phrases import named_parties
from tests.reading.casting import layout_of


def people(text: str) -> list[Person]:
    layout = layout_of(text)
    mentions = find_mentions(layout)
    return find_persons(layout.doc, mentions, find_offices(layout, named_parties(layout.doc, mentions)))


def test_a_last_name_joins_its_full_name() -> None:
    (person,) = people("Prime Minister Ingrid Solvang arrived. Solvang left again. Ms. Solvang was tired.")
    assert (person.name, len(person.places), person.gender) == ("Ingrid Solvang", 3, "f")


def test_two_first_names_are_two_persons() -> None:
    assert [p.name for p in people("Minister Ingrid Solvang met her brother, Minister Peter Solvang.")] == [
        "Ingrid Solvang",
        "Peter Solvang",
    ]


def test_garbled_variants_are_kept_apart() -> None:
    found = people("Foreign Minister Radoslav Tichenko spoke. Later Foreign Minister Radoslav Tishenka spoke.")
    assert [p.name for p in found] == ["Radoslav Tichenko", "Radoslav Tishenka"]


def test_an_office_before_unknown_capitals_makes_a_name() -> None:
    assert [p.name for p in people("Defense Minister Olmegsky Rezhnikan said so.")] == ["Olmegsky Rezhnikan"]


def test_capitals_before_a_comma_and_an_office_make_a_name() -> None:
    assert "Hanne Mallark" in [p.name for p in people("Hanne Mallark, deputy defense minister, said so on Monday.")]


def test_a_name_goes_on_after_a_hyphen() -> None:
    assert [p.name for p in people("President Paik Jun-ho said so.")] == ["Paik Jun-ho"]


def test_another_name_that_the_text_introduces_is_theirs() -> None:
    (person,) = people("President Andres Lopez Duarte, widely known as Anlo, spoke. Anlo left.")
    assert person.names == ["Andres Lopez Duarte", "Anlo"]
    assert len(person.places) >= 2


def test_a_credit_before_a_name_is_no_part_of_it() -> None:
    doc = layout_of("Getty Solvang: There is time.").doc
    doc.set_ents([Span(doc, 0, 2, label="PERSON")])
    assert [person.names for person in find_persons(doc, (), ())] == [["Solvang"]]


def test_a_name_that_ends_one_line_and_begins_the_next_is_not_doubled() -> None:
    found = people("Foreign Minister Ingrid Solvang left. Sailors look for somebody to beat Solvang Solvang said nothing.")
    assert [person.name for person in found] == ["Ingrid Solvang"]


def test_a_name_before_a_landform_is_no_person() -> None:
    found = people("Prime Minister Ingrid Solvang sailed from Lomi island on Friday. Troops hold Lomi.")
    assert [p.name for p in found] == ["Ingrid Solvang"]


@pytest.mark.parametrize("text", ["The Daily Mirror said so.", "The newspaper El Puerto said so."])
def test_a_paper_is_no_person(text: str) -> None:
    assert people(text) == []


def test_a_name_behind_the_state_of_its_office_is_a_name() -> None:
    found = people("The Indian ambassador to Nepal, Vikram Sethi, said that the teams would leave.")
    assert [person.name for person in found] == ["Vikram Sethi"]


def test_a_name_behind_an_envoy_and_whom_the_mission_is_about_is_found() -> None:
    text = "UN Special Envoy for Syria Staffan de Marsala said that talks would go on."
    assert [person.name for person in people(text)] == ["Staffan de Marsala"]


def test_a_bare_last_name_is_his_who_was_called_so_before() -> None:
    text = "President Peter Solvang spoke. Solvang left. Maria Solvang, his wife, stayed. Solvang returned."
    assert [(one.name, len(one.places)) for one in people(text)] == [("Peter Solvang", 3), ("Maria Solvang", 1)]


def test_a_headline_s_verb_is_no_part_of_a_name() -> None:
    assert "Putin" in [one.name for one in people("Challenging Putin, the army left.")]
