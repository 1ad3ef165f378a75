"""The words that damaged sentences are known by, and word sequences of undamaged news: `damage.yaml` and `damage.npz`."""

import io
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from standoff.codebook.files import load
from standoff.core.errors import CodebookError

NGRAMS = "damage.npz"
Keys = NDArray[np.uint64]


class _DamageFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    abbreviations: str
    lower_starts: str
    doubling: str
    openers: str
    foreign: str
    disclaimers: tuple[str, ...]
    weights: dict[str, float]
    threshold: float
    kept: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DamageWords:
    """The word lists as sets, `disclaimers` as one pattern; `weights`, `threshold` and `kept` as the file explains them."""

    abbreviations: frozenset[str]
    lower_starts: frozenset[str]
    doubling: frozenset[str]
    openers: frozenset[str]
    foreign: frozenset[str]
    disclaimers: re.Pattern[str]
    weights: dict[str, float]
    threshold: float
    kept: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ngrams:
    """Counts of word sequences in undamaged news; all arrays of keys are sorted.

    `frequent`: spaCy's hashes of the words that are kept as words. `grams`: hashes of classes and of two in a row with
    `counts` beside them. `known`: hashes of the words seen in lower case, `uncapitalised` those never capitalised there.
    """

    frequent: Keys
    grams: NDArray[np.uint32]
    counts: NDArray[np.float32]
    known: Keys
    uncapitalised: Keys
    total: float


@cache
def damage_words() -> DamageWords:
    """The word lists and weights; raises CodebookError where the file breaks its rules."""
    raw = load("damage.yaml", _DamageFile)
    if not (0 < raw.threshold < 1 and 0 < raw.kept <= 1):
        raise CodebookError("damage.yaml: threshold and kept are shares between 0 and 1")
    try:
        disclaimers = re.compile("|".join(f"(?:{one})" for one in raw.disclaimers), re.IGNORECASE)
    except re.error as error:
        raise CodebookError(f"damage.yaml: a disclaimer is no regular expression: {error}") from error
    return DamageWords(
        abbreviations=frozenset(raw.abbreviations.split()),
        lower_starts=frozenset(raw.lower_starts.split()),
        doubling=frozenset(raw.doubling.split()),
        openers=frozenset(raw.openers.split()),
        foreign=frozenset(raw.foreign.split()),
        disclaimers=disclaimers,
        weights=raw.weights,
        threshold=raw.threshold,
        kept=raw.kept,
    )


@cache
def ngrams() -> Ngrams:
    """The word sequences, loaded once a process (about 1 MB); raises CodebookError where the file is not what it should be."""
    raw = files("standoff.codebook").joinpath("data", NGRAMS).read_bytes()
    try:
        with np.load(io.BytesIO(raw), allow_pickle=False) as stored:
            return unpacked({name: stored[name] for name in stored.files})
    except (ValueError, KeyError, OSError) as error:
        raise CodebookError(f"{NGRAMS} is damaged ({error}): install Standoff again") from error


def unpacked(stored: dict[str, NDArray[Any]]) -> Ngrams:
    """The counts as stored: hashes as differences, counts as eighths of their logarithm to the base 2."""
    return Ngrams(
        frequent=stored["frequent"],
        grams=np.cumsum(stored["gram_steps"], dtype=np.uint32),
        counts=np.exp2(stored["levels"].astype(np.float32) / 8),
        known=stored["known"],
        uncapitalised=stored["uncapitalised"],
        total=float(stored["total"]),
    )
