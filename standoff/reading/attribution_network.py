"""Attributions by a trained network: cues first, then for each cue the part that every word around it plays.

A sentence encoder reads windows of whole sentences with their signs; a small head scores the words from `BEFORE` words before
each cue to `AFTER` words after it, and the likeliest row of parts is taken as a whole. Trained on PolNeAR, whose conventions the
spans follow (`train/README.md`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from standoff.reading.attribution_chain import CONTENT, CUE, FIRST, LAST, ONLY, SOURCE, chance, likeliest
from standoff.reading.attribution_page import Found
from standoff.reading.attribution_signs import PAIR_SIGNS, WORD_SIGNS, Signs, View, pair_signs, ruled_by
from standoff.reading.attribution_windows import Window, windows
from standoff.reading.networks import Array, batches, network
from standoff.reading.wordpieces import CLOSE, OPEN

BEFORE, AFTER = 64, 128
# Nineteen attributions in twenty lie within so many words of their cue: these are read first, and more only where what is found
# comes so close to an end of them. Half the cost of reading all.
_NEAR_BEFORE, _NEAR_AFTER, _CLOSE_TO_END = 40, 60, 3
_ROWS = 8  # cues whose words are scored together: more take longer, out of the cache
_NEVER = -1e4
# What it takes to begin a piece of content, in log odds: a second piece is more often spurious than missed. Chosen on half of the
# development split of PolNeAR.
_BEGIN = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class _Cue:
    """A cue and how the words `start`:`end` of the page relate to it."""

    anchor: int
    start: int
    end: int
    about: Array
    towards: Array
    score: float

    def near(self) -> "_Cue":
        """The same with only the nearer words."""
        start, end = max(self.start, self.anchor - _NEAR_BEFORE), min(self.end, self.anchor + _NEAR_AFTER)
        return replace(self, start=start, end=end, about=self.about[start - self.start : end - self.start])


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """A cue, the labels of the words around it, and how likely it is (0 to 1) that it is one and that its content is this."""

    cue: _Cue
    labels: Signs
    sure: float


def around(anchor: int, cut: Window) -> tuple[int, int, int]:
    """The words of the window that are scored towards the cue word `anchor`, and the place of the first in a row of them all."""
    start, end = max(cut.start, anchor - BEFORE), min(cut.end, anchor + AFTER)
    return start, end, start - (anchor - BEFORE)


def window_inputs(view: View, cut: Window) -> tuple[Signs, Signs, Signs]:
    """The place of each word's first piece, the pieces, and the signs of each piece."""
    firsts = (*view.words.first, len(view.words.pieces))
    left, right = firsts[cut.start], firsts[cut.end]
    first = np.array(firsts[cut.start : cut.end + 1], dtype=np.int64) - left + 1
    pieces = np.array((OPEN, *view.words.pieces[left:right], CLOSE), dtype=np.int64)
    signs = np.zeros((len(pieces), len(WORD_SIGNS)), dtype=np.int64)
    signs[1:-1] = np.repeat(view.signs[cut.start : cut.end], np.diff(first), axis=0)
    return first[:-1], pieces, signs


def by_network(view: View, least: float, sure: float = 0.0, *, beside: bool = False) -> list[Found]:
    """The attributions of a page, in order of their cues.

    Kept are those whose cue is at least as likely as `least`, and cue with content as likely as `sure` (0 to 1); `beside` leaves
    out those with a cue that the rules found too.
    """
    cues = sorted(_cues(view, least), key=lambda cue: cue.anchor)
    if beside:
        cues = [cue for cue in cues if ruled_by(view, cue.anchor) is None]
    near = _rows(view, [cue.near() for cue in cues])
    wide = {place for place, (cue, row) in enumerate(zip(cues, near, strict=True)) if _wants_more(cue, row)}
    again = iter(_rows(view, [cues[place] for place in sorted(wide)]))
    rows = [next(again) if place in wide else row for place, row in enumerate(near)]
    return [item for row in rows if row.sure >= sure and (item := _found(view, row)) is not None]


def _wants_more(cue: _Cue, row: _Row) -> bool:
    """Whether what is found comes close to an end of the words read, and there are more."""
    left, right = row.labels[:_CLOSE_TO_END].any(), row.labels[-_CLOSE_TO_END:].any()
    return bool((left and row.cue.start > cue.start) or (right and row.cue.end < cue.end))


