"""The convention of PolNeAR: what counts as part of a source, a cue or a content there, for comparison with that corpus.

Its contents take in the marks and the word "that" and are cut in pieces around a tag; its cues take in auxiliaries and
adverbs; its sources leave out a clause that only comments (", who ...") and are the pronoun where that clause is the cue's.
"""

import re
from dataclasses import replace

from standoff.reading.attribution_page import Found, Page

_THAT = re.compile(r"\b(?:that|to)[\s,]+$|\bthat$")
_COMMENT = re.compile(r"\s*(?:,|--|—|–|\()\s*(?:who|which|whose|where|whom|herself|himself)\b")
_RELATIVE = re.compile(r"\b(who|which|that)\s+(?:\w+ ){0,2}$", re.IGNORECASE)
_STOPS = r"[^,.;:!?\"“”\n—–-]"
_TAIL = re.compile(
    rf"(?: (?:in|on|at|during|through|via|of) {_STOPS}{{2,70}}| (?:\w+ly|\w+day|earlier|later|last|this)\b{_STOPS}{{0,40}})"
)
_BEFORE_CUE = frozenset(("AUX", "ADV", "PART"))


def as_polnear(page: Page, item: Found) -> Found:
    """The same attribution, its bounds by the convention of the corpus."""
    pieces: list[tuple[int, int]] = []
    quoted: list[bool] = []
    for piece, mark in zip(item.pieces, item.quoted, strict=True):
        for part in _around_tag(page, item, piece):
            pieces.append(_with_marks(page, part) if mark else _with_that(page, part))
            quoted.append(mark)
    return replace(item, cue=_cue(page, item), source=_source(page, item), pieces=tuple(pieces), quoted=tuple(quoted))


def _with_that(page: Page, piece: tuple[int, int]) -> tuple[int, int]:
    start, end = piece
    before = _THAT.search(page.context.text[max(0, start - 8) : start])
    return (start - len(before.group()) if before else start), end


def _with_marks(page: Page, piece: tuple[int, int]) -> tuple[int, int]:
    quotation = page.quotation_at(piece[0])
    if quotation is None:
        return piece
    start = quotation.left if piece[0] == quotation.start else piece[0]
    return start, quotation.right if piece[1] == quotation.end else piece[1]


def _around_tag(page: Page, item: Found, piece: tuple[int, int]) -> list[tuple[int, int]]:
    """The piece, in two where its own tag interrupts it."""
    if item.cue is None or not piece[0] < item.cue[0] < piece[1] or item.source is None:
        return [piece]
    text = page.context.text
    first, last = min(item.cue[0], item.source[0]), max(item.cue[1], item.source[1])
    close = re.compile(r"[,–—-]").search(text, last, piece[1])
    left = text[piece[0] : first].rstrip(" ,–—-")
    if close is None or not left:
        return [piece]
    rest = close.end() + len(text[close.end() : piece[1]]) - len(text[close.end() : piece[1]].lstrip(" –—-"))
    return [(piece[0], piece[0] + len(left)), (rest, piece[1])] if rest < piece[1] else [piece]


def _cue(page: Page, item: Found) -> tuple[int, int] | None:
    if item.cue is None:
        return None
    tokens = page.tokens(*item.cue)
    if not tokens:
        return item.cue
    first = tokens[0]
    while first.i > first.sent.start and first.nbor(-1).pos_ in _BEFORE_CUE and not first.nbor(-1).is_punct:
        first = first.nbor(-1)
    return int(first.idx), _cue_end(page, item)


def _cue_end(page: Page, item: Found) -> int:
    """The end of the cue, with the words between it and what it leads in, unless they name who is told."""
    assert item.cue is not None  # noqa: S101 - asked only where there is a cue
    end = item.cue[1]
    text = page.context.text
    if text[end : end + 1] == ":":
        return end + 1
    tail = _TAIL.match(text, end)
    told = item.source is not None and item.source[1] <= item.cue[0] and all(piece[1] <= item.cue[0] for piece in item.pieces)
    return tail.end() if tail is not None and told else end


def _source(page: Page, item: Found) -> tuple[int, int] | None:
    if item.source is None or item.cue is None:
        return item.source
    text = page.context.text
    start, end = item.source
    pronoun = _RELATIVE.search(text[start : item.cue[0]]) if start < item.cue[0] else None
    if pronoun is not None:
        return start + pronoun.start(1), start + pronoun.end(1)
    comment = _COMMENT.search(text, start, end)
    if comment is not None and comment.start() > start:
        return start, comment.start()
    apposed = "," in text[start:end] and text[end : end + 1] == "," and end < item.cue[0]
    return (start, end + 1) if apposed else (start, end)
