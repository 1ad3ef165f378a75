"""The parts of a brief that go over time or hang together over articles, each with the places that it rests on."""

import datetime as dt
from typing import Literal

from standoff.relating.tables import Stance
from standoff.relating.timeline import Mode
from standoff.report.basis import Cited, Evidence, Party, Passage, Shape


class Moment(Cited, frozen=True, kw_only=True):
    """One entry of the timeline under its own days.

    `new` where these (of what is planned: those on which it was told) surely are among the days that changes are asked for.
    """

    kind: Literal["statement", "meeting", "forecast"]
    mode: Mode
    when: str
    earliest: dt.date | None
    latest: dt.date | None
    what: str
    party: tuple[Party, ...]
    whom: tuple[Party, ...]
    new: bool = False


class Timeline(Shape, frozen=True, kw_only=True):
    """The newest entries, what has no day last; `more` counts those that are left out."""

    moments: tuple[Moment, ...] = ()
    more: int = 0


class Stand(Cited, frozen=True, kw_only=True):
    """What a party's own statements of one window of days show of its position on an issue."""

    party: Party
    state: str
    stance: Stance
    when: str
    earliest: dt.date | None
    latest: dt.date | None
    new: bool = False


class Lanes(Shape, frozen=True, kw_only=True):
    """The positions on one issue over time, the newest first; `more` counts older windows of days that are left out."""

    issue: str
    name: str
    stands: tuple[Stand, ...]
    more: int = 0


class Point(Cited, frozen=True, kw_only=True):
    """One range of a series by one claimer, on the days when it was told; null: open."""

    told: str
    low: int | float | None
    high: int | float | None
    claimed_by: str
    when: str
    earliest: dt.date | None
    latest: dt.date | None
    articles: int
    origins: int = 0
    new: bool = False


class SeriesLine(Shape, frozen=True, kw_only=True):
    """Figures that count one thing, by date and claimer, with the span of all of them, never an average.

    `apart` says why figures of the same kind of thing count something else; `more` counts older ranges that are left out.
    """

    id: str
    counted: str
    party: tuple[Party, ...]
    place: str | None
    spread: str
    points: tuple[Point, ...]
    articles: int
    origins: int = 0
    more: int = 0
    apart: tuple[str, ...] = ()


class TellingLine(Shape, frozen=True, kw_only=True):
    """One article's telling of an event: its days, its words, and why it is joined (empty for the first one)."""

    when: str
    reason: str
    evidence: tuple[Evidence, ...]
    new: bool = False


class EventLine(Shape, frozen=True, kw_only=True):
    """An act, meeting or measure that several articles tell of; `differences` are what they tell differently, in words."""

    id: str
    what: str
    participants: tuple[Party, ...]
    status: str
    when: str
    place: str | None
    issues: tuple[str, ...]
    tellings: tuple[TellingLine, ...]
    articles: int
    origins: int = 0
    more: int = 0
    differences: tuple[str, ...] = ()


class Paper(Shape, frozen=True, kw_only=True):
    """An article (number `source`) as one of several, and why it belongs to them."""

    article: str
    source: int
    title: str
    outlet: str
    published: str
    reason: str = ""
    new: bool = False


class StoryLine(Shape, frozen=True, kw_only=True):
    """Articles about one thing that happened, by date; `threads` are other stories that it hangs together with, in words."""

    id: str
    title: str
    when: str
    papers: tuple[Paper, ...]
    articles: int
    origins: int = 0
    more: int = 0
    threads: tuple[str, ...] = ()


class ChangeLine(Shape, frozen=True, kw_only=True):
    """A sentence beside the same one of a copy (null: it has none), what kinds of change it underwent, and the words changed."""

    kinds: tuple[str, ...]
    source: Passage | None
    copy: Passage | None
    before: tuple[str, ...]
    after: tuple[str, ...]


class CopyLine(Shape, frozen=True, kw_only=True):
    """A copy, what it is of which article, how that can be seen, and what it changed; `more` counts changes left out."""

    paper: Paper
    relation: str
    of: Paper
    changed: str
    changes: tuple[ChangeLine, ...]
    more: int = 0


class OriginLine(Shape, frozen=True, kw_only=True):
    """Articles that are copies of one text: the one told as the first, how that is known, and the copies.

    `more` counts copies that are left out; `apart` says which articles share much and are told apart all the same.
    """

    id: str
    first: Paper
    when: str
    articles: int
    copies: tuple[CopyLine, ...]
    more: int = 0
    apart: tuple[str, ...] = ()
