"""Meetings held, ahead, announced for days now past or never told, and called off."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, get_args

import msgspec

from standoff.core.records import Meeting, MeetingStatus
from standoff.relating.events_readings import days_of
from standoff.relating.events_rows import furthest
from standoff.relating.events_tables import Difference, Event
from standoff.report.desk import Desk
from standoff.report.shapes import MeetingLine, Meetings
from standoff.report.words import UNDATED, flat, parties_of, versions_words, when_words, window_words
from standoff.store.query import ItemRow

Row = ItemRow[Meeting]
State = Literal["ahead", "undated", "held", "passed", "off"]
STATES: tuple[State, ...] = get_args(State)
STATUSES: tuple[str, ...] = get_args(MeetingStatus)


class Told(NamedTuple):
    """How far a meeting got and its days (null: open; both null: not told), by one telling or by several together."""

    status: str
    earliest: dt.date | None
    latest: dt.date | None


def together(tellings: Iterable[Told]) -> Told:
    """What several tellings of one meeting come down to: how far it got at most, and the days that all of them allow."""
    every = tuple(tellings)
    earliest, latest, _ = days_of((one.earliest, one.latest) for one in every)
    return Told(furthest(one.status for one in every), earliest, latest)


def state_of(told: Told, as_of: dt.date | None) -> State:
    """Where a meeting stands as of the record's newest day; one that is planned for a day that nobody tells may lie anywhere."""
    if told.status in ("cancelled", "refused"):
        return "off"
    if told.status not in ("planned", "considered"):
        return "held"
    if told.earliest is None and told.latest is None:
        return "undated"
    return "ahead" if as_of is None or told.latest is None or told.latest > as_of else "passed"


def make_meetings(desk: Desk) -> Meetings:
    """The meetings, told apart by how far they got and by the record's newest day.

    Mentions are one line where the desk knows that they tell of one event; where it does not know their events, where the
    day, the status and the place (if both tell one) are the same and the participants of one are among the other's. A
    planned meeting that is also told as held is a line of those held; a mention without a day has the day that others tell.
    The mentions that tell how far it got stand first in a line: a meeting held is not shown by its announcement.
    """
    return most_meetings(desk, None)[0]


def most_meetings(desk: Desk, most: int | None) -> tuple[Meetings, dict[State, int]]:
    """The same, at most so many of each list, of many those that most articles tell; and how many more each has."""
    rows = sorted(desk.meetings, key=lambda row: (row.item.status != "held", -len(row.item.participants), row.item.id))
    newest, found = desk.as_of, {state: list[_Group]() for state in STATES}
    for group in sorted((_group(desk, rows) for rows in _gathered(desk, rows)), key=lambda group: _by_date(desk, group)):
        found[state_of(group.told, newest)].append(group)
    lines: dict[State, tuple[MeetingLine, ...]] = {}
    for state, groups in found.items():
        kept = sorted(sorted(range(len(groups)), key=lambda place: (-len(groups[place].rows), place))[:most])
        lines[state] = tuple(_line(desk, groups[place]) for place in kept)
    more = {state: len(groups) - len(lines[state]) for state, groups in found.items()}
    return Meetings(
        held=lines["held"], ahead=lines["ahead"], passed=lines["passed"], off=lines["off"], undated=lines["undated"]
    ), more


def _gathered(desk: Desk, rows: Iterable[Row]) -> list[list[Row]]:
    """The mentions of each meeting."""
    known: dict[str, list[Row]] = {}
    others: list[list[Row]] = []
    for row in rows:
        event = desk.event_of.get(row.item.id)
        if event is not None:
            known.setdefault(event.id, []).append(row)
            continue
        home = next((group for group in others if _same(group[0].item, row.item)), None)
        others.append([row]) if home is None else home.append(row)
    return [*known.values(), *others]


def _same(a: Meeting, b: Meeting) -> bool:
    if a.status != b.status and {a.status, b.status} != {"held", "planned"}:
        return False
    one, other = set(a.participants), set(b.participants)
    if not one or not other or not (one <= other or other <= one) or not _meets(a.place, b.place):
        return False
    return _day(a) is not None and _day(a) == _day(b)


