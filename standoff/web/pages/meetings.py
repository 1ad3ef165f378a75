"""Meetings: ahead, held, announced for days now past, called off."""

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import Engine

from standoff.report.gatherings import make_meetings
from standoff.report.phrases import meeting_head, meeting_notes
from standoff.report.shapes import MeetingLine, Meetings, Shape
from standoff.web.ask import Asked
from standoff.web.desk import PageDesk
from standoff.web.index import Index
from standoff.web.lines import Line
from standoff.web.shown import PLACE_HEADS, Pages, Shown, Table, as_of_pack, at, paged

ASKED = ("party", "outlet", "state", "since", "until", "page", "table")
SIZE = 60  # meetings of one page
MOST_TOLD = 8  # mentions of one meeting that are shown, the first by date


class MeetingsPage(Shape, frozen=True, kw_only=True):
    """The meetings of one page."""

    meetings: Meetings
    pages: Pages


def view(asked: Asked, index: Index, engine: Engine) -> Shown:
    """One page of the meetings: those ahead soonest first, then the rest newest first."""
    first, last = index.as_of(asked.where.until)
    newest_day = first or last
    every = index.choose(asked.where, ("meeting",), asked.outlet)
    states = {line.id: _state(line, newest_day) for line in every}
    state = asked.get("state")
    ahead = [line for line in every if states[line.id] == "ahead"]
    rest = [line for line in reversed(every) if states[line.id] != "ahead"]
    chosen = [line for line in (*ahead, *rest) if not state or states[line.id] == state]
    part, pages = paged(asked, _by_event(index, chosen), SIZE)
    found = make_meetings(PageDesk(engine, index, asked.where, [line for lines in part for line in lines[:MOST_TOLD]]))
    newest_first = Meetings(ahead=found.ahead, held=found.held[::-1], passed=found.passed[::-1], off=found.off[::-1])
    data = MeetingsPage(meetings=newest_first, pages=pages)
    rows = [
        (name, one.when, one.earliest, one.latest, meeting_head(one), one.level, one.forum, one.outcome, place.quote, *at(place))
        for name, lines in _named(newest_first)
        for one in lines
        for place in one.evidence
    ]
    heads = ("state", "date", "earliest", "latest", "meeting", "level", "forum", "outcome", "quote", *PLACE_HEADS)
    return Shown(
        title="Meetings", template="meetings.html.j2", data=data, pages=pages,
        tables={"meetings": Table(title="Meetings", heads=heads, rows=rows)},
        filters=("party", "outlet", "state", "since", "until"), extra={"notes": meeting_notes},
        not_shown=(
            *as_of_pack(index.state.tables.meetings, index),
            *((f"further mentions of one meeting beyond {MOST_TOLD}",) if any(len(lines) > MOST_TOLD for lines in part) else ()),
        ),
    )  # fmt: skip


def _by_event(index: Index, lines: Iterable[Line]) -> list[list[Line]]:
    """The mentions of each meeting, in the order of the first of them; what no event is known of stands alone."""
    known = index.state.tables.meetings.of_item
    groups: dict[int | str, list[Line]] = {}
    for line in lines:
        groups.setdefault(known.get(line.id, line.id), []).append(line)
    return list(groups.values())


def _named(found: Meetings) -> list[tuple[str, tuple[MeetingLine, ...]]]:
    return [("ahead", found.ahead), ("held", found.held), ("passed", found.passed), ("off", found.off)]


def _state(line: Line, newest_day: dt.date | None) -> str:
    if line.status in ("cancelled", "refused"):
        return "off"
    if line.status == "held":
        return "held"
    return "ahead" if newest_day is None or line.latest is None or line.latest > newest_day else "passed"
