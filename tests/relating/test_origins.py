import datetime as dt
import random
from collections.abc import Mapping
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.relating.copies import Pair
from standoff.relating.copies_index import MemoryShelf, Sheet
from standoff.relating.copies_print import compare, locate
from standoff.relating.origins import NOTHING_SAID, Said, Told, find_origins
from standoff.relating.origins_tables import Origin
from tests.relating.test_copies_index import coverage
from tests.relating.texts import story, text

LONG = story(1, 30)


def told(number: int, name: str, words: str, day: int | None = None, **fields: object) -> Told:
    date = None if day is None else dt.date(2031, 3, day)
    return Told(id=f"{name}-id", name=name, words=len(words.split()), earliest=date, latest=date, **fields)  # type: ignore[arg-type]


def origins(
    *texts: str, days: dict[int, int] | None = None, said: Said = NOTHING_SAID, **of: Mapping[int, object]
) -> tuple[Origin, ...]:
    """The origins of these texts, named a, b, c...; `days` of March and other fields by number; `said` is what people judged."""
    shelf = MemoryShelf()
    known = {}
    for number, words in enumerate(texts):
        fields = {field: values[number] for field, values in of.items() if number in values}
        shelf.add(Sheet(words, fields.get("credits", frozenset())))  # type: ignore[arg-type]
        known[number] = told(number, chr(ord("a") + number), words, (days or {}).get(number), **fields)
    there = {frozenset((pair.a, pair.b)) for pair in shelf.pairs}
    prints = [Sheet(words).print for words in texts]
    judged = [
        Pair(a, b, "boilerplate", compare(prints[a], prints[b]), locate(prints[a], prints[b]), 0)
        for a, b in (sorted(two) for two in said.same if two not in there)
    ]
    return find_origins(known, (*shelf.pairs, *judged), said)


def test_an_article_alone_is_no_origin_of_several() -> None:
    assert origins(text(LONG), text(story(2))) == ()


def test_a_copy_a_cut_and_an_extended_text_are_told_apart() -> None:
    edition = "The paper adds a line of its own here."
    (found,) = origins(text(LONG), text(LONG) + edition, text(LONG[:6]), text(LONG + story(7, 20)), days={0: 1, 1: 2, 2: 2, 3: 2})
    assert {copy.article: copy.kind for copy in found.copies} == {"b": "copy", "c": "cut", "d": "extended"}


def test_a_later_text_of_the_same_house_is_an_update() -> None:
    outlets = {0: "The Lantern", 1: "The Lantern"}
    (found,) = origins(text(LONG), text(LONG[:25] + story(8, 8)), days={0: 1, 1: 2}, outlet=outlets)
    assert [copy.kind for copy in found.copies] == ["update"]


def test_the_reason_can_be_read() -> None:
    quotation = '"We will not open the strait before spring and nobody can make us," the envoy said.'
    (found,) = origins(text([*LONG, quotation]), text([*LONG[:10], quotation]))
    copy = found.copies[0]
    assert copy.reason.startswith(f"{copy.share:.0%} of its 5-word runs stand in the other")
    assert f"the longest shared run is {copy.run} words; 1 shared quotation" in copy.reason
    assert copy.run > 50


def test_the_one_that_surely_came_out_before_is_first() -> None:
    (found,) = origins(text(LONG[:20]), text(LONG), days={0: 3, 1: 4})
    assert (found.first, found.first_by) == ("a", "dates")
    assert (found.earliest, found.latest) == (dt.date(2031, 3, 3), dt.date(2031, 3, 4))


def test_windows_that_meet_decide_nothing() -> None:
    (found,) = origins(text(LONG[:20]), text(LONG), days={0: 3, 1: 3})
    assert (found.first, found.first_by) == ("b", "length")


def test_the_outlet_that_the_others_credit_is_first() -> None:
    (found,) = origins(text(LONG), text(LONG[:20]), outlet={1: "Corrand Wire"}, credits={0: frozenset({"Corrand Wire"})})
    assert (found.first, found.first_by) == ("b", "credit")


def test_a_round_up_does_not_weld_its_parts() -> None:
    one, other, third = story(11, 8), story(12, 8), story(13, 8)
    intro = story(14, 2)
    assert origins(text(one), text(other), text(third), text([*intro, *one, *other, *third])) == ()


def test_a_round_up_that_opens_with_a_story_takes_only_that_one() -> None:
    one, other, third = story(11, 8), story(12, 8), story(13, 8)
    (found,) = origins(text(one), text(other), text(third), text([*one, *other, *third]))
    assert sorted(found.articles) == ["a", "d"]
    assert [(apart.why, {apart.article, apart.other}) for apart in found.apart] == [
        ("round-up", {"b", "d"}),
        ("round-up", {"c", "d"}),
    ]


