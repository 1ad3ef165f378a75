"""Rows of the record to records of the export, each span checked against its article's text on the way."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar

import msgspec

from standoff.core.dates import When
from standoff.core.errors import OffsetError
from standoff.core.records import AnyItem, spans_of
from standoff.core.spans import Span, check
from standoff.exchange.conflict_convert import conflict_record, series_record
from standoff.exchange.event_convert import event_record
from standoff.exchange.records import (
    ActorRecord,
    AnswerRecord,
    ApartRecord,
    ArticleRecord,
    AttributionRecord,
    ChangeRecord,
    CopyRecord,
    DateRecord,
    DemandRecord,
    ExportRecord,
    FigureRecord,
    ForecastRecord,
    IssueRecord,
    LocatedRecord,
    MeetingRecord,
    NoiseRecord,
    OriginRecord,
    PositionRecord,
    PublishedRecord,
    RoleRecord,
    ShiftRecord,
    SightingRecord,
    SpanRecord,
    StatementRecord,
    StepRecord,
)
from standoff.exchange.records_proposals import proposal_record
from standoff.exchange.records_stories import JoinRecord, KeptApartRecord, StoryRecord, ThreadRecord
from standoff.relating.origins_tables import Change, Copy, Origin
from standoff.relating.stories_tables import Story
from standoff.relating.tables import Actor, DatedRole, Demand, IssueRow, Position, Shift
from standoff.store.query import ArticleRow, ItemRow
from standoff.store.sightings import Sighting
from standoff.store.views import Views

_SHAPES: dict[str, type[LocatedRecord]] = {
    "noise": NoiseRecord,
    "attribution": AttributionRecord,
    "statement": StatementRecord,
    "figure": FigureRecord,
    "meeting": MeetingRecord,
    "forecast": ForecastRecord,
}
TEXTS = 500  # articles' texts held while the places of conflicts are checked
Shape = TypeVar("Shape", bound=msgspec.Struct)
_PARTS: dict[type, type[msgspec.Struct]] = {Span: SpanRecord, When: DateRecord, DatedRole: RoleRecord}


def article_record(row: ArticleRow) -> ArticleRecord:
    """The export record of an article; raises OffsetError where its title is not where it is said to be."""
    article, title = row.article, row.title or row.article.title
    if title is not None:
        _check(article.text, title, article.name)
    return ArticleRecord(
        id=article.id,
        name=article.name,
        title=None if title is None else title.text,
        title_span=_part(title),
        published=PublishedRecord(**{field: getattr(row.published, field) for field in PublishedRecord.__struct_fields__}),
        language=row.language,
        flags=tuple(dict.fromkeys((*article.flags, *row.flags))),
        outlet=article.outlet,
        url=article.url,
        author=article.author,
        carried_by=row.carried_by,
        format=article.format,
        captured=article.captured,
        also=tuple(_sighting(one) for one in row.also),
        sha256=article.id,
        raw_sha256=article.raw_sha256,
        text=article.text,
    )


def _sighting(one: Sighting) -> SightingRecord:
    return _fields(SightingRecord, one, earliest=one.published.earliest, latest=one.published.latest)


def item_record(row: ItemRow[Any], text: str | None = None) -> LocatedRecord:
    """The export record of an item; where its article's `text` is given, raises OffsetError on a span that does not hold."""
    item: AnyItem = row.item
    if text is not None:
        for span in spans_of(item):
            _check(text, span, row.article_name)
    shape = _SHAPES[str(item.__struct_config__.tag)]
    fields = {field: _part(getattr(item, field)) for field in shape.__struct_fields__}
    return shape(**{**fields, "article": row.article_name})


def actor_record(actor: Actor) -> ActorRecord:
    """The export record of an actor."""
    return ActorRecord(**{field: _part(getattr(actor, field)) for field in ActorRecord.__struct_fields__})


def origin_record(origin: Origin) -> OriginRecord:
    """The export record of an origin."""
    return OriginRecord(
        **{field: getattr(origin, field) for field in ("id", "articles", "first", "first_by", "core", "earliest", "latest")},
        copies=tuple(_fields(CopyRecord, copy) for copy in origin.copies),
        changes=tuple(_change(copy, change) for copy in origin.copies for change in copy.changes),
        apart=tuple(_fields(ApartRecord, apart) for apart in origin.apart),
    )


def issue_record(row: IssueRow) -> IssueRecord:
    """The export record of an issue."""
    return _fields(IssueRecord, row)


