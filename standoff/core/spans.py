"""Spans: places in an article's stored text, in code points."""

import msgspec

from standoff.core.errors import OffsetError


class Span(msgspec.Struct, frozen=True, order=True):
    """A piece of an article: `stored_text[start:end] == text`, offsets in code points, `end` exclusive."""

    start: int
    end: int
    text: str


def cut(text: str, start: int, end: int) -> Span:
    """The span of `text` from `start` to `end` (code points); raises OffsetError where it is empty or out of bounds."""
    if not 0 <= start < end <= len(text):
        raise OffsetError(f"span {start}:{end} is empty or outside of a text of {len(text)} code points")
    return Span(start, end, text[start:end])


def trim(text: str, start: int, end: int, extra: str = "") -> tuple[int, int]:
    """The same bounds without white space, or characters of `extra`, at either end; start == end if nothing is left."""
    while start < end and (text[start].isspace() or text[start] in extra):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in extra):
        end -= 1
    return start, end


def check(text: str, span: Span) -> None:
    """Raise OffsetError unless `span` holds the text that it names."""
    if text[span.start : span.end] != span.text or span.start >= span.end:
        raise OffsetError(f"span {span.start}:{span.end} does not hold {span.text[:60]!r}")


def overlaps(a: Span, b: Span) -> bool:
    """Whether the two spans share a code point."""
    return a.start < b.end and b.start < a.end


def contains(outer: Span, inner: Span) -> bool:
    """Whether `inner` lies within `outer`."""
    return outer.start <= inner.start and inner.end <= outer.end
