from hypothesis import given
from hypothesis import strategies as st

from standoff.relating.copies_passages import LEAST_WORDS, edges_of, lines_of, shared_lines
from standoff.relating.copies_print import Print, with_runs

words = st.lists(st.sampled_from(["fog", "boat", "pier", "lamp"]), max_size=14)
sentences = st.lists(words.map(" ".join), min_size=1, max_size=5)


@given(words, words, st.integers(5, 9))
def test_a_run_is_found_where_a_text_holds_it(one: list[str], run: list[str], length: int) -> None:
    run = run[:length]
    held = any(one[place : place + length] == run for place in range(len(one) - length + 1))
    assert with_runs({7: Print.of(" ".join(one))}, [tuple(run)], length) == ({7: {tuple(run)}} if held else {})


@given(sentences, sentences)
def test_a_text_that_shares_a_sentence_holds_one_of_its_edges(one: list[str], other: list[str]) -> None:
    lines = [lines_of([(0, len(line), line) for line in text]) for text in (one, other)]
    if shared_lines(*lines):
        assert with_runs({1: Print.of(". ".join(one))}, edges_of(lines[1]), LEAST_WORDS).keys() == {1}


def test_no_text_holds_a_run_of_no_sentence() -> None:
    assert with_runs({1: Print.of("fog boat pier")}, [], LEAST_WORDS) == {}


@given(st.lists(words, min_size=1, max_size=4), st.sets(words.map(lambda run: tuple(run[:3])), max_size=6))
def test_each_text_holds_what_it_holds_by_itself(texts: list[list[str]], runs: set[tuple[str, ...]]) -> None:
    prints = {number: Print.of(" ".join(text)) for number, text in enumerate(texts)}
    alone = [with_runs({number: one}, runs, 3) for number, one in prints.items()]
    assert with_runs(prints, runs, 3) == {number: found for one in alone for number, found in one.items()}