def shift_record(shift: Shift) -> ShiftRecord:
    """The record of one change of a position."""
    return _fields(ShiftRecord, shift)


def position_record(position: Position) -> PositionRecord:
    """The export record of a position."""
    steps = tuple(_fields(StepRecord, change) for change in position.changes)
    return _fields(PositionRecord, position, changes=steps)


def demand_record(demand: Demand) -> DemandRecord:
    """The export record of demands with their answers."""
    return _fields(DemandRecord, demand, answers=tuple(_fields(AnswerRecord, answer) for answer in demand.answers))


def story_record(story: Story) -> StoryRecord:
    """The export record of a story."""
    plain = ("id", "title", "articles", "origins", "core", "earliest", "latest")
    return StoryRecord(
        **{field: getattr(story, field) for field in plain},
        joins=tuple(_fields(JoinRecord, join) for join in story.joins),
        apart=tuple(_fields(KeptApartRecord, apart) for apart in story.apart),
        threads=tuple(_fields(ThreadRecord, thread) for thread in story.threads),
    )


def _fields(shape: type[Shape], value: object, **parts: object) -> Shape:
    """A record with the fields of that name; `parts` are those that have a shape of their own in the export."""
    return shape(**{field: getattr(value, field) for field in shape.__struct_fields__ if field not in parts}, **parts)


def _change(copy: Copy, change: Change) -> ChangeRecord:
    (of_start, of_end), (start, end) = _bounds(change.source), _bounds(change.copy)
    return ChangeRecord(
        article=copy.article, of=copy.of, kind=change.kind, before=change.before, after=change.after,
        of_start=of_start, of_end=of_end, start=start, end=end,
    )  # fmt: skip


def _bounds(span: Span | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else (span.start, span.end)


def export_records(record: Views) -> Iterator[ExportRecord]:
    """The whole record: each article (by name) followed by its items (by place), then what was told across articles.

    Raises OffsetError where a span does not hold the text that it names.
    """
    items = located(record)
    for row in sorted(record.articles(), key=lambda row: row.article.name):
        yield article_record(row)
        for found in items.get(row.article.name, ()):
            yield item_record(found, row.article.text)
    yield from sorted((actor_record(actor) for actor in record.actors(origins=True)), key=attrgetter("id"))
    yield from sorted((origin_record(origin) for origin in record.origins()), key=attrgetter("id"))
    yield from sorted((story_record(story) for story in record.stories()), key=attrgetter("id"))
    yield from sorted((proposal_record(proposal) for proposal in record.proposals()), key=attrgetter("id"))
    yield from sorted((issue_record(issue) for issue in record.issues()), key=attrgetter("id"))
    yield from sorted((position_record(position) for position in record.positions()), key=attrgetter("issue", "party"))
    yield from sorted((demand_record(demand) for demand in record.demands()), key=attrgetter("issue", "party"))
    texts = lru_cache(maxsize=TEXTS)(lambda name: record.article(name).article.text)
    yield from sorted((event_record(event, texts) for event in record.events()), key=attrgetter("id"))
    yield from sorted((conflict_record(one, texts) for one in record.conflicts()), key=attrgetter("id"))
    yield from sorted((series_record(one, texts) for one in record.series()), key=attrgetter("id"))


def located(record: Views) -> Mapping[str, list[ItemRow[Any]]]:
    """Every item of the record by its article's name, in the order of the text."""
    views = (record.noise, record.attributions, record.statements, record.figures, record.meetings, record.forecasts)
    by_article: dict[str, list[ItemRow[Any]]] = {}
    for view in views:
        rows: Iterable[ItemRow[Any]] = view()
        for row in rows:
            by_article.setdefault(row.article_name, []).append(row)
    for found in by_article.values():
        found.sort(key=lambda row: (row.item.start, row.item.end, row.item.id))
    return by_article


def _part(value: Any) -> Any:
    """A core value as the export has it: spans, dates and roles in the export's own shapes."""
    if isinstance(value, tuple):
        return tuple(_part(one) for one in value)
    shape = _PARTS.get(type(value))
    return value if shape is None else shape(**{field: getattr(value, field) for field in shape.__struct_fields__})


def _check(text: str, span: Span, article: str) -> None:
    try:
        check(text, span)
    except OffsetError as error:
        raise OffsetError(f"{article}: {error}; the record is damaged, read the article again into a new record") from error
