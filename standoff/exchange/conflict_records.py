"""The records of conflicts and series in the export: sides and points as lists, what tells them beside, by their places."""

import datetime as dt
from typing import Annotated

import msgspec

from standoff.relating.conflicts_tables import ConflictKind, Verdict

D = msgspec.Meta

_Earliest = Annotated[dt.date | None, D(description="First possible day on which it was told; null: no day is known")]
_Latest = Annotated[dt.date | None, D(description="Last possible day on which it was told; null: no day is known")]
_Origins = Annotated[int, D(description="Number of articles that tell it, copies of one text counted once", ge=0)]
_Articles = Annotated[int, D(description="Number of articles that tell it", ge=0)]
_Claimed = Annotated[
    tuple[str, ...], D(description="The parties that say so, by code or name; empty where the articles say it themselves")
]
_Speaker = Annotated[str | None, D(description="The person who says so, as the article names them")]
_Party = Annotated[tuple[str, ...], D(description="Whom it is about, by code or name")]
_Low = Annotated[int | float | None, D(description="Least; null: open")]
_High = Annotated[int | float | None, D(description="Most; null: open")]
_Id = Annotated[str, D(description="Made from content: the same in every run over the same articles")]


class ConflictSideRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One account of a conflict."""

    says: Annotated[str, D(description="What it says, in few words")]
    claimed_by: _Claimed
    speaker: _Speaker
    earliest: _Earliest
    latest: _Latest
    origins: _Origins
    articles: _Articles


class ConflictTellingRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A place that tells one side of a conflict, or one point of a series."""

    of: Annotated[int, D(description="Place of the side or point in its list, from 0", ge=0)]
    article: Annotated[str, D(description="Name of the article")]
    item: Annotated[str, D(description="Id of the item that it was read from; empty where no item covers it")]
    start: Annotated[int, D(description="First code point of the words in the article's `text`", ge=0)]
    end: Annotated[int, D(description="Code point after their last one", ge=1)]
    text: Annotated[str, D(description="The words: `article.text[start:end]`")]


class ConflictJoinRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The decision on two sides or points."""

    one: Annotated[int, D(description="Place of the one in its list, from 0", ge=0)]
    other: Annotated[int, D(description="Place of the other in its list, from 0", ge=0)]
    verdict: Annotated[
        Verdict,
        D(description="conflict: both cannot hold; update: the later may have taken over; compatible: both can hold; same"),
    ]
    reason: Annotated[str, D(description="Why, in words")]


class ConflictRecord(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="conflict"):
    """Accounts that cannot all hold, or of which a later one takes over from an earlier."""

    id: _Id
    of: Annotated[ConflictKind, D(description="What the accounts differ in")]
    verdict: Annotated[Verdict, D(description="The most serious decision on any two of its sides")]
    about: Annotated[str, D(description="What they speak of, in words")]
    party: _Party
    reason: Annotated[str, D(description="Why two of them are set against each other, in words")]
    earliest: _Earliest
    latest: _Latest
    origins: _Origins
    articles: _Articles
    sides: Annotated[tuple[ConflictSideRecord, ...], D(description="The accounts")]
    tellings: Annotated[tuple[ConflictTellingRecord, ...], D(description="The places that tell them")]
    joins: Annotated[tuple[ConflictJoinRecord, ...], D(description="The decisions on each two of them, the serious ones first")]


class SeriesPointRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One range by one claimer on the days on which it was told; never an average."""

    low: _Low
    high: _High
    modifier: Annotated[str | None, D(description="Words such as more than, up to, about, tens of")]
    unit: Annotated[str | None, D(description="The unit counted in")]
    claimed_by: _Claimed
    speaker: _Speaker
    earliest: _Earliest
    latest: _Latest
    origins: _Origins
    articles: _Articles


class SeriesApartRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Another series of the same kind of thing that counts something else."""

    series: Annotated[str, D(description="Id of the other series")]
    reason: Annotated[str, D(description="Why they are kept apart, in words")]


class SeriesRecord(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="series"):
    """Figures that count one thing, by claimer and date."""

    id: _Id
    counted: Annotated[str, D(description="What is counted, or what befell those counted")]
    group: Annotated[str | None, D(description="Who is counted, where the articles tell; empty: everybody")]
    party: _Party
    place: Annotated[str | None, D(description="Where, as the first article to tell it names the place")]
    lowest: Annotated[int | float | None, D(description="The least bound of any point")]
    highest: Annotated[int | float | None, D(description="The greatest bound of any point")]
    open_below: Annotated[bool, D(description="Whether a point has no least bound")]
    open_above: Annotated[bool, D(description="Whether a point has no greatest bound")]
    origins: _Origins
    articles: _Articles
    points: Annotated[tuple[SeriesPointRecord, ...], D(description="The ranges, by date")]
    tellings: Annotated[tuple[ConflictTellingRecord, ...], D(description="The places that tell them")]
    joins: Annotated[tuple[ConflictJoinRecord, ...], D(description="The decisions on each two points that were compared")]
    apart: Annotated[tuple[SeriesApartRecord, ...], D(description="Series that count something else of the same kind")]
