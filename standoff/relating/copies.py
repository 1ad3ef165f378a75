"""Copies: two texts are compared by the word 5-grams that they share.

Method: winnowing (Schleimer, Wilkerson and Aiken 2003) picks the 5-grams that an index keeps, so that any run of
`WINDOW` + 4 shared words is met; whether two texts belong together is then decided on all their 5-grams.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

Verdict = Literal["joined", "rewrite", "template", "boilerplate"]
KEPT_APART: tuple[Verdict, ...] = ("template", "boilerplate")  # pairs that share much and have no origin in common

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


class Pair(NamedTuple):
    """Two texts by their numbers, with what they share, where, how many quotations, and what follows from it."""

    a: int
    b: int
    verdict: Verdict
    overlap: Overlap
    place: Place
    quotations: int
