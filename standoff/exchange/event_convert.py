"""Events to records of the export, each quote checked against its article's text on the way."""

from collections.abc import Callable

from standoff.core.errors import OffsetError
from standoff.core.spans import check
from standoff.exchange.event_records import EventRecord, TellingRecord, VersionRecord
from standoff.relating.events_tables import Event, EventTelling


def event_record(event: Event, text_of: Callable[[str], str] | None = None) -> EventRecord:
    """The export record of an event; with `text_of` (an article's text by its name) every quote is checked.

    Raises OffsetError where a quote does not hold the text that it names.
    """
    plain = ("id", "act", "status", "earliest", "latest", "participants", "persons", "place", "issue", "articles", "origins")
    return EventRecord(
        **{field: getattr(event, field) for field in plain},
        tellings=tuple(_telling(event, one, text_of) for one in event.tellings),
        differences=tuple(
            VersionRecord(field=one.field, value=version.value, articles=version.articles)
            for one in event.differences
            for version in one.versions
        ),
    )


def _telling(event: Event, one: EventTelling, text_of: Callable[[str], str] | None) -> TellingRecord:
    if text_of is not None:
        try:
            check(text_of(one.article), one.quote)
        except OffsetError as error:
            raise OffsetError(f"{event.id} in {one.article}: {error}") from error
    plain = ("article", "items", "status", "earliest", "latest", "place", "participants", "persons", "reason")
    quote = one.quote
    return TellingRecord(**{field: getattr(one, field) for field in plain}, start=quote.start, end=quote.end, text=quote.text)