def _cues(view: View, least: float) -> list[_Cue]:
    logit = float(np.log(least / (1 - least)))
    found: list[_Cue] = []
    for cut in windows(view.sentence_starts, view.words.first, len(view.words.pieces)):
        first, pieces, signs = window_inputs(view, cut)
        # One window at a time: the graph has no mask for what stands beyond the end of a shorter one.
        read = network("attribution").run({"pieces": pieces[None], "signs": signs[None], "first": first[None]})
        found += _cues_of(cut, {name: values[0] for name, values in read.items()}, logit)
    return found


def _cues_of(cut: Window, read: dict[str, Array], logit: float) -> list[_Cue]:
    own = np.arange(cut.own_start, cut.own_end)
    found = []
    for anchor in own[read["cue"][own - cut.start] >= logit].tolist():
        start, end, _ = around(anchor, cut)
        about = read["about"][start - cut.start : end - cut.start]
        at = anchor - cut.start
        found.append(_Cue(anchor, start, end, about, read["towards"][at], float(read["cue"][at])))
    return found


def _rows(view: View, cues: Sequence[_Cue]) -> list[_Row]:
    """The labels of each cue's words, in the order of `cues`."""
    found: dict[int, _Row] = {}
    for batch in batches([cue.end - cue.start for cue in cues], _ROWS * (BEFORE + AFTER)):
        scores = _scores(view, [cues[place] for place in batch])
        labels = likeliest(scores)
        right = chance(scores, labels, CONTENT)
        for place, row, share in zip(batch, labels, right.tolist(), strict=True):
            cue = cues[place]
            found[place] = _Row(cue, row[: cue.end - cue.start], share / (1 + float(np.exp(-cue.score))))
    return [found[place] for place in range(len(cues))]


def _scores(view: View, cues: Sequence[_Cue]) -> Array:
    """The scores of all labels for each cue and each word around it; words that are not there can only be none."""
    length, wide = max(cue.end - cue.start for cue in cues), cues[0].about.shape[1]
    about = np.zeros((len(cues), length, wide), dtype=np.float32)
    signs = np.zeros((len(cues), length, len(PAIR_SIGNS)), dtype=np.int64)
    there = np.zeros((len(cues), length), dtype=np.float32)
    for row, cue in enumerate(cues):
        words = slice(0, cue.end - cue.start)
        about[row, words] = cue.about
        signs[row, words] = pair_signs(view, cue.anchor, np.arange(cue.start, cue.end))
        there[row, words] = 1
    towards = np.stack([cue.towards for cue in cues])
    scores = network("attribution_roles").run({"about": about, "towards": towards, "signs": signs, "there": there})["roles"]
    scores[:, :, [CONTENT + FIRST, CONTENT + ONLY]] -= _BEGIN
    scores[there == 0, 0], scores[there == 0, 1:] = 0, _NEVER
    return scores


def _found(view: View, row: _Row) -> Found | None:
    pieces = [_with_marks(view, piece) for piece in _pieces(view, row, CONTENT)]
    if not pieces:
        return None
    start, end = view.words.bounds[row.cue.anchor]
    own = [piece for piece in _pieces(view, row, CUE) if piece[0] <= start < piece[1]]
    sources = _pieces(view, row, SOURCE)
    source = min(sources, key=lambda piece: abs(piece[0] - start)) if sources else None
    return Found(
        cue=own[0] if own else (start, end),
        source=source,
        pieces=tuple(pieces),
        quoted=(False,) * len(pieces),
        anchor=start,
        doubts=() if source is not None else ("no_source_found",),
    )


def _with_marks(view: View, piece: tuple[int, int]) -> tuple[int, int]:
    """The piece with both marks of a quotation that it has all the words of."""
    start, end = piece
    text = view.page.context.text
    last, first = view.page.quotation_at(end - 1), view.page.quotation_at(start)
    if last is not None and last.closed and start <= last.left and not any(map(str.isalnum, text[end : last.right])):
        end = max(end, last.right)
    if first is not None and first.end <= end and not any(map(str.isalnum, text[first.left : start])):
        start = first.left
    return start, end


def _pieces(view: View, row: _Row, part: int) -> list[tuple[int, int]]:
    """The stretches of words of one part, in code points."""
    bounds = view.words.bounds[row.cue.start : row.cue.end]
    begins = np.flatnonzero((row.labels == part + FIRST) | (row.labels == part + ONLY)).tolist()
    ends = np.flatnonzero((row.labels == part + LAST) | (row.labels == part + ONLY)).tolist()
    return [(bounds[left][0], bounds[right][1]) for left, right in zip(begins, ends, strict=True)]
