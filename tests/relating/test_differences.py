import re

from hypothesis import given
from hypothesis import strategies as st

from standoff.relating.differences import find_changes
from standoff.relating.origins_tables import Change
from tests.relating.texts import story, text

SENTENCE = re.compile(r"[^.]+\.")


def bounds(whole: str) -> list[tuple[int, int]]:
    return [(match.start() + len(match.group()) - len(match.group().lstrip()), match.end()) for match in SENTENCE.finditer(whole)]


def changes(source: str, copy: str) -> list[tuple[str, str, str]]:
    return [(change.kind, change.before, change.after) for change in found(source, copy)]


def found(source: str, copy: str) -> tuple[Change, ...]:
    return find_changes(source, bounds(source), copy, bounds(copy))


TOLD = "The navy closed the strait on Friday. About 300 ships wait outside the harbour, two northern officials said."


def test_the_same_words_are_no_change() -> None:
    assert changes(TOLD, TOLD) == []


def test_the_same_words_in_another_order_are_no_change() -> None:
    assert changes(TOLD, text(TOLD.split(". ")[::-1]).replace("said.", "said. ") + ".") == []


def test_a_sentence_left_out_and_one_added() -> None:
    copy = "The navy closed the strait on Friday. Nobody was hurt and the ferries run."
    assert changes(TOLD, copy) == [
        ("added", "", "Nobody was hurt and the ferries run."),
        ("left out", "About 300 ships wait outside the harbour, two northern officials said.", ""),
    ]


def test_a_figure_altered() -> None:
    assert changes(TOLD, TOLD.replace("300", "350")) == [("figure", "About 300", "About 350")]


def test_a_modifier_dropped_is_an_altered_figure() -> None:
    assert changes(TOLD, TOLD.replace("About 300", "300")) == [("figure", "About 300", "300")]


def test_a_source_reworded_is_an_altered_attribution() -> None:
    assert changes(TOLD, TOLD.replace("northern officials", "unnamed officials")) == [("attribution", "northern", "unnamed")]


def test_a_source_dropped_is_an_altered_attribution() -> None:
    assert changes(TOLD, TOLD.replace(", two northern officials said", "")) == [
        ("attribution", "two northern officials said", "")
    ]


def test_other_words_are_wording() -> None:
    assert changes(TOLD, TOLD.replace("closed", "blocked")) == [("wording", "closed", "blocked")]


def test_a_sentence_on_the_same_thing_in_other_words_is_added() -> None:
    copy = "The navy closed the strait on Friday. Hundreds of vessels have been waiting in the roads since then."
    assert [kind for kind, _, _ in changes(TOLD, copy)] == ["added", "left out"]


def test_no_sentences_no_changes() -> None:
    assert find_changes(TOLD, [], TOLD, []) == ()


@given(st.integers(0, 500), st.sets(st.integers(0, 11)), st.integers(0, 4))
def test_what_was_left_out_and_added_is_all_that_is_told(seed: int, dropped: set[int], more: int) -> None:
    source, new = story(seed, 12), story(seed + 1_000, more)
    kept = [sentence for place, sentence in enumerate(source) if place not in dropped]
    there = changes(text(source), text(kept + new))
    assert [before for kind, before, _ in there if kind == "left out"] == [source[place] for place in sorted(dropped)]
    assert [after for kind, _, after in there if kind == "added"] == new


@given(st.integers(0, 500), st.integers(0, 500))
def test_every_span_holds_its_words(seed: int, other: int) -> None:
    source, copy = text(story(seed, 6)), text([*story(seed, 4), *story(other, 3)])
    for change in found(source, copy):
        assert change.source is None or source[change.source.start : change.source.end] == change.source.text
        assert change.copy is None or copy[change.copy.start : change.copy.end] == change.copy.text
        assert change.before in source
        assert change.after in copy
