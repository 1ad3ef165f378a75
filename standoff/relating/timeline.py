"""The timeline: statements, meetings and forecasts under their own days."""

import datetime as dt
from collections.abc import Iterable
from typing import Literal, Protocol

from standoff.core.dates import Published, When
from standoff.core.records import Forecast, Meeting, Statement
from standoff.relating.tables import Entry

Mode = Literal["said", "happened", "planned"]
MODE_OF: dict[str, Mode] = {
    "happened": "happened", "happening": "happened", "held": "happened", "reported": "happened", "cancelled": "happened",
    "refused": "said", "planned": "planned", "considered": "planned",
}  # fmt: skip
# What is told before the day that it gives: it is known as of the day on which it was told, not only from its own day on.
ANNOUNCED = frozenset({"planned", "considered", "cancelled", "refused"})


def known_by(
    until: dt.date | None, status: str, days: tuple[dt.date | None, dt.date | None], told: tuple[dt.date | None, dt.date | None]
) -> bool:
    """Whether something may be known as of a day: it has begun by then, or was announced by then (null windows are open).

    `days` are its own, `told` those on which its article may have come out; what has no days at all is not known as of any.
    """
    if until is None:
        return True
    published = told[0] or told[1]
    first = (days[0] or dt.date.min) if any(days) else published
    return (first is not None and first <= until) or (status in ANNOUNCED and published is not None and published <= until)


class _Row(Protocol):
    @property
    def article_name(self) -> str: ...
    @property
    def published(self) -> Published: ...


class _StatementRow(_Row, Protocol):
    @property
    def item(self) -> Statement: ...


class _MeetingRow(_Row, Protocol):
    @property
    def item(self) -> Meeting: ...


class _ForecastRow(_Row, Protocol):
    @property
    def item(self) -> Forecast: ...


def entries(
    statements: Iterable[_StatementRow], meetings: Iterable[_MeetingRow], forecasts: Iterable[_ForecastRow]
) -> tuple[Entry, ...]:
    """One entry an item, by day; what has no day of its own stands under its article's publication window.

    A statement that codes a meeting is left to the meeting's own entry.
    """
    found = [_statement(row) for row in statements if row.item.act != "meet"]
    found += [_meeting(row) for row in meetings]
    found += [_forecast(row) for row in forecasts]
    return tuple(
        sorted(found, key=lambda entry: (entry.earliest or dt.date.max, entry.latest or dt.date.max, entry.article, entry.id))
    )


def _window(when: When | None, published: Published) -> tuple[dt.date | None, dt.date | None, str]:
    if when is not None and (when.earliest or when.latest):
        return when.earliest, when.latest, when.precision
    precision = "day" if published.earliest and published.earliest == published.latest else "window"
    return published.earliest, published.latest, precision if published.earliest or published.latest else "unknown"


def _statement(row: _StatementRow) -> Entry:
    item = row.item
    earliest, latest, precision = _window(item.date, row.published)
    return Entry(
        id=item.id, kind="statement", earliest=earliest, latest=latest, precision=precision,
        mode=MODE_OF.get(item.status, "said"), what=item.act, party=item.party, addressee=item.addressee,
        article=row.article_name, quote=item.text,
    )  # fmt: skip


def _meeting(row: _MeetingRow) -> Entry:
    item = row.item
    earliest, latest, precision = _window(item.date, row.published)
    return Entry(
        id=item.id, kind="meeting", earliest=earliest, latest=latest, precision=precision,
        mode=MODE_OF.get(item.status, "said"), what=f"meeting {item.status}", party=item.participants, addressee=(),
        article=row.article_name, quote=item.text,
    )  # fmt: skip


def _forecast(row: _ForecastRow) -> Entry:
    item = row.item
    earliest, latest, precision = _window(item.window, row.published)
    told = item.window is not None and (item.window.earliest or item.window.latest)
    return Entry(
        id=item.id, kind="forecast", earliest=earliest, latest=latest, precision=precision,
        mode="planned" if told else "said", what="forecast", party=item.holder, addressee=(), article=row.article_name,
        quote=item.text,
    )  # fmt: skip
