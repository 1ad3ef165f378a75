import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.reading.attribution import by_rules
from standoff.reading.attribution_page import open_page
from standoff.reading.attribution_signs import PAIR_SIGNS, WORD_SIGNS, View, pair_signs, view_of
from tests.reading.casting import context_of

TOLD = "The envoy said on Monday that the bridge was closed. “We had no choice,” she added."
SCRAPS = (
    "The envoy said ",
    "that",
    "“No,” ",
    "he told us",
    " (Reuters) - ",
    "\n\n",
    "It rained. ",
    "U.S.",
    "“",
    "é",
    "1,200 ",
    "ﬁ",
)


def seen(text: str) -> View:
    page = open_page(context_of(text))
    return view_of(page, by_rules(page))


def place_of(view: View, word: str) -> int:
    text = view.page.context.text
    return next(place for place, (start, end) in enumerate(view.words.bounds) if text[start:end] == word)


def test_words_know_their_sentence() -> None:
    view = seen(TOLD)
    assert view.sentence_starts == [0, place_of(view, "“")]


def test_words_between_marks_know_their_quotation() -> None:
    view = seen(TOLD)
    assert view.quotation[place_of(view, "choice")] == 0
    assert view.quotation[place_of(view, "added")] == -1


def test_the_rules_findings_are_shown() -> None:
    view = seen(TOLD)
    roles = view.signs[:, 4]
    assert [roles[place_of(view, word)] for word in ("bridge", "envoy", "said")] == [2, 3, 4]


def test_a_word_is_shown_how_it_hangs_on_the_cue() -> None:
    view = seen(TOLD)
    cue = place_of(view, "said")
    signs = pair_signs(view, cue, np.array([cue, place_of(view, "envoy"), place_of(view, "The")]))
    assert signs[0][0] == 2
    assert signs[1][0] == signs[2][0] != 2


def test_distance_to_the_cue_has_a_side() -> None:
    view = seen(TOLD)
    cue = place_of(view, "said")
    before, at, after = pair_signs(view, cue, np.array([cue - 1, cue, cue + 1]))[:, 1]
    assert before < at < after


def test_a_page_without_words_has_no_signs() -> None:
    assert seen(" \n ").signs.shape == (0, len(WORD_SIGNS))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(SCRAPS), min_size=1, max_size=12).map("".join))
def test_signs_stay_within_what_the_network_knows(text: str) -> None:
    view = seen(text)
    assert np.all(view.signs >= 0)
    assert np.all(view.signs < np.array(WORD_SIGNS))
    for anchor in range(len(view.starts)):
        signs = pair_signs(view, anchor, np.arange(len(view.starts)))
        assert np.all(signs >= 0)
        assert np.all(signs < np.array(PAIR_SIGNS))
