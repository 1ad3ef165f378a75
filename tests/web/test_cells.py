"""Positions out of an index are those of the record, whatever is said on however many days."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("starlette", reason="needs the extra standoff[web]")

from standoff.codebook.acts import acts
from standoff.relating.placing import Placed
from standoff.relating.positions import find_positions
from standoff.store.origins_views import OriginIndex
from standoff.web.cells import held, since_when
from standoff.web.lines import Line
from standoff.web.passing import as_made
from standoff.web.runs import Run

TAKING = sorted(name for name, act in acts().items() if act.stance is not None)
NO_COPIES = OriginIndex((), {})
said = st.tuples(
    st.sampled_from(TAKING),
    st.sampled_from(["a.txt", "b.txt"]),
    st.sampled_from([dt.date(2031, 3, 3), dt.date(2031, 3, 4), None]),
    st.sampled_from([0.5, 1.0]),
    st.sampled_from([("herring",), ("herring", "port"), ("port", "herring")]),
)
Said = tuple[str, str, dt.date | None, float, tuple[str, ...]]


def line(number: int, act: str, article: str, day: dt.date | None, certainty: float, issues: tuple[str, ...]) -> Line:
    told: Any = SimpleNamespace(name=article)
    return Line(
        id=str(number), kind="statement", article=told, start=number, act=act, status="stated", sides=("CHL",), addressee=(),
        issues=issues, speaker=None, earliest=day, latest=day, certainty=certainty,
    )  # fmt: skip


@given(st.lists(said, min_size=1, max_size=6))
def test_an_index_tells_the_same_position_as_the_record(rows: list[Said]) -> None:
    whole = Run(sorted((line(number, *row) for number, row in enumerate(rows)), key=as_made), NO_COPIES)
    index: Any = SimpleNamespace(positions={}, run=lambda key: whole)
    found = held(index, "herring", "CHL")
    placed = [
        Placed(str(number), act, ("CHL",), (), article, number, day, day, issues, certainty)
        for number, (act, article, day, certainty, issues) in enumerate(rows)
    ]
    (position,) = [row for row in find_positions(placed, {}) if row.issue == "herring"]
    assert found is not None
    assert (found.state, found.stance, found.act) == (position.state, position.stance, position.act)
    assert (found.best.id, tuple(one.id for one in found.run)) == (position.quote_id, position.statements)
    assert since_when(whole, None) is found.since


@given(st.lists(said, min_size=1, max_size=6), st.sampled_from([dt.date(2031, 3, 2), dt.date(2031, 3, 3), dt.date(2031, 3, 9)]))
def test_since_when_it_holds_as_of_a_day_is_told_without_the_rest_of_it(rows: list[Said], until: dt.date) -> None:
    whole = Run(sorted((line(number, *row) for number, row in enumerate(rows)), key=as_made), NO_COPIES)
    index: Any = SimpleNamespace(positions={}, run=lambda key: whole)
    found = held(index, "herring", "CHL", until)
    assert since_when(whole, until) is (found.since if found else None)


def test_a_cell_of_an_acceptance_says_so_whatever_was_promised_with_it() -> None:
    day = dt.date(2031, 3, 3)
    rows = [line(0, "accept", "a.txt", day, 1.0, ("herring",)), line(1, "commit", "a.txt", day, 1.0, ("herring",))]
    index: Any = SimpleNamespace(positions={}, run=lambda key: Run(rows, NO_COPIES))
    found = held(index, "herring", "CHL")
    assert found is not None and (found.state, found.act, found.best.id) == ("accepts", "accept", "0")
