import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select

from standoff.core.dates import Published, When
from standoff.core.errors import UndecodableInput
from standoff.core.records import Figure, Forecast, Noise, Reading, Statement
from standoff.store import query, schema
from standoff.store.database import asking
from standoff.store.query import Filter
from standoff.store.write import dates_of, put, put_dossier, put_failure, revive
from tests.store.planted import (
    READER,
    STOREHOUSE,
    article,
    harbour_reading,
    in_order,
    place,
    reading_of,
    readings,
    stored,
    texts,
)

DAY = dt.date(2031, 5, 1)


def rows(engine: Engine, table: str) -> int:
    with asking(engine) as connection:
        return connection.execute(select(func.count()).select_from(schema.metadata.tables[table])).scalar() or 0


def every_row(engine: Engine) -> dict[str, int]:
    return {table: rows(engine, table) for table in schema.metadata.tables}


def test_a_reading_comes_back_as_it_was_put(engine: Engine) -> None:
    one = article()
    put(engine, one, harbour_reading(one))
    assert stored(engine, one.name) == harbour_reading(one)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), text=texts)
def test_any_reading_comes_back_as_it_was_put(engine: Engine, data: st.DataObject, text: str) -> None:
    number = f"{rows(engine, 'article'):06}"
    # A text of its own for each try, since they share the record; of one length, since what is drawn must not hang on the record.
    text += number
    one, reading = article(text, name=f"{number}.txt"), data.draw(readings(text))
    put(engine, one, reading)
    assert in_order(stored(engine, one.name)) == in_order(reading)


def test_an_article_comes_back_as_it_was_put(engine: Engine) -> None:
    published = Published(earliest=DAY, latest=DAY, basis="given", evidence=("2031-05-01",))
    one = article(url="https://example.org/1", outlet="Harbour Post", author="N. N.", flags=("x",), published_given=published)
    put(engine, one, reading_of(one))
    assert query.article(engine, one.name).article == one


def test_putting_twice_writes_once(engine: Engine) -> None:
    one = article()
    put(engine, one, harbour_reading(one))
    before = every_row(engine)
    put(engine, one, harbour_reading(one))
    assert every_row(engine) == before


def test_a_text_given_under_two_names_is_one_article_with_two_sightings(engine: Engine) -> None:
    first, second = article(name="a.txt"), article(name="b.txt")
    put(engine, first, reading_of(first))
    put(engine, second, reading_of(second))
    assert (rows(engine, "article"), rows(engine, "reading"), rows(engine, "sighting")) == (1, 1, 2)


def test_two_texts_of_one_name_are_two_articles_with_names_of_their_own(engine: Engine) -> None:
    first, second = article(), article(STOREHOUSE)
    put(engine, first, reading_of(first))
    put(engine, second, reading_of(second))
    assert {row.article.name for row in query.articles(engine)} == {"harbour.txt", f"harbour~{second.id[:8]}.txt"}


@pytest.mark.parametrize("name", ["harbour", "rows.jsonl#3", ".hidden", "folder.d/harbour", "", "."])
def test_any_name_can_be_made_unlike(engine: Engine, name: str) -> None:
    for text in (STOREHOUSE, "Another text.", "A third text."):
        one = article(text, name=name)
        put(engine, one, reading_of(one))
    assert len({row.article.name for row in query.articles(engine)}) == 3


def test_a_name_that_looks_made_up_is_not_doubled(engine: Engine) -> None:
    second = article(STOREHOUSE)
    taken = article("Something else.", name=f"harbour~{second.id[:8]}.txt")
    for one in (article(), taken, second):
        put(engine, one, reading_of(one))
    assert len({row.article.name for row in query.articles(engine)}) == 3


def test_a_newer_reader_adds_a_reading_that_is_current(engine: Engine) -> None:
    one = article()
    put(engine, one, reading_of(one, "old"))
    put(engine, one, harbour_reading(one, "new"))
    assert rows(engine, "reading") == 2
    assert (query.article(engine, one.name).reader, query.count(engine)["statement"]) == ("new", 2)


def test_an_older_reader_puts_its_reading_back_in_force(engine: Engine) -> None:
    one = article()
    put(engine, one, reading_of(one, "old"))
    put(engine, one, harbour_reading(one, "new"))
    assert revive(engine, one, "old")
    assert (query.article(engine, one.name).reader, query.count(engine)) == ("old", {"article": 1})