def _day(meeting: Meeting) -> dt.date | None:
    """The one day of a meeting, or None where the record knows no single day."""
    date = meeting.date
    return date.earliest if date is not None and date.earliest == date.latest else None


def _meets(a: str | None, b: str | None) -> bool:
    return not a or not b or a.casefold() == b.casefold()


class _Group(NamedTuple):
    """The mentions of one meeting, the one that tells most first; by source; and what they come down to."""

    rows: list[Row]
    by_source: list[Row]
    told: Told


def _group(desk: Desk, rows: list[Row]) -> _Group:
    told = together((*(_own(row.item) for row in rows), *_by_others(desk, desk.event_of.get(rows[0].item.id))))
    return _Group(rows, sorted(rows, key=lambda row: desk.numbers[row.article_name]), told)


def _line(desk: Desk, one: _Group) -> MeetingLine:
    group, told = one.rows, one.told
    first = group[0].item
    event = desk.event_of.get(first.id)
    places = [row.item.place for row in group if row.item.place]
    outcomes = [row.item.outcome for row in group if row.item.outcome is not None]
    persons = dict.fromkeys(person for row in group for person in row.item.persons)
    articles = {row.article_name for row in group}
    return MeetingLine(
        participants=parties_of(first.participants),
        persons=tuple(persons),
        level=_first(row.item.level for row in group),
        forum=_first(row.item.forum for row in group),
        place=places[0] if places else None,
        when=_when(group, told),
        earliest=told.earliest,
        latest=told.latest,
        status=told.status,
        outcome=flat(outcomes[0].text) if outcomes else None,
        **desk.cites(sorted(one.by_source, key=lambda row: row.item.status != told.status)),
        told_by=str(desk.origins.tally(articles)) if len(articles) > 1 else "",
        differences=() if event is None else tuple(versions_words(one, ", ".join) for one in _different(desk, event)),
    )


def _own(meeting: Meeting) -> Told:
    date = meeting.date
    return Told(meeting.status, date.earliest if date else None, date.latest if date else None)


def _by_others(desk: Desk, event: Event | None) -> Iterator[Told]:
    """What the tellings of a meeting say that the filter's last day knows of, those outside the filter too."""
    for one in event.tellings if event is not None else ():
        # Statements of a meeting have more statuses than meetings: "stated" does not tell how far it got.
        if one.status in STATUSES and desk.knows(one.status, (one.earliest, one.latest), one.article):
            yield Told(one.status, one.earliest, one.latest)


def _when(group: Iterable[Row], told: Told) -> str:
    """The days in words, else the words of those who tell no day that can be known, else when it was told."""
    if told.earliest or told.latest:
        return window_words(told.earliest, told.latest)
    rows = list(group)
    return next((words for row in rows if (words := when_words(row.item.date))), "") or _told_on(rows[0])


def known_versions(desk: Desk, differences: Iterable[Difference]) -> Iterator[Difference]:
    """What is told differently by the filter's last day."""
    for one in differences:
        known = tuple(version for version in one.versions if any(desk.knows("", (None, None), name) for name in version.articles))
        if len(known) > 1:
            yield msgspec.structs.replace(one, versions=known)


def _different(desk: Desk, event: Event) -> Iterator[Difference]:
    """That a meeting was announced before it was held is no difference to a reader of the brief."""
    return known_versions(desk, (one for one in event.differences if one.field != "status"))


def _told_on(row: Row) -> str:
    told = window_words(row.published.earliest, row.published.latest)
    return UNDATED if told == UNDATED else f"{UNDATED}; article of {told}"


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _by_date(desk: Desk, group: _Group) -> tuple[dt.date, int, int]:
    first = group.by_source[0]
    return group.told.earliest or group.told.latest or dt.date.max, desk.numbers[first.article_name], first.item.start


def meeting_count(meetings: Meetings) -> int:
    """How many lines all four lists hold."""
    return sum(len(lines) for lines in msgspec.structs.astuple(meetings))
