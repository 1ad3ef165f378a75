"""Meetings held, ahead, announced for days now past, and called off."""

import datetime as dt
from collections.abc import Callable, Iterable

import msgspec

from standoff.core.records import Meeting
from standoff.relating.events_tables import Difference, Event
from standoff.relating.events_words import versions_words
from standoff.report.desk import Desk
from standoff.report.shapes import Evidence, MeetingLine, Meetings
from standoff.report.words import UNDATED, flat, parties_of, when_words, window_words
from standoff.store.query import ItemRow

Row = ItemRow[Meeting]


def make_meetings(desk: Desk) -> Meetings:
    """The meetings, told apart by status and by the record's newest day.

    Mentions are one line where the desk knows that they tell of one event; where it does not know their events, where the
    day, the status and the place (if both tell one) are the same and the participants of one are among the other's. A
    planned meeting that is also told as held is a line of those held.
    """
    rows = sorted(desk.meetings, key=lambda row: (row.item.status != "held", -len(row.item.participants), row.item.id))
    lines = sorted((_line(desk, group) for group in _gathered(desk, rows)), key=_by_date)
    as_of = desk.as_of

    def pick(wanted: Callable[[MeetingLine], bool]) -> tuple[MeetingLine, ...]:
        return tuple(line for line in lines if wanted(line))

    return Meetings(
        held=pick(lambda line: line.status == "held"),
        ahead=pick(lambda line: line.status == "planned" and _ahead(line, as_of)),
        passed=pick(lambda line: line.status == "planned" and not _ahead(line, as_of)),
        off=pick(lambda line: line.status in ("cancelled", "refused")),
    )


def _ahead(line: MeetingLine, as_of: dt.date | None) -> bool:
    """Whether a planned meeting may lie after the record's newest day; one without a date may."""
    return as_of is None or line.latest is None or line.latest > as_of


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


def _line(desk: Desk, group: list[Row]) -> MeetingLine:
    first = group[0].item
    date = first.date
    words = when_words(date) or _told_on(group[0])
    places = [row.item.place for row in group if row.item.place]
    outcomes = [row.item.outcome for row in group if row.item.outcome is not None]
    persons = dict.fromkeys(person for row in group for person in row.item.persons)
    event = desk.event_of.get(first.id)
    articles = {row.article_name for row in group}
    return MeetingLine(
        participants=parties_of(first.participants),
        persons=tuple(persons),
        level=_first(row.item.level for row in group),
        forum=_first(row.item.forum for row in group),
        place=places[0] if places else None,
        when=words,
        earliest=date.earliest if date else None,
        latest=date.latest if date else None,
        status=first.status,
        outcome=flat(outcomes[0].text) if outcomes else None,
        evidence=_places(desk, group),
        told_by=str(desk.origins.tally(articles)) if len(articles) > 1 else "",
        differences=() if event is None else tuple(map(versions_words, _different(event))),
    )


def _places(desk: Desk, group: list[Row]) -> tuple[Evidence, ...]:
    return tuple(desk.evidence(row) for row in sorted(group, key=lambda row: desk.numbers[row.article_name]))


def _different(event: Event) -> Iterable[Difference]:
    """What is told differently; that a meeting was announced before it was held is no difference to a reader of the brief."""
    return (one for one in event.differences if one.field != "status")


def _told_on(row: Row) -> str:
    told = window_words(row.published.earliest, row.published.latest)
    return UNDATED if told == UNDATED else f"{UNDATED}; article of {told}"


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _by_date(line: MeetingLine) -> tuple[dt.date, int, int]:
    place = line.evidence[0]
    return line.earliest or line.latest or dt.date.max, place.source, place.start


def meeting_count(meetings: Meetings) -> int:
    """How many lines all four lists hold."""
    return sum(len(lines) for lines in msgspec.structs.astuple(meetings))
