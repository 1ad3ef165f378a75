import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("starlette", reason="needs the extra standoff[web]")

from standoff.store.origins_views import OriginIndex
from standoff.store.query import Filter, touches
from standoff.web.lines import Line
from standoff.web.passing import as_made
from standoff.web.runs import Run

DAYS = [dt.date(2031, 3, number) for number in range(1, 8)]
day = st.none() | st.sampled_from(DAYS)
COPIES: Any = SimpleNamespace(id="origin", articles=("a.txt", "b.txt"))
ORIGINS = OriginIndex((COPIES,), dict.fromkeys(COPIES.articles, COPIES))


def line(number: int, article: str, window: tuple[dt.date | None, dt.date | None]) -> Line:
    """A statement of an article in a window of days; only what runs look at."""
    earliest, latest = window
    if earliest and latest and earliest > latest:
        earliest, latest = latest, earliest
    told: Any = SimpleNamespace(name=article)
    return Line(
        id=str(number), kind="statement", article=told, start=number, act="reject", status="stated", sides=("CHL",), addressee=(),
        issues=("herring",), speaker=None, earliest=earliest, latest=latest, certainty=1.0,
    )  # fmt: skip


@st.composite
def runs(draw: st.DrawFn) -> Run:
    rows = draw(st.lists(st.tuples(st.sampled_from(["a.txt", "b.txt", "c.txt", "d.txt"]), st.tuples(day, day)), max_size=12))
    lines = [line(number, *row) for number, row in enumerate(rows)]
    return Run(sorted(lines, key=as_made), ORIGINS)


def passing(run: Run, until: dt.date) -> list[Line]:
    return [one for one in run.lines if touches(one.earliest, one.latest, Filter(until=until))]


@given(runs(), st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_a_run_up_to_a_day_holds_what_touches_its_days(run: Run, until: dt.date, other: dt.date) -> None:
    for asked in (until, other, until):
        assert run.until(asked) == passing(run, asked)
        assert run.begins(asked) == bool(passing(run, asked))
        assert list(run.back(asked)) == passing(run, asked)[::-1]


@given(runs(), st.sampled_from(DAYS))
def test_articles_and_origins_up_to_a_day_are_those_of_its_statements(run: Run, until: dt.date) -> None:
    assert run.told(until) == ORIGINS.tally(one.article.name for one in passing(run, until))


@given(runs(), st.sampled_from(DAYS), st.none() | st.sampled_from(DAYS))
def test_what_is_not_newer_has_no_statement_that_surely_is(run: Run, since: dt.date, until: dt.date | None) -> None:
    lines = passing(run, until) if until else list(run.lines)
    if any(one.earliest and one.earliest >= since for one in lines):
        assert run.is_newer(since, until)
