"""From found bounds to records: pieces trimmed by a convention, channel and carrier read from around the cue."""

import re

from standoff.core.records import Attribution
from standoff.core.spans import Span
from standoff.reading.attribution_carriers import channel_of
from standoff.reading.attribution_page import Found, Page

# The dash that opens a line of speech in some languages, and in what is translated from them.
_BULLET = re.compile(r"[-–—]\s+")


def finish(page: Page, found: list[Found], *, bare: bool = True) -> tuple[Attribution, ...]:
    """The records of all that was found, in order of place; `bare` takes commas off the ends of what is told."""
    records = [record for item in found if (record := _record(page, item, bare=bare)) is not None]
    return tuple(sorted(records, key=lambda record: (record.start, record.end)))


def _record(page: Page, item: Found, *, bare: bool) -> Attribution | None:
    context = page.context
    content = tuple(
        span
        for piece, quoted in zip(item.pieces, item.quoted, strict=True)
        if (span := _piece(page, piece, keep=quoted or not bare)) is not None
    )
    if not content:
        return None
    source = context.span(*_whole_words(context.text, item.source)) if item.source is not None else None
    cue = context.span(*item.cue) if item.cue is not None else None
    parts = [*content, *(part for part in (source, cue) if part is not None and not item.borrowed)]
    start, end = min(p.start for p in parts), max(p.end for p in parts)
    return Attribution(
        id=context.id("attribution", start, end, *((c.start, c.end) for c in content), cue.start if cue else ""),
        article=context.article.id,
        start=start,
        end=end,
        text=context.text[start:end],
        content=content,
        source=source,
        cue=cue,
        direct=_direct(item),
        channel=channel_of(page, item),
        via=item.via,
        certainty=0.7 if item.doubts else 1.0,
        doubts=item.doubts,
    )


def _whole_words(text: str, bounds: tuple[int, int]) -> tuple[int, int]:
    """The bounds moved out to the ends of words that the tokens cut at a hyphen."""
    start, end = bounds
    while end + 1 < len(text) and (
        text[end].isalnum() or (text[end] == "-" and text[end + 1].isalnum() and text[end - 1].isalnum())
    ):
        end += 1
    while start > 1 and (
        text[start - 1].isalnum() or (text[start - 1] == "-" and text[start - 2].isalnum() and text[start].isalnum())
    ):
        start -= 1
    return start, end


def _direct(item: Found) -> bool:
    """Whether most of what is told is quoted."""
    quoted = sum(end - start for (start, end), mark in zip(item.pieces, item.quoted, strict=True) if mark)
    return 2 * quoted > sum(end - start for start, end in item.pieces)


def _piece(page: Page, piece: tuple[int, int], *, keep: bool) -> Span | None:
    if keep:
        return page.context.span(*piece)
    start, end = piece
    bullet = _BULLET.match(page.context.text, start, end)
    return page.context.span(bullet.end() if bullet is not None else start, end, extra=",;")
