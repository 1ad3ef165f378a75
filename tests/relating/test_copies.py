import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.relating.copies import GRAM, WINDOW, without, words_of
from standoff.relating.copies_print import Print, compare, locate
from tests.relating.texts import story, text

LONG = text(story(1, 20))
words = st.lists(st.sampled_from(["north", "south", "east", "west", "harbour", "envoy", "strait", "treaty"]), max_size=80)


def grams(sentence: str) -> set[tuple[str, ...]]:
    split = words_of(sentence)
    return {tuple(split[place : place + GRAM]) for place in range(len(split) - GRAM + 1)}


def test_case_and_punctuation_are_no_words() -> None:
    assert words_of("“Harbour,” she SAID — at 9.30!") == ["harbour", "she", "said", "at", "9", "30"]


def test_scripts_without_spaces_count_by_the_character() -> None:
    assert words_of("港口关闭 today") == ["港", "口", "关", "闭", "today"]


def test_width_forms_are_alike() -> None:
    assert words_of("ＡＢＣ １２") == ["abc", "12"]


def test_noise_is_taken_out() -> None:
    assert words_of(without("one two SUBSCRIBE three", [(8, 17)])) == ["one", "two", "three"]


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4))
def test_taking_out_never_fails_nor_adds(whole: str, spans: list[tuple[int, int]]) -> None:
    spans = [(min(pair), max(pair)) for pair in spans]
    left = without(whole, spans)
    covered = {place for start, end in spans for place in range(start, end)}
    assert [char for char in left if char != " "] == [
        char for place, char in enumerate(whole) if place not in covered and char != " "
    ]


@given(words, words)
def test_the_overlap_is_that_of_the_sets_of_5_grams(a: list[str], b: list[str]) -> None:
    one, other = " ".join(a), " ".join(b)
    shared = len(grams(one) & grams(other))
    found = compare(Print.of(one), Print.of(other))
    assert found.shared == shared
    assert found.share_a == (shared / len(grams(one)) if shared else 0)
    assert found.share_b == (shared / len(grams(other)) if shared else 0)


@given(words)
def test_a_print_is_kept_whole_in_bytes(some: list[str]) -> None:
    found = Print.of(" ".join(some))
    assert np.array_equal(Print.from_bytes(found.to_bytes()).grams, found.grams)


@given(st.text(max_size=60))
def test_any_text_has_a_print(whole: str) -> None:
    found = Print.of(whole)
    assert len(found.grams) == max(0, len(found.words) - GRAM + 1)
    assert len(found.fingerprint) <= len(found.grams)


def test_hashes_are_the_same_in_another_process() -> None:
    program = "from standoff.relating.copies_print import Print; print(Print.of('the envoy left the old harbour').grams.tolist())"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(Print.of("the envoy left the old harbour").grams.tolist())


@given(st.integers(0, 10_000), st.integers(0, 150))
def test_every_run_of_shared_words_of_that_length_is_met(seed: int, place: int) -> None:
    whole = words_of(text(story(seed, 20)))
    run = whole[place : place + WINDOW + GRAM - 1]
    carrier = words_of(text(story(seed + 20_000, 4)))
    other = Print.of(" ".join([*carrier[:20], *run, *carrier[20:]]))
    if len(run) == WINDOW + GRAM - 1:
        assert np.intersect1d(Print.of(" ".join(whole)).fingerprint, other.fingerprint).size


@given(st.text(st.characters(max_codepoint=127), max_size=60))
def test_a_print_of_plain_letters_is_that_of_the_same_words_beside_others(whole: str) -> None:
    assert np.array_equal(Print.of(whole).words, Print.of(f"{whole} é").words[:-1])


def test_a_fingerprint_is_a_small_part() -> None:
    found = Print.of(LONG)
    assert 0.1 < len(found.fingerprint) / len(found.grams) < 0.35


def test_a_brief_cut_from_a_long_piece_is_joined() -> None:
    found = compare(Print.of(LONG), Print.of(text(story(1, 20)[:4])))
    assert found.joined
    assert found.share_b == 1


def test_other_texts_are_not() -> None:
    assert not compare(Print.of(LONG), Print.of(text(story(2, 20)))).joined


def test_a_shared_formula_is_no_copy() -> None:
    formula = "did not answer a request for comment"
    assert not compare(Print.of(formula), Print.of(f"{formula} {LONG}")).joined


def test_it_says_where_the_shared_part_stands() -> None:
    sentences = story(1, 20)
    part = text(sentences[10:14])
    place = locate(Print.of(LONG), Print.of(part))
    before = len(words_of(text(sentences[:10])))
    length = len(words_of(part))
    assert place.run == length
    assert place.a[0] == pytest.approx(before, abs=length // 10)
    assert (place.opens_a, place.opens_b) == (False, True)


def test_nothing_shared_has_no_place() -> None:
    assert locate(Print.of(LONG), Print.of(text(story(2, 3)))).run == 0
    assert locate(Print.of(LONG), Print.of("")).run == 0
