"""Prints: texts as sequences of hashed words, compared by their 5-grams, all in numpy."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from standoff.relating.copies import GRAM, NOTHING, NOWHERE, OPENING, WINDOW, Overlap, Place, words_of

Hashes = NDArray[np.uint64]
Run = tuple[str, ...]

_ASCII_WORD = re.compile(rb"\w+")
_MIX = np.uint64(0x9E3779B97F4A7C15)
_FINAL = np.uint64(0xBF58476D1CE4E5B9)
_HALF = np.uint64(32)
# Runs wanted are first looked up by so many low bits of their hashes: a search among all of them for each run costs more.
_MARKS = 2**16
_LOW = np.uint64(_MARKS - 1)


@dataclass(frozen=True, eq=False)
class Print:
    """A text as its sequence of hashed words (32 bits each); equal words have equal hashes on any machine."""

    words: NDArray[np.uint32]

    @classmethod
    def of(cls, text: str) -> "Print":
        """The print of a text whose noise has been taken out."""
        words = _encoded_words(text)
        return cls(np.fromiter(map(crc32, words), np.uint32, len(words)))

    @classmethod
    def from_bytes(cls, kept: bytes) -> "Print":
        """The print that `to_bytes` made."""
        return cls(np.frombuffer(kept, "<u4").astype(np.uint32))

    def to_bytes(self) -> bytes:
        """Four bytes a word, little-endian."""
        return self.words.astype("<u4").tobytes()

    @cached_property
    def grams(self) -> Hashes:
        """The hash of every 5-gram, in the order of the text."""
        return self.runs(GRAM)

    def runs(self, length: int) -> Hashes:
        """The hash of every run of so many words, in the order of the text."""
        count = len(self.words) - length + 1
        if count <= 0:
            return np.empty(0, np.uint64)
        words = self.words.astype(np.uint64)
        grams = words[:count].copy()
        for place in range(1, length):
            grams *= _MIX
            grams += words[place : place + count]
        grams ^= grams >> _HALF
        grams *= _FINAL
        grams ^= grams >> _HALF
        return grams

    @cached_property
    def distinct(self) -> Hashes:
        """The different 5-grams, sorted."""
        return _sorted_distinct(self.grams)

    @cached_property
    def fingerprint(self) -> Hashes:
        """The 5-grams that an index keeps: the least of every `WINDOW` neighbours."""
        grams = self.grams
        if len(grams) <= WINDOW:
            return grams.min(keepdims=True) if len(grams) else grams
        two = np.minimum(grams[:-1], grams[1:])
        four = np.minimum(two[:-2], two[2:])
        return _sorted_distinct(np.minimum(four[:-4], four[4:]))


def _encoded_words(text: str) -> list[bytes]:
    """The words in UTF-8; cut out of the bytes where every character is one, which is twice as fast."""
    if text.isascii():
        return _ASCII_WORD.findall(text.lower().encode())
    return [word.encode("utf-8", "surrogatepass") for word in words_of(text)]


def _sorted_distinct(hashes: Hashes) -> Hashes:
    ordered = np.sort(hashes)
    if len(ordered) < 2:
        return ordered
    keep = np.empty(len(ordered), bool)
    keep[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=keep[1:])
    return ordered[keep]


def compare(a: Print, b: Print) -> Overlap:
    """How many 5-grams the two texts share, by all their 5-grams."""
    one, other = a.distinct, b.distinct
    if len(one) > len(other):
        one, other = other, one
    if not len(one):
        return NOTHING
    places = np.searchsorted(other, one)
    places[places == len(other)] = 0
    shared = int(np.count_nonzero(other[places] == one))
    return Overlap(shared, shared / len(a.distinct), shared / len(b.distinct))


def with_runs(known: Mapping[int, Print], runs: Iterable[Run], least: int) -> dict[int, set[Run]]:
    """Which of these runs of `least` words or more (as `words_of` gives them) each of the texts known, by number, holds, if any.

    All texts are looked through at once: one after the other costs three times as much.
    """
    by_hash = _by_beginning(runs, least)
    if not by_hash or not known:
        return {}
    numbers, prints = list(known), list(known.values())
    ends = np.cumsum([len(one.words) for one in prints])
    theirs = Print(np.concatenate([one.words for one in prints])).runs(least)
    marked = np.zeros(_MARKS, bool)
    marked[np.fromiter(by_hash, np.uint64, len(by_hash)) & _LOW] = True
    found: dict[int, set[Run]] = {}
    for place in np.flatnonzero(marked[theirs & _LOW]).tolist():
        text = int(np.searchsorted(ends, place, side="right"))
        there = prints[text].words[place - int(ends[text]) :]
        held = {run for run in by_hash.get(int(theirs[place]), ()) if np.array_equal(there[: len(run)], _hashed(run))}
        if held:
            found.setdefault(numbers[text], set()).update(held)
    return found


def _by_beginning(runs: Iterable[Run], least: int) -> dict[int, list[Run]]:
    """The runs by the hash of their first `least` words."""
    long = [run for run in runs if len(run) >= least]
    hashes = Print(_hashed([word for run in long for word in run[:least]])).runs(least)[::least]
    found: dict[int, list[Run]] = {}
    for one, run in zip(hashes.tolist(), long, strict=True):
        found.setdefault(one, []).append(run)
    return found


def _hashed(words: Sequence[str]) -> NDArray[np.uint32]:
    return np.fromiter((crc32(word.encode("utf-8", "surrogatepass")) for word in words), np.uint32, len(words))


def locate(a: Print, b: Print) -> Place:
    """Where what the two texts share stands in them."""
    if not len(a.grams) or not len(b.grams):
        return NOWHERE
    order = np.argsort(b.grams, kind="stable")
    ordered = b.grams[order]
    found = np.searchsorted(ordered, a.grams)
    found[found == len(ordered)] = 0
    held = ordered[found] == a.grams
    there = order[found]
    if not held.any():
        return NOWHERE
    follows = held[1:] & held[:-1] & (np.diff(there) == 1)
    breaks = np.flatnonzero(~np.concatenate(([False], follows, [False])))
    run = int(np.diff(breaks).max(initial=1)) + GRAM - 1
    at_a, at_b = np.flatnonzero(held), np.sort(there[held])
    return Place(run, _middle(at_a), _middle(at_b), opens_a=bool(held[:OPENING].any()), opens_b=bool((at_b < OPENING).any()))


def _middle(places: NDArray[np.intp]) -> tuple[int, int]:
    """From the first to the last of the places, the outer twentieths left out: a stray formula is no extent."""
    edge = len(places) // 20
    return int(places[edge]), int(places[len(places) - 1 - edge]) + GRAM
