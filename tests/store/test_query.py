import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from standoff.codebook.acts import acts
from standoff.codebook.world import world
from standoff.core.dates import Published, When
from standoff.core.errors import NotFound
from standoff.core.records import Attribution, Figure, Meeting, Statement
from standoff.store import query, schema
from standoff.store.database import open_engine
from standoff.store.query import Filter, Passage
from standoff.store.write import put
from tests.store.planted import HARBOUR, STOREHOUSE, article, at, harbour_reading, place, reading_of


def day(number: int) -> dt.date:
    return dt.date(2031, 3, number)


@pytest.fixture
def harbour(engine: Engine) -> Engine:
    one = article()
    put(engine, one, harbour_reading(one))
    return engine


def acts_found(engine: Engine, where: Filter) -> list[str]:
    return [row.item.act for row in query.items(engine, Statement, where)]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (Filter(), ["demand", "reject"]),
        (Filter(party="CHL"), ["demand"]),
        (Filter(party="PER"), ["reject"]),
        (Filter(party="CH"), []),
        (Filter(act="reject"), ["reject"]),
        (Filter(act="reject", party="CHL"), []),
        (Filter(article="harbour.txt"), ["demand", "reject"]),
        (Filter(article="other.txt"), []),
        (Filter(since=day(4)), ["reject"]),
        (Filter(since=day(6)), []),
        (Filter(until=day(3)), ["demand"]),
        (Filter(since=day(3), until=day(4)), ["demand", "reject"]),
    ],
)
def test_a_filter_shows_only_what_passes_it(harbour: Engine, where: Filter, found: list[str]) -> None:
    assert acts_found(harbour, where) == found


def test_parties_are_holders_and_participants_but_not_addressees(harbour: Engine) -> None:
    where = Filter(party="PER")
    assert len(query.items(harbour, Meeting, where)) == 1
    assert len(query.items(harbour, Attribution, where)) == 1
    assert acts_found(harbour, where) == ["reject"]


def test_items_know_their_article(harbour: Engine) -> None:
    row = query.items(harbour, Statement)[0]
    assert (row.article_name, row.published.earliest) == ("harbour.txt", day(4))


@pytest.mark.parametrize(
    ("earliest", "latest", "since", "until", "shown"),
    [
        (day(5), None, day(9), None, True),  # open to the right: may be later
        (day(5), None, None, day(4), False),
        (None, day(5), None, day(1), True),
        (None, day(5), day(6), None, False),
        (day(1), day(9), day(4), day(5), True),
        (day(1), day(2), day(2), None, True),
        (day(1), day(2), None, day(1), True),
    ],
)
def test_an_open_window_passes_where_it_may_touch_the_days_asked_for(
    engine: Engine,
    earliest: dt.date | None,
    latest: dt.date | None,
    since: dt.date | None,
    until: dt.date | None,
    shown: bool,
) -> None:
    one = article()
    when = When(earliest=earliest, latest=latest)
    found = Statement(**place("statement", one, "Peru rejected the demand"), act="reject", date=when)
    put(engine, one, reading_of(one, statements=(found,), published=Published(earliest=earliest, latest=latest)))
    where = Filter(since=since, until=until)
    assert (len(acts_found(engine, where)), len(query.articles(engine, where))) == (shown, shown)


def test_what_has_no_days_passes_no_filter_of_days_and_stands_last(engine: Engine) -> None:
    dated, undated = article(name="z.txt"), article(STOREHOUSE, name="a.txt")
    put(engine, undated, reading_of(undated))
    put(engine, dated, reading_of(dated, published=Published(earliest=day(1), latest=day(1))))
    assert [row.article.name for row in query.articles(engine)] == ["z.txt", "a.txt"]
    assert [row.article.name for row in query.articles(engine, Filter(since=day(1)))] == ["z.txt"]


def test_an_article_is_found_by_the_start_of_its_id(harbour: Engine) -> None:
    identifier = article().id
    assert query.article(harbour, identifier[:8]).article.id == identifier


def test_one_digit_of_an_id_is_not_an_article(harbour: Engine) -> None:
    with pytest.raises(NotFound, match="standoff articles"):
        query.article(harbour, article().id[0])


def test_an_articles_own_name_goes_before_ids(engine: Engine) -> None:
    first = article()
    second = article(STOREHOUSE, name=first.id[:8])
    for one in (first, second):
        put(engine, one, reading_of(one))
    assert query.article(engine, first.id[:8]).article == second


def test_an_article_is_found_by_every_name_it_was_given_under(engine: Engine) -> None:
    for name in ("a.txt", "b.txt"):
        one = article(name=name)
        put(engine, one, reading_of(one))
    assert query.article(engine, "b.txt").article.name == "a.txt"


