import datetime as dt
from typing import Any

import pytest
from sqlalchemy import Engine, delete, func, select
from sqlalchemy.event import listen as listens

from standoff.core.dates import Published, When
from standoff.core.errors import NotFound, UsageError
from standoff.core.records import Article, Meeting, Reading, Statement
from standoff.relating.events import by_article
from standoff.relating.events_index import MemoryShelf
from standoff.store import schema
from standoff.store.database import asking, transaction
from standoff.store.events import complete, placed_by
from standoff.store.judging import Judging
from standoff.store.query import Filter
from standoff.store.views import Views
from standoff.store.write import put
from tests.relating.texts import story, text
from tests.store.planted import article, at, place, reading_of

TALKS = "Norway and Sweden met in Oslo over the lighthouse tolls"
SENT = "Norway handed Sweden a draft on the lighthouse tolls"
LAST = "The lighthouse keepers wait. Tolls at the lighthouse doubled."


def when(day: int) -> When:
    one = dt.date(2031, 3, day)
    return When(earliest=one, latest=one, precision="day", basis="stated")


def told(engine: Engine, name: str, day: int = 4, reader: str = "reader-1", **fields: Any) -> Article:
    """Put an article that tells of talks on that day of March 2031, and of a draft handed over, into the record."""
    one = article(f"{TALKS}. {SENT}. {LAST} {name} has it so.", name)
    put(engine, one, reading(one, day, reader, **fields))
    return one


def reading(one: Article, day: int, reader: str = "reader-1", words: str = TALKS, **fields: Any) -> Reading:
    talks: dict[str, Any] = {"participants": ("NOR", "SWE"), "place": "Oslo", "date": when(day), **fields}
    sent: dict[str, Any] = {"act": "transmit", "party": ("NOR",), "addressee": ("SWE",), "status": "happened", "date": when(day)}
    return reading_of(
        one,
        reader,
        published=Published(earliest=dt.date(2031, 3, day + 1), latest=dt.date(2031, 3, day + 1), basis="given"),
        meetings=(Meeting(**place("meeting", one, words), **talks),),
        statements=(Statement(**place("statement", one, SENT), **sent),),
        sentences=tuple((found.start, found.end) for found in (at(one.text, words), at(one.text, SENT))),
    )


def rows(engine: Engine, table: str) -> int:
    with asking(engine) as connection:
        return connection.execute(select(func.count()).select_from(schema.metadata.tables[table])).scalar() or 0


def names(views: Views) -> set[tuple[str, tuple[str, ...]]]:
    return {(event.act, event.articles) for event in views.events()}


