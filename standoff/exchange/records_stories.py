"""The records of the export that hold stories; see records.py for what all have in common."""

import datetime as dt
from typing import Annotated

import msgspec

from standoff.relating.stories_tables import ApartFor, ThreadWay

D = msgspec.Meta


class JoinRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One article of a story beside the core that it is told like."""

    article: Annotated[str, D(description="Name of the article")]
    of: Annotated[str, D(description="Name of the story's core")]
    score: Annotated[float, D(description="How alike the two are told; 0 where only people say so", ge=0, le=1)]
    days_apart: Annotated[
        int | None, D(description="Least number of days between both publication windows; null where one has no date")
    ]
    actors: Annotated[tuple[str, ...], D(description="Actors that both name, by code or name")]
    names: Annotated[tuple[str, ...], D(description="Other names in both, places among them, the weightiest first")]
    dates: Annotated[tuple[str, ...], D(description="Days that both speak of")]
    words: Annotated[tuple[str, ...], D(description="Other words in both, the weightiest first")]
    reason: Annotated[str, D(description="Why the two are joined, in words")]


class KeptApartRecord(msgspec.Struct, frozen=True, kw_only=True):
    """An article that is told like one of the story and does not belong to it."""

    article: Annotated[str, D(description="Name of the article of the story")]
    other: Annotated[str, D(description="Name of the other")]
    why: Annotated[ApartFor, D(description="A title filled in twice, too little agreement with the rest, or people's word")]
    reason: Annotated[str, D(description="The same in words")]


class ThreadRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Another story that hangs together with this one."""

    story: Annotated[str, D(description="Id of the other story")]
    way: Annotated[ThreadWay, D(description="Whether this story goes on from the other, goes on in it, or stands beside it")]
    article: Annotated[str, D(description="Name of the article of this story that is most like one of the other's")]
    other: Annotated[str, D(description="Name of that one")]
    score: Annotated[float, D(description="How alike the two are told", ge=0, le=1)]
    reason: Annotated[str, D(description="What they share, in words")]


class StoryRecord(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="story"):
    """Articles about one thing that happened."""

    id: Annotated[str, D(description="Made from the text of its earliest article")]
    title: Annotated[str, D(description="Title of the core")]
    articles: Annotated[tuple[str, ...], D(description="Names of its articles, by date")]
    origins: Annotated[int, D(description="Number of its articles with copies of one text as one", ge=1)]
    core: Annotated[str, D(description="The article that every other one is told like")]
    earliest: Annotated[dt.date | None, D(description="First possible day of publication of any of them")]
    latest: Annotated[dt.date | None, D(description="Last possible day of publication of any of them")]
    joins: Annotated[tuple[JoinRecord, ...], D(description="The others, each with what it shares with the core")]
    apart: Annotated[tuple[KeptApartRecord, ...], D(description="Articles that are told alike and are not joined")]
    threads: Annotated[tuple[ThreadRecord, ...], D(description="Stories that hang together with this one")]
