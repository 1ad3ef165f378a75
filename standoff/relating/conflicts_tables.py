"""What conflicts are made of: claims, each in its slot, the verdict on two of them, and the sets that people see."""

import datetime as dt
from typing import Literal

import msgspec

Slot = Literal["figure", "deed", "forecast", "quotation", "demand", "when"]
Verdict = Literal["conflict", "update", "compatible", "same", "different_referent"]
TOLD = "told"  # the stance of a deed that a party is told to have done, where it may say that it did not
ConflictKind = Literal["figure", "actor", "time", "denial", "forecast", "quotation", "wording", "demand"]


class Claim(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What one place of an article says in one slot: a figure, a denied or blamed deed, a forecast, a quotation, a demand, a day.

    `item` is the id of the item it was read from, `start`:`end` (code points) the words that say it. `topic` is what is
    counted, done or foreseen, `stance` how it is spoken of; `party` whose it is, `claimer` who says so (empty: the article
    itself). `earliest`, `latest` are the days that it speaks of, `told_*` those on which the article came out.
    """

    item: str
    article: str
    slot: Slot
    start: int
    end: int
    text: str
    topic: str
    stance: str = ""
    party: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    claimer: tuple[str, ...] = ()
    speaker: str | None = None
    low: float | None = None
    high: float | None = None
    modifier: str | None = None
    unit: str | None = None
    group: str | None = None
    part: bool = False
    changing: bool = False
    place: str | None = None
    names: tuple[str, ...] = ()
    scene: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    earliest: dt.date | None = None
    latest: dt.date | None = None
    told_earliest: dt.date | None = None
    told_latest: dt.date | None = None

    @property
    def days(self) -> tuple[dt.date | None, dt.date | None]:
        """The days on which it was told."""
        return self.told_earliest, self.told_latest


class Decision(msgspec.Struct, frozen=True):
    """What two claims are to each other, and why, for a person to read; `kind` where they conflict."""

    verdict: Verdict
    reason: str
    kind: ConflictKind = "figure"


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """One place where a side is told: its item, its article by name, the words and where they stand."""

    item: str
    article: str
    start: int
    end: int
    quote: str


class ConflictSide(msgspec.Struct, frozen=True, kw_only=True):
    """One account: what is said, by whom (empty: the articles themselves), when it was told, and where.

    `origins` counts the articles of `tellings` with copies of one text as one.
    """

    says: str
    claimed_by: tuple[str, ...]
    speaker: str | None
    earliest: dt.date | None
    latest: dt.date | None
    origins: int
    articles: int
    tellings: tuple[Telling, ...]


class Join(msgspec.Struct, frozen=True, kw_only=True):
    """Two sides by their places (from 0), what they are to each other, and why."""

    one: int
    other: int
    verdict: Verdict
    reason: str


class Conflict(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="conflict"):
    """Accounts that cannot all hold, or of which a later one takes over from an earlier (`verdict` update).

    `of` says what they differ in; `about` what they speak of; `joins` the decision on each two sides, with its reason.
    """

    id: str
    of: ConflictKind
    verdict: Verdict
    about: str
    party: tuple[str, ...]
    reason: str
    earliest: dt.date | None
    latest: dt.date | None
    origins: int
    articles: int
    sides: tuple[ConflictSide, ...]
    joins: tuple[Join, ...]


class SeriesPoint(msgspec.Struct, frozen=True, kw_only=True):
    """One range by one claimer on the days it was told: `low`, `high` (null: open), never an average."""

    low: int | float | None
    high: int | float | None
    modifier: str | None
    unit: str | None
    claimed_by: tuple[str, ...]
    speaker: str | None
    earliest: dt.date | None
    latest: dt.date | None
    origins: int
    articles: int
    tellings: tuple[Telling, ...]


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A series of the same thing that is kept apart, and why."""

    series: str
    reason: str


class Series(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="series"):
    """Figures that count one thing, by date and claimer; `lowest` and `highest` span all of them.

    `joins` holds the decision on each two points that were compared; `apart` names series of the same kind of thing that
    count something else.
    """

    id: str
    counted: str
    group: str | None
    party: tuple[str, ...]
    place: str | None
    lowest: int | float | None
    highest: int | float | None
    open_below: bool
    open_above: bool
    origins: int
    articles: int
    points: tuple[SeriesPoint, ...]
    joins: tuple[Join, ...]
    apart: tuple[Kept, ...] = ()
