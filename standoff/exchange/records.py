"""The records of the export, which is a contract: every key is always there, null where nothing was found.

Its JSON Schema (docs/export-schema.json), the columns of the CSV and Parquet tables and the codebook that goes with
them are all derived from these classes, so that none of them can disagree with what is written.
"""

import datetime as dt
from typing import Annotated

import msgspec

from standoff.core.dates import Basis, Precision
from standoff.core.records import ActorType, MeetingStatus, Status
from standoff.exchange.conflict_records import ConflictRecord, SeriesRecord
from standoff.exchange.event_records import EventRecord
from standoff.exchange.records_proposals import ProposalRecord
from standoff.exchange.records_stories import StoryRecord
from standoff.relating.origins_tables import ApartWhy, ChangeKind, CopyKind, FirstBy
from standoff.relating.tables import Answered, Stance, State

D = msgspec.Meta

Id = Annotated[
    str, D(description="Made from content: the same in every run; any unique beginning of it is enough for `standoff show`")
]
ArticleName = Annotated[str, D(description="Name of the article it stands in")]
Start = Annotated[int, D(description="First code point of the span in the article's `text`, counted from 0", ge=0)]
End = Annotated[int, D(description="Code point after the last one of the span", ge=1)]
Words = Annotated[str, D(description="The words of the span: `article.text[start:end]`")]
Parties = Annotated[
    tuple[str, ...],
    D(description="Actors by code (ISO 3166 alpha-3 for states, usual short names for bodies), by name where there is none"),
]
Certainty = Annotated[float, D(description="0 to 1; lowered by hedges, paraphrase and damage in the text", ge=0, le=1)]
Doubts = Annotated[tuple[str, ...], D(description="What lowered the certainty; docs/codebook.md explains each")]
AttributionId = Annotated[str | None, D(description="Id of the attribution that it stands in: who says so")]
Speaker = Annotated[str | None, D(description="The person, as the article names them")]


class SpanRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the article's text, in code points."""

    start: Start
    end: End
    text: Words


class DateRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A window of days: every day from `earliest` to `latest` is possible."""

    earliest: Annotated[dt.date | None, D(description="First possible day; null: open")]
    latest: Annotated[dt.date | None, D(description="Last possible day; null: open")]
    precision: Annotated[Precision, D(description="How precise the text is")]
    basis: Annotated[
        Basis, D(description="stated in the text, inferred from the publication window, given as metadata, or unknown")
    ]
    text: Annotated[str | None, D(description="The expression that it was read from; null where it is implied")]
    start: Annotated[int | None, D(description="Where the expression starts, in code points")]
    end: Annotated[int | None, D(description="Where the expression ends, in code points")]


class PublishedRecord(msgspec.Struct, frozen=True, kw_only=True):
    """When an article came out, never guessed from today's date."""

    earliest: Annotated[dt.date | None, D(description="First possible day")]
    latest: Annotated[dt.date | None, D(description="Last possible day")]
    basis: Annotated[Basis, D(description="given by metadata, stated in the text, inferred from its calendar, or unknown")]
    evidence: Annotated[tuple[str, ...], D(description="The words that decided")]
    conflicts: Annotated[tuple[str, ...], D(description="Constraints that cannot both hold")]


class SightingRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One more time that the very same text was given."""

    name: Annotated[str, D(description="The file's own name there, with #row where a file holds several")]
    outlet: Annotated[str | None, D(description="Who printed it there")]
    url: Annotated[str | None, D(description="Where it was found there")]
    author: Annotated[str | None, D(description="Its byline there")]
    earliest: Annotated[dt.date | None, D(description="First possible day of its publication there; null: not told")]
    latest: Annotated[dt.date | None, D(description="Last possible day of its publication there; null: not told")]
    flags: Annotated[tuple[str, ...], D(description="Remarks of intake on it")]


class ArticleRecord(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="article"):
    """One article with the outline of its current reading; its `text` is what all offsets count in."""

    id: Annotated[str, D(description="SHA-256 of the text in UTF-8: the article's identity")]
    name: Annotated[str, D(description="The file's own name, with #row where a file holds several")]
    title: Annotated[str | None, D(description="The headline")]
    title_span: Annotated[SpanRecord | None, D(description="The headline's place in the text")]
    published: Annotated[PublishedRecord, D(description="When it came out")]
    language: Annotated[str, D(description="ISO 639-1 code; only English is coded")]
    flags: Annotated[tuple[str, ...], D(description="Remarks of intake and reading, such as damage or another language")]
    outlet: Annotated[str | None, D(description="Who printed it: the site or source")]
    url: Annotated[str | None, D(description="Where it was found")]
    author: Annotated[str | None, D(description="Its byline")]
    carried_by: Annotated[tuple[str, ...], D(description="Agencies that the article credits")]
    format: Annotated[str, D(description="What it was read from")]
    captured: Annotated[str | None, D(description="When it was captured")]
    also: Annotated[
        tuple[SightingRecord, ...],
        D(description="The very same text as it was given besides, oldest first: no article and no origin of its own"),
    ]
    sha256: Annotated[str, D(description="SHA-256 of the text in UTF-8")]
    raw_sha256: Annotated[str | None, D(description="SHA-256 of the bytes as given")]
    text: Annotated[str, D(description="The stored text, which never changes")]


class NoiseRecord(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="noise"):
    """A span that is not the article."""

    id: Id
    article: ArticleName
    start: Start
    end: End
    text: Words
    reason: Annotated[str, D(description="Why it is noise, such as byline_box or related_links")]


class AttributionRecord(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="attribution"):
    """Words put in somebody's mouth or mind: source, cue, and one or more pieces of content."""

    id: Id
    article: ArticleName
    start: Start
    end: End
    text: Words
    content: Annotated[
        tuple[SpanRecord, ...], D(description="What is said or thought; several pieces where it is told in pieces")
    ]
    source: Annotated[SpanRecord | None, D(description="Who is named as saying it")]
    cue: Annotated[SpanRecord | None, D(description="The words that attribute it, such as said or according to")]
    speaker: Speaker
    party: Parties
    direct: Annotated[bool, D(description="Quoted")]
    anonymous: Annotated[bool, D(description="Not on the record")]
    channel: Annotated[str | None, D(description="How it was said, such as a phone call or a statement")]
    via: Annotated[str | None, D(description="Who carried it, such as an agency")]
    certainty: Certainty
    doubts: Doubts


class StatementRecord(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="statement"):
    """One coded act of one party as reported in one span: "X did A, says Y, in Z"; never a fact."""

    id: Id
    article: ArticleName
    start: Start
    end: End
    text: Words
    act: Annotated[str, D(description="The act of the codebook")]
    plover: Annotated[str | None, D(description="The PLOVER 2.0 event type it exports to; lossy by design")]
    party: Parties
    addressee: Annotated[tuple[str, ...], D(description="Whom it is aimed at, as in party")]
    speaker: Speaker
    issue: Annotated[
        tuple[str, ...],
        D(description="Names of the record's issues that it is filed under, as in the table of issues; empty: under none"),
    ]
    content: Annotated[SpanRecord | None, D(description="What is demanded, offered, threatened...")]
    condition: Annotated[SpanRecord | None, D(description="The words that state its condition")]
    means: Annotated[SpanRecord | None, D(description="The instrument of a threat or measure")]
    deadline: Annotated[DateRecord | None, D(description="By when, where one is set")]
    status: Annotated[Status, D(description="How the text speaks of it")]
    date: Annotated[DateRecord | None, D(description="When it was said or done, not when the article came out")]
    attribution: AttributionId
    reply_to: Annotated[str | None, D(description="Id of the statement that it answers")]
    certainty: Certainty
    doubts: Doubts


class FigureRecord(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="figure"):
    """A number of people or things as a range, never averaged."""

    id: Id
    article: ArticleName
    start: Start
    end: End
    text: Words
    low: Annotated[int | float | None, D(description="Least; null: open")]
    high: Annotated[int | float | None, D(description="Most; null: open")]
    modifier: Annotated[str | None, D(description="Words such as more than, up to, about, tens of")]
    unit: Annotated[str | None, D(description="The unit counted in")]
    counted: Annotated[str | None, D(description="What is counted")]
    party: Parties
    place: Annotated[str | None, D(description="Where")]
    as_of: Annotated[DateRecord | None, D(description="The days it holds for")]
    attribution: AttributionId
    certainty: Certainty
    doubts: Doubts


