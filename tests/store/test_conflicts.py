import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, select

from standoff.core.dates import Published
from standoff.core.errors import NotFound
from standoff.core.ids import content_id, text_id
from standoff.core.records import Article, Figure, Reading
from standoff.relating.conflicts_tables import Claim, Conflict
from standoff.store import conflicts, schema
from standoff.store.conflicts import NEAREST, complete, put_claims
from standoff.store.database import asking, open_engine, transaction
from standoff.store.judging import Judging
from standoff.store.query import Filter
from standoff.store.subject import Subject
from standoff.store.views import Views
from standoff.store.write import put

START = dt.date(2031, 5, 6)


@pytest.fixture
def engine(place: str) -> Iterator[Engine]:
    made = open_engine(place)
    yield made
    made.dispose()


def counted(name: str, number: int, *, reader: str = "planted", days: int = 0, party: str = "NOR") -> tuple[Article, Reading]:
    """An article that tells how many sailors wait at the pier of Bergen."""
    words = f"{number:,} sailors"
    text = f"Herring quarrel in Bergen: {name}\n\nNorway sent {words} to the pier of Bergen near the old lighthouse."
    day, start = START + dt.timedelta(days=days), text.index(words)
    article = Article(id=text_id(text), name=f"{name}.txt", text=text)
    figure = Figure(
        id=content_id("figure", article.id, number, reader), article=article.id, start=start, end=start + len(words), text=words,
        low=number, high=number, unit="sailors", party=(party,), place="pier of Bergen",
    )  # fmt: skip
    bounds = ((0, text.index("\n")), (text.index("Norway"), len(text)))
    published = Published(earliest=day, latest=day, basis="stated")
    return article, Reading(
        article=article.id, reader=reader, language="en", published=published, sentences=bounds, figures=(figure,)
    )


def the_conflict(engine: Engine) -> Conflict:
    (found,) = Views(engine).conflicts()
    return found


def rows(engine: Engine, table: str) -> int:
    with asking(engine) as connection:
        return connection.execute(select(func.count()).select_from(schema.metadata.tables[table])).scalar() or 0


def test_figures_of_two_articles_are_set_side_by_side(engine: Engine) -> None:
    put(engine, *counted("one", 300))
    put(engine, *counted("two", 520))
    found = the_conflict(engine)
    assert (found.of, found.verdict, found.articles) == ("figure", "conflict", 2)
    assert [side.says for side in found.sides] == ["300 sailors", "520 sailors"]
    assert found.joins[0].reason == found.reason != ""


def test_every_place_of_a_side_holds_its_words(engine: Engine) -> None:
    put(engine, *counted("one", 300))
    put(engine, *counted("two", 520))
    texts = {row.article.name: row.article.text for row in Views(engine).articles()}
    for side in the_conflict(engine).sides:
        for place in side.tellings:
            assert texts[place.article][place.start : place.end] == place.quote


def test_the_same_number_of_several_articles_is_one_side(engine: Engine) -> None:
    for name, number in (("one", 300), ("two", 520), ("three", 520)):
        put(engine, *counted(name, number))
    assert [side.articles for side in the_conflict(engine).sides] == [1, 2]


def test_what_a_record_holds_already_has_no_keys_of_its_own(engine: Engine) -> None:
    put(engine, *counted("one", 300))
    before = rows(engine, "claim_key")
    put(engine, *counted("two", 300))
    assert rows(engine, "claim_key") == before
    assert rows(engine, "claim") == 2


def test_telling_an_article_twice_changes_nothing(engine: Engine) -> None:
    put(engine, *counted("one", 300))
    article, reading = counted("two", 520)
    put(engine, article, reading)
    before = (rows(engine, "claim"), rows(engine, "claim_pair"))
    with transaction(engine) as connection:
        put_claims(Subject(connection, article.id))
    assert (rows(engine, "claim"), rows(engine, "claim_pair")) == before
    assert complete(engine) == 0


def test_a_newer_reading_takes_over(engine: Engine) -> None:
    put(engine, *counted("one", 300))
    put(engine, *counted("two", 520))
    put(engine, counted("two", 520)[0], counted("two", 520, reader="newer")[1])
    assert the_conflict(engine).articles == 2
    article, reading = counted("two", 520, reader="newest")
    put(engine, article, Reading(article=article.id, reader="newest", language="en", published=reading.published))
    assert Views(engine).conflicts() == ()


