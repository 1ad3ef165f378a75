"""Figures: ranges by claimer, grouped by what is counted, of whom and where."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from sqlalchemy import Engine

from standoff.codebook.counted import kind_of
from standoff.report.numbers import make_figures, place_key
from standoff.report.phrases import group_head
from standoff.report.shapes import FigureGroup, Shape
from standoff.report.words import flat, names_of
from standoff.web.ask import Asked
from standoff.web.desk import PageDesk
from standoff.web.index import Index
from standoff.web.lines import Line
from standoff.web.shown import MOST_ROWS, PLACE_HEADS, Pages, Shown, Table, at, paged, pages_of, without_days

ASKED = ("party", "outlet", "since", "until", "group", "page", "table")
SIZE = 12  # groups of one page
MOST_IN_GROUP = 16  # newest figures of one group; one group alone shows more
MOST_ALONE = 300
LEAST_FOR_CHART = 3


class KeyedGroup(Shape, frozen=True, kw_only=True):
    """A group of figures with the key by which it is asked for, and how many figures it has in all."""

    key: str
    figures: int
    group: FigureGroup


class FiguresPage(Shape, frozen=True, kw_only=True):
    """The groups of one page, those with most figures first."""

    groups: tuple[KeyedGroup, ...]
    pages: Pages


def view(asked: Asked, index: Index, engine: Engine) -> Shown:
    """One page of the groups, or one group alone."""
    data, alone = page_of(asked, index, engine)
    rows = [
        (group_head(one.group), line.told, line.low, line.high, line.modifier, line.unit, line.place, line.as_of, line.earliest,
         line.latest, line.source_words, names_of(line.claimed_by), place.quote, *at(place))
        for one in data.groups for line in one.group.lines for place in line.evidence
    ]  # fmt: skip
    heads = (
        *("group", "told", "low", "high", "modifier", "unit", "place", "as_of", "earliest", "latest", "claimed_by", "party"),
        *("quote", *PLACE_HEADS),
    )
    most = MOST_ALONE if alone else MOST_IN_GROUP
    cut = [one for one in data.groups if one.figures > most]
    notes = without_days(index, asked, ("figure",), "figure")
    notes += (
        (f"in {len(cut)} of these groups, figures older than the newest {most}: open the group, or ask for a day",) if cut else ()
    )
    return Shown(
        title=group_head(data.groups[0].group) if alone and data.groups else "Figures", template="figures.html.j2", data=data,
        tables={"figures": Table(title="Figures", heads=heads, rows=rows)}, pages=data.pages, not_shown=notes,
        filters=("party", "outlet", "since", "until"), extra={"alone": alone, "least": LEAST_FOR_CHART},
    )  # fmt: skip


def page_of(asked: Asked, index: Index, engine: Engine) -> tuple[FiguresPage, bool]:
    """The groups that a request asks for, and whether it asks for one alone."""
    groups = grouped(index.choose(asked.where, ("figure",), asked.outlet))
    alone = asked.get("group")
    keys = [alone] if alone in groups else [] if alone else sorted(groups, key=lambda key: (-len(groups[key]), key))
    wanted, pages = _part(asked, groups, keys)
    desk = PageDesk(engine, index, asked.where, (line for lines in wanted.values() for line in lines))
    found = []
    for key, lines in wanted.items():  # one key at a time, for the report joins what names no place to its only neighbour
        desk.figures = tuple(desk.items[line.id] for line in lines if line.id in desk.items)
        if groups_made := make_figures(desk):
            largest = max(groups_made, key=lambda group: len(group.lines))
            found.append(KeyedGroup(key=key, figures=len(groups[key]), group=largest))
    return FiguresPage(groups=tuple(found), pages=pages), bool(alone)


def _part(asked: Asked, groups: Mapping[str, Sequence[Line]], keys: Sequence[str]) -> tuple[Mapping[str, Sequence[Line]], Pages]:
    """The figures of one page, or of one part of the CSV of all, by their groups."""
    if not asked.whole:
        part, pages = paged(asked, keys, SIZE)
        most = MOST_ALONE if asked.get("group") else MOST_IN_GROUP
        return {key: groups[key][-most:] for key in part}, pages
    parts = list(portions(groups, keys))
    pages = pages_of(asked, sum(len(groups[key]) for key in keys), asked.page, max(1, len(parts)), MOST_ROWS)
    return parts[asked.page - 1] if asked.page <= len(parts) else {}, pages


def portions(groups: Mapping[str, Sequence[Line]], keys: Iterable[str]) -> Iterator[dict[str, Sequence[Line]]]:
    """All figures of these groups in parts of at most MOST_ROWS; a larger group stands in several."""
    part: dict[str, Sequence[Line]] = {}
    rows = 0
    for key in keys:
        for first in range(0, len(groups[key]), MOST_ROWS):
            some = groups[key][first : first + MOST_ROWS]
            if part and (rows + len(some) > MOST_ROWS or key in part):
                yield part
                part, rows = {}, 0
            part[key], rows = some, rows + len(some)
    if part:
        yield part


def grouped(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """Figures, which come by their days, by what is counted, of whom and where, as `report.numbers.group_figures` has it."""
    placed: dict[str, list[Line]] = {}
    placeless: list[tuple[str, Line]] = []
    homes: dict[str, set[str]] = {}
    for line in lines:
        base, where = _key(line.measure or (None, None, None), line.sides)
        if where:
            placed.setdefault(f"{base}~{where}", []).append(line)
            homes.setdefault(base, set()).add(f"{base}~{where}")
        else:
            placeless.append((base, line))
    mixed: set[str] = set()
    for base, line in placeless:
        only = homes.get(base, set())
        key = next(iter(only)) if len(only) == 1 else f"{base}~"
        mixed |= only if len(only) == 1 else set()
        placed.setdefault(key, []).append(line)
    return {key: sorted(found, key=lambda line: line.key) if key in mixed else found for key, found in placed.items()}


@lru_cache(maxsize=50_000)
def _key(measure: tuple[str | None, str | None, str | None], sides: tuple[str, ...]) -> tuple[str, str]:
    """What is counted of whom, and where."""
    unit, counted, place = measure
    return f"{_kind(unit, counted)}~{'+'.join(sides)}", _place(place) if place else ""


@lru_cache(maxsize=50_000)
def _kind(unit: str | None, counted: str | None) -> str:
    words = unit or counted or ""
    return kind_of(words) or (kind_of(counted) if counted else None) or flat(words).casefold()[:60] or "not told what"


@lru_cache(maxsize=50_000)
def _place(place: str) -> str:
    return "+".join(place_key(place))[:80]