def asked_with(engine: Engine, where: Filter) -> int:
    """How often the record is asked for the events that pass."""
    asked: list[object] = []
    listens(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    assert all("00.txt" in event.articles for event in Views(engine).events(where))
    return len(asked)


def test_an_article_asked_for_is_looked_up_once_for_all_events(engine: Engine) -> None:
    for number in range(12):
        told(engine, f"{number:02}.txt", 4 + 4 * (number % 4))
        if number == 5:
            few = len(Views(engine).events()), asked_with(engine, Filter(article="00.txt"))
    assert len(Views(engine).events()) > few[0]
    assert asked_with(engine, Filter(article="00.txt")) == few[1]


def test_articles_that_tell_of_one_act_are_one_event(engine: Engine) -> None:
    told(engine, "a.txt")
    told(engine, "b.txt")
    assert names(Views(engine)) == {("meet", ("a.txt", "b.txt")), ("transmit", ("a.txt", "b.txt"))}


def test_the_record_and_the_memory_find_the_same(engine: Engine) -> None:
    for number in range(12):
        told(engine, f"{number:02}.txt", 4 + number % 5)
    with asking(engine) as connection:
        numbers = list(connection.execute(select(schema.mention.c.id).order_by(schema.mention.c.id)).scalars())
        kept = placed_by(connection, numbers)
        pairs = connection.execute(select(schema.mention_pair.c.a, schema.mention_pair.c.b, schema.mention_pair.c.score))
        stored = {(kept[row.a].mention.id, kept[row.b].mention.id, row.score) for row in pairs}
    shelf = MemoryShelf()
    for some in by_article(kept[number] for number in numbers):
        shelf.add(some)
    assert stored == {(shelf.mentions[p.a].mention.id, shelf.mentions[p.b].mention.id, p.score) for p in shelf.pairs}
    assert len(stored) > 20


def test_other_days_are_other_events(engine: Engine) -> None:
    for name, day in (("a.txt", 4), ("b.txt", 4), ("c.txt", 11), ("d.txt", 11)):
        told(engine, name, day)
    assert names(Views(engine)) == {
        (act, two) for act in ("meet", "transmit") for two in (("a.txt", "b.txt"), ("c.txt", "d.txt"))
    }


def test_differing_details_stand_side_by_side(engine: Engine) -> None:
    told(engine, "a.txt", persons=("Ada Holm",))
    told(engine, "b.txt", persons=("Ada Holm",), place="Bergen")
    (talks,) = (event for event in Views(engine).events() if event.act == "meet")
    (difference,) = talks.differences
    assert {version.value: version.articles for version in difference.versions} == {"Oslo": ("a.txt",), "Bergen": ("b.txt",)}


def test_a_join_says_why(engine: Engine) -> None:
    told(engine, "a.txt")
    told(engine, "b.txt")
    (talks,) = (event for event in Views(engine).events() if event.act == "meet")
    reasons = [telling.reason for telling in talks.tellings if telling.reason]
    assert len(reasons) == 1
    assert "the same day (2031-03-04)" in reasons[0]
    assert reasons[0].startswith("with ")


@pytest.mark.parametrize(("words", "origins"), [("Over the lighthouse tolls Norway sat down with Sweden in Oslo", 2), (TALKS, 1)])
def test_copies_and_sentences_taken_over_count_as_one_origin(engine: Engine, words: str, origins: int) -> None:
    for name, seed, said in (("a.txt", 1, TALKS), ("b.txt", 1, TALKS), ("c.txt", 2, words)):
        one = article(f"{said}. {SENT}. {LAST} {text(story(seed, 30))} So {name} has it.", name)
        put(engine, one, reading(one, 4, words=said))
    (talks,) = (event for event in Views(engine).events() if event.act == "meet")
    assert (talks.origins, len(talks.articles)) == (origins, 3)


def test_every_meeting_is_listed_once(engine: Engine) -> None:
    for name, day in (("a.txt", 4), ("b.txt", 4), ("c.txt", 20)):
        told(engine, name, day)
    assert [event.articles for event in Views(engine).meeting_events()] == [("a.txt", "b.txt"), ("c.txt",)]


def test_filters_choose_events(engine: Engine) -> None:
    for name, day in (("a.txt", 4), ("b.txt", 4), ("c.txt", 11), ("d.txt", 11)):
        told(engine, name, day)
    views = Views(engine)
    assert {event.act for event in views.events(Filter(act="transmit"))} == {"transmit"}
    assert {event.articles for event in views.events(Filter(since=dt.date(2031, 3, 8)))} == {("c.txt", "d.txt")}
    assert {event.articles for event in views.events(Filter(until=dt.date(2031, 3, 8)))} == {("a.txt", "b.txt")}
    assert {event.articles for event in views.events(Filter(article="d.txt"))} == {("c.txt", "d.txt")}
    assert views.events(Filter(party="PER")) == ()
    assert len(views.events(Filter(party="SWE"))) == 4


def test_an_event_is_found_by_its_id_and_by_its_items(engine: Engine) -> None:
    told(engine, "a.txt")
    told(engine, "b.txt")
    views = Views(engine)
    for event in views.events():
        assert views.event(event.id) == event
        assert all(views.event(item) == event for telling in event.tellings for item in telling.items)
    with pytest.raises(NotFound):
        views.event("event-0000000000000000")


def items_of(views: Views, act: str) -> list[str]:
    (event,) = (event for event in views.events() if event.act == act)
    return [telling.items[0] for telling in event.tellings]


def test_a_join_is_undone_by_a_judgement_and_the_judgement_by_an_undo(engine: Engine) -> None:
    told(engine, "a.txt")
    told(engine, "b.txt")
    views = Views(engine)
    before = views.events()
    judgement = Judging(engine, "Ada").events("not_same", *items_of(views, "meet"))
    assert names(views) == {("transmit", ("a.txt", "b.txt"))}
    assert views.raw.events() == before
    Judging(engine, "Ada").undo(judgement.id)
    assert views.events() == before


def test_people_can_say_that_two_tellings_are_of_one_event(engine: Engine) -> None:
    told(engine, "a.txt", 4)
    told(engine, "b.txt", 25)
    views = Views(engine)
    assert views.events() == ()
    a, b = (row.item.id for row in views.meetings())
    Judging(engine, "Ada").events("same", a, b)
    (talks,) = views.events()
    assert [difference.field for difference in talks.differences] == ["date"]
    assert any(telling.reason.endswith("people judged that they tell of one event") for telling in talks.tellings)


def test_a_judgement_of_an_event_survives_a_newer_reading(engine: Engine) -> None:
    one = told(engine, "a.txt")
    told(engine, "b.txt")
    views = Views(engine)
    Judging(engine, "Ada").events("not_same", *items_of(views, "meet"))
    put(engine, one, reading(one, 4, "reader-2"))
    assert names(views) == {("transmit", ("a.txt", "b.txt"))}


def test_what_is_judged_wrong_tells_of_no_event(engine: Engine) -> None:
    told(engine, "a.txt")
    told(engine, "b.txt")
    views = Views(engine)
    Judging(engine, "Ada").wrong(items_of(views, "meet")[0])
    assert names(views) == {("transmit", ("a.txt", "b.txt"))}


def test_what_is_corrected_is_compared_anew(engine: Engine) -> None:
    told(engine, "a.txt")
    told(engine, "b.txt")
    views = Views(engine)
    Judging(engine, "Ada").correct(items_of(views, "meet")[0], {"participants": ("PER", "CHL")})
    assert names(views) == {("transmit", ("a.txt", "b.txt"))}


def test_only_tellings_of_events_can_be_judged_so(engine: Engine) -> None:
    told(engine, "a.txt")
    (meeting,) = Views(engine).meetings()
    with pytest.raises(UsageError, match="nothing to judge"):
        Judging(engine, "Ada").events("same", meeting.item.id, meeting.item.id)


def test_reading_again_by_the_same_reader_tells_nothing_twice(engine: Engine) -> None:
    one = told(engine, "a.txt")
    told(engine, "b.txt")
    tables = ("event_page", "mention", "mention_key", "mention_pair")
    before = {table: rows(engine, table) for table in tables}
    put(engine, one, reading(one, 4))
    assert {table: rows(engine, table) for table in tables} == before


def test_only_the_reading_in_force_tells_of_events(engine: Engine) -> None:
    one = told(engine, "a.txt")
    told(engine, "b.txt")
    put(engine, one, reading_of(one, "reader-2"))
    assert Views(engine).events() == ()
    put(engine, one, reading(one, 4))
    assert len(Views(engine).events()) == 2


def test_what_an_older_standoff_kept_is_completed(engine: Engine) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        told(engine, name)
    before = Views(engine).events()
    with transaction(engine) as connection:
        for table in (schema.mention_pair, schema.mention_key, schema.mention, schema.event_page):
            connection.execute(delete(table))
    assert Views(engine).events() == ()
    assert complete(engine) == 3
    assert Views(engine).events() == before
    assert complete(engine) == 0


def test_adding_an_article_asks_for_a_bounded_number_of_mentions(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counting(connection: Any, numbers: Any) -> Any:
        asked.append(len(numbers))
        return placed_by(connection, numbers)

    monkeypatch.setattr("standoff.store.events.placed_by", counting)
    for number in range(60):
        told(engine, f"{number:02}.txt")
    assert max(asked) <= 2 * 32  # two mentions an article, each beside the first and the last 16 at most