def test_wildcards_in_a_name_are_letters(harbour: Engine) -> None:
    for name in ("%%%%%%", "______", "harbour%"):
        assert query.articles(harbour, Filter(article=name)) == ()


def test_an_item_is_found_by_the_start_of_its_id(harbour: Engine) -> None:
    statement = query.items(harbour, Statement)[0].item
    assert query.item(harbour, statement.id[:-3]).item == statement


def test_an_id_that_many_items_share_is_not_one(harbour: Engine) -> None:
    with pytest.raises(NotFound, match="give more of it"):
        query.item(harbour, "statement-")


def test_an_unknown_item_is_not_found(harbour: Engine) -> None:
    with pytest.raises(NotFound, match="nothing has the id"):
        query.item(harbour, "statement-nothing")


def test_an_item_comes_back_as_its_own_kind(harbour: Engine) -> None:
    figure = query.items(harbour, Figure)[0].item
    assert query.item(harbour, figure.id).item == figure


def test_counts_are_of_current_readings(harbour: Engine) -> None:
    assert query.count(harbour) == {
        "article": 1, "noise": 1, "attribution": 1, "statement": 2, "figure": 1, "meeting": 1, "forecast": 1,
    }  # fmt: skip
    one = article()
    put(harbour, one, reading_of(one, "newer"))
    assert query.count(harbour) == {"article": 1}


def test_a_search_finds_any_form_of_a_word(harbour: Engine) -> None:
    found = query.search(harbour, "demands")
    assert {passage.text[:5] for passage in found} == {"Chile", "Peru "}


def test_a_search_wants_every_word(harbour: Engine) -> None:
    span = at(HARBOUR, "Chile demanded on Monday that Peru open the harbour.")
    found = query.search(harbour, "harbour chile")
    assert found == (Passage(article=article().id, article_name="harbour.txt", start=span.start, end=span.end, text=span.text),)


def test_quoted_words_stand_together(harbour: Engine) -> None:
    assert len(query.search(harbour, '"open the harbour"')) == 1
    assert query.search(harbour, '"harbour the open"') == ()


def test_a_search_for_nothing_finds_nothing(harbour: Engine) -> None:
    assert [query.search(harbour, words) for words in ("", " ", '"', '""', "?!", "\0")] == [()] * 6


def test_a_search_is_limited(harbour: Engine) -> None:
    assert len(query.search(harbour, "demand", limit=1)) == 1


def test_of_many_sentences_the_newest_are_weighed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(tmp_path / "many.db")
    older, newer = article("Peru shut the gate."), article("The old and narrow gate of the harbour is open.", "newer.txt")
    for one in (older, newer):
        put(engine, one, reading_of(one, sentences=((0, len(one.text)),)))
    assert [found.article for found in query.search(engine, "gate")] == [older.id, newer.id]
    monkeypatch.setattr(query, "MOST_RANKED", 1)
    assert [found.article for found in query.search(engine, "gate")] == [newer.id]
    engine.dispose()


HARD = ['"', "NEAR(a b)", "a AND", "NOT", "col:x", "a*", "(", "'", "a OR", "^a", "-a", "\0", "\ud800", '"a', "é", "x " * 3000]


@pytest.mark.parametrize("words", HARD)
def test_the_syntax_of_the_database_is_only_words(harbour: Engine, words: str) -> None:
    query.search(harbour, words)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(), max_size=40) | st.lists(st.sampled_from(HARD), max_size=4).map(" ".join))
def test_no_search_is_an_error(harbour: Engine, words: str) -> None:
    assert all(passage.text == HARBOUR[passage.start : passage.end] for passage in query.search(harbour, words))


def test_sentences_come_in_order(harbour: Engine) -> None:
    assert query.sentences(harbour, article().id) == harbour_reading(article()).sentences


def test_actors_come_with_their_articles(harbour: Engine) -> None:
    assert [(of, actor.name) for of, actor in query.local_actors(harbour)] == [
        (article().id, "Chile"),
        (article().id, "its envoy"),
    ]


def test_the_columns_are_wide_enough_for_the_codebook() -> None:
    assert max(map(len, acts())) <= schema.item.c.act.type.length  # type: ignore[attr-defined]
    assert max(map(len, world().names)) <= schema.local_actor.c.code.type.length  # type: ignore[attr-defined]


def test_an_articles_own_name_means_it_alone_where_another_came_in_under_it(harbour: Engine) -> None:
    edited = article(HARBOUR + "\nThe ministry said no more.\n")
    put(harbour, edited, harbour_reading(edited))
    assert {row.item.article for row in query.items(harbour, Statement, Filter(article="harbour.txt"))} == {article().id}
    other = f"harbour~{edited.id[:8]}.txt"
    assert {row.item.article for row in query.items(harbour, Statement, Filter(article=other))} == {edited.id}
