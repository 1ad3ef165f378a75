"""Threats, what is withheld, and the acts that other sections of a brief list."""

from standoff.report.desk import Desk
from standoff.report.shapes import Line

DEMANDS = frozenset({"demand", "propose"})
THREATS = frozenset({"threaten", "hint"})
WITHHELD = frozenset({"withhold", "defer"})


def make_threats(desk: Desk, most: int) -> tuple[tuple[Line, ...], int]:
    """Threats and hints at measures, with their condition and means; how many more there are."""
    return desk.lines_of((one for one in desk.told if one.act in THREATS), most)


def make_withheld(desk: Desk, most: int) -> tuple[tuple[Line, ...], int]:
    """What a party declines to say, and answers put off; how many more there are."""
    return desk.lines_of((one for one in desk.told if one.act in WITHHELD), most)
