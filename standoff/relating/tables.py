"""What relating yields: actors, issues, positions and a timeline over all articles, each with the items it rests on."""

import datetime as dt
from typing import Literal

import msgspec

from standoff.core.records import ActorType

Stance = Literal["for", "against", "open", "mixed"]


class DatedRole(msgspec.Struct, frozen=True, kw_only=True):
    """An office as read in articles of these publication days; `articles` are their names."""

    title: str
    party: tuple[str, ...]
    earliest: dt.date | None
    latest: dt.date | None
    articles: tuple[str, ...]


class Actor(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="actor"):
    """One actor behind its names; `id` is its code (ISO 3166 alpha-3 for states) or an id made from its name.

    `names` are the forms found, commonest first; `proposed` are ids of actors that may be the same, never merged
    without a person's word; `articles` and `mentions` count.
    """

    id: str
    name: str
    type: ActorType
    code: str | None = None
    wikidata: str | None = None
    names: tuple[str, ...] = ()
    speaks_for: tuple[str, ...] = ()
    roles: tuple[DatedRole, ...] = ()
    proposed: tuple[str, ...] = ()
    articles: int = 0
    mentions: int = 0


class IssueRow(msgspec.Struct, frozen=True, kw_only=True):
    """One issue: named by the dossier, or found in the articles' own demands (`found` true).

    `origins` counts its articles with copies of one text as one; 0 where that was not asked.
    """

    id: str
    name: str
    found: bool
    statements: tuple[str, ...]
    parties: tuple[str, ...]
    articles: int
    origins: int = 0


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """A party's stance on an issue as its last statement gives it, since when, and what it rests on.

    `act` and `stance` are of the statement that set the position; `statements` are ids, oldest first. A party without
    a statement on an issue has no row: blank means "no statement found", never "neutral". `origins` counts the
    articles with copies of one text as one; 0 where that was not asked.
    """

    issue: str
    issue_name: str
    party: str
    act: str
    stance: Stance
    since_earliest: dt.date | None
    since_latest: dt.date | None
    last_earliest: dt.date | None
    last_latest: dt.date | None
    articles: int
    quote: str
    quote_id: str
    statements: tuple[str, ...]
    origins: int = 0


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the timeline: a statement or a meeting, filed under its own window of days."""

    id: str
    kind: Literal["statement", "meeting", "forecast"]
    earliest: dt.date | None
    latest: dt.date | None
    precision: str
    mode: Literal["said", "happened", "planned"]
    what: str
    party: tuple[str, ...]
    addressee: tuple[str, ...]
    article: str
    quote: str
