from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from standoff.relating.events import group, why_joined
from standoff.relating.events_index import MemoryShelf
from standoff.relating.events_mentions import Placed
from tests.relating.tellings import act, day, talks


def grouped(
    articles: Iterable[list[Placed]], same: Iterable[frozenset[int]] = (), apart: frozenset[frozenset[int]] = frozenset()
) -> set[frozenset[str]]:
    """The groups of the mentions of these articles, as sets of their ids."""
    shelf = MemoryShelf()
    for article in articles:
        shelf.add(article)
    groups = group(shelf.mentions, shelf.pairs, same, apart)
    return {frozenset(shelf.mentions[number].mention.id for number in members) for members in groups}


def test_tellings_of_one_event_are_one_group() -> None:
    articles = [[talks("a", 2)], [talks("b", 2)], [talks("c", published=3, weekday=2)]]
    assert grouped(articles) == {frozenset({"meeting-a", "meeting-b", "meeting-c"})}


def test_weekly_talks_stay_apart() -> None:
    articles = [[talks(f"{week}{letter}", 7 * week, published=7 * week)] for week in range(3) for letter in "ab"]
    assert grouped(articles) == {frozenset({f"meeting-{week}a", f"meeting-{week}b"}) for week in range(3)}


def test_two_strikes_on_two_days_are_two_events() -> None:
    own = frozenset({"depot", "fuel"})
    articles = [[act(f"{n}{x}", "assault", day=day(n), own=own, words=own, published=n)] for n in (1, 4) for x in "ab"]
    assert grouped(articles) == {frozenset({"statement-1a", "statement-1b"}), frozenset({"statement-4a", "statement-4b"})}


def test_a_round_up_does_not_bridge_the_events_that_it_tells_of() -> None:
    round_up = [talks("r", number, id=f"meeting-r{number}", start=number, sentence=number, published=15) for number in (0, 7, 14)]
    articles = [[talks(f"{number}", number, published=number)] for number in (0, 7, 14)]
    found = grouped([*articles, round_up])
    assert all(len({name.removeprefix("meeting-r").removeprefix("meeting-") for name in members}) == 1 for members in found)
    assert len(found) == 3


def test_a_vague_mention_does_not_join_two_talks() -> None:
    vague = talks("v", published=10)
    found = grouped([[talks("a", 2, published=3)], [talks("b", 9, published=10)], [vague]])
    assert all(not {"meeting-a", "meeting-b"} <= members for members in found)


def test_people_can_join_what_the_rules_do_not() -> None:
    articles = [[talks("a", 2)], [talks("b", 30)]]
    assert grouped(articles) == set()
    assert grouped(articles, same=[frozenset({0, 1})]) == {frozenset({"meeting-a", "meeting-b"})}


def test_people_can_split_what_the_rules_join() -> None:
    articles = [[talks("a", 2)], [talks("b", 2)], [talks("c", 2)]]
    found = grouped(articles, apart=frozenset({frozenset({0, 1})}))
    assert all(not {"meeting-a", "meeting-b"} <= members for members in found)
    assert len(found) == 1


def test_each_join_has_a_reason() -> None:
    shelf = MemoryShelf()
    for letter in "abc":
        shelf.add([talks(letter, 2)])
    (members,) = group(shelf.mentions, shelf.pairs)
    why = why_joined(shelf.mentions, members)
    assert set(why) == set(members[1:])
    assert all("the same day" in reason for _, reason in why.values())


@given(st.permutations(range(9)))
def test_the_groups_do_not_depend_on_the_order_of_articles(order: list[int]) -> None:
    articles = [[talks(f"{number}", number // 2, published=number // 2)] for number in range(9)]
    assert grouped(articles[number] for number in order) == grouped(articles)
