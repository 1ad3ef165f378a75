"""Copies: two texts are compared by the word 5-grams that they share.

Method: winnowing (Schleimer, Wilkerson and Aiken 2003) picks the 5-grams that an index keeps, so that any run of
`WINDOW` + 4 shared words is met; whether two texts belong together is then decided on all their 5-grams.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

METHOD = "words5-1"  # stamped on what is kept, so that another method's fingerprints are never mixed with these
GRAM = 5  # words; what newsrooms and the literature on reuse compare by
# 5-grams of which one is kept. At 8, every run of 12 shared words meets, and the index holds 2 of 9 of the 5-grams.
WINDOW = 8
# A text joins another where this share of the shorter one's 5-grams stands in the other. The silver pairs of
# Reuters-21578 were drawn by the same bound; a Jaccard index of one half implies it.
LEAST_SHARE = 0.6
# Fewer shared 5-grams than this are a formula, not a text: so many has the shortest of the silver pairs (15 words), and
# so many in a row are surely met by the index.
LEAST_SHARED = 8
# Candidates whose kept 5-grams meet less often than this share of the smaller set are not worth comparing.
LEAST_MET = 0.15
# Scripts that put no space between words count by the character.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_MIX = np.uint64(0x9E3779B97F4A7C15)
_FINAL = np.uint64(0xBF58476D1CE4E5B9)
_HALF = np.uint64(32)


def words_of(text: str) -> list[str]:
    """The words of a text as copies are compared by: lower case, without punctuation, width forms made alike."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return WORD.findall(text.lower())


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with these spans (code points, such as noise) blanked to one space each."""
    kept, place = [], 0
    for start, end in sorted(spans):
        kept.append(text[place : max(place, start)])
        place = max(place, end)
    kept.append(text[place:])
    return " ".join(kept)


@dataclass(frozen=True, eq=False)
class Print:
    """A text as its sequence of hashed words (32 bits each); equal words have equal hashes on any machine."""

    words: NDArray[np.uint32]

    @classmethod
    def of(cls, text: str) -> "Print":
        """The print of a text whose noise has been taken out."""
        words = words_of(text)
        return cls(np.fromiter(map(crc32, map(_encoded, words)), np.uint32, len(words)))

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
        count = len(self.words) - GRAM + 1
        if count <= 0:
            return np.empty(0, np.uint64)
        words = self.words.astype(np.uint64)
        grams = words[:count].copy()
        for place in range(1, GRAM):
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


def _encoded(word: str) -> bytes:
    return word.encode("utf-8", "surrogatepass")


def _sorted_distinct(hashes: Hashes) -> Hashes:
    ordered = np.sort(hashes)
    if len(ordered) < 2:
        return ordered
    keep = np.empty(len(ordered), bool)
    keep[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=keep[1:])
    return ordered[keep]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share: how many 5-grams, and which share of each text's own that is (0 to 1)."""

    shared: int
    share_a: float
    share_b: float

    @property
    def joined(self) -> bool:
        """Whether so much of the shorter text stands in the other that one was made from the other or both from a third."""
        return self.shared >= LEAST_SHARED and self.most >= LEAST_SHARE

    @property
    def most(self) -> float:
        """The share of the text that has more of it in the other."""
        return max(self.share_a, self.share_b)

    @property
    def least(self) -> float:
        """The share of the text that has less of it in the other."""
        return min(self.share_a, self.share_b)


NOTHING = Overlap(0, 0.0, 0.0)


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


def least_met(a: int, b: int) -> int:
    """How many kept 5-grams two texts that keep `a` and `b` of them must have in common to be worth comparing."""
    return max(1, int(LEAST_MET * min(a, b)))


@dataclass(frozen=True, slots=True)
class Place:
    """Where shared 5-grams stand in each text: the longest run in words, and for either text the middle nine tenths.

    Places count words from 0, ends exclusive; `opens_a` says whether the shared part takes in the opening of `a`.
    """

    run: int
    a: tuple[int, int]
    b: tuple[int, int]
    opens_a: bool
    opens_b: bool


NOWHERE = Place(0, (0, 0), (0, 0), opens_a=False, opens_b=False)
OPENING = 30  # words: a lead paragraph


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
