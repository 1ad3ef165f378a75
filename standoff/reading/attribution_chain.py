"""Rows of labels for the words around a cue: which label may follow which, and the likeliest row as a whole.

Each part (source, cue, content) has four labels: the first, a further and the last word of a piece, and a piece of one word.
"""

import numpy as np

from standoff.reading.attribution_signs import Signs
from standoff.reading.networks import Array

PARTS = 3
LABELS = 1 + 4 * PARTS
"""None, then first, further, last and only word of a source, a cue and a content."""
SOURCE, CUE, CONTENT = 1, 5, 9
FIRST, FURTHER, LAST, ONLY = range(4)
_OPEN = tuple(part + step for part in (SOURCE, CUE, CONTENT) for step in (FIRST, FURTHER))
_GOES_ON = tuple(part + step for part in (SOURCE, CUE, CONTENT) for step in (FURTHER, LAST))


def _may_follow() -> Array:
    table = np.zeros((LABELS, LABELS), dtype=np.float32)
    for at in range(LABELS):
        for to in range(LABELS):
            same = (at - 1) // 4 == (to - 1) // 4
            table[at, to] = same if at in _OPEN and to in _GOES_ON else at not in _OPEN and to not in _GOES_ON
    return table


MAY_FOLLOW = _may_follow()
"""1 where the label of a column may follow that of a row; what may follow none may begin a row, and none may follow its end."""


_NEVER = -1e9
_PARTS = np.array((SOURCE, CUE, CONTENT))


def likeliest(scores: Array) -> Signs:
    """The best row of labels that could be (Viterbi) for each row of `scores` [rows, words, labels], in log odds."""
    free, opened = _heights(scores)
    rows = np.arange(len(scores))
    labels = np.zeros(scores.shape[:2], dtype=np.int64)
    alone = _alone(scores)
    begins = free[:, :-1, None] + scores[:, :, _PARTS + FIRST] >= opened[:, :-1] + scores[:, :, _PARTS + FURTHER]
    last = opened[:, :-1] + scores[:, :, _PARTS + LAST]
    closing = last.argmax(2)
    closes = last.max(2) > free[:, :-1] + alone.max(2)
    single = np.array([0, *(_PARTS + ONLY)])[alone.argmax(2)]
    inside = np.full(len(scores), -1)  # the part within which the walk from the end to the beginning stands
    for place in range(scores.shape[1] - 1, -1, -1):
        within = inside >= 0
        first = within & begins[rows, place, inside]
        closed = ~within & closes[:, place]
        labels[:, place] = np.where(
            within,
            _PARTS[inside] + np.where(first, FIRST, FURTHER),
            np.where(closed, _PARTS[closing[:, place]] + LAST, single[:, place]),
        )
        inside = np.where(first, -1, np.where(closed, closing[:, place], inside))
    return labels


def _alone(scores: Array) -> Array:
    """The scores of the labels that stand for themselves: none, and a piece of one word of each part."""
    found: Array = scores[:, :, [0, *(_PARTS + ONLY)]]
    return found


def _heights(scores: Array) -> tuple[Array, Array]:
    """For each place the best score of what stands before it, where no piece is open there, and where one of each part is."""
    alone = _alone(scores).max(2)
    free = np.zeros((len(scores), scores.shape[1] + 1), dtype=np.float64)
    opened = np.full((*free.shape, PARTS), _NEVER)
    first, further, last = (scores[:, :, _PARTS + step] for step in (FIRST, FURTHER, LAST))
    for place in range(scores.shape[1]):
        left, within = free[:, place], opened[:, place]
        free[:, place + 1] = np.maximum(left + alone[:, place], (within + last[:, place]).max(1))
        opened[:, place + 1] = np.maximum(left[:, None] + first[:, place], within + further[:, place])
    return free, opened


def chance(scores: Array, labels: Signs, part: int) -> Array:
    """How likely it is (0 to 1), for each row, that `labels` has the very pieces of one part, whatever the others are."""
    every = np.arange(LABELS)
    of_part = (every >= part) & (every < part + 4)
    own = (labels >= part) & (labels < part + 4)
    kept = np.where(own[:, :, None], every == labels[:, :, None], ~of_part)
    found: Array = np.exp(_total(np.where(kept, scores, _NEVER)) - _total(scores))
    return found


def _total(scores: Array) -> Array:
    """The log of the sum over all rows that could be (the forward algorithm, each step scaled so that none grows too small)."""
    top = scores.max(axis=2, keepdims=True).astype(np.float64)
    weights = np.exp(scores - top)
    total, ahead = top.sum(axis=(1, 2)), MAY_FOLLOW[0] * weights[:, 0]
    for place in range(1, scores.shape[1]):
        share = ahead.sum(axis=1, keepdims=True)
        total += np.log(share[:, 0])
        ahead = (ahead / share) @ MAY_FOLLOW * weights[:, place]
    found: Array = total + np.log((ahead * MAY_FOLLOW[:, 0]).sum(axis=1))
    return found
