from hypothesis import given
from hypothesis import strategies as st

from standoff.relating.events_index import (
    ENDS,
    HASH_BITS,
    MOST_COMPARED,
    MOST_KEYS,
    PERIOD,
    REACH,
    MemoryShelf,
    asked_of,
    keys_of,
)
from tests.relating.tellings import act, day, talks


def test_two_tellings_of_one_event_share_a_key() -> None:
    assert set(keys_of(talks("a", 2))) & set(keys_of(talks("b", 2)))


def test_a_telling_without_a_day_is_found_too() -> None:
    assert set(keys_of(talks("a", 2))) & set(keys_of(talks("b", published=None)))


def test_a_telling_with_a_day_asks_for_those_without_one_and_is_found_by_them() -> None:
    dated, undated = talks("a", 2), talks("b", published=None)
    assert set(asked_of(dated)) & set(keys_of(undated))
    assert set(asked_of(undated)) & set(keys_of(dated))


def test_a_telling_with_a_day_does_not_ask_for_those_of_other_times() -> None:
    assert not set(asked_of(talks("a", 2))) & set(keys_of(talks("b", 2 + PERIOD + REACH)))


def test_what_thousands_told_of_other_times_does_not_hide_a_telling_without_one() -> None:
    shelf = MemoryShelf()
    shelf.add([talks("first", 400)])
    for number in range(2 * ENDS + 1):
        shelf.add([talks(f"{number:03}", 1000 + 14 * number)])
    shelf.add([talks("one without a day", published=None)])
    for number in range(2 * ENDS + 1):
        shelf.add([talks(f"{number:03} later", 2000 + 14 * number)])
    shelf.add([talks("new", 10_000)])
    newest = len(shelf.mentions) - 1
    assert [shelf.mentions[pair.a].page.article for pair in shelf.pairs if pair.b == newest] == ["one without a day"]


@given(st.integers(0, 4000), st.integers(-REACH, REACH))
def test_tellings_of_about_one_time_are_found(number: int, gap: int) -> None:
    assert set(asked_of(talks("a", number))) & set(keys_of(talks("b", number + gap)))


def test_a_telling_with_only_a_day_of_publication_is_found_by_its_period() -> None:
    shared = set(keys_of(talks("a", 2))) & set(keys_of(talks("b", published=4)))
    assert len(shared) > len(set(keys_of(talks("a", 2))) & set(keys_of(talks("b", published=200))))


def test_keys_of_one_period_lie_together_and_are_numbers_of_a_column() -> None:
    periods = {key >> HASH_BITS for key in keys_of(talks("a", 2))}
    assert 0 in periods and 2 <= len(periods) <= 3
    assert all(0 <= key < 2**63 for key in keys_of(talks("a", 2)))


def test_keys_are_few_and_the_same_in_every_run() -> None:
    many = frozenset(f"word{number}" for number in range(50))
    keys = keys_of(talks("a", 2, own=many, figures=many, persons=many))
    assert 20 < len(keys) <= MOST_KEYS
    assert keys == keys_of(talks("a", 2, own=many, figures=many, persons=many))


def test_a_shelf_finds_the_pair_among_others() -> None:
    shelf = MemoryShelf()
    shelf.add([talks("a", 2)])
    for number in range(20):
        shelf.add([talks(f"other{number}", 2, agents=frozenset({f"X{number}", "PER"}))])
    shelf.add([act("b", "transmit", day=day(2)), talks("b", 2, id="meeting-b")])
    assert [(pair.a, pair.b) for pair in shelf.pairs] == [(0, 22)]


def test_what_thousands_tell_of_is_asked_for_at_its_ends_only() -> None:
    shelf = MemoryShelf()
    for number in range(4 * MOST_COMPARED):
        shelf.add([talks(f"{number:03}", 2)])
    by_newest = [pair for pair in shelf.pairs if pair.b == 4 * MOST_COMPARED - 1]
    assert len(by_newest) == 2 * ENDS
    assert min(pair.a for pair in by_newest) == 0


@given(st.permutations(range(8)))
def test_pairs_do_not_depend_on_the_order_of_articles(order: list[int]) -> None:
    articles = [[talks(f"{number}", number // 3)] for number in range(8)]
    shelf = MemoryShelf()
    for number in order:
        shelf.add(articles[number])
    found = {frozenset((shelf.mentions[pair.a].page.article, shelf.mentions[pair.b].page.article)) for pair in shelf.pairs}
    plain = MemoryShelf()
    for article in articles:
        plain.add(article)
    assert found == {frozenset((str(pair.a), str(pair.b))) for pair in plain.pairs}
