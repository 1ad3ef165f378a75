"""Attributions by a trained network: cues first, then for each cue the part that every word around it plays.

A sentence encoder reads windows of whole sentences with their signs; a small head scores the words from `BEFORE` words before
each cue to `AFTER` words after it. Trained on PolNeAR, whose conventions the spans follow (`train/README.md`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from standoff.reading.attribution_page import Found
from standoff.reading.attribution_signs import PAIR_SIGNS, WORD_SIGNS, Signs, View, pair_signs
from standoff.reading.attribution_windows import Window, windows
from standoff.reading.networks import Array, batches, network, padded
from standoff.reading.wordpieces import CLOSE, OPEN

BEFORE, AFTER = 64, 128
LABELS = 7
"""None, then first and further words of a source, a cue and a content."""
SOURCE, CUE, CONTENT = 1, 3, 5
_CELLS = 400  # word pieces that go through the network together: six times as many take a seventh longer, out of the cache
_NEVER = -1e9
# What it takes to begin a piece of content, in log odds: a second piece is more often spurious than missed. Chosen, like the
# likelihood from which a cue counts, on the development split of PolNeAR.
_BEGIN = 1.5
# A further word of a part follows only on a word of the same part.
_MAY_FOLLOW = np.array([[to in (0, 1, 3, 5) or at in (to, to - 1) for to in range(LABELS)] for at in range(LABELS)])


@dataclass(frozen=True, slots=True, eq=False)
class _Cue:
    """A cue and how the words `start`:`end` of the page relate to it; `shift` is the place of `start` in the rows of the head."""

    anchor: int
    start: int
    end: int
    shift: int
    about: Array
    towards: Array
    score: float


def around(anchor: int, cut: Window) -> tuple[int, int, int]:
    """The words of the window that are scored towards the cue word `anchor`, and their shift in a row of the head."""
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


def by_network(view: View, least: float) -> list[Found]:
    """The attributions of a page whose cues are at least as likely as `least` (0 to 1), in order of their cues."""
    cues = sorted(_cues(view, least), key=lambda cue: cue.anchor)
    if not cues:
        return []
    rows = _best(_scores(view, cues))
    return [item for cue, row in zip(cues, rows, strict=True) if (item := _found(view, cue, row)) is not None]


def _cues(view: View, least: float) -> list[_Cue]:
    cuts = windows(view.sentence_starts, view.words.first, len(view.words.pieces))
    inputs = [window_inputs(view, cut) for cut in cuts]
    logit = float(np.log(least / (1 - least)))
    found: list[_Cue] = []
    for batch in batches([len(pieces) for _, pieces, _ in inputs], _CELLS):
        read = network("attribution").run(_filled([inputs[place] for place in batch]))
        for row, place in enumerate(batch):
            found += _cues_of(cuts[place], {name: values[row] for name, values in read.items()}, logit)
    return found


def _filled(inputs: Sequence[tuple[Signs, Signs, Signs]]) -> dict[str, Array]:
    pieces = padded([row.tolist() for _, row, _ in inputs])
    signs = np.zeros((*pieces.shape, len(WORD_SIGNS)), dtype=np.int64)
    for row, (_, _, one) in enumerate(inputs):
        signs[row, : len(one)] = one
    return {"pieces": pieces, "signs": signs, "first": padded([first.tolist() for first, _, _ in inputs])}


def _cues_of(cut: Window, read: dict[str, Array], logit: float) -> list[_Cue]:
    own = np.arange(cut.own_start, cut.own_end)
    found = []
    for anchor in own[read["cue"][own - cut.start] >= logit].tolist():
        start, end, shift = around(anchor, cut)
        about = read["about"][start - cut.start : end - cut.start]
        at = anchor - cut.start
        found.append(_Cue(anchor, start, end, shift, about, read["towards"][at], float(read["cue"][at])))
    return found


def _scores(view: View, cues: Sequence[_Cue]) -> Array:
    """The scores of all labels for each cue and each word around it; words that are not there can only be none."""
    length, wide = BEFORE + AFTER, cues[0].about.shape[1]
    about = np.zeros((len(cues), length, wide), dtype=np.float32)
    signs = np.zeros((len(cues), length, len(PAIR_SIGNS)), dtype=np.int64)
    there = np.zeros((len(cues), length), dtype=np.float32)
    for row, cue in enumerate(cues):
        words = slice(cue.shift, cue.shift + cue.end - cue.start)
        about[row, words] = cue.about
        signs[row, words] = pair_signs(view, cue.anchor, np.arange(cue.start, cue.end))
        there[row, words] = 1
    towards = np.stack([cue.towards for cue in cues])
    scores = network("attribution_roles").run({"about": about, "towards": towards, "signs": signs, "there": there})["roles"]
    scores[there == 0, 1:] = _NEVER
    scores[:, :, CONTENT] -= _BEGIN
    return scores


def _best(scores: Array) -> Signs:
    """The best row of labels for each cue in which no part goes on that was not begun (Viterbi)."""
    rows, length, _ = scores.shape
    steps = np.where(_MAY_FOLLOW, 0.0, _NEVER)
    came = np.zeros(scores.shape, dtype=np.int64)
    total = scores[:, 0] + steps[0]
    for place in range(1, length):
        ways = total[:, :, None] + steps
        came[:, place] = ways.argmax(axis=1)
        total = ways.max(axis=1) + scores[:, place]
    labels = np.zeros((rows, length), dtype=np.int64)
    labels[:, -1] = total.argmax(axis=1)
    for place in range(length - 1, 0, -1):
        labels[:, place - 1] = came[np.arange(rows), place, labels[:, place]]
    return labels


def _found(view: View, cue: _Cue, row: Signs) -> Found | None:
    labels = row[cue.shift : cue.shift + cue.end - cue.start]
    pieces = [_with_marks(view, piece) for piece in _pieces(view, cue, labels, CONTENT)]
    if not pieces:
        return None
    start, end = view.words.bounds[cue.anchor]
    own = [piece for piece in _pieces(view, cue, labels, CUE) if piece[0] <= start < piece[1]]
    sources = _pieces(view, cue, labels, SOURCE)
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


def _pieces(view: View, cue: _Cue, labels: Signs, part: int) -> list[tuple[int, int]]:
    """The stretches of words of one part, in code points."""
    found: list[tuple[int, int]] = []
    for place in np.flatnonzero((labels == part) | (labels == part + 1)).tolist():
        start, end = view.words.bounds[cue.start + place]
        if labels[place] == part + 1 and found:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
