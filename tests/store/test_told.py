"""Statements in few words: the same ones as in full, as judged, in SQLite and in PostgreSQL."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine

from standoff.core.records import Attribution, LocalActor, Reading
from standoff.relating.actors import fullest_first, gather_actors
from standoff.store.database import open_engine
from standoff.store.judging import Judging
from standoff.store.positions_views import gists
from standoff.store.query import EVERYTHING, Filter, local_actors
from standoff.store.told import actors_in_order, heard, noise_of, outlines, said, some_words
from standoff.store.views import Views
from standoff.store.write import dates_of, put
from tests.store.test_positions import ALL, ASKED, DAY, OPENED, REFUSED, Kept, kept

TOLD = kept("e.txt", 11, ("accept", "PER", "CHL", "Peru gave in on the tariffs, said Santiago"), teller="CHL")


@pytest.fixture
def engine(new_place: Callable[[], str]) -> Iterator[Engine]:
    found = open_engine(new_place())
    for one, reading in (*ALL, TOLD):
        put(found, one, reading)
    yield found
    found.dispose()


def check_same(engine: Engine, where: Filter = EVERYTHING) -> None:
    """What is told in few words is what is told in full."""
    views = Views(engine)
    few, _ = gists(engine, views.book(), where, views.ruling())
    full = views.statements(where)
    assert [
        (
            one.id, one.act, one.article_name, one.placed.party, one.placed.addressee, one.end, one.status, one.doubts,
            one.days, one.said,
        )
        for one in few
    ] == [
        (
            row.item.id, row.item.act, row.article_name, row.item.party, row.item.addressee, row.item.end, row.item.status,
            len(row.item.doubts), dates_of(row.item, row.published), said(row.item.text),
        )
        for row in full
    ]  # fmt: skip
    names = views.book().index.names
    assert [tuple(names[key] for key in one.placed.issues) for one in few] == [row.item.issue for row in full]


def test_all_statements_are_told_in_their_order(engine: Engine) -> None:
    check_same(engine)


@pytest.mark.parametrize("where", [Filter(until=DAY.replace(day=5)), Filter(since=DAY.replace(day=9)), Filter(article="b.txt")])
def test_a_filter_leaves_the_same_ones(engine: Engine, where: Filter) -> None:
    check_same(engine, where)


def test_what_people_corrected_is_told_as_they_have_it(engine: Engine) -> None:
    judge = Judging(engine, "Ada")
    judge.correct(REFUSED[1].statements[0].id, {"act": ("accept",)})
    judge.wrong(OPENED[1].statements[0].id)
    check_same(engine)


def test_who_was_judged_the_same_goes_by_one_name(engine: Engine) -> None:
    one, reading = kept("f.txt", 12, ("demand", "Harbour Union", "PER", "The union wants tariffs"))
    unions = tuple(LocalActor(name=name, type="organisation") for name in ("Harbour Union", "Union of Harbours"))
    put(engine, one, _with(reading, unions))
    Judging(engine, "Ada").actors("same", "Harbour Union", "Union of Harbours")
    check_same(engine)


def test_a_statement_whose_attribution_was_wrong_is_marked_as_judged(engine: Engine) -> None:
    Judging(engine, "Ada").wrong(TOLD[1].attributions[0].id)
    check_same(engine)


def test_a_rivals_word_for_it_is_known(engine: Engine) -> None:
    few, _ = gists(engine, Views(engine).book())
    assert {one.article_name: one.placed.told_by for one in few if one.placed.told_by} == {"e.txt": ("CHL",)}


def test_the_same_words_have_one_number_whatever_their_case_and_space() -> None:
    assert said("No  deal\nyet") == said("no deal yet") != said("no deal")


def test_who_speaks_is_told_with_where(engine: Engine) -> None:
    (one,) = heard(engine)
    source = TOLD[1].attributions[0]
    assert (one.id, one.article_name, one.start, one.voice.party) == (source.id, "e.txt", source.start, ("CHL",))


def test_an_attribution_that_was_wrong_is_not_heard(engine: Engine) -> None:
    Judging(engine, "Ada").wrong(TOLD[1].attributions[0].id)
    assert list(heard(engine, ruling=Views(engine).ruling())) == []


def test_outlines_are_the_articles_without_their_texts(engine: Engine) -> None:
    full = Views(engine).articles()
    assert [(one.id, one.name, one.outlet, one.published) for one in outlines(engine)] == [
        (row.article.id, row.article.name, row.article.outlet, row.published) for row in full
    ]
    assert [one.name for one in outlines(engine, Filter(until=DAY.replace(day=5)))] == ["a.txt", "b.txt"]


def test_an_item_of_a_reading_no_longer_in_force_keeps_its_words(engine: Engine) -> None:
    said_once = ASKED[1].statements[0]
    put(engine, ASKED[0], _again(ASKED, "reader-2"))
    assert Views(engine).statements(Filter(article="a.txt")) == ()
    assert some_words(engine, [said_once.id, "none-of-these"]) == {said_once.id: said_once}


def test_noise_is_told_by_article(engine: Engine) -> None:
    Judging(engine, "Ada").noise("a.txt", 0, 5)
    ruling = Views(engine).ruling()
    found = noise_of(engine, [ASKED[0].id, REFUSED[0].id], ruling)
    assert {article: [one.text for one in noise] for article, noise in found.items()} == {ASKED[0].id: ["Chile"]}
    assert noise_of(engine, [REFUSED[0].id], ruling) == noise_of(engine, [ASKED[0].id]) == {}


def test_actors_come_full_names_first(engine: Engine) -> None:
    names = ("Holm", "A. Holm", "Ada Maria Holm", "Ada Holm")
    one, reading = kept("f.txt", 12, ("demand", "NOR", "SWE", "Norway wants more cod"))
    actors = tuple(LocalActor(name=name, type="person", speaks_for=("NOR",)) for name in names)
    put(engine, one, _with(reading, actors))
    found = list(actors_in_order(engine))
    assert [actor.name for _, _, actor in found] == ["Ada Maria Holm", "Ada Holm", "A. Holm", "Holm"]
    assert [fullest_first(name, actor.name) for name, _, actor in found] == sorted(
        fullest_first(name, actor.name) for name, _, actor in found
    )
    there = [("f.txt", reading.published, actor) for _, actor in local_actors(engine)]
    assert Views(engine).actors() == gather_actors(there).actors


def _with(reading: Reading, actors: tuple[LocalActor, ...]) -> Reading:
    return Reading(**{**{name: getattr(reading, name) for name in reading.__struct_fields__}, "actors": actors})


def _again(one: Kept, reader: str) -> Reading:
    """A newer reading that finds nothing."""
    fields = {name: getattr(one[1], name) for name in one[1].__struct_fields__}
    return Reading(**{**fields, "reader": reader, "statements": (), "attributions": ()})


def test_what_is_heard_is_what_the_list_of_attributions_has(engine: Engine) -> None:
    rows = Views(engine).attributions()
    assert [one.id for one in sorted(heard(engine), key=lambda one: one.order)] == [row.item.id for row in rows]
    assert all(isinstance(row.item, Attribution) for row in rows)
