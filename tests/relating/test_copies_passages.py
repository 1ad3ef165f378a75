"""Sentences that texts have in common."""

from hypothesis import given
from hypothesis import strategies as st

from standoff.relating.copies_passages import Passages, Shared, edges_of, lines_of, lines_with, shared_lines

MASSED = "Norway has moved two brigades to the herring coast, officers of the Swedish navy said."
QUOTED = "“Nobody asked us whether the lighthouse should go dark on Sunday night,”"
SPOKE = "the mayor of Bergen told a crowd of some forty fishermen on the quay."


def lines(*sentences: str) -> list[tuple[int, int, str]]:
    found, place = [], 0
    for sentence in sentences:
        found.append((place, place + len(sentence), sentence))
        place += len(sentence) + 1
    return found


def shared(a: list[str], b: list[str]) -> tuple[Shared, ...]:
    return shared_lines(lines_of(lines(*a)), lines_of(lines(*b)))


def test_a_sentence_in_both_is_found_where_it_stands() -> None:
    (found,) = shared(["Short.", MASSED], [MASSED, "Snow fell."])
    assert found == Shared((7, 7 + len(MASSED)), (0, len(MASSED)))


def test_a_dateline_in_front_makes_no_other_sentence() -> None:
    assert len(shared([f"OSLO, May 4 (Wire) - {MASSED}"], [MASSED])) == 1


def test_another_number_makes_another_sentence() -> None:
    assert shared([MASSED], [MASSED.replace("two brigades", "five ships")]) == ()


def test_what_two_reporters_heard_is_not_taken_over() -> None:
    assert shared([QUOTED, "Rain fell in Oslo all day long, to nobody's surprise."], [QUOTED]) == ()


def test_a_quotation_beside_a_sentence_taken_over_is_taken_over_with_it() -> None:
    assert len(shared([QUOTED, SPOKE], [QUOTED, SPOKE])) == 2


@given(st.lists(st.sampled_from([MASSED, QUOTED, SPOKE, SPOKE.upper(), "Blåst.", f"Æ {MASSED}"]), max_size=5))
def test_lines_that_hold_none_of_the_others_edges_need_no_words(known: list[str]) -> None:
    mine = lines_of(lines(MASSED, QUOTED))
    assert shared_lines(lines_with(edges_of(mine), lines(*known)), mine) == shared_lines(lines_of(lines(*known)), mine)


def test_a_line_without_the_telling_word_of_a_run_has_no_words() -> None:
    kept = lines_with([("the", "swedish", "navy", "said")], lines(MASSED, SPOKE))
    assert [bool(line.words) for line in kept] == [True, False]


def test_a_round_up_is_told_from_those_it_took_from() -> None:
    one = Shared((0, 50), (0, 50))
    found = Passages.of(
        [("week", "a", [one]), ("week", "b", [Shared((60, 90), (10, 40))]), ("week", "c", [Shared((99, 120), (5, 26))])]
    )
    assert (found.source("week", 20), found.source("week", 70), found.source("week", 95)) == ("a", "b", "week")
    assert found.source("a", 20) == "a"
    assert found.round_ups() == {"week"}


def test_a_text_and_its_copy_are_one_part_of_a_round_up() -> None:
    one = Shared((0, 50), (0, 50))
    found = Passages.of([("week", "a", [one]), ("week", "copy", [one]), ("a", "copy", [one])])
    assert found.round_ups() == frozenset()
    assert found.source("week", 10) == found.source("copy", 10)


@given(
    st.lists(st.sampled_from([MASSED, QUOTED, SPOKE, "Short."]), max_size=6),
    st.lists(st.sampled_from([MASSED, SPOKE]), max_size=4),
)
def test_what_is_found_stands_in_both(a: list[str], b: list[str]) -> None:
    text, other = " ".join(a), " ".join(b)
    for one in shared(a, b):
        assert text[slice(*one.a)] == other[slice(*one.b)]
