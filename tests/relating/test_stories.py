import datetime as dt
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from standoff.relating.stories import Said, Telling, find_stories, group
from standoff.relating.stories_index import AGREEING, TOLD_ALIKE, Evidence, Likeness
from standoff.relating.stories_tables import Story

FIRST = dt.date(2031, 3, 1)
SURE, WEAK = TOLD_ALIKE * 2, (AGREEING + TOLD_ALIKE) / 2


def tellings(days: Mapping[int, int | None]) -> dict[int, Telling]:
    found = {}
    for number, day in days.items():
        on = None if day is None else FIRST + dt.timedelta(day)
        found[number] = Telling(id=f"{number:03}", name=f"{number}.txt", title=f"Title {number}", earliest=on, latest=on)
    return found


def pair(a: int, b: int, score: float = SURE, *, form: bool = False) -> Likeness:
    return Likeness(a, b, score, form, Evidence(names=("Velmora",), words=("ferry",), days_apart=1))


def all_pairs(*numbers: int) -> list[Likeness]:
    return [pair(a, b) for a in numbers for b in numbers if a < b]


def groups(pairs: list[Likeness], said: Said = Said(), **days: int | None) -> set[frozenset[int]]:  # noqa: B008 - frozen
    numbers = {one for two in pairs for one in two[:2]} | {one for two in said.same for one in two}
    told = tellings({number: days.get(f"d{number}", 0) for number in numbers})
    return {names(story) for story in find_stories(told, pairs, said)}


def names(story: Story) -> frozenset[int]:
    return frozenset(int(name.removesuffix(".txt")) for name in story.articles)


def test_a_chain_is_no_story() -> None:
    found = groups([pair(1, 2), pair(2, 3), pair(3, 4), pair(4, 5)])
    assert all(len(one) <= 3 for one in found)
    assert not any({1, 5} <= one for one in found)


def test_a_round_up_bridges_no_two_stories() -> None:
    round_up = [pair(one, 9) for one in (1, 2, 3, 4, 5)]
    found = groups([*all_pairs(1, 2, 3), *all_pairs(4, 5), *round_up])
    assert {frozenset(one - {9}) for one in found} == {frozenset({1, 2, 3}), frozenset({4, 5})}


def test_what_agrees_weakly_with_most_joins() -> None:
    assert groups([pair(1, 2), pair(1, 3), pair(2, 3, WEAK)]) == {frozenset({1, 2, 3})}
    assert groups([pair(1, 2), pair(1, 3, 0.3)]) == {frozenset({1, 2})}


def test_an_article_goes_to_the_core_that_it_is_most_like() -> None:
    pairs = [*all_pairs(1, 2, 3), *all_pairs(4, 5, 6), pair(1, 7), pair(2, 7), pair(3, 7), *(pair(n, 7, 0.9) for n in (4, 5, 6))]
    assert groups(pairs) == {frozenset({1, 2, 3}), frozenset({4, 5, 6, 7})}


def test_what_has_no_date_is_no_core_of_what_has_one() -> None:
    told = tellings({1: None, 2: 0, 3: 1, 4: 2})
    (core,) = group(told, all_pairs(1, 2, 3, 4))
    assert core != 1


def test_forms_filled_in_twice_are_kept_apart_with_the_reason() -> None:
    (story,) = find_stories(tellings({1: 0, 2: 0, 3: 1}), [pair(1, 2), pair(2, 3, form=True), pair(1, 3, form=True)])
    assert names(story) == {1, 2}
    assert {(one.other, one.why) for one in story.apart} == {("3.txt", "form")}


def test_each_join_names_what_is_shared() -> None:
    (story,) = find_stories(tellings({1: 0, 2: 1}), [pair(1, 2)])
    (join,) = story.joins
    assert {join.article, join.of} == {"1.txt", "2.txt"}
    assert join.reason == "both have names Velmora; words ferry; out 1 day apart"


def test_a_later_story_goes_on_from_an_earlier_one() -> None:
    pairs = [*all_pairs(1, 2), *all_pairs(3, 4), pair(2, 3, WEAK)]
    early, late = sorted(find_stories(tellings({1: 0, 2: 1, 3: 9, 4: 9}), pairs), key=lambda story: story.earliest or FIRST)
    assert [(one.story, one.way) for one in late.threads] == [(early.id, "goes on from")]
    assert [(one.story, one.way) for one in early.threads] == [(late.id, "goes on in")]


def test_copies_of_one_text_count_as_one_origin() -> None:
    told = {one: Telling(id=str(one), name=f"{one}.txt", origin="o" if one < 3 else "p") for one in (1, 2, 3)}
    (story,) = find_stories(told, all_pairs(1, 2, 3))
    assert (story.origins, len(story.articles)) == (2, 3)


def test_what_people_hold_to_be_one_story_is_one() -> None:
    said = Said(same=frozenset({frozenset({1, 4})}))
    assert groups([*all_pairs(1, 2, 3), *all_pairs(4, 5)], said) == {frozenset({1, 2, 3, 4, 5})}
    assert groups(all_pairs(1, 2), Said(same=frozenset({frozenset({1, 8})}))) == {frozenset({1, 2, 8})}


def test_what_people_hold_to_be_two_stories_is_in_no_common_one() -> None:
    said = Said(apart=frozenset({frozenset({1, 2})}))
    found = find_stories(tellings(dict.fromkeys((1, 2, 3), 0)), all_pairs(1, 2, 3), said)
    assert not any({1, 2} <= names(story) for story in found)
    assert ("judged") in {one.why for story in found for one in story.apart}


def test_a_judged_join_gives_way_to_no_likeness_of_what_is_judged_apart() -> None:
    said = Said(same=frozenset({frozenset({1, 4})}), apart=frozenset({frozenset({2, 4})}))
    found = groups(all_pairs(1, 2, 3), said)
    assert any({1, 4} <= one for one in found)
    assert not any({2, 4} <= one for one in found)


scores = st.sampled_from([WEAK, SURE, 0.5, 0.9])
graphs = st.dictionaries(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda two: two[0] < two[1]), scores, max_size=30)


@given(graphs, st.randoms(use_true_random=False))
def test_the_grouping_depends_on_the_pairs_alone(graph: dict[tuple[int, int], float], draw: object) -> None:
    pairs = [pair(a, b, score) for (a, b), score in graph.items()]
    told = tellings({number: number % 4 for number in range(10)})
    before = find_stories(told, pairs)
    draw.shuffle(pairs)  # type: ignore[attr-defined]
    assert {names(story) for story in find_stories(told, pairs)} == {names(story) for story in before}


@given(graphs)
def test_every_article_is_in_one_story_at_most_and_told_like_its_core(graph: dict[tuple[int, int], float]) -> None:
    found = group(tellings(dict.fromkeys(range(10), 0)), [pair(a, b, score) for (a, b), score in graph.items()])
    placed = [one for core, members in found.items() for one in (core, *members)]
    assert len(placed) == len(set(placed))
    for core, members in found.items():
        assert all(graph.get((min(core, one), max(core, one)), 0) >= TOLD_ALIKE for one in members)
