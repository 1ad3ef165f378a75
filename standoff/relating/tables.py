"""What relating yields: actors, issues, positions and a timeline over all articles, each with the items it rests on."""

import datetime as dt
from typing import Literal

import msgspec

from standoff.core.records import ActorType

Stance = Literal["for", "against", "open", "mixed", "silent"]
State = Literal["demands", "offers", "open", "partly", "accepts", "holds", "rejects", "mixed", "silent"]
Answered = Literal["offers", "open", "partly", "accepts", "holds", "rejects", "defers", "withholds"]


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
    without a person's word; `articles` and `mentions` count, and `origins` the articles with copies of one text as one (0
    where that was not asked).
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
    origins: int = 0


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


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a position: the state that a party took on an issue, in its own words or as the article itself tells it.

    `before` is the state that it gave up, null at the first. `sure` is false where dates do not tell that it came after
    what stands before it. `statements` are ids, oldest first; `origins` counts the articles with copies of one text as one.
    `disputed` are those of them that tell what the party itself denies.
    """

    issue: str
    issue_name: str
    party: str
    before: State | None
    state: State
    act: str
    earliest: dt.date | None
    latest: dt.date | None
    sure: bool
    articles: int
    origins: int
    quote: str
    quote_id: str
    statements: tuple[str, ...]
    disputed: tuple[str, ...] = ()


class Position(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="position"):
    """A party's stance on an issue as its last own statement gives it, since when, and what it rests on.

    `act`, `stance` and `state` are of the statement that set the position; `statements` are ids, oldest first, of its own
    statements; `ascribed` those in which somebody else says what it wants, which never make a position. A party that was
    asked something on an issue, or is only spoken about, and of which no own statement was found is "silent", and `act` is
    empty. A party without a row: no statement found, never "neutral". `unanswered` are demands put to it that nothing
    answers. `origins` counts the articles with copies of one text as one; 0 where that was not asked. `disputed` are the
    statements of its present state that tell what the party itself denies.
    """

    id: str
    issue: str
    issue_name: str
    party: str
    act: str
    stance: Stance
    state: State
    since_earliest: dt.date | None
    since_latest: dt.date | None
    last_earliest: dt.date | None
    last_latest: dt.date | None
    articles: int
    quote: str
    quote_id: str
    statements: tuple[str, ...]
    origins: int = 0
    changes: tuple[Shift, ...] = ()
    ascribed: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What one party answers to demands: the state that its statements of one kind show; "withholds": that it says nothing.

    `tied` where one of them answers a demand in so many words; `told_by` where somebody else says that it answers so.
    """

    party: tuple[str, ...]
    state: Answered
    act: str
    earliest: dt.date | None
    latest: dt.date | None
    tied: bool
    told_by: tuple[str, ...]
    articles: int
    origins: int
    quote: str
    quote_id: str
    statements: tuple[str, ...]


class Demand(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="demand"):
    """What one side demands on an issue beside what those it is put to answer.

    `issue` is empty for demands that stand on no issue, and for answers to all of a side's demands at once. `asked` are the
    parties it is put to, `unanswered` those of them whose answer was not found; `statements` are ids, oldest first, and
    `ascribed` those of them in which somebody else says what the party demands; where it never says so itself, `told_by` are
    those who do.
    """

    id: str
    issue: str
    issue_name: str
    party: tuple[str, ...]
    asked: tuple[str, ...]
    earliest: dt.date | None
    latest: dt.date | None
    articles: int
    origins: int
    quote: str
    quote_id: str
    statements: tuple[str, ...]
    ascribed: tuple[str, ...]
    answers: tuple[Answer, ...]
    unanswered: tuple[str, ...]
    told_by: tuple[str, ...] = ()


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