class MeetingRecord(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="meeting"):
    """Talks, a visit or a call, entered once an article at its best mention."""

    id: Id
    article: ArticleName
    start: Start
    end: End
    text: Words
    participants: Annotated[tuple[str, ...], D(description="The parties that meet, by code or name")]
    persons: Annotated[tuple[str, ...], D(description="The persons named")]
    level: Annotated[str | None, D(description="Rank, such as ministers")]
    forum: Annotated[str | None, D(description="The body or format it meets in")]
    place: Annotated[str | None, D(description="Where")]
    date: Annotated[DateRecord | None, D(description="When")]
    status: Annotated[MeetingStatus, D(description="planned, held, cancelled or refused")]
    outcome: Annotated[SpanRecord | None, D(description="The words on its outcome")]
    attribution: AttributionId
    certainty: Certainty
    doubts: Doubts


class ForecastRecord(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="forecast"):
    """What somebody expects of others or of events; the span is the proposition."""

    id: Id
    article: ArticleName
    start: Start
    end: End
    text: Words
    holder: Annotated[tuple[str, ...], D(description="Who expects it, by code or name")]
    speaker: Speaker
    window: Annotated[DateRecord | None, D(description="The days it speaks of")]
    confidence: Annotated[str | None, D(description="The words of confidence")]
    attribution: AttributionId
    certainty: Certainty
    doubts: Doubts


class RoleRecord(msgspec.Struct, frozen=True, kw_only=True):
    """An office as read in articles of these publication days."""

    title: Annotated[str, D(description="The office as read")]
    party: Annotated[tuple[str, ...], D(description="For whom")]
    earliest: Annotated[dt.date | None, D(description="First publication day of the articles that say so")]
    latest: Annotated[dt.date | None, D(description="Last publication day of the articles that say so")]
    articles: Annotated[tuple[str, ...], D(description="Names of the articles that say so")]


class ActorRecord(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="actor"):
    """One actor behind its names."""

    id: Annotated[str, D(description="Its code, or an id made from its name")]
    name: Annotated[str, D(description="The name used for it")]
    type: Annotated[ActorType, D(description="What it is")]
    code: Annotated[str | None, D(description="ISO 3166 alpha-3 for states, the usual short name for organisations")]
    wikidata: Annotated[str | None, D(description="Its Wikidata item")]
    names: Annotated[tuple[str, ...], D(description="The forms found, commonest first")]
    speaks_for: Annotated[tuple[str, ...], D(description="The parties it speaks for")]
    roles: Annotated[tuple[RoleRecord, ...], D(description="Its offices as read")]
    proposed: Annotated[
        tuple[str, ...], D(description="Ids of actors that may be the same; never merged without a person's word")
    ]
    articles: Annotated[int, D(description="Number of articles that name it", ge=0)]
    mentions: Annotated[int, D(description="Number of places that name it", ge=0)]
    origins: Annotated[int, D(description="Number of articles that name it, copies of one text counted as one", ge=0)]


class CopyRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One article of an origin beside the text that it is told from."""

    article: Annotated[str, D(description="Name of the article")]
    of: Annotated[str, D(description="Name of the article that it is set beside: the first one, or the one it matches best")]
    kind: Annotated[CopyKind, D(description="What it is of that one")]
    share: Annotated[float, D(description="Share of its own word 5-grams that stand in the other", ge=0, le=1)]
    share_of: Annotated[float, D(description="Share of the other's word 5-grams that stand in it", ge=0, le=1)]
    run: Annotated[int, D(description="Words of the longest run that both share", ge=0)]
    quotations: Annotated[int, D(description="Quotations in common", ge=0)]
    reason: Annotated[str, D(description="Why the two are joined, in words")]


class ChangeRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a copy changed."""

    article: Annotated[str, D(description="Name of the copy")]
    of: Annotated[str, D(description="Name of the article that it is set beside")]
    kind: Annotated[ChangeKind, D(description="A sentence left out or added, or words altered within one")]
    before: Annotated[str, D(description="The words as the other has them; empty where added")]
    after: Annotated[str, D(description="The words as the copy has them; empty where left out")]
    of_start: Annotated[int | None, D(description="Where the sentence starts in the other, in code points")]
    of_end: Annotated[int | None, D(description="Where the sentence ends in the other, in code points")]
    start: Annotated[int | None, D(description="Where the sentence starts in the copy, in code points")]
    end: Annotated[int | None, D(description="Where the sentence ends in the copy, in code points")]


class ApartRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Two articles that share much and are not joined all the same."""

    article: Annotated[str, D(description="Name of the one")]
    other: Annotated[str, D(description="Name of the other")]
    why: Annotated[
        ApartWhy,
        D(description="A form filled in twice, boilerplate around two texts, a round-up of other texts, or people said so"),
    ]
    reason: Annotated[str, D(description="The same in words")]


class OriginRecord(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="origin"):
    """Articles that are copies, cuts, rewrites or updates of one text: one source together."""

    id: Annotated[str, D(description="Made from the first article's text: the same in every run that knows that article")]
    articles: Annotated[tuple[str, ...], D(description="Names of its articles, the first one first, then by date")]
    first: Annotated[str, D(description="The article that came first, as far as can be told")]
    first_by: Annotated[
        FirstBy,
        D(description="How that was told: dates, credit (others credit its outlet), or length, which is no evidence of time"),
    ]
    core: Annotated[str, D(description="The article that all others match")]
    earliest: Annotated[dt.date | None, D(description="First possible day of publication of any of them")]
    latest: Annotated[dt.date | None, D(description="Last possible day of publication of any of them")]
    copies: Annotated[tuple[CopyRecord, ...], D(description="The others, each beside what it is told from")]
    changes: Annotated[tuple[ChangeRecord, ...], D(description="What the copies changed")]
    apart: Annotated[tuple[ApartRecord, ...], D(description="Articles that share much with one of them and are not joined")]


IssueName = Annotated[str, D(description="Name of the issue, from the dossier or found in the demands")]
First = Annotated[dt.date | None, D(description="First possible day; null: not told")]
Last = Annotated[dt.date | None, D(description="Last possible day; null: not told")]
Articles = Annotated[int, D(description="Number of articles that it rests on", ge=0)]
Origins = Annotated[int, D(description="The same with copies of one text counted once", ge=0)]
Quote = Annotated[str, D(description="The words of the statement quoted")]
QuoteId = Annotated[str, D(description="Id of the statement quoted; empty where there is none")]
Statements = Annotated[tuple[str, ...], D(description="Ids of the statements that it rests on, oldest first")]


class IssueRecord(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="issue"):
    """One issue with the statements about it."""

    id: Annotated[str, D(description="Its slug in the dossier; of an issue found, the topic that it is")]
    name: IssueName
    found: Annotated[bool, D(description="Found in the articles' own demands; else named by the dossier")]
    parties: Annotated[tuple[str, ...], D(description="Who speaks to it, most often first")]
    statements: Statements
    articles: Articles
    origins: Origins


class ShiftRecord(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="shift"):
    """One step of a position: what a party came to hold on an issue, and what it gave up for it."""

    issue: Annotated[str, D(description="Id of the issue")]
    issue_name: IssueName
    party: Annotated[str, D(description="Whose position, by code or name")]
    before: Annotated[State | None, D(description="What it held before; null at its first statement")]
    state: Annotated[State, D(description="What it holds from then on")]
    act: Annotated[str, D(description="The act that set it")]
    earliest: First
    latest: Last
    sure: Annotated[bool, D(description="False where dates do not tell that it came after what stands before it")]
    articles: Articles
    origins: Origins
    quote: Quote
    quote_id: QuoteId
    statements: Statements


class StepRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a position, within it."""

    before: Annotated[State | None, D(description="What was held before; null at the first statement")]
    state: Annotated[State, D(description="What is held from then on")]
    earliest: First
    latest: Last
    sure: Annotated[bool, D(description="False where dates do not tell that it came after what stands before it")]
    origins: Origins
    quote_id: QuoteId


