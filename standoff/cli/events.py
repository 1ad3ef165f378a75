"""`standoff events` and `standoff meetings`: what several articles tell of, once, with what they tell differently."""

from collections.abc import Sequence

import msgspec

from standoff.cli import asking
from standoff.cli.tables import Head
from standoff.cli.views import View, command_of
from standoff.cli.words import days, listed, one_line, short_id
from standoff.exchange.event_convert import event_record
from standoff.exchange.event_records import EventRecord
from standoff.relating.events_tables import Event
from standoff.relating.events_words import difference_words, reason_words
from standoff.store.query import Filter
from standoff.store.views import Views


def _events(record: Views, where: Filter) -> Sequence[Event]:
    return record.events(where)


def _meetings(record: Views, where: Filter) -> Sequence[Event]:
    """The meetings; under an act or an issue, those that stand with such a statement in one of their articles."""
    found = record.meeting_events(msgspec.structs.replace(where, act=None, issue=None))
    if where.act is None and where.issue is None:
        return found
    passing = {row.item.id for row in asking.items(record, record.meetings, where)}
    return [event for event in found if any(item in passing for telling in event.tellings for item in telling.items)]


_ID = Head(name="id", cell=lambda row: row.id, short=short_id, fixed=True)
_DAYS = Head(name="date", cell=lambda row: days(row.earliest, row.latest), fixed=True)
_STATUS = Head(name="status", cell=lambda row: row.status, fixed=True)
_WHO = Head(name="parties", cell=lambda row: listed(row.participants))
_PERSONS = Head(name="persons", cell=lambda row: listed(row.persons), least=150)
_PLACE = Head(name="place", cell=lambda row: one_line(row.place or ""), least=100)
_ORIGINS = Head(name="origins", cell=lambda row: f"{row.origins:,}", right=True)
_ARTICLES = Head(name="articles", cell=lambda row: f"{len(row.articles):,}", right=True)
_DIFFERENT = Head(name="told differently", cell=lambda row: one_line(difference_words(row)), least=140)
_WORDS = Head(name="words", cell=lambda row: one_line(row.tellings[0].quote.text), words=True)

EVENTS = View(
    one="event",
    help="What several articles tell of: each act or meeting once, with who tells what differently, and why they are joined.",
    example="standoff events --party RUS --since 2022-01-20",
    rows=_events,
    shape=EventRecord,
    record=event_record,
    heads=(
        _ID, _DAYS, Head(name="act", cell=lambda row: row.act, fixed=True), _STATUS, _WHO, _PERSONS, _PLACE, _ORIGINS, _ARTICLES,
        _DIFFERENT, Head(name="joined by", cell=lambda row: one_line(reason_words(row)), least=170), _WORDS,
    ),
)  # fmt: skip
MEETINGS = View(
    one="meeting",
    help="The meetings: held, planned, cancelled, refused; each once, however many articles tell of it.",
    example="standoff meetings --since 2022-01-20",
    rows=_meetings,
    shape=EventRecord,
    record=event_record,
    heads=(_ID, _DAYS, _STATUS, _WHO, _PERSONS, _PLACE, _ORIGINS, _ARTICLES, _DIFFERENT, _WORDS),
)

COMMANDS = {"events": command_of("events", EVENTS), "meetings": command_of("meetings", MEETINGS)}
