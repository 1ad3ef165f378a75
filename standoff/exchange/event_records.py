"""The records of the export that hold events; see records.py for what all have in common."""

import datetime as dt
from typing import Annotated

import msgspec

from standoff.relating.events_tables import EventField

D = msgspec.Meta


class TellingRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One article's telling of an event."""

    article: Annotated[str, D(description="Name of the article")]
    items: Annotated[tuple[str, ...], D(description="Ids of its statement or meeting, or of both")]
    start: Annotated[int, D(description="First code point of its words in the article's `text`, counted from 0", ge=0)]
    end: Annotated[int, D(description="Code point after the last one of its words", ge=1)]
    text: Annotated[str, D(description="Its words: `article.text[start:end]`")]
    status: Annotated[str, D(description="How the article speaks of it, as in a statement or a meeting")]
    earliest: Annotated[dt.date | None, D(description="First day that the article gives for it; null: not told")]
    latest: Annotated[dt.date | None, D(description="Last day that the article gives for it; null: not told")]
    place: Annotated[str | None, D(description="Where, as the article has it")]
    participants: Annotated[tuple[str, ...], D(description="Who acts and towards whom, or who meets, as the article has it")]
    persons: Annotated[tuple[str, ...], D(description="The persons named")]
    reason: Annotated[str, D(description="Why it is joined and with which article; empty where the others are joined to it")]


class VersionRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One of the values that a detail has in different articles."""

    field: Annotated[EventField, D(description="The detail that is told differently")]
    value: Annotated[str, D(description="What these articles tell")]
    articles: Annotated[tuple[str, ...], D(description="Names of the articles that tell it so")]


class EventRecord(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="event"):
    """One act or meeting as several articles tell it; of meetings, one article is enough in `standoff meetings`."""

    id: Annotated[str, D(description="Made from the telling of its earliest article")]
    act: Annotated[str, D(description="The act of the codebook; meet for talks, visits and calls")]
    status: Annotated[str, D(description="The furthest that it is told to have got")]
    earliest: Annotated[dt.date | None, D(description="First day that all tellings allow; of all days told, where they disagree")]
    latest: Annotated[dt.date | None, D(description="Last day that all tellings allow; of all days told, where they disagree")]
    participants: Annotated[tuple[str, ...], D(description="Who acts and towards whom, or who meets, most often told first")]
    persons: Annotated[tuple[str, ...], D(description="The persons named, most often told first")]
    place: Annotated[str | None, D(description="Where, as most articles have it")]
    issue: Annotated[tuple[str, ...], D(description="Names of the issues that its statements are about")]
    articles: Annotated[tuple[str, ...], D(description="Names of its articles, by date")]
    origins: Annotated[int, D(description="Number of its articles with copies of one text as one", ge=1)]
    tellings: Annotated[tuple[TellingRecord, ...], D(description="How each article tells it")]
    differences: Annotated[tuple[VersionRecord, ...], D(description="What is told differently, side by side")]