class PositionRecord(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="position"):
    """A party's stance on an issue by its own last statement; no record: no statement found, never neutral."""

    id: Annotated[str, D(description="Made from issue and party: the same in every run")]
    issue: Annotated[str, D(description="Id of the issue")]
    issue_name: IssueName
    party: Annotated[str, D(description="Whose position, by code or name")]
    state: Annotated[State, D(description="What it holds; silent: asked or spoken of, and no own word found")]
    stance: Annotated[Stance, D(description="For a change, against it, open, mixed, or silent")]
    act: Annotated[str, D(description="The act that set it; empty where silent")]
    since_earliest: First
    since_latest: Last
    last_earliest: First
    last_latest: Last
    articles: Articles
    origins: Origins
    quote: Quote
    quote_id: QuoteId
    statements: Statements
    ascribed: Annotated[
        tuple[str, ...], D(description="Ids of statements in which others say what it wants; no position of its own")
    ]
    unanswered: Annotated[tuple[str, ...], D(description="Ids of demands put to it on the issue that nothing answers")]
    disputed: Annotated[tuple[str, ...], D(description="Ids of statements of its state that tell what it denies itself")]
    changes: Annotated[tuple[StepRecord, ...], D(description="Its steps")]


class AnswerRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What one party answers to the demands of another."""

    party: Annotated[tuple[str, ...], D(description="Who answers, by code or name")]
    state: Annotated[Answered, D(description="What the answer comes to")]
    act: Annotated[str, D(description="The act of the statement quoted")]
    earliest: First
    latest: Last
    tied: Annotated[bool, D(description="True where the text itself ties it to one of the demands")]
    told_by: Annotated[tuple[str, ...], D(description="Who says that it answers so, where it is not the party itself")]
    articles: Articles
    origins: Origins
    quote: Quote
    quote_id: QuoteId
    statements: Statements


class DemandRecord(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="demand"):
    """What one side demands on an issue beside what those it is put to answer."""

    id: Annotated[str, D(description="Made from issue and parties: the same in every run")]
    issue: Annotated[str, D(description="Id of the issue; empty for demands on no issue, and answers to all demands at once")]
    issue_name: IssueName
    party: Parties
    asked: Annotated[tuple[str, ...], D(description="Whom the demands are put to, most often first")]
    earliest: First
    latest: Last
    articles: Articles
    origins: Origins
    quote: Quote
    quote_id: QuoteId
    statements: Statements
    ascribed: Annotated[tuple[str, ...], D(description="Ids of those statements in which others say what the party demands")]
    answers: Annotated[tuple[AnswerRecord, ...], D(description="Its answers")]
    unanswered: Annotated[tuple[str, ...], D(description="Those asked of whom no answer was found")]
    told_by: Annotated[tuple[str, ...], D(description="Who says that it demands, where it never says so itself")]


LocatedRecord = NoiseRecord | AttributionRecord | StatementRecord | FigureRecord | MeetingRecord | ForecastRecord
ExportRecord = (
    ArticleRecord
    | LocatedRecord
    | ActorRecord
    | OriginRecord
    | EventRecord
    | StoryRecord
    | ProposalRecord
    | IssueRecord
    | PositionRecord
    | DemandRecord
    | ConflictRecord
    | SeriesRecord
)

TABLES: dict[str, type[ExportRecord]] = {
    "articles": ArticleRecord,
    "noise": NoiseRecord,
    "attributions": AttributionRecord,
    "statements": StatementRecord,
    "figures": FigureRecord,
    "meetings": MeetingRecord,
    "forecasts": ForecastRecord,
    "actors": ActorRecord,
    "origins": OriginRecord,
    "events": EventRecord,
    "stories": StoryRecord,
    "proposals": ProposalRecord,
    "issues": IssueRecord,
    "positions": PositionRecord,
    "demands": DemandRecord,
    "conflicts": ConflictRecord,
    "series": SeriesRecord,
}
