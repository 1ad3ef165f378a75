import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.codebook.damage import damage_words
from standoff.core.ids import text_id
from standoff.core.records import Article, Attribution, Statement
from standoff.core.spans import Span, cut
from standoff.reading.context import Context
from standoff.reading.damage import DOUBT, Damage, damage_flags, damage_of, lower_certainty
from standoff.reading.damage_signs import surface_signs
from standoff.reading.tokens import DEFAULT_MODEL, masked, parse

CLEAN = (
    "The foreign minister of Aldmoor said on Tuesday that the government would not withdraw its troops from the border.",
    "Officials in the capital told reporters that talks with the neighbouring country were expected to resume next week.",
    '"We have made our position clear," she said after the meeting, adding that no decision had been taken.',
)


def context_of(text: str) -> Context:
    doc = next(parse([masked(text, ())], DEFAULT_MODEL))
    return Context(article=Article(id=text_id(text), name="a", text=text), doc=doc)


def reasons(text: str) -> set[str]:
    return {reason for one in damage_of(context_of(text)) if one.damaged for reason in one.reasons}


def signs(text: str) -> set[str]:
    return {slug for slug, _ in surface_signs(text, damage_words())}


@pytest.mark.parametrize("text", CLEAN)
def test_clean_sentences_are_not_damaged(text: str) -> None:
    assert not any(one.damaged for one in damage_of(context_of(text)))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The minister said the army. and believed that the troops would leave the border soon.", "broken_by_full_stop"),
        ("If we can avoid [diese Lage] by talking, the ministry will be ready to sign the agreement.", "bracketed_untranslated"),
        ("The government wants a new treaty with its neighbours There is no reason to wait any longer.", "stray_capital"),
        ("The ministers agreed el acuerdo por los aliados on the last day of the talks in the capital.", "untranslated_words"),
        ("“We will keep the door open, Lindqvist said, repeating the position of the ministry.", "unbalanced_quote"),
    ],
)
def test_each_strong_sign_makes_a_sentence_damaged(text: str, reason: str) -> None:
    assert reason in reasons(text)


def test_both_sides_of_a_full_stop_in_mid_sentence_are_damaged() -> None:
    damages = damage_of(context_of("The council rejected the demand of the rebels. and said it was ready to fight on."))
    assert all(one.damaged for one in damages)


def test_a_surname_run_onto_anothers_name_is_odd() -> None:
    text = (
        "President Viktor Lindqvist spoke first. Lindqvist rejected the plan on Monday.\n\n"
        "The spokeswoman Anna Brook Lindqvist dismissed the claims of the opposition on Tuesday."
    )
    found = [one for one in damage_of(context_of(text)) if "odd_name_run" in one.reasons]
    assert [text[one.start :].startswith("The spokeswoman") for one in found] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The talks with Sen. van Dorn went on until 5 p.m. on the day.",
        "He said [the minister] had agreed to the terms of the treaty.",
        "“We stay here.\n\n“We go on.” The minister had had enough.",
        "The U.S. and its allies met in St. Petersburg vs. the others.",
    ],
)
def test_usual_writing_shows_no_surface_sign(text: str) -> None:
    assert signs(text) == set()


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("They met in the the capital.", "doubled_word"),
        ("They met , and left.", "space_before_punctuation"),
        ("“We accept none, ”said the envoy.", "space_before_punctuation"),
        ("They met наши friends there.", "untranslated_words"),
    ],
)
def test_surface_signs(text: str, slug: str) -> None:
    assert slug in signs(text)


def statement(text: str, start: int, end: int) -> Statement:
    span = cut(text, start, end)
    return Statement(id="s", article="a", start=start, end=end, text=span.text, act="demand")


def test_certainty_is_lowered_only_where_the_evidence_is_damaged() -> None:
    text = "a" * 40
    damages = (Damage(0, 20, 0.9, ("stray_capital",), True), Damage(20, 40, 0.1, (), False))
    hurt, whole = lower_certainty((statement(text, 5, 10), statement(text, 20, 30)), damages)
    assert (hurt.certainty, hurt.doubts) == (damage_words().kept, (DOUBT,))
    assert (whole.certainty, whole.doubts) == (1.0, ())


def test_certainty_is_lowered_once() -> None:
    damages = (Damage(0, 20, 0.9, ("stray_capital",), True),)
    once = lower_certainty((statement("a" * 20, 0, 10),), damages)
    assert lower_certainty(once, damages) == once


def test_what_stands_between_the_pieces_of_an_attribution_does_not_count() -> None:
    text = "a" * 60
    item = Attribution(id="x", article="a", start=0, end=60, text=text, content=(Span(0, 10, text[:10]), Span(50, 60, text[50:])))
    assert lower_certainty((item,), (Damage(20, 40, 0.9, ("stray_capital",), True),)) == (item,)


def test_nothing_but_certainty_and_doubts_is_changed() -> None:
    item = statement("a" * 20, 0, 10)
    (lowered,) = lower_certainty((item,), (Damage(0, 20, 0.9, ("stray_capital",), True),))
    assert msgspec.structs.replace(lowered, certainty=1.0, doubts=()) == item


def test_flags_count_damaged_sentences() -> None:
    damages = tuple(Damage(n * 10, n * 10 + 9, 0.9, ("stray_capital",), n == 0) for n in range(10))
    assert damage_flags("text", damages) == ("damaged:1",)


def test_a_disclaimer_marks_a_machine_translation() -> None:
    assert damage_flags("This story was automatically translated by a machine.", ()) == ("machine_translated",)


def test_several_damaged_sentences_mark_a_machine_translation() -> None:
    damages = tuple(Damage(n * 10, n * 10 + 9, 0.9, ("stray_capital",), n < 3) for n in range(9))
    assert damage_flags("text", damages) == ("damaged:3", "machine_translated")


def test_lost_quotation_marks_alone_mark_no_machine_translation() -> None:
    damages = tuple(Damage(n * 10, n * 10 + 9, 0.9, ("unbalanced_quote",), n < 3) for n in range(9))
    assert damage_flags("text", damages) == ("damaged:3",)


def test_the_same_text_is_always_judged_the_same() -> None:
    text = "The army said. and went There was no reason to it."
    assert damage_of(context_of(text)) == damage_of(context_of(text))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("aeTh .,“”\"'[]\n\t—élя«»-1")), max_size=120))
def test_any_text_is_judged_within_its_bounds(text: str) -> None:
    for one in damage_of(context_of(text)):
        assert 0 <= one.start < one.end <= len(text)
        assert 0 <= one.score <= 1
        assert bool(one.reasons) == one.damaged
