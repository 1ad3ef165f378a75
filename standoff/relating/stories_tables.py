"""What is told of stories: which articles tell of one thing, by what that can be seen, and what goes on in a later story."""

import datetime as dt
from typing import Literal

import msgspec

ApartFor = Literal["form", "disagreeing", "judged"]
ThreadWay = Literal["goes on from", "goes on in", "beside"]


class Join(msgspec.Struct, frozen=True, kw_only=True):
    """One article of a story beside the core `of` that it is told like.

    `score` is their likeness (0 to 1), `days_apart` the least number of days between both publication windows (null where
    one has no date). What both share: `actors` by code or name, other `names`, `dates` that both speak of, `words`, the
    weightiest first; `reason` says all this in words.
    """

    article: str
    of: str
    score: float
    days_apart: int | None
    actors: tuple[str, ...]
    names: tuple[str, ...]
    dates: tuple[str, ...]
    words: tuple[str, ...]
    reason: str


class KeptApart(msgspec.Struct, frozen=True, kw_only=True):
    """An article that is told like one of the story and does not belong to it all the same, and why.

    `form`: one title filled in twice; `disagreeing`: it is told like the core but unlike most of the others, as a round-up is;
    `judged`: people said so.
    """

    article: str
    other: str
    why: ApartFor
    reason: str


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """Another story (by its id) that this one hangs together with, by the two articles that are most alike."""

    story: str
    way: ThreadWay
    article: str
    other: str
    score: float
    reason: str


class Story(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="story"):
    """Articles about one thing that happened, each joined to the story's core by what both share.

    `articles` are names by date; `origins` counts them with copies of one text as one; `core` is the article that every
    other is told like, and `title` is its title. `earliest`, `latest` span the publication windows.
    """

    id: str
    title: str
    articles: tuple[str, ...]
    origins: int
    core: str
    earliest: dt.date | None
    latest: dt.date | None
    joins: tuple[Join, ...]
    apart: tuple[KeptApart, ...] = ()
    threads: tuple[Thread, ...] = ()


def join_words(join: Join) -> str:
    """A join in one line: which article, and why."""
    return f"{join.article}: {join.reason}"
