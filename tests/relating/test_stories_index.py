import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.relating.stories_index import MOST_KEPT, TOLD_ALIKE, WITHIN, Likeness, MemoryShelf, one_form
from standoff.relating.stories_words import terms_of
from tests.relating.events import on_day, own_words, telling

FOOTER = " ".join(f"subscribe{number} newsletter{number} privacy{number}" for number in range(12))


def pairs_of(*articles: tuple[str, int | None]) -> list[Likeness]:
    """The pairs of articles, each a text and its day, in this order."""
    shelf = MemoryShelf()
    for text, day in articles:
        shelf.add(terms_of(text), on_day(day))
    return shelf.pairs


def score_of(first: int | None, second: int | None) -> float:
    (pair,) = pairs_of((telling(1, 1), first), (telling(1, 2), second))
    return pair.score


def test_two_articles_on_one_event_are_told_alike() -> None:
    (pair,) = pairs_of((telling(1, 1), 0), (telling(2, 1), 0), (telling(1, 2), 1))
    assert (pair.a, pair.b) == (0, 2)
    assert pair.score >= TOLD_ALIKE


def test_days_between_make_two_articles_less_alike() -> None:
    assert score_of(0, 0) > score_of(0, 5) > score_of(0, 20)


def test_nothing_is_set_side_by_side_beyond_the_days() -> None:
    assert pairs_of((telling(1, 1), 0), (telling(1, 2), WITHIN + 1)) == []


def test_without_a_date_two_articles_are_less_alike() -> None:
    assert score_of(0, 0) > score_of(0, None) == score_of(None, None)


def test_the_evidence_stands_in_both_texts() -> None:
    shelf = MemoryShelf()
    for edition in (1, 2):
        outline = on_day(edition, actors=("NOR", "Ada Holm") if edition == 1 else ("SWE", "Ada Holm"), dates=("2031-03-04",))
        shelf.add(terms_of(telling(1, edition)), outline)
    evidence = shelf.pairs[0].evidence
    assert evidence.actors == ("Ada Holm",)
    assert evidence.dates == ("2031-03-04",)
    assert evidence.days_apart == 1
    assert set(evidence.names) <= set(own_words(1)[:4])
    assert evidence.words
    for word in (*evidence.names, *evidence.words):
        assert word in telling(1, 1) and word in telling(1, 2)


def test_a_few_shared_words_are_a_phrase() -> None:
    assert pairs_of(("velmora harbourmaster oskpra", 0), ("velmora harbourmaster oskpra", 0)) == []


def test_what_stands_in_all_articles_of_an_outlet_joins_none() -> None:
    articles = [(f"{telling(event, 1, 20)} {FOOTER}", event % 5) for event in range(60)]
    joined = [pair for pair in pairs_of(*articles) if pair.score >= TOLD_ALIKE]
    assert joined == []


def test_a_huge_story_costs_a_bounded_number_of_pairs() -> None:
    shelf = MemoryShelf()
    kept = [len(shelf.add(terms_of(telling(1, edition)), on_day(edition % 3))) for edition in range(120)]
    assert max(kept) == MOST_KEPT


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6))
def test_the_order_of_unrelated_articles_changes_no_pair(seed: int) -> None:
    events = [(event, edition) for event in range(6) for edition in range(2)]
    random.Random(seed).shuffle(events)  # noqa: S311
    pairs = pairs_of(*((telling(*one), one[0]) for one in events))
    joined = {frozenset((events[pair.a], events[pair.b])) for pair in pairs if pair.score >= TOLD_ALIKE}
    assert joined == {frozenset(((event, 0), (event, 1))) for event in range(6)}


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Blockade of Velmora: Day 2", "Blockade of Velmora: Day 21", True),
        ("The week in brief, Monday", "The week in brief, Tuesday", True),
        ("Blockade of Velmora: Day 2", "Blockade of Velmora: Day 2", False),
        ("Two ferries leave Velmora", "Envoys leave Velmora", False),
        ("", "", False),
    ],
)
def test_titles_that_differ_in_numbers_and_days_are_one_form(a: str, b: str, same: bool) -> None:
    assert one_form(a, b) is same
