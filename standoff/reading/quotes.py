"""Quotation marks paired into quotations: typographic, straight and single ones, damaged and many-paragraphed ones.

A mark is read by its shape first and by its neighbours second, since translators and text extractors turn, shift and lose
them. Pairs never cross a paragraph's end; a quotation that is still open there goes on if the next paragraph opens anew.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from standoff.core.spans import trim

_DOUBLE = re.compile(r"[“”„«»\"]|''|``")
_SINGLE = re.compile(r"[‘’']")
_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
_PAUSES = frozenset(",.!?")
# A closing single mark is told from an apostrophe by what follows; a quotation between single marks that is longer than
# this (code points) is a pair of apostrophes more often than not.
_SINGLE_MOST = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """What stands between two marks: `start`:`end` without them, `left`:`right` with them (code points).

    `closed` is false where no closing mark was found: the quotation then runs to the next opening mark or to the end of
    the paragraph. `goes_on` says that it continues the quotation before it, which was still open.
    """

    start: int
    end: int
    left: int
    right: int
    closed: bool = True
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    role: str  # "open", "close" or "either"


def find_quotations(text: str, paragraphs: Iterable[tuple[int, int]]) -> tuple[Quotation, ...]:
    """The outermost quotations of `text`, in order; `paragraphs` are the bounds that no pair crosses."""
    found: list[Quotation] = []
    open_before = False
    for start, end in paragraphs:
        here = _with_singles(text, start, end, list(_pairs(text, start, end)))
        if here and open_before and not text[start : here[0].left].strip():
            here[0] = replace(here[0], goes_on=True)
        found += here
        open_before = bool(here) and not here[-1].closed
    return tuple(found)


def _pairs(text: str, start: int, end: int) -> Iterator[Quotation]:
    marks = [_mark(text, match, start, end) for match in _DOUBLE.finditer(text, start, end)]
    opened: _Mark | None = None
    for index, mark in enumerate(marks):
        role = mark.role if mark.role != "either" else _by_parity(opened, marks[index:])
        if role == "open":
            if opened is not None:
                yield from _quotation(text, opened, mark.start, mark.start, closed=False)
            opened = mark
        elif opened is not None:
            yield from _quotation(text, opened, mark.start, mark.end, closed=True)
            opened = None
    if opened is not None:
        yield from _quotation(text, opened, end, end, closed=False)


def _by_parity(opened: _Mark | None, rest: list[_Mark]) -> str:
    """What a mark that could be either does: close, where the marks after it pair up among themselves."""
    if opened is None:
        return "open"
    return "close" if len(rest) % 2 else "open"


def _mark(text: str, match: re.Match[str], start: int, end: int) -> _Mark:
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    role = _role(match.group(), before, after)
    if role == "open" and match.group() not in _OPENING and text[start : match.start()].rstrip()[-1:] in _PAUSES:
        role = "either"  # "The bridge is shut, "said the mayor: set off from what it closes
    return _Mark(match.start(), match.end(), role)


def _role(mark: str, before: str, after: str) -> str:
    opens = _blank(before) and not _blank(after) and after not in ",.;:!?)"
    closes = not _blank(before) and not after.isalnum()
    if mark in _OPENING or mark == "``":
        return "close" if closes and before not in "([—–-" and _blank(after) else "open"
    if mark in _CLOSING:
        return "close"
    if opens == closes:
        return "either"
    if closes:
        return "close"
    return "open" if before != " " or not _blank(after) else "either"


def _blank(char: str) -> bool:
    return char.isspace() or char in "([{—–-/"


def _quotation(text: str, mark: _Mark, end: int, right: int, *, closed: bool) -> Iterator[Quotation]:
    inner_start, inner_end = trim(text, mark.end, end)
    if inner_start < inner_end:
        yield Quotation(start=inner_start, end=inner_end, left=mark.start, right=right if closed else inner_end, closed=closed)


def _with_singles(text: str, start: int, end: int, doubles: list[Quotation]) -> list[Quotation]:
    """The quotations between double marks, and those between single ones outside of them."""
    found: list[Quotation] = []
    place = start
    for double in (*doubles, None):
        until = end if double is None else double.left
        found += _singles(text, place, until)
        if double is not None:
            found.append(double)
            place = max(place, double.right)
    return found


def _singles(text: str, start: int, end: int) -> Iterator[Quotation]:
    opened: int | None = None
    for match in _SINGLE.finditer(text, start, end):
        place = match.start()
        before = text[place - 1] if place > start else " "
        after = text[place + 1] if place + 1 < end else " "
        if opened is not None and place - opened > _SINGLE_MOST:
            opened = None
        if _blank(before) and after.isalnum() and match.group() != "’":
            opened = place
        elif opened is not None and not before.isspace() and not after.isalnum() and not _possessive(text, place, end):
            yield from _quotation(text, _Mark(opened, opened + 1, "open"), place, place + 1, closed=True)
            opened = None


def _possessive(text: str, place: int, end: int) -> bool:
    """Whether the mark at `place` is the apostrophe of a plural ("the allies' demands") with the closing mark still to come."""
    if text[place - 1] != "s" or not re.match(r"\s[a-z]", text[place + 1 : place + 3]):
        return False
    return any(not text[m.start() - 1].isspace() for m in re.compile(r"[’'](?!\w)").finditer(text, place + 1, end))
