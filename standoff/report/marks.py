"""An article's stored text as HTML: lines, sentences, noise and evidence as properly nested elements.

Whatever overlaps is cut where it crosses, so that the markup nests and its text is the stored text, code point for
code point. Controls that would turn the direction of reading stand alone, where they turn nothing.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape


class Mark(NamedTuple):
    """An element over start:end (code points); `target` is its HTML id, borne by its first piece only."""

    start: int
    end: int
    tag: str
    css: str
    target: str = ""
    title: str = ""


# What HTML cannot hold: controls but tab and line feed (a form feed ends nothing here), lone surrogates, non-characters.
_UNHOLDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def holdable(text: str) -> str:
    """The text with each code point that HTML cannot hold as U+FFFD, so that offsets stay true."""
    return _UNHOLDABLE.sub("\ufffd", text)


# Controls that turn the direction of reading for all that follows: bidirectional embeddings, overrides and isolates.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def turning_marks(text: str) -> list[Mark]:
    """A mark on each control that turns the direction of reading; alone in its element, it turns nothing and can be shown."""
    return [
        Mark(at, at + 1, "span", "turner", title=f"{unicodedata.name(text[at]).lower()}, not obeyed here")
        for at in (found.start() for found in _TURNING.finditer(text))
    ]


def marked_text(text: str, marks: Iterable[Mark]) -> Markup:
    """The text as one paragraph a line, with its marks; line feeds stay between the paragraphs."""
    ordered = sorted(
        (mark for mark in (*marks, *turning_marks(text)) if mark.start < mark.end),
        key=lambda mark: (mark.start, -mark.end, mark.tag == "mark"),
    )
    pieces: list[Markup] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line:
            inside = [mark for mark in ordered if mark.start < end and start < mark.end]
            pieces.append(Markup("<p>{}</p>").format(_line(text, start, end, inside)))
        else:
            pieces.append(Markup(""))
        start = end + 1
    return Markup("\n").join(pieces)


def excerpts(text: str, marks: Sequence[Mark], windows: Iterable[tuple[int, int]]) -> Markup:
    """Only these parts of the text (code points) with their marks, and between them how much is left out."""
    pieces: list[Markup] = []
    at = 0
    for start, end in (*_apart(windows), (len(text), len(text))):
        if start - at:
            pieces.append(Markup('<p class="gap">[… {} characters left out …]</p>').format(f"{start - at:,}"))
        inside = [_within(mark, start, end) for mark in marks if mark.start < end and start < mark.end]
        pieces.append(marked_text(text[start:end], inside))
        at = end
    return Markup("\n").join(piece for piece in pieces if piece)


def _apart(windows: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same parts in order, those that touch as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(windows):
        if found and start <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def _within(mark: Mark, start: int, end: int) -> Mark:
    """The mark in the part from `start` to `end`; one that begins before it bears no id there."""
    return mark._replace(
        start=max(mark.start, start) - start, end=min(mark.end, end) - start, target=mark.target if mark.start >= start else ""
    )


def _line(text: str, start: int, end: int, marks: Sequence[Mark]) -> Markup:
    """One line, by walking its bounds: at each, what ends is closed (and what it crossed reopened), what begins opened."""
    bounds = sorted({start, end, *(b for m in marks for b in (m.start, m.end) if start < b < end)})
    written: list[Markup] = []
    stack: list[Mark] = []
    for place, (here, there) in enumerate(pairwise(bounds)):
        keep = [mark for mark in stack if mark.end > here]
        same = next((n for n, mark in enumerate(stack) if mark.end <= here), len(stack))
        written += [Markup("</{}>").format(mark.tag) for mark in reversed(stack[same:])]
        written += [_open(mark, first=False) for mark in keep[same:]]
        begun = [mark for mark in marks if mark.start == here or (place == 0 and mark.start < here)]
        written += [_open(mark, first=mark.start == here or _begins_here(text, mark, here)) for mark in begun]
        written.append(escape(holdable(text[here:there])))
        stack = keep + begun
    written += [Markup("</{}>").format(mark.tag) for mark in reversed(stack)]
    return Markup("").join(written)


def _outermost_first(mark: Mark) -> tuple[int, int, bool]:
    return mark.start, -mark.end, mark.tag == "mark"


def _begins_here(text: str, mark: Mark, here: int) -> bool:
    """Whether a mark that starts on an earlier line has nothing but line feeds before this one."""
    return not text[mark.start : here].strip("\n")


def _open(mark: Mark, *, first: bool) -> Markup:
    target = Markup(' id="{}"').format(mark.target) if mark.target and first else Markup("")
    title = Markup(' title="{}"').format(holdable(mark.title)) if mark.title else Markup("")
    return Markup('<{} class="{}"{}{}>').format(mark.tag, mark.css, target, title)
