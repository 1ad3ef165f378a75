import random
from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.relating.copies_index import BOILERPLATE, MOST_COMPARED, MemoryShelf, Sheet
from standoff.relating.copies_print import Print, compare
from tests.relating.texts import story, text


def shelf_of(*texts: str) -> MemoryShelf:
    shelf = MemoryShelf()
    for one in texts:
        shelf.add(Sheet(one))
    return shelf


def ends(shelf: MemoryShelf) -> set[tuple[int, int]]:
    return {(pair.a, pair.b) for pair in shelf.pairs if pair.verdict == "joined"}


def test_a_copy_is_met_by_the_index() -> None:
    assert ends(shelf_of(text(story(1)), text(story(2)), text(story(1)[:10] + story(3, 2)))) == {(0, 2)}


def test_a_brief_meets_the_long_piece_whichever_comes_first() -> None:
    long, brief = text(story(1, 40)), text(story(1, 40)[7:10])
    assert ends(shelf_of(long, brief)) == ends(shelf_of(brief, long)) == {(0, 1)}


def test_empty_and_tiny_texts_are_taken() -> None:
    assert shelf_of("", "one", "one", "one two three four five six", "one two three four five six").pairs == []


def test_a_form_filled_in_twice_is_kept_apart() -> None:
    form = (
        "This is what is known so far about day {} of the blockade of the strait, as told by our own people on the quay. "
        "The navy stopped {} ships in the night and let all of the others go on to the open sea without a search."
    )
    shelf = shelf_of(form.format(2, 14), form.format(21, 9))
    assert [pair.verdict for pair in shelf.pairs] == ["template"]
    assert shelf.pairs[0].overlap.joined


def test_a_shared_footer_joins_nothing() -> None:
    first = "Norway closed the ferry line to Gotland on Monday after two lorry drivers had refused to show their papers."
    later = "A week of rain has flooded the copper mine at Falun, and its owner asks the treasury to pay for new pumps."
    footer = (
        " You have read our free letter about the day. We write it each morning for people who want to know more in less time. "
        "Was it sent on to you by a friend? Then put your own address on the list and tell us what we should do better."
    )
    shelf = shelf_of(first + footer, later + footer)
    assert [pair.verdict for pair in shelf.pairs] == ["boilerplate"]
    assert shelf.pairs[0].overlap.joined and list(shelf.partners([0, 1])) == []


def test_what_very_many_texts_share_points_to_nobody() -> None:
    plea = text(story(99, 3))
    shelf = shelf_of(*(text(story(seed, 6)) + " " + plea for seed in range(BOILERPLATE + 40)))
    looked = shelf.holders(Print.of(plea).fingerprint.view("int64").tolist())
    assert max(map(len, looked.values())) == BOILERPLATE


def test_copies_of_one_text_are_no_boilerplate() -> None:
    shelf = shelf_of(*(text(story(1)) + f" Printed in edition {number}." for number in range(BOILERPLATE * 3)))
    met = {pair.b for pair in shelf.pairs}
    assert met == set(range(1, BOILERPLATE * 3))


def test_the_work_for_one_text_is_bounded() -> None:
    shelf = shelf_of(*(text(story(1)) + f" Printed in edition {number}." for number in range(2 * MOST_COMPARED)))
    assert len(shelf.add(Sheet(text(story(1))))) <= 2 * MOST_COMPARED


def test_a_rewrite_needs_the_agency_that_both_credit() -> None:
    told, other = text(story(1, 20)), text(story(1, 20)[4:11] + story(5, 10))
    assert 0.3 < max(compare(Print.of(told), Print.of(other)).share_a, compare(Print.of(told), Print.of(other)).share_b) < 0.6
    bare, credited = MemoryShelf(), MemoryShelf()
    for one in (told, other):
        bare.add(Sheet(one))
        credited.add(Sheet(one, frozenset({"Corrand Wire"})))
    assert bare.pairs == []
    assert [pair.verdict for pair in credited.pairs] == ["rewrite"]


@st.composite
def coverage(draw: st.DrawFn) -> list[str]:
    """Texts of four stories: whole, cut, extended, two of them together."""
    texts: list[str] = []
    for _ in range(draw(st.integers(2, 9))):
        seed, first, last = draw(st.integers(0, 3)), draw(st.integers(0, 8)), draw(st.integers(9, 15))
        more = story(draw(st.integers(0, 3)), 15)[: draw(st.integers(0, 6))] if draw(st.booleans()) else []
        texts.append(text(story(seed, 15)[first:last] + more + [f"Edition {len(texts)} of the paper."]))
    return texts


@settings(max_examples=60, deadline=None)
@given(coverage(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_change_the_pairs(texts: list[str], draw: random.Random) -> None:
    order = list(range(len(texts)))
    draw.shuffle(order)
    there = {frozenset(pair) for pair in ends(shelf_of(*texts))}
    moved = {frozenset((order[a], order[b])) for a, b in ends(shelf_of(*(texts[place] for place in order)))}
    assert there == moved


@settings(max_examples=30, deadline=None)
@given(coverage())
def test_the_index_finds_what_comparing_all_would_find(texts: list[str]) -> None:
    prints = [Print.of(one) for one in texts]
    every = {(a, b) for b in range(len(texts)) for a in range(b) if compare(prints[a], prints[b]).joined}
    assert {(pair.a, pair.b) for pair in shelf_of(*texts).pairs} == every


class Counting(MemoryShelf):
    """A shelf that counts the texts that are compared with a new one."""

    compared = 0

    def prints(self, numbers: Sequence[int]) -> Mapping[int, Print]:
        self.compared += len(numbers)
        return super().prints(numbers)


def test_the_work_for_one_more_does_not_grow_with_the_shelf() -> None:
    shelf = Counting()
    for seed in range(3_000):
        shelf.add(Sheet(text(story(seed, 5))))
    shelf.compared = 0
    shelf.add(Sheet(text(story(5_000, 5))))
    assert shelf.compared < 5
