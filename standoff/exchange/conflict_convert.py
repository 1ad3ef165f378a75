"""Conflicts and series to records of the export, each place checked against its article's text where that is given."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import msgspec

from standoff.core.errors import OffsetError
from standoff.core.spans import Span, check
from standoff.exchange.conflict_records import (
    ConflictJoinRecord,
    ConflictRecord,
    ConflictSideRecord,
    ConflictTellingRecord,
    SeriesApartRecord,
    SeriesPointRecord,
    SeriesRecord,
)
from standoff.relating.conflicts_tables import Conflict, ConflictSide, Series, SeriesPoint

Texts = Callable[[str], str]  # the text of an article by its name
Shape = TypeVar("Shape", bound=msgspec.Struct)


def conflict_record(one: Conflict, texts: Texts | None = None) -> ConflictRecord:
    """The export record of a conflict; where `texts` is given, raises OffsetError on a place that does not hold its words."""
    return _filled(
        ConflictRecord, one, sides=tuple(_filled(ConflictSideRecord, side) for side in one.sides),
        tellings=tuple(_tellings(one.sides, texts)), joins=tuple(_filled(ConflictJoinRecord, join) for join in one.joins),
    )  # fmt: skip


def series_record(one: Series, texts: Texts | None = None) -> SeriesRecord:
    """The export record of a series; where `texts` is given, raises OffsetError on a place that does not hold its words."""
    return _filled(
        SeriesRecord, one, points=tuple(_filled(SeriesPointRecord, point) for point in one.points),
        tellings=tuple(_tellings(one.points, texts)), joins=tuple(_filled(ConflictJoinRecord, join) for join in one.joins),
        apart=tuple(_filled(SeriesApartRecord, apart) for apart in one.apart),
    )  # fmt: skip


def _tellings(parts: Iterable[ConflictSide | SeriesPoint], texts: Texts | None) -> Iterator[ConflictTellingRecord]:
    for place, part in enumerate(parts):
        for one in part.tellings:
            if texts is not None:
                _check(texts(one.article), Span(one.start, one.end, one.quote), one.article)
            yield ConflictTellingRecord(
                of=place, article=one.article, item=one.item, start=one.start, end=one.end, text=one.quote
            )


def _check(text: str, span: Span, article: str) -> None:
    try:
        check(text, span)
    except OffsetError as error:
        raise OffsetError(f"{article}: {error}; the record is damaged, read the article again into a new record") from error


def _filled(shape: type[Shape], value: object, **parts: object) -> Shape:
    """The record of that shape with its fields taken from `value`, but for those given."""
    return shape(**{field: parts[field] if field in parts else getattr(value, field) for field in shape.__struct_fields__})
