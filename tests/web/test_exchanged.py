import datetime as dt
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="needs the extra standoff[web]")

from standoff.store.database import open_engine
from standoff.store.query import Filter
from standoff.store.views import Views
from standoff.web.exchanged import demands_of
from standoff.web.keeper import Keeper
from standoff.web.passing import first_day, turn_of
from tests.web.conftest import dispute, keep, rival

LATE = dt.date(2031, 1, 1)


@pytest.mark.parametrize("where", [Filter(), Filter(until=LATE), Filter(since=dt.date(2030, 1, 1)), Filter(party="NOR")])
def test_going_back_from_the_newest_meets_what_a_filter_chooses(tmp_path: Path, where: Filter) -> None:
    engine = open_engine(tmp_path / "asked.db")
    keep(engine, dispute(), rival())
    index = Keeper(engine).index
    chosen = index.choose(where)
    dated = [line.id for line in chosen if first_day(line) != dt.date.max]
    undated = [line.id for line in chosen if first_day(line) == dt.date.max]
    assert chosen
    assert [line.id for line in index.back(where)] == [*reversed(dated), *undated]
    for turn in ("ask", "reply", "threat"):
        taken = [line.id for line in index.back(where, turn) if turn_of(line.act) == turn]
        lines = {line.id: line for line in chosen}
        expected = [one for one in (*reversed(dated), *undated) if turn_of(lines[one].act) == turn]
        assert taken == [one for one in expected if turn != "reply" or lines[one].issues]
        assert {line.id for line in index.choose(where, turn=turn)} == set(taken)


def test_demands_are_the_rows_of_the_record(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "asked.db")
    keep(engine, dispute(), rival())
    index = Keeper(engine).index
    rows = demands_of(index, Filter(), 50)
    assert rows
    assert {row.id: row for row in rows} == {row.id: row for row in Views(engine).demands()}
    assert demands_of(index, Filter(issue="ports"), 50) == [row for row in rows if row.issue == "ports"]
    engine.dispose()


def test_as_of_a_day_they_are_made_of_the_statements_until_then(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "asked.db")
    keep(engine, dispute(), rival())
    index = Keeper(engine).index

    def told(where: Filter) -> set[tuple[object, ...]]:
        return {(row.issue, row.party, row.statements, row.unanswered) for row in demands_of(index, where, 50)}

    on_issues = {one for one in told(Filter()) if one[0]}
    assert {one for one in told(Filter(until=LATE)) if one[0]} == on_issues
    assert told(Filter(until=dt.date(2029, 1, 1))) == set()
    engine.dispose()


def test_the_rows_of_most_articles_are_those_of_all_rows(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "asked.db")
    keep(engine, dispute(), rival())
    index = Keeper(engine).index
    every = demands_of(index, Filter(until=LATE), 50)
    assert len(every) > 1
    for most in range(1, len(every)):
        rows = demands_of(index, Filter(until=LATE), most)
        assert [row.articles for row in rows] == [row.articles for row in every[:most]]
        assert all(row in every for row in rows)
    engine.dispose()