def test_the_newer_reading_stays_where_an_older_one_is_revived(engine: Engine) -> None:
    one = article()
    put(engine, one, reading_of(one, "old"))
    put(engine, one, harbour_reading(one, "new"))
    revive(engine, one, "old")
    assert revive(engine, one, "new")
    assert stored(engine, one.name) == harbour_reading(one, "new")


def test_an_unread_text_cannot_be_revived(engine: Engine) -> None:
    one = article()
    assert not revive(engine, one, READER)
    assert every_row(engine) == dict.fromkeys(schema.metadata.tables, 0)


def test_reviving_keeps_the_new_name(engine: Engine) -> None:
    one = article()
    put(engine, one, reading_of(one))
    assert revive(engine, article(name="copy.txt"), READER)
    assert query.article(engine, "copy.txt").article == one


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_what_no_database_keeps_is_refused(engine: Engine, text: str) -> None:
    one = article(text)
    with pytest.raises(UndecodableInput, match="UTF-8"):
        put(engine, one, reading_of(one))
    assert every_row(engine) == dict.fromkeys(schema.metadata.tables, 0)


def test_a_reading_that_cannot_be_kept_leaves_no_article(engine: Engine) -> None:
    one = article()
    twice = harbour_reading(one).statements[0]
    broken = reading_of(one, statements=(twice, twice))
    with pytest.raises(Exception, match="item"):
        put(engine, one, broken)
    assert every_row(engine) == dict.fromkeys(schema.metadata.tables, 0)


def test_a_party_of_any_length_is_kept_and_found(engine: Engine) -> None:
    one, long = article(), "The Association of " + "Very " * 80 + "Long Names"
    found = Statement(**place("statement", one, "Peru rejected the demand"), act="reject", party=(long,))
    put(engine, one, reading_of(one, statements=(found,)))
    assert [row.item for row in query.items(engine, Statement, Filter(party=long))] == [found]


def test_a_failure_is_kept_once(engine: Engine) -> None:
    for reason in ("empty", "empty", "cut off"):
        put_failure(engine, "x.txt", reason)
    assert query.failures(engine) == (("x.txt", "empty"), ("x.txt", "cut off"))


def test_the_newest_dossier_is_in_force_and_the_earlier_ones_stay(engine: Engine) -> None:
    for name in ("first", "second"):
        put_dossier(engine, {"name": name})
    assert (query.newest_dossier(engine), rows(engine, "dossier")) == ({"name": "second"}, 2)


def test_the_dossier_in_force_is_not_logged_again(engine: Engine) -> None:
    for name in ("first", "second", "second", "first"):
        put_dossier(engine, {"name": name})
    assert (query.newest_dossier(engine), rows(engine, "dossier")) == ({"name": "first"}, 3)


def test_sentences_are_indexed_once_whoever_reads_again(engine: Engine) -> None:
    one = article()
    put(engine, one, harbour_reading(one, "old"))
    put(engine, one, harbour_reading(one, "new"))
    assert rows(engine, "passage") == 2


def windowed(earliest: dt.date | None, latest: dt.date | None) -> When:
    return When(earliest=earliest, latest=latest)


@pytest.mark.parametrize("when", [windowed(DAY, DAY), windowed(None, DAY), windowed(DAY, None)])
def test_an_item_is_filed_under_its_own_days(when: When) -> None:
    item = Statement(**place("statement", article(), "Peru"), act="reject", date=when)
    assert dates_of(item, Published()) == (when.earliest, when.latest)


@pytest.mark.parametrize("when", [None, When(text="one day")])
def test_an_item_without_days_is_filed_under_its_articles(when: When | None) -> None:
    item = Figure(**place("figure", article(), "Peru"), as_of=when)
    assert dates_of(item, Published(earliest=DAY, latest=DAY)) == (DAY, DAY)


@pytest.mark.parametrize("kind", [Forecast, Noise])
def test_a_forecast_is_filed_under_the_day_it_was_made(kind: type[Forecast] | type[Noise]) -> None:
    fields = {"window": windowed(dt.date(2040, 1, 1), None)} if kind is Forecast else {"reason": "x"}
    item = kind(**place("x", article(), "Peru"), **fields)
    assert dates_of(item, Published(earliest=DAY, latest=DAY)) == (DAY, DAY)


def test_an_article_in_another_language_is_kept_without_items(engine: Engine) -> None:
    one = article("Chile exigió que Perú abriera el puerto.")
    put(engine, one, Reading(article=one.id, reader=READER, language="es", flags=("not_coded:es",)))
    assert (query.article(engine, one.name).language, query.count(engine)) == ("es", {"article": 1})