@pytest.mark.parametrize("few", [0, 500])
def test_only_readings_that_none_replaced_are_in_force(engine: Engine, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(conflicts, "FEW_REPLACED", few)
    put(engine, *counted("one", 300))
    put(engine, *counted("two", 520))
    put(engine, counted("two", 520)[0], counted("two", 520, reader="newer")[1])
    with transaction(engine) as connection:
        assert conflicts.in_force(connection, {1, 2, 3}) == {1, 3}


def test_replaced_claims_take_no_place_of_those_looked_at(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conflicts, "MOST_CANDIDATES", 1)
    put(engine, *counted("one", 300))
    article, reading = counted("two", 400)
    put(engine, article, reading)
    put(engine, article, Reading(article=article.id, reader="newer", language="en", published=reading.published))
    put(engine, *counted("three", 520))
    assert {side.tellings[0].article for side in the_conflict(engine).sides} == {"one.txt", "three.txt"}


def test_an_echo_stands_where_its_first_telling_is_out_of_force(engine: Engine) -> None:
    put(engine, *counted("one", 300))
    put(engine, *counted("two", 520))
    put(engine, *counted("three", 520))
    article, reading = counted("two", 520)
    put(engine, article, Reading(article=article.id, reader="newer", language="en", published=reading.published))
    assert [side.tellings[0].article for side in the_conflict(engine).sides] == ["one.txt", "three.txt"]


def test_what_was_judged_wrong_is_no_side(engine: Engine) -> None:
    put(engine, *counted("one", 300))
    article, reading = counted("two", 520)
    put(engine, article, reading)
    Judging(engine, "Reviewer").wrong(reading.figures[0].id)
    assert Views(engine).conflicts() == ()
    assert len(Views(engine, judged=False).conflicts()) == 1


def test_a_corrected_figure_is_decided_again(engine: Engine) -> None:
    put(engine, *counted("one", 300))
    article, reading = counted("two", 520)
    put(engine, article, reading)
    Judging(engine, "Reviewer").correct(reading.figures[0].id, {"low": ("300",), "high": ("300",)})
    assert Views(engine).conflicts() == ()


def test_a_later_count_of_other_days_is_an_update(engine: Engine) -> None:
    put(engine, *counted("one", 300))
    put(engine, *counted("two", 520, days=20))
    assert the_conflict(engine).verdict == "update"


def test_a_filter_chooses_by_party_article_and_days(engine: Engine) -> None:
    put(engine, *counted("one", 300))
    put(engine, *counted("two", 520))
    views = Views(engine)
    assert views.conflicts(Filter(party="NOR", article="one.txt", since=START))
    assert not views.conflicts(Filter(party="SWE"))
    with pytest.raises(NotFound, match=r"three\.txt"):
        views.conflicts(Filter(article="three.txt"))
    assert not views.conflicts(Filter(until=START - dt.timedelta(days=1)))


def test_up_to_a_day_nothing_is_told_of_what_came_after_it(engine: Engine) -> None:
    for name, number, days in (("one", 300, 0), ("two", 340, 1), ("three", 520, 9)):
        put(engine, *counted(name, number, days=days))
    until = START + dt.timedelta(days=5)
    told = {
        telling.article for one in Views(engine).conflicts(Filter(until=until)) for side in one.sides for telling in side.tellings
    }
    assert told == {"one.txt", "two.txt"}
    (series,) = Views(engine).series(Filter(until=until))
    assert (series.lowest, series.highest) == (300, 340)


def test_a_series_spans_its_ranges_and_has_no_mean(engine: Engine) -> None:
    for name, number, days in (("one", 300, 0), ("two", 340, 1), ("three", 520, 2)):
        put(engine, *counted(name, number, days=days))
    (found,) = Views(engine).series()
    assert (found.lowest, found.highest) == (300, 520)
    assert [(point.low, point.high) for point in found.points] == [(300, 300), (340, 340), (520, 520)]
    assert found.party == ("NOR",)


def test_series_of_two_parties_are_kept_apart(engine: Engine) -> None:
    for party, base in (("NOR", 300), ("SWE", 700)):
        put(engine, *counted(f"{party} one", base, party=party))
        put(engine, *counted(f"{party} two", base + 10, party=party))
    assert {one.party for one in Views(engine).series()} == {("NOR",), ("SWE",)}


def test_an_article_asks_as_much_of_a_large_record_as_of_a_small_one(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "large.db")
    asked: list[int] = []
    for number in range(4 * NEAREST):
        questions: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_: Any, into: list[str] = questions) -> None:
            into.append(statement)

        article, reading = counted(f"n{number}", 1000 + 37 * number)
        event.listen(engine, "before_cursor_execute", note)
        put(engine, article, reading)
        event.remove(engine, "before_cursor_execute", note)
        asked.append(sum("claim" in one for one in questions))
    engine.dispose()
    assert max(asked[-NEAREST:]) <= max(asked[NEAREST : 2 * NEAREST])