def test_two_cuts_from_different_places_that_surely_came_later_stay_cuts() -> None:
    (found,) = origins(text(LONG), text(LONG[:8]), text(LONG[20:28]), days={0: 1, 1: 2, 2: 2})
    assert set(found.articles) == {"a", "b", "c"}


def test_a_chain_is_no_origin() -> None:
    """Each text holds most of the one before; the first and the last have nothing in common."""
    sentences = story(20, 60)
    chain = [text(sentences[place : place + 12]) for place in range(0, 48, 4)]
    found = origins(*chain)
    assert max(len(origin.articles) for origin in found) <= 3
    assert len(found) > 2


def test_every_copy_matches_the_core() -> None:
    sentences = story(20, 60)
    for origin in origins(*(text(sentences[place : place + 12]) for place in range(0, 48, 3))):
        assert all(max(copy.share, copy.share_of) >= 0.3 for copy in origin.copies)
        assert len(origin.copies) == len(origin.articles) - 1


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_order_of_the_pairs_does_not_matter(order: tuple[int, ...]) -> None:
    texts = [text(LONG), text(LONG[:8]), text(LONG[5:20]), text(LONG[:25] + story(9, 3))]
    shelf = MemoryShelf()
    known = {number: told(number, chr(ord("a") + which), texts[which]) for number, which in enumerate(order)}
    for which in order:
        shelf.add(Sheet(texts[which]))
    (found,) = find_origins(known, shelf.pairs)
    assert (found.first, set(found.articles)) == ("a", {"a", "b", "c", "d"})


@settings(max_examples=60, deadline=None)
@given(coverage(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_change_the_origins(texts: list[str], draw: random.Random) -> None:
    order = list(range(len(texts)))
    draw.shuffle(order)

    def found(these: list[int]) -> list[Origin]:
        shelf = MemoryShelf()
        for which in these:
            shelf.add(Sheet(texts[which]))
        known = {number: told(number, f"{which:02}", texts[which]) for number, which in enumerate(these)}
        plain = find_origins(known, shelf.pairs)
        return sorted(plain, key=lambda origin: origin.id)

    one, other = found(list(range(len(texts)))), found(order)
    assert [(origin.id, origin.articles, origin.core) for origin in one] == [
        (origin.id, origin.articles, origin.core) for origin in other
    ]


def two(a: int, b: int) -> frozenset[int]:
    return frozenset((a, b))


def together(found: tuple[Origin, ...]) -> set[str]:
    return {"".join(sorted(origin.articles)) for origin in found}


def test_what_people_hold_to_be_two_texts_shares_no_origin() -> None:
    copies = [text(LONG), text(LONG) + "A line more.", text(LONG) + "Two lines more."]
    assert together(origins(*copies)) == {"abc"}
    (found,) = origins(*copies, said=Said(apart=frozenset((two(0, 2),))))
    assert len(found.articles) == 2 and not {"a", "c"} <= set(found.articles)
    assert [(one.why, {one.article, one.other}) for one in found.apart] == [("judged", {"a", "c"})]


def test_what_people_hold_to_be_one_text_shares_an_origin_with_its_copies() -> None:
    texts = [text(LONG), text(LONG) + "A line more.", text(story(2, 20)), text(story(2, 20)[:15])]
    assert together(origins(*texts)) == {"ab", "cd"}
    (found,) = origins(*texts, said=Said(same=frozenset((two(1, 2),))))
    assert set(found.articles) == set("abcd")


def test_two_lone_articles_become_one_text_with_the_reason() -> None:
    (found,) = origins(text(LONG), text(story(2)), said=Said(same=frozenset((two(0, 1),))))
    assert found.copies[0].reason.endswith("people judged that they are one text")


@given(st.lists(st.sampled_from([text(LONG), text(LONG[:9]), text(story(2)), text(LONG + story(2))]), max_size=6), st.data())
@settings(max_examples=60, deadline=None)
def test_no_origin_holds_two_that_people_hold_apart(texts: list[str], draw: st.DataObject) -> None:
    ends = [two(a, b) for a in range(len(texts)) for b in range(a)]
    apart = frozenset(draw.draw(st.sets(st.sampled_from(ends), max_size=4)) if ends else ())
    for origin in origins(*texts, said=Said(apart=apart)):
        inside = {ord(name) - ord("a") for name in origin.articles}
        assert not any(pair <= inside for pair in apart)
