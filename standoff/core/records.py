"""The records: what an article is, and what one reading of it yields.

All are immutable. Every offset is in code points into `Article.text`, and every span carries its own words.
The struct tags are the `kind` of the JSON-lines export, whose published schema is derived from these classes.
"""

import datetime as dt
from typing import Literal

import msgspec

from standoff.core.dates import Published, When
from standoff.core.spans import Span

ActorType = Literal["state", "organisation", "group", "bloc", "person", "unknown"]
Status = Literal["stated", "offered", "happened", "happening", "planned", "considered", "denied", "reported"]
MeetingStatus = Literal["planned", "held", "cancelled", "refused"]


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One article as taken in; `id` is the SHA-256 of `text`, which never changes.

    `published_given` is the publication date in the metadata, never guessed. `outlet` is who printed it (site or
    source), `format` what it was read from (text, html, jsonl, csv). `flags` are intake's remarks.
    """

    id: str
    name: str
    text: str
    title: Span | None = None
    published_given: Published = Published()
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    format: str = "text"
    captured: str | None = None
    raw_sha256: str | None = None
    flags: tuple[str, ...] = ()


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """Something found at one place of an article: `article_text[start:end] == text`."""

    id: str
    article: str
    start: int
    end: int
    text: str


class Noise(Item, frozen=True, kw_only=True, tag_field="kind", tag="noise"):
    """A span that is not the article, and why."""

    reason: str


class Attribution(Item, frozen=True, kw_only=True, tag_field="kind", tag="attribution"):
    """Words put in somebody's mouth or mind (PARC, PolNeAR): source, cue, and one or more pieces of content.

    `start`:`end` spans all of it. `speaker` is the person as the article names them, `party` for whom they speak
    (actor codes, or names where there is no code). `via` is who carried it, `channel` how it was said.
    """

    content: tuple[Span, ...]
    source: Span | None = None
    cue: Span | None = None
    speaker: str | None = None
    party: tuple[str, ...] = ()
    direct: bool = False
    anonymous: bool = False
    channel: str | None = None
    via: str | None = None
    certainty: float = 1.0
    doubts: tuple[str, ...] = ()


class Statement(Item, frozen=True, kw_only=True, tag_field="kind", tag="statement"):
    """One coded act of one party, as reported in one span of one article: "X did A, says Y, in Z"; never a fact.

    `attribution` is the id of the attribution that it stands in. `certainty` runs from 0 to 1; `doubts` says what
    lowered it.
    """

    act: str
    plover: str | None = None
    party: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    speaker: str | None = None
    issue: tuple[str, ...] = ()
    content: Span | None = None
    condition: Span | None = None
    means: Span | None = None
    deadline: When | None = None
    status: Status = "stated"
    date: When | None = None
    attribution: str | None = None
    reply_to: str | None = None
    certainty: float = 1.0
    doubts: tuple[str, ...] = ()


class Figure(Item, frozen=True, kw_only=True, tag_field="kind", tag="figure"):
    """A number of people or things as a range: `low`, `high` (null = open), never averaged."""

    low: int | float | None = None
    high: int | float | None = None
    modifier: str | None = None
    unit: str | None = None
    counted: str | None = None
    party: tuple[str, ...] = ()
    place: str | None = None
    as_of: When | None = None
    attribution: str | None = None
    certainty: float = 1.0
    doubts: tuple[str, ...] = ()


class Meeting(Item, frozen=True, kw_only=True, tag_field="kind", tag="meeting"):
    """Talks, a visit or a call, entered once an article at its best mention."""

    participants: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    level: str | None = None
    forum: str | None = None
    place: str | None = None
    date: When | None = None
    status: MeetingStatus = "held"
    outcome: Span | None = None
    attribution: str | None = None
    certainty: float = 1.0
    doubts: tuple[str, ...] = ()


class Forecast(Item, frozen=True, kw_only=True, tag_field="kind", tag="forecast"):
    """What somebody expects of others or of events: holder, proposition (the span), window, words of confidence."""

    holder: tuple[str, ...] = ()
    speaker: str | None = None
    window: When | None = None
    confidence: str | None = None
    attribution: str | None = None
    certainty: float = 1.0
    doubts: tuple[str, ...] = ()


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """An office as read at one place: "Deputy Foreign Minister", for `party`."""

    title: str
    party: tuple[str, ...] = ()
    start: int
    end: int


class LocalActor(msgspec.Struct, frozen=True, kw_only=True):
    """An actor as one article names it; `code` is null for persons and for what has no code."""

    name: str
    type: ActorType
    code: str | None = None
    speaks_for: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    mentions: tuple[Span, ...] = ()


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """All that one reader found in one article: a pure function of the article and the reader's version.

    `sentences` are the bounds of its sentences (code points), noise left out; `carried_by` the agencies it credits.
    """

    article: str
    reader: str
    language: str
    flags: tuple[str, ...] = ()
    title: Span | None = None
    published: Published = Published()
    carried_by: tuple[str, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    times: tuple[When, ...] = ()
    actors: tuple[LocalActor, ...] = ()
    noise: tuple[Noise, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    forecasts: tuple[Forecast, ...] = ()


AnyItem = Noise | Attribution | Statement | Figure | Meeting | Forecast


def items_of(reading: Reading) -> tuple[AnyItem, ...]:
    """Every located item of a reading, kind by kind."""
    return (
        *reading.noise,
        *reading.attributions,
        *reading.statements,
        *reading.figures,
        *reading.meetings,
        *reading.forecasts,
    )


def spans_of(item: AnyItem) -> tuple[Span, ...]:
    """Every span that an item carries, its own first."""
    found = [Span(item.start, item.end, item.text)]
    for field in item.__struct_fields__:
        value = getattr(item, field)
        if isinstance(value, Span):
            found.append(value)
        elif isinstance(value, When) and value.start is not None and value.end is not None and value.text is not None:
            found.append(Span(value.start, value.end, value.text))
        elif isinstance(value, tuple):
            found += [part for part in value if isinstance(part, Span)]
    return tuple(found)


def day(value: str) -> dt.date:
    """An ISO 8601 day as a date; raises ValueError otherwise."""
    return dt.date.fromisoformat(value)
