"""Turns of a dialogue: quotations that two named speakers exchange, paragraph by paragraph, with nobody named beside them."""

from dataclasses import replace

from standoff.reading.attribution_page import Found, Page
from standoff.reading.quotes import Quotation

# Fewer unattributed paragraphs in a row may be one speech cut into pieces.
LEAST_TURNS = 4


def turns(page: Page, found: list[Found]) -> list[Found]:
    """The quotations of each strict to-and-fro, as new attributions that borrow source and cue from its first two.

    Two paragraphs, each with one quotation of one named source, and behind them at least LEAST_TURNS that hold nothing but
    a closed quotation: the first of these is the earlier speaker's, as a speech that goes on would not have closed its marks.
    """
    alone = {page.paragraph(q.left): q for q in page.quotations if _alone(page, q) and not _told(found, q)}
    made: list[Found] = []
    for place in range(2, len(page.paragraphs)):
        if page.paragraphs[place] not in alone or page.paragraphs[place - 1] in alone:
            continue
        pair = [_only_speaker(page, found, bounds) for bounds in page.paragraphs[place - 2 : place]]
        run = []
        for bounds in page.paragraphs[place:]:
            if bounds not in alone:
                break
            run.append(alone[bounds])
        first, second = pair
        if first is None or second is None or _name(page, first) == _name(page, second) or len(run) < LEAST_TURNS:
            continue
        made += [_borrowing(first if turn % 2 == 0 else second, quotation) for turn, quotation in enumerate(run)]
    return made


def _alone(page: Page, quotation: Quotation) -> bool:
    """Whether a closed quotation is all of its paragraph."""
    start, end = page.paragraph(quotation.left)
    around = page.context.text[start : quotation.left] + page.context.text[min(quotation.right, end) : end]
    return quotation.closed and not quotation.goes_on and not any(char.isalnum() for char in around)


def _told(found: list[Found], quotation: Quotation) -> bool:
    return any(start < quotation.end and quotation.start < end for item in found for start, end in item.pieces)


def _only_speaker(page: Page, found: list[Found], bounds: tuple[int, int]) -> Found | None:
    """The attribution of a paragraph that quotes one named source, None for any other paragraph."""
    inside = [item for item in found if bounds[0] <= item.anchor < bounds[1]]
    if len(inside) != 1 or not any(inside[0].quoted) or inside[0].source is None:
        return None
    name = _name(page, inside[0])
    return inside[0] if any(word[:1].isupper() for word in name.split()) else None


def _name(page: Page, item: Found) -> str:
    return page.context.text[slice(*item.source)] if item.source is not None else ""


def _borrowing(item: Found, quotation: Quotation) -> Found:
    doubts = tuple(dict.fromkeys((*item.doubts, "no_cue")))
    return replace(item, pieces=((quotation.start, quotation.end),), quoted=(True,), borrowed=True, doubts=doubts)