def told(engine: Engine, number: int) -> str:
    """The item of the side that tells this number."""
    (item,) = {place.item for side in the_conflict(engine).sides if str(number) in side.says for place in side.tellings}
    return item


def test_two_sides_of_more_that_both_hold_are_no_pair_any_more(engine: Engine) -> None:
    for name, number in (("one", 300), ("two", 520), ("three", 400)):
        put(engine, *counted(name, number))
    assert len(the_conflict(engine).joins) == 3
    made = Judging(engine, "Reviewer").conflict("no_conflict", [told(engine, 300), told(engine, 520)])
    pairs = [{the_conflict(engine).sides[at].says for at in (join.one, join.other)} for join in the_conflict(engine).joins]
    assert len(pairs) == 2
    assert {"300 sailors", "520 sailors"} not in pairs
    Judging(engine, "Reviewer").undo(made.id)
    assert len(the_conflict(engine).joins) == 3


def test_a_side_that_holds_with_all_others_goes_from_the_set(engine: Engine) -> None:
    for name, number in (("one", 300), ("two", 520), ("three", 400)):
        put(engine, *counted(name, number))
    ids = [told(engine, number) for number in (300, 520, 400)]
    Judging(engine, "Reviewer").conflict("no_conflict", ids[:2])
    Judging(engine, "Reviewer").conflict("no_conflict", [ids[0], ids[2]])
    assert {side.says for side in the_conflict(engine).sides} == {"400 sailors", "520 sailors"}
    assert the_conflict(engine).articles == 2
    Judging(engine, "Reviewer").conflict("no_conflict", ids[1:])
    assert Views(engine).conflicts() == ()


def test_of_many_claims_of_one_article_each_is_decided_with_the_last_told(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[tuple[int, int]] = set()

    def noted(other: Claim, claim: Claim) -> bool:
        asked.add((other.start, claim.start))
        return False

    monkeypatch.setattr(conflicts, "MOST_OWN", 3)
    monkeypatch.setattr(conflicts, "may_be_decided", noted)
    article, reading = many_counts(12)
    put(engine, article, reading)
    starts = [figure.start for figure in reading.figures]
    assert asked == {(other, one) for place, one in enumerate(starts) for other in starts[max(0, place - 3) : place]}


def many_counts(number: int) -> tuple[Article, Reading]:
    """An article that counts the sailors at one pier again and again, otherwise each time."""
    counts = [f"{100 * place + 100:,} sailors" for place in range(number)]
    text = " ".join(f"Norway sent {words} to the pier of Bergen." for words in counts)
    article = Article(id=text_id(text), name="many.txt", text=text)
    starts = [text.index(f"sent {words}") + len("sent ") for words in counts]
    figures = tuple(
        Figure(
            id=content_id("figure", article.id, start), article=article.id, start=start, end=start + len(words), text=words,
            low=int(words.split()[0].replace(",", "")), unit="sailors", party=("NOR",), place="pier of Bergen",
        )
        for start, words in zip(starts, counts, strict=True)
    )  # fmt: skip
    published = Published(earliest=START, latest=START, basis="stated")
    sentences = ((0, len(text)),)
    return article, Reading(
        article=article.id, reader="planted", language="en", published=published, sentences=sentences, figures=figures
    )
