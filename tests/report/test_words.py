import datetime as dt

import pytest

from standoff.codebook.acts import acts
from standoff.report.words import agreeing, parties_of, range_words, spread_words, window_words


@pytest.mark.parametrize(
    ("low", "high", "modifier", "told"),
    [
        (70000, 94000, "between", "70,000 to 94,000"),
        (100000, None, "more than", "more than 100,000"),
        (100000, None, None, "at least 100,000"),
        (None, 112000, "up to", "up to 112,000"),
        (21000, 21000, "about", "about 21,000"),
        (8500, 8500, None, "8,500"),
        (1.5, 2.5, None, "1.5 to 2.5"),
        (None, None, "dozens", "dozens"),
    ],
)
def test_a_range_is_told_as_a_range(low: float | None, high: float | None, modifier: str | None, told: str) -> None:
    assert range_words(low, high, modifier) == told


def test_a_spread_says_which_ends_are_open() -> None:
    assert spread_words([(70000, 94000), (127000, None)]) == "70,000 to 127,000, open above"


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2030-05-02", "2030-05-02", "2 May 2030"),
        ("2030-05-02", "2030-05-04", "2–4 May 2030"),
        ("2030-04-30", "2030-05-04", "30 Apr – 4 May 2030"),
        ("2029-12-30", "2030-01-04", "30 Dec 2029 – 4 Jan 2030"),
        ("2030-05-02", None, "from 2 May 2030 on"),
        (None, "2030-05-02", "until 2 May 2030"),
        (None, None, "date not told"),
    ],
)
def test_a_window_is_never_more_precise_than_its_bounds(earliest: str | None, latest: str | None, words: str) -> None:
    days = [dt.date.fromisoformat(value) if value else None for value in (earliest, latest)]
    assert window_words(*days) == words


@pytest.mark.parametrize(
    ("verb", "codes", "expected"),
    [
        ("accepts", ("RUS",), "accepts"),
        ("accepts", ("RUS", "USA"), "accept"),
        ("denies", ("RUS", "USA"), "deny"),
        ("publishes", ("RUS", "USA"), "publish"),
        ("holds to its line", ("RUS", "USA"), "hold to their line"),
        ("does not say", ("RUS", "USA"), "do not say"),
        ("open to talks", ("RUS", "USA"), "open to talks"),
        ("demands", ("protesters",), "demand"),
        ("demands", ("USA",), "demands"),
    ],
)
def test_a_verb_agrees_with_its_subject(verb: str, codes: tuple[str, ...], expected: str) -> None:
    assert agreeing(verb, parties_of(codes)) == expected


def test_every_label_has_a_plural_that_is_a_word() -> None:
    several = parties_of(("RUS", "USA"))
    plurals = [agreeing(act.label, several).split()[0] for act in acts().values()]
    assert [one for one in plurals if one.endswith(("s", "ie", "che", "she", "sse"))] == []
