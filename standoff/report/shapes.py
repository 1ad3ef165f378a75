"""What a brief is made of: typed rows, each with the places in the articles that it rests on."""

import datetime as dt
from typing import Literal

from standoff.core.dates import Basis
from standoff.core.records import Noise
from standoff.relating.conflicts_tables import ConflictKind, Verdict
from standoff.relating.tables import Stance
from standoff.report.basis import Cited, Evidence, Party, Shape
from standoff.report.wholes import EventLine, Lanes, OriginLine, SeriesLine, StoryLine, Timeline

__all__ = [
    "Account",
    "Brief",
    "Cell",
    "Changed",
    "Evidence",
    "Exchange",
    "FigureGroup",
    "FigureLine",
    "ForecastLine",
    "IssueLine",
    "Line",
    "Matrix",
    "MeetingLine",
    "Meetings",
    "Office",
    "Party",
    "PartyLine",
    "Reply",
    "Shape",
    "ShiftLine",
    "Side",
    "Source",
    "SpeakerLine",
]


class Office(Shape, frozen=True, kw_only=True):
    """An office as read, with the publication days of the articles that name it."""

    title: str
    dates: str


class SpeakerLine(Shape, frozen=True, kw_only=True):
    """A person who speaks for a party, as the articles name them."""

    name: str
    other_names: tuple[str, ...]
    offices: tuple[Office, ...]
    articles: int
    evidence: tuple[Evidence, ...]


class PartyLine(Shape, frozen=True, kw_only=True):
    """A party with its speakers; `unnamed` counts what is attributed to officials without a name."""

    party: Party
    type: str
    statements: int
    articles: int
    unnamed: int
    speakers: tuple[SpeakerLine, ...]
    evidence: tuple[Evidence, ...]
    origins: int = 0


class Line(Cited, frozen=True, kw_only=True):
    """One statement as reported; several articles with the same words are one line with several places.

    `according_to` says who reports it where the article names a source; `ascribed` is true where that source is not
    the party itself, so that a rival's description is never read as the party's own words.
    """

    act: str
    label: str
    party: tuple[Party, ...]
    speaker: str | None
    whom: tuple[Party, ...]
    when: str
    earliest: dt.date | None
    latest: dt.date | None
    status: str
    condition: str | None
    means: str | None
    deadline: str | None
    according_to: str | None
    ascribed: bool
    doubts: tuple[str, ...]


class Cell(Cited, frozen=True, kw_only=True):
    """A party's stance on an issue: since when, when last said, and the stance held before it, if another was.

    `disputed` is true where it rests on an act that the party itself denies.
    """

    stance: Stance
    symbol: str
    label: str
    since: str
    last: str
    before: str | None
    statements: int
    articles: int
    origins: int = 0
    disputed: bool = False


class IssueLine(Shape, frozen=True, kw_only=True):
    """One row of the table issue by party; null = no statement found."""

    id: str
    name: str
    articles: int
    cells: tuple[Cell | None, ...]
    origins: int = 0


class Matrix(Shape, frozen=True, kw_only=True):
    """The table issue by party; `found` is true where the issues come from the articles and not from a dossier."""

    parties: tuple[Party, ...]
    rows: tuple[IssueLine, ...]
    found: bool


class Reply(Cited, frozen=True, kw_only=True):
    """What one party answers: the state that it shows, in its surest words, with every place that shows the same.

    `tied` where the text itself ties it to the demand; `told_by` names who says so where it is not the party itself.
    """

    party: tuple[Party, ...]
    state: str
    stance: str | None
    when: str
    tied: bool
    told_by: str | None
    speaker: str | None
    condition: str | None
    articles: int
    origins: int = 0


class Exchange(Shape, frozen=True, kw_only=True):
    """What one side demands on one issue, of whom, beside their replies, and whose answer was not found.

    `more_demands` and `more_replies` count what is left to the lists of the command line; `told_by` are those who say that
    it demands where it never says so itself.
    """

    issue: str
    party: tuple[Party, ...]
    asked: tuple[Party, ...]
    demands: tuple[Line, ...]
    more_demands: int
    replies: tuple[Reply, ...]
    more_replies: int
    unanswered: tuple[Party, ...]
    articles: int
    origins: int = 0
    told_by: tuple[Party, ...] = ()


class ShiftLine(Cited, frozen=True, kw_only=True):
    """A position that a party took or gave up; not `sure` where dates do not tell that it was in these days."""

    issue: str
    party: Party
    before: str | None
    state: str
    stance: str | None
    when: str
    sure: bool
    articles: int
    origins: int = 0


