"""The rules' and the network's attributions of one page made one list, by the codebook's idea of an attribution.

PolNeAR, which the network was trained on, also counts objects and infinitives ("endorsed the plan", "vowed to leave"); in the
codebook these are statements unless they hold a quotation. So of what only the network finds, clauses and quotations are kept,
if they have a source, more than a few words, and a cue that is not negated: others were as often wrong as right on the
development articles.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from standoff.reading.attribution_page import FINITE, Found, Page, words

Bounds = tuple[int, int]

# A clause or a turn of phrase of fewer words is rarely what somebody said.
_FEW = 4
_THAT = re.compile(r"(?:that|as)\s+", re.IGNORECASE)


def joined(page: Page, ruled: Sequence[Found], networked: Iterable[Found]) -> list[Found]:
    """What the rules found, and what only the network found and the codebook counts, in order of place."""
    taken = sorted(piece for item in ruled for piece in item.pieces)
    added = []
    for item in networked:
        if item.source is None or _negated(page, item):
            continue
        pieces = [piece for piece in at_home(page, item) if not _meets(taken, piece[0])]
        kept = [(bounds, quoted) for bounds, quoted in pieces if quoted or _counts(page, item, bounds)]
        if kept:
            added.append(replace(item, pieces=tuple(b for b, _ in kept), quoted=tuple(q for _, q in kept)))
    return sorted((*ruled, *added), key=lambda item: item.anchor)


def _negated(page: Page, item: Found) -> bool:
    return item.cue is not None and any(token.dep_ == "neg" for token in page.tokens(*item.cue))


def at_home(page: Page, item: Found) -> list[tuple[Bounds, bool]]:
    """The pieces of a finding of the network by the conventions of the house: without marks and "that", whole around a tag."""
    found: list[tuple[Bounds, bool]] = []
    for start, end in item.pieces:
        bounds, quoted = _bare(page, (start, end))
        if found and not quoted and not found[-1][1] and _only_tag(page, item, found[-1][0][1], bounds[0]):
            found[-1] = ((found[-1][0][0], bounds[1]), False)
        elif bounds[0] < bounds[1]:
            found.append((bounds, quoted))
    return found


def _bare(page: Page, piece: Bounds) -> tuple[Bounds, bool]:
    start, end = piece
    quotation = page.quotation_at(start)
    if quotation is not None and start <= quotation.start and end >= quotation.end - 1:
        rest = page.context.text[quotation.right : end].strip(" ,.;:")
        if not rest:
            return (quotation.start, quotation.end), True
    that = _THAT.match(page.context.text, start, end)
    return (that.end() if that is not None else start, end), False


def _only_tag(page: Page, item: Found, left: int, right: int) -> bool:
    """Whether nothing but the source and the cue stands between two pieces."""
    inside = [bounds for bounds in (item.source, item.cue) if bounds is not None and left <= bounds[0] and bounds[1] <= right]
    rest = page.context.text[left:right]
    for start, end in inside:
        rest = rest.replace(page.context.text[start:end], "", 1)
    return bool(inside) and not any(map(str.isalnum, rest))


def _meets(taken: list[Bounds], piece: Bounds) -> bool:
    """Whether a piece shares anything with the sorted pieces that are taken."""
    place = bisect_left(taken, (piece[1], 0))
    return any(start < piece[1] and piece[0] < end for start, end in taken[max(place - 4, 0) : place])


def _counts(page: Page, item: Found, piece: Bounds) -> bool:
    """Whether a piece without marks around it is a clause, or holds a quotation."""
    if words(page.context.text[slice(*piece)]) < _FEW:
        return False
    if any(piece[0] <= q.left < piece[1] for q in page.quotations):
        return True
    top = next(_tops(page.tokens(*piece)), None)
    return top is not None and _is_clause(top)


def _tops(tokens: list[Token]) -> Iterator[Token]:
    """The tokens on which the others hang, but for marks: those whose head lies outside."""
    if not tokens:
        return
    first, last = tokens[0].i, tokens[-1].i
    yield from (t for t in tokens if not t.is_punct and (t.head is t or not first <= t.head.i <= last))


def _is_clause(top: Token) -> bool:
    """Whether a verb or its auxiliary is finite, and no relative clause; a damaged parse calls participles adjectives."""
    if top.dep_ == "relcl":
        return False
    return top.tag_ in FINITE or any(child.tag_ in FINITE and child.dep_ in ("aux", "auxpass") for child in top.lefts)
