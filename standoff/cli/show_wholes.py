"""What `standoff show` says of a whole: an event, a conflict, a series, a story, an origin, a position, a demand, an issue."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from standoff.cli.actors import HEADS as PROPOSAL_HEADS
from standoff.cli.conflicts import CONFLICT_HEADS, SERIES_HEADS, SideRow
from standoff.cli.events import EVENTS
from standoff.cli.judgements import HEADS as JUDGEMENT_HEADS
from standoff.cli.judgements import judgement_row
from standoff.cli.marking import Marker
from standoff.cli.positions import DEMAND_HEADS, POSITION_HEADS
from standoff.cli.tables import Head
from standoff.cli.views import VIEWS
from standoff.cli.words import one_line, short_id
from standoff.core.errors import NotFound
from standoff.exchange.conflict_convert import conflict_record, series_record
from standoff.exchange.convert import demand_record, position_record
from standoff.exchange.records_proposals import proposal_record
from standoff.store.query import EVERYTHING
from standoff.store.views import Views

_DIGITS = re.compile(r"[0-9a-f]{4,16}")


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A kind of whole: its rows, the id of one, the columns of its list over its parts, and its shape in JSON."""

    rows: Callable[[Views], Sequence[Any]]
    heads: Sequence[Head]
    key: Callable[[Any], str] = lambda row: str(row.id)
    parts: Callable[[Any], Sequence[Any]] = lambda row: (row,)
    record: Callable[[Any], Any] = lambda row: row


class Found(NamedTuple):
    """A whole that was asked for, and its kind."""

    kind: str
    row: Any

    @property
    def id(self) -> str:
        """Its id."""
        return WHOLES[self.kind].key(self.row)

    def record(self) -> Any:
        """As JSON has it."""
        return WHOLES[self.kind].record(self.row)


def _from_view(name: str) -> Whole:
    view = VIEWS[name]
    return Whole(rows=partial(_asked, view.rows), heads=view.heads, key=_first_cell(view.heads), record=view.record)


def _asked(rows: Callable[..., Sequence[Any]], views: Views) -> Sequence[Any]:
    return rows(views, EVERYTHING)


def _first_cell(heads: Sequence[Head]) -> Callable[[Any], str]:
    return heads[0].cell


WHOLES: dict[str, Whole] = {
    "event": Whole(
        rows=lambda views: tuple({one.id: one for one in (*views.meeting_events(), *views.events())}.values()),
        heads=EVENTS.heads,
        record=EVENTS.record,
    ),
    "conflict": Whole(
        rows=lambda views: views.conflicts(),
        heads=CONFLICT_HEADS,
        parts=lambda row: [SideRow(row, side) for side in row.sides],
        record=conflict_record,
    ),
    "series": Whole(
        rows=lambda views: views.series(),
        heads=SERIES_HEADS,
        parts=lambda row: [SideRow(row, point) for point in row.points],
        record=series_record,
    ),
    "story": _from_view("stories"),
    "origin": _from_view("origins"),
    "position": Whole(rows=lambda views: views.positions(), heads=POSITION_HEADS, record=position_record),
    "demand": Whole(rows=lambda views: views.demands(), heads=DEMAND_HEADS, record=demand_record),
    "issue": _from_view("issues"),
    "proposal": Whole(rows=lambda views: views.proposals(), heads=PROPOSAL_HEADS, record=proposal_record),
    "judgement": Whole(rows=lambda views: [judgement_row(one) for one in views.judgements()], heads=JUDGEMENT_HEADS),
}


def find_whole(views: Views, wanted: str) -> Found | None:
    """The whole whose id starts so, with or without its kind; None where there is none; raises NotFound where several do."""
    kind, dash, _ = wanted.partition("-")
    digits = tuple(WHOLES) if _DIGITS.fullmatch(wanted) else ("issue",)  # a name is not looked for in all that there is
    kinds = (kind,) if dash and kind in WHOLES else digits
    found = [Found(one, row) for one in kinds for row in WHOLES[one].rows(views) if _is(wanted, one, WHOLES[one].key(row))]
    exact = [one for one in found if one.id == wanted] or found
    if len({one.id for one in exact}) > 1:
        raise NotFound(f"several ids start with {wanted!r} ({', '.join(one.id for one in exact[:5])}); give more of it")
    return exact[0] if exact else None


def _is(wanted: str, kind: str, identifier: str) -> bool:
    return identifier.startswith((wanted, f"{kind}-{wanted}"))


def whole_lines(found: Found) -> Iterator[str]:
    """The whole in lines: what its list tells of it, what differs between its parts by part, and where it is told."""
    mark, whole = Marker(), WHOLES[found.kind]
    parts = whole.parts(found.row)
    cells = {head.name: [head.cell(part) for part in parts] for head in whole.heads if head.name != "id"}
    yield mark.strong(found.kind) + f"  {found.id}"
    yield from (f"{name:11} {one_line(values[0])}" for name, values in cells.items() if values[0] and len(set(values)) == 1)
    for place, part in enumerate(parts if len(parts) > 1 else ()):
        yield ""
        differing = ((name, values[place]) for name, values in cells.items() if len(set(values)) > 1 and values[place])
        yield from (f"{name:11} {one_line(value)}" for name, value in differing)
        yield from _told_in(getattr(part, "part", part))
    if len(parts) == 1:
        yield from _told_in(getattr(parts[0], "part", parts[0]))


def _told_in(part: Any) -> Iterator[str]:
    """The places where a part is told, each with the id under which `standoff show` shows it."""
    for telling in getattr(part, "tellings", ()):
        items = getattr(telling, "items", ()) or (telling.item,)
        quote = getattr(telling.quote, "text", telling.quote)
        yield f"  {', '.join(map(short_id, items))}  {telling.article}  “{one_line(quote)}”"
    for identifier in getattr(part, "statements", ()):
        yield f"  {short_id(identifier)}"
    if getattr(part, "quote_id", ""):
        yield f"  {short_id(part.quote_id)}"
