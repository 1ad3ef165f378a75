"""How likely the words of a text stand in that order, by counts of words and of pairs of words in undamaged news.

Frequent words count as themselves, rare ones by their ending, names and numbers as such. The score of a place is the logarithm
of how often its word was seen after the one before over how often it would be by chance, if it is below zero: two frequent words
that never meet are the mark of a missing, moved or wrong word. All in numpy, over the whole article at once.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_ALPHA, IS_SPACE, IS_TITLE, IS_UPPER, LIKE_NUM, LOWER, ORTH, SUFFIX
from spacy.tokens import Doc

from standoff.codebook.damage import Keys, Ngrams

NAME, NUMBER, BREAK = (np.uint64(n) for n in (1, 2, 3))
SMOOTHING = 1.0  # added to what was seen and to what was expected: one sighting more or less proves nothing
_MIX = tuple(np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xFF51AFD7ED558CCD))
_ATTRIBUTES = [ORTH, LOWER, SUFFIX, IS_TITLE, IS_UPPER, LIKE_NUM, IS_SPACE, IS_ALPHA]
_SHIFT = np.uint64(29)
_HALF = np.uint64(32)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """The tokens of a Doc as columns; white space is left out but for line ends. `place` is the token's index in the Doc."""

    place: NDArray[np.int64]
    lower: Keys
    classes: Keys
    title: NDArray[np.bool_]
    alpha: NDArray[np.bool_]


def row_of(doc: Doc, frequent: Keys) -> Row:
    """The columns of `doc`, with each token's class."""
    table = doc.to_array(_ATTRIBUTES).astype(np.uint64)
    broken = np.fromiter(("\n" in token.text for token in doc if token.is_space), dtype=bool)
    keep = table[:, 6] == 0
    keep[np.flatnonzero(~keep)[broken]] = True
    table = table[keep]
    orth, lower, suffix = table[:, 0], table[:, 1], table[:, 2]
    title, upper, number, space, alpha = (table[:, column] > 0 for column in range(3, 8))
    words = np.where(upper & ~title, orth, lower)
    return Row(np.flatnonzero(keep), lower, _classes(words, suffix, title | upper, number, space, frequent), title, alpha)


def _classes(words: Keys, suffix: Keys, capital: Any, number: Any, space: Any, frequent: Keys) -> Keys:
    classes = np.where(member(words, frequent), words, np.where(capital, NAME, suffix))
    classes = np.where(number, NUMBER, classes)
    return np.where(space, BREAK, classes)


def member(keys: Keys, among: Keys) -> NDArray[np.bool_]:
    """Which of `keys` are in the sorted array `among`."""
    if not len(among):
        return np.zeros(len(keys), dtype=bool)
    place = np.minimum(np.searchsorted(among, keys), len(among) - 1)
    return np.asarray(among[place] == keys)


def gram_hashes(classes: Keys, length: int) -> NDArray[np.uint32]:
    """The hash of every run of `length` classes, in order."""
    size = max(len(classes) - length + 1, 0)
    mixed = np.full(size, length, dtype=np.uint64)
    for step in range(length):
        mixed = (mixed ^ classes[step : step + size]) * _MIX[step]
        mixed ^= mixed >> _SHIFT
    return np.asarray((mixed * _MIX[3]) >> _HALF).astype(np.uint32)


def _counts(model: Ngrams, hashes: NDArray[np.uint32]) -> Floats:
    place = np.minimum(np.searchsorted(model.grams, hashes), len(model.grams) - 1)
    return np.where(model.grams[place] == hashes, model.counts[place], 0.0).astype(np.float64)


def surprises(classes: Keys, model: Ngrams) -> Floats:
    """For each class how unlikely (0 and below) it is after the one before."""
    found = np.zeros(len(classes))
    if len(classes) > 1:
        one, two = _counts(model, gram_hashes(classes, 1)), _counts(model, gram_hashes(classes, 2))
        found[1:] = _log_ratio(two, one[:-1] * one[1:] / model.total)
    return np.minimum(found, 0.0)


def _log_ratio(seen: Floats, expected: Floats) -> Floats:
    return np.log((seen + SMOOTHING) / (expected + SMOOTHING))