class Changed(Shape, frozen=True, kw_only=True):
    """What is new from a day on: positions, demands, answers. `undated` counts statements whose day nobody told.

    `also` says in words how much of the other sections is new, where it is marked.
    """

    since: dt.date
    shifts: tuple[ShiftLine, ...]
    demands: tuple[Line, ...]
    answers: tuple[Line, ...]
    undated: int
    also: tuple[str, ...] = ()


class MeetingLine(Cited, frozen=True, kw_only=True):
    """Talks, a visit or a call, told by one or more articles; `differences` are what these tell differently, in words."""

    participants: tuple[Party, ...]
    persons: tuple[str, ...]
    level: str | None
    forum: str | None
    place: str | None
    when: str
    earliest: dt.date | None
    latest: dt.date | None
    status: str
    outcome: str | None
    told_by: str = ""
    differences: tuple[str, ...] = ()


class Meetings(Shape, frozen=True, kw_only=True):
    """Meetings by what the record says of them; `passed`: announced for days now past, and not told as held.

    `undated` are announced for a day that nobody tells, so that they may lie ahead or not.
    """

    held: tuple[MeetingLine, ...]
    ahead: tuple[MeetingLine, ...]
    passed: tuple[MeetingLine, ...]
    off: tuple[MeetingLine, ...]
    undated: tuple[MeetingLine, ...] = ()


class FigureLine(Cited, frozen=True, kw_only=True):
    """One figure as told, a range with open ends as null, and who claims it."""

    told: str
    low: int | float | None
    high: int | float | None
    modifier: str | None
    unit: str | None
    place: str | None
    as_of: str
    earliest: dt.date | None
    latest: dt.date | None
    claimed_by: tuple[Party, ...]
    source_words: str


class FigureGroup(Shape, frozen=True, kw_only=True):
    """Figures that count the same kind of thing of the same party in the same place; `spread` spans them all.

    `more` counts older ones that are left out.
    """

    counted: str
    party: tuple[Party, ...]
    place: str
    spread: str
    lines: tuple[FigureLine, ...]
    more: int = 0


class ForecastLine(Cited, frozen=True, kw_only=True):
    """What somebody expects, by when, in which words of confidence."""

    holder: tuple[Party, ...]
    speaker: str | None
    window: str
    confidence: str | None
    said: str


class Side(Shape, frozen=True, kw_only=True):
    """One of several accounts: whose it is, what it says, which others it does not meet, where it stands.

    `updated` where a later account took over from it.
    """

    holder: str
    says: str
    against: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...]
    updated: bool = False


class Account(Shape, frozen=True, kw_only=True):
    """Accounts that do not fit together, and why they are set side by side; `conflict` is its id in the record.

    `why` tells of each two why they are held against each other, where there are more than two.
    """

    kind: Literal["figures"] | ConflictKind
    about: str
    reason: str
    sides: tuple[Side, ...]
    verdict: Verdict = "conflict"
    origins: int = 0
    articles: int = 0
    conflict: str = ""
    why: tuple[str, ...] = ()


class Source(Shape, frozen=True, kw_only=True):
    """One article: what it is, what was left out of it, and its stored text with the places of noise and sentences.

    `noise_share` is the share of the code points that is not the article, 0 to 1; `copied` says in words which other
    source it is a copy of, how that is known and what it changed, or that it is told as the first of several.
    """

    number: int
    name: str
    id: str
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    published: str
    basis: Basis
    published_evidence: tuple[str, ...]
    published_conflicts: tuple[str, ...]
    carried_by: tuple[str, ...]
    language: str
    noise_share: float
    flags: tuple[str, ...]
    cited: int
    text: str
    noise: tuple[Noise, ...]
    sentences: tuple[tuple[int, int], ...]
    copied: tuple[str, ...] = ()


class Brief(Shape, frozen=True, kw_only=True):
    """A crisis on one page, every line with its evidence.

    `as_of` is the newest day that the coverage surely reaches; `as_of_words` the window in which the newest article came out.
    """

    title: str
    as_of: dt.date | None
    as_of_words: str
    articles: int
    empty: bool
    not_shown: tuple[str, ...]
    parties: tuple[PartyLine, ...]
    matrix: Matrix
    demands: tuple[Exchange, ...]
    changed: Changed | None
    threats: tuple[Line, ...]
    meetings: Meetings
    figures: tuple[FigureGroup, ...]
    forecasts: tuple[ForecastLine, ...]
    withheld: tuple[Line, ...]
    accounts: tuple[Account, ...]
    sources: tuple[Source, ...]
    origins: int = 0
    lanes: tuple[Lanes, ...] = ()
    timeline: Timeline = Timeline()
    events: tuple[EventLine, ...] = ()
    series: tuple[SeriesLine, ...] = ()
    stories: tuple[StoryLine, ...] = ()
    copies: tuple[OriginLine, ...] = ()
