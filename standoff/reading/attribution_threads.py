"""Threads of speech: quotations without a cue of their own that go on from one that has it."""

import re
from bisect import bisect_right
from dataclasses import replace

from standoff.reading.attribution_page import Found, Page, is_finite, words
from standoff.reading.attribution_turns import turns
from standoff.reading.quotes import Quotation

# What may stand before a quotation that goes on in small letters: 'But "if ..."', '"..." and "..."'.
_LINKED = re.compile(r"(?:[”\"],?\s+(?:and|but|or)|(?:^|[.!?][”\"]?\s+)(?:But|And|Yet|So))$")
# Speech ends so; a headline in marks ends in a letter.
_SPEECH_ENDS = ".!?,…—–-"
# A quotation of fewer words that stands inside a sentence is a term or a turn of phrase.
_LEAST_WORDS = 4


def follow_on(page: Page, found: list[Found]) -> list[Found]:
    """The attributions, with the quotations that go on from them: as further pieces of quotations, else as new ones."""
    found = sorted(found, key=lambda item: item.anchor)
    borrowed = turns(page, found)
    for index, quotation in enumerate(page.quotations):
        if not _stands_alone(page, quotation) or _told([*found, *borrowed], quotation):
            continue
        place = _carried_by(page, found, index)
        if place is None:
            continue
        piece = (quotation.start, quotation.end)
        if any(found[place].quoted):
            found[place] = _with_piece(found[place], piece)
        else:
            borrowed.append(_borrowing(found[place], piece))
    return [*found, *borrowed]


def _borrowing(item: Found, piece: tuple[int, int]) -> Found:
    doubts = tuple(dict.fromkeys((*item.doubts, "no_cue")))
    return replace(item, pieces=(piece,), quoted=(True,), borrowed=True, doubts=doubts)


def _stands_alone(page: Page, quotation: Quotation) -> bool:
    """Whether the quotation is a sentence of its own, rather than words within one."""
    text = page.context.text
    start, _ = page.paragraph(quotation.left)
    before = text[start : quotation.left].rstrip()
    if quotation.goes_on or not before:
        return words(text[quotation.start : quotation.end]) >= 2
    if words(text[quotation.start : quotation.end]) < _LEAST_WORDS:
        return False
    if not text[quotation.start].isupper() and not _LINKED.search(before):
        return False
    if _LINKED.search(before):
        return any(map(is_finite, page.tokens(quotation.start, quotation.end)))
    return before[-1] in '.!?:,”"' and any(map(is_finite, page.tokens(quotation.start, quotation.end)))


def _told(found: list[Found], quotation: Quotation) -> bool:
    return any(start < quotation.end and quotation.start < end for item in found for start, end in item.pieces)


def _carried_by(page: Page, found: list[Found], index: int) -> int | None:
    """Which attribution the quotation belongs to: the one it goes on from, or the last one of its paragraph."""
    quotation = page.quotations[index]
    if quotation.goes_on and index:
        before = page.quotations[index - 1]
        for place, item in enumerate(found):
            if any(start <= before.start < end for start, end in item.pieces):
                return place
    start, end = page.paragraph(quotation.left)
    anchors = [item.anchor for item in found]
    place = bisect_right(anchors, quotation.left) - 1
    if place < 0 or anchors[place] >= start:
        return place if place >= 0 else None
    return place if _paragraph_of_its_own(page, quotation, start, end) and _just_before(page, anchors[place], start) else None


def _paragraph_of_its_own(page: Page, quotation: Quotation, start: int, end: int) -> bool:
    """Whether the quotation is nearly all of its paragraph."""
    text = page.context.text
    around = text[start : quotation.left] + text[min(quotation.right, end) : end]
    return not any(char.isalnum() for char in around) and text[quotation.end - 1] in _SPEECH_ENDS


def _just_before(page: Page, anchor: int, start: int) -> bool:
    """Whether the cue at `anchor` stands in the paragraph right before the one that begins at `start`."""
    return not page.context.text[page.paragraph(anchor)[1] : start].strip()


def _with_piece(item: Found, piece: tuple[int, int]) -> Found:
    pairs = sorted((*zip(item.pieces, item.quoted, strict=True), (piece, True)))
    return replace(item, pieces=tuple(p for p, _ in pairs), quoted=tuple(q for _, q in pairs))
