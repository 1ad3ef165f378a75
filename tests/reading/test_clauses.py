import pytest

from standoff.codebook.lexicon import lexicon
from standoff.reading.clauses import Slots, kinds, noun_slots, verb_slots, words_beside
from standoff.reading.tokens import DEFAULT_MODEL, parse


def slots(text: str, form: str) -> Slots:
    doc = next(iter(parse([text], DEFAULT_MODEL)))
    return verb_slots(next(token for token in doc if token.text == form))


def words(found: Slots, *names: str) -> list[str | None]:
    return [token.text if (token := found.get(name)) is not None else None for name in names]


def test_subject_object_and_preposition() -> None:
    assert words(slots("Peru imposed tariffs on Chile.", "imposed"), "subject", "object", "on") == ["Peru", "tariffs", "Chile"]


def test_a_passive_has_its_agent_as_subject() -> None:
    found = slots("Tariffs were imposed by Peru.", "imposed")
    assert found.passive
    assert words(found, "subject", "object") == ["Peru", "Tariffs"]


def test_an_infinitive_shares_the_subject_of_its_governor() -> None:
    assert words(slots("Peru plans to impose tariffs.", "impose"), "subject") == ["Peru"]


def test_the_object_of_a_verb_of_asking_acts_in_the_infinitive() -> None:
    assert words(slots("Peru urged Chile to withdraw.", "withdraw"), "subject") == ["Chile"]


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    assert words(slots("Peru, which rejected the plan, left.", "rejected"), "subject") == ["Peru"]


def test_the_noun_before_a_relative_clause_is_its_object() -> None:
    assert words(slots("The plan that Peru rejected was new.", "rejected"), "object") == ["plan"]


def test_a_light_verb_lends_its_subject_to_the_noun() -> None:
    doc = next(iter(parse(["Peru made a threat against Chile."], DEFAULT_MODEL)))
    found = noun_slots(next(token for token in doc if token.text == "threat"), lexicon())
    assert words(found, "subject", "against") == ["Peru", "Chile"]


def test_a_series_of_talks_is_talks() -> None:
    doc = next(iter(parse(["Peru held a series of talks."], DEFAULT_MODEL)))
    assert "MEETING" in kinds(next(token for token in doc if token.text == "series"), lexicon())


def test_a_far_preposition_is_no_particle() -> None:
    doc = next(iter(parse(["Peru gave its neighbours a surprise in a dull year."], DEFAULT_MODEL)))
    assert "in" not in words_beside(next(token for token in doc if token.text == "gave"))


def test_what_a_clause_calls_the_object_is_the_object() -> None:
    assert words(slots("Peru fired what was assessed as a rocket on Friday.", "fired"), "object") == ["rocket"]


def test_a_text_speaks_for_the_one_who_issues_it() -> None:
    assert words(slots("Peru issued a statement condemning the raid.", "condemning"), "subject") == ["Peru"]


@pytest.mark.parametrize(
    ("text", "form", "subject"),
    [
        ("Peru asked Chile to explain the new rules and called for calm.", "called", "Peru"),
        ("Peru said that it must end and condemned the strike.", "condemned", "Peru"),
        ("Peru said that troops had fired first and asked the council to meet.", "asked", "Peru"),
    ],
)
def test_a_finite_verb_that_goes_on_with_the_clause_above_has_its_subject(text: str, form: str, subject: str) -> None:
    assert words(slots(text, form), "subject") == [subject]


def test_an_object_behind_the_day_is_found() -> None:
    assert words(slots("Peru on May 3 said that it expelled on Friday Chile's envoy.", "expelled"), "object") == ["envoy"]


def test_a_preposition_that_ends_the_text_is_read() -> None:
    assert words(slots("This is what Peru insisted on", "insisted"), "subject") == ["Peru"]
