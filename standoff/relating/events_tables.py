"""What is told of events: who tells of one and the same act, meeting or measure, why that is so, and where they differ."""

import datetime as dt
from typing import Literal

import msgspec

from standoff.core.spans import Span

EventField = Literal["date", "place", "participants", "persons", "figure", "status"]


class EventTelling(msgspec.Struct, frozen=True, kw_only=True):
    """One article's telling of an event: the ids of its items, its words, and what it says of day, place and sides.

    `article` is the article's name, `earliest` and `latest` the window that it tells (null: none), `reason` why it is
    joined, in words; empty for the first one.
    """

    article: str
    items: tuple[str, ...]
    quote: Span
    status: str
    earliest: dt.date | None
    latest: dt.date | None
    place: str | None
    participants: tuple[str, ...]
    persons: tuple[str, ...]
    reason: str


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One of the values that a detail has in different articles, and which articles (by name) tell it so."""

    value: str
    articles: tuple[str, ...]


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A detail of an event that articles tell differently, side by side, the one told by most first."""

    field: EventField
    versions: tuple[Version, ...]


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="event"):
    """One act, meeting or measure, as one or several articles tell it.

    `act` is the act of the codebook (`meet` for talks, visits and calls), `status` the furthest that it is told to have
    got. `earliest`, `latest` are the days that all tellings with a day allow, or, where they disagree, all days told.
    `participants` are codes (names where there is none), those that most articles name first. `articles` are names;
    `origins` counts them with copies of one text as one.
    """

    id: str
    act: str
    status: str
    earliest: dt.date | None
    latest: dt.date | None
    participants: tuple[str, ...]
    persons: tuple[str, ...]
    place: str | None
    issue: tuple[str, ...]
    tellings: tuple[EventTelling, ...]
    differences: tuple[Difference, ...]
    articles: tuple[str, ...]
    origins: int = 0
