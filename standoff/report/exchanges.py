"""Threats, what is withheld, and the acts that other sections of a brief list."""

from collections.abc import Iterable

from standoff.core.records import Statement
from standoff.report.desk import Desk
from standoff.report.shapes import Line
from standoff.store.query import ItemRow

DEMANDS = frozenset({"demand", "propose"})
THREATS = frozenset({"threaten", "hint"})
WITHHELD = frozenset({"withhold", "defer"})

Row = ItemRow[Statement]


def make_threats(desk: Desk) -> tuple[Line, ...]:
    """Threats and hints at measures, with their condition and means."""
    return desk.lines(_of(desk.statements, THREATS))


def make_withheld(desk: Desk) -> tuple[Line, ...]:
    """What a party declines to say, and answers put off."""
    return desk.lines(_of(desk.statements, WITHHELD))


def _of(rows: Iterable[Row], wanted: frozenset[str]) -> list[Row]:
    return [row for row in rows if row.item.act in wanted]
