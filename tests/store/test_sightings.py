import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, func, insert, inspect, select, text

import standoff.store.migrations as migrations
from standoff.core.dates import Published
from standoff.core.records import Article
from standoff.store import query, schema
from standoff.store.database import asking, open_engine, record_url
from standoff.store.lookup import some_articles
from standoff.store.query import ArticleRow, Filter
from standoff.store.sightings import Sighting, key_of
from standoff.store.write import put, revive, settled
from tests.store.planted import HARBOUR, READER, STOREHOUSE, article, reading_of


def on(day: int) -> Published:
    return Published(earliest=dt.date(2031, 5, day), latest=dt.date(2031, 5, day), basis="given", evidence=(f"2031-05-0{day}",))


def given(engine: Engine, **fields: Any) -> Article:
    one = article(**fields)
    put(engine, one, reading_of(one))
    return one


def only(engine: Engine) -> ArticleRow:
    (row,) = query.articles(engine)
    return row


def test_who_else_carried_a_text_where_and_when_is_kept(engine: Engine) -> None:
    given(engine, name="feed#1", outlet="Harbour Post", url="https://example.org/1", published_given=on(1))
    given(engine, name="feed#2", outlet="Quay Times", url="https://example.org/2", author="N. N.", published_given=on(3))
    assert only(engine).article.outlet == "Harbour Post"
    assert only(engine).also == (
        Sighting(name="feed#2", outlet="Quay Times", url="https://example.org/2", author="N. N.", published=on(3)),
    )


def test_the_same_name_with_another_outlet_is_another_sighting(engine: Engine) -> None:
    given(engine, outlet="Harbour Post")
    given(engine, outlet="Quay Times")
    assert [one.outlet for one in only(engine).also] == ["Quay Times"]


def test_an_article_given_once_or_again_just_so_was_given_no_other_way(engine: Engine) -> None:
    given(engine, outlet="Harbour Post")
    given(engine, outlet="Harbour Post")
    assert only(engine).also == ()


def test_an_article_whose_name_was_taken_is_not_its_own_double(engine: Engine) -> None:
    given(engine)
    given(engine, text=STOREHOUSE)
    assert [row.also for row in query.articles(engine)] == [(), ()]


def test_a_date_that_could_not_be_read_is_kept_with_the_second_sighting(engine: Engine) -> None:
    given(engine, name="feed#1")
    given(engine, name="feed#2", flags=("published_unreadable:03/04/2031",))
    assert only(engine).also[0].flags == ("published_unreadable:03/04/2031",)


def test_many_articles_are_asked_as_few_are(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    given(engine, name="a.txt")
    given(engine, name="b.txt")
    given(engine, text=STOREHOUSE, name="c.txt")
    few = query.articles(engine)
    monkeypatch.setattr("standoff.store.sightings.FEW", 1)
    assert query.articles(engine) == few
    assert [len(row.also) for row in few] == [1, 0]


def test_look_ups_hold_the_sightings_too(engine: Engine) -> None:
    one = given(engine, name="a.txt")
    given(engine, name="b.txt")
    assert some_articles(engine, [one.id])[one.id] == query.article(engine, "a.txt")


def test_what_is_settled_is_told_by_all_that_was_said(engine: Engine) -> None:
    one = given(engine, outlet="Harbour Post")
    other = article(outlet="Quay Times")
    assert key_of(one) in settled(engine, READER) and key_of(other) not in settled(engine, READER)
    assert revive(engine, other, READER)
    assert key_of(other) in settled(engine, READER)
    assert [row.outlet for row in only(engine).also] == ["Quay Times"]


@pytest.fixture
def before(new_place: Callable[[], str]) -> str:
    """A record of the revision before, with one text given under two names, and another whose name was taken."""
    place = new_place()
    engine = create_engine(record_url(place), json_serializer=json.dumps)
    config = Config()
    config.set_main_option("script_location", next(iter(migrations.__path__)).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "r0008")
    data = {
        "published_given": {"earliest": "2031-05-01", "latest": "2031-05-01", "basis": "given"},
        "author": "N. N.",
        "flags": [],
    }
    seen = dt.datetime(2031, 5, 2, tzinfo=dt.UTC)
    rows = [(article(HARBOUR).id, HARBOUR, "a.txt", "Harbour Post"), (article(STOREHOUSE).id, STOREHOUSE, "a~1.txt", None)]
    with engine.begin() as connection:
        for key, words, name, outlet in rows:
            row = {"id": key, "text": words, "name": name, "outlet": outlet, "data": data, "added": seen}
            connection.execute(insert(schema.article).values(**row))
        for number, (key, name) in enumerate([(rows[0][0], "a.txt"), (rows[0][0], "b.txt"), (rows[1][0], "a.txt")]):
            row = {"a": key, "n": name, "u": f"https://example.org/{number}", "s": seen}
            connection.execute(text("INSERT INTO sighting (article, name, url, seen) VALUES (:a, :n, :u, :s)"), row)
    engine.dispose()
    return place


def test_an_older_record_keeps_its_sightings(before: str) -> None:
    engine = open_engine(before)
    seen = schema.sighting
    with asking(engine) as connection:
        found = [tuple(row) for row in connection.execute(select(seen.c.name, seen.c.outlet, seen.c.url).order_by(seen.c.url))]
    engine.dispose()
    assert found == [
        ("a.txt", "Harbour Post", "https://example.org/0"),
        ("b.txt", None, "https://example.org/1"),
        ("a.txt", None, "https://example.org/2"),
    ]


def test_what_an_older_record_knew_whole_is_not_kept_twice(before: str) -> None:
    engine = open_engine(before)
    one = Published(earliest=dt.date(2031, 5, 1), latest=dt.date(2031, 5, 1), basis="given")
    said = {"outlet": "Harbour Post", "url": "https://example.org/0", "author": "N. N.", "published_given": one}
    again = article(HARBOUR, "a.txt", **said)
    put(engine, again, reading_of(again))
    with asking(engine) as connection:
        number = connection.execute(select(func.count()).select_from(schema.sighting)).scalar()
    engine.dispose()
    assert number == 3


def test_the_step_can_be_taken_back(before: str) -> None:
    open_engine(before).dispose()
    engine = create_engine(record_url(before))
    config = Config()
    config.set_main_option("script_location", next(iter(migrations.__path__)).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "r0008")
    with engine.connect() as connection:
        columns = [column["name"] for column in inspect(connection).get_columns("sighting")]
        number = connection.execute(text("SELECT COUNT(*) FROM sighting")).scalar()
    engine.dispose()
    assert (columns, number) == (["article", "name", "url", "seen"], 3)


def test_a_filter_by_article_holds_its_sightings(engine: Engine) -> None:
    given(engine, name="a.txt")
    given(engine, name="b.txt")
    (row,) = query.articles(engine, Filter(article="b.txt"))
    assert [one.name for one in row.also] == ["b.txt"]
