"""What stories are told by: the words of an article with what each weighs, and how alike two articles are by them.

A word weighs more the fewer articles hold it (Spärck Jones 1972), in this record and in the news at large; two articles
are alike by the cosine of their words' weights (Salton and McGill 1983).
"""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import nlargest
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from standoff.codebook.commonness import share_at_large

METHOD = "words-1"  # stamped on what is kept, so that weights made in another way are never mixed with these
# Words that open a text tell most of what it is about: they count twice. On half of BASIL's triples, F1 hardly differs
# between no such bonus, half and double, but stays high over a wider range of thresholds with it.
LEAD = 80  # words
LEAD_BONUS = 2.0
# Words in more articles than this say nothing of what one is about.
MOST_COMMON = 0.25
# The words of a text beyond these, the heaviest, decide nothing: with all of them the figures are the same.
MOST_WORDS = 200
# The news at large counts like so many articles of the record: in a small record it says which words are rare, in a large
# one the record's own counts do, so that the words of its crisis alone join nothing. 500 and 5,000 do as well.
AT_LARGE = 2000
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTER = rf"[^\W\d_{_UNSPACED}]"
_WORD = re.compile(rf"[{_UNSPACED}]+|(?:[A-Z]\.){{2,}}|{_LETTER}+(?:['’-]{_LETTER}+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_OPENS = re.compile(r"(?:^|[.!?:\n])[\s\"'“”‘’(\[]*$")


class Term(NamedTuple):
    """A word of a text: as it is written, how often, whether it is a name there, and whether it stands in the lead."""

    surface: str
    times: int
    name: bool
    lead: bool


def terms_of(text: str) -> dict[str, Term]:
    """The different words of a text (its noise taken out) in lower case; scripts without spaces go by two characters."""
    found: dict[str, list[int]] = {}
    surfaces: dict[str, str] = {}
    text = text if text.isascii() else unicodedata.normalize("NFKC", text)
    for place, (word, surface, capital) in enumerate(_words(text)):
        one = found.setdefault(word, [0, 0, place])
        one[0] += 1
        one[1] += capital
        if capital or word not in surfaces:
            surfaces[word] = surface
    return {word: Term(surfaces[word], n, 2 * capitals > n, place < LEAD) for word, (n, capitals, place) in found.items()}


def _words(text: str) -> list[tuple[str, str, bool]]:
    """Each word in lower case, as it is written, and whether it has a capital that no sentence's start explains."""
    found = []
    for match in _WORD.finditer(text):
        surface = match.group().replace(".", "")
        if not surface[0].isascii() and _WORD.fullmatch(surface) and re.match(f"[{_UNSPACED}]", surface):
            found += [(two, two, False) for two in (surface[at : at + 2] for at in range(max(1, len(surface) - 1)))]
            continue
        bare = _POSSESSIVE.sub("", surface) if "'" in surface or "’" in surface else surface
        if len(bare) > 1:
            capital = bare[0].isupper() and not _OPENS.search(text, max(0, match.start() - 4), match.start())
            found.append((bare.lower(), bare, capital))
    return found


@lru_cache(maxsize=2**16)
def key_of(word: str) -> int:
    """The number under which indexes keep a word: equal words have equal numbers on any machine."""
    return crc32(word.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, eq=False)
class Weights:
    """The heaviest words of a text by their keys, in order, with their weights: a vector of length one."""

    keys: NDArray[np.uint32]
    weights: NDArray[np.float32]

    @classmethod
    def of(cls, weights: Mapping[int, float]) -> "Weights":
        """The vector of these weights."""
        heaviest = sorted(nlargest(MOST_WORDS, weights.items(), key=lambda one: (one[1], one[0])))
        values = np.array([weight for _, weight in heaviest], np.float32)
        length = float(np.sqrt((values * values).sum())) or 1.0
        return cls(np.array([key for key, _ in heaviest], np.uint32), values / np.float32(length))

    @classmethod
    def from_bytes(cls, kept: bytes) -> "Weights":
        """The vector that `to_bytes` made."""
        half = len(kept) // 2
        return cls(np.frombuffer(kept[:half], "<u4").astype(np.uint32), np.frombuffer(kept[half:], "<f4").astype(np.float32))

    def to_bytes(self) -> bytes:
        """Eight bytes a word, little-endian: the keys, then the weights."""
        return self.keys.astype("<u4").tobytes() + self.weights.astype("<f4").tobytes()

    @cached_property
    def heaviest(self) -> tuple[int, ...]:
        """The keys, the heaviest first."""
        return tuple(self.keys[np.lexsort((self.keys, -self.weights))].tolist())

    def shared(self, other: "Weights") -> dict[int, float]:
        """What each word that both hold adds to their likeness."""
        if not len(self.keys) or not len(other.keys):
            return {}
        places = np.searchsorted(other.keys, self.keys)
        places[places == len(other.keys)] = 0
        held = other.keys[places] == self.keys
        products = self.weights[held] * other.weights[places[held]]
        return dict(zip(self.keys[held].tolist(), products.tolist(), strict=True))


def weigh(terms: Mapping[str, Term], articles: int, holding: Callable[[int], int]) -> Weights:
    """The weights of a text's words where the record has so many articles, and `holding` says how many hold a word."""
    weights: dict[int, float] = {}
    for word, term in terms.items():
        key = key_of(word)
        share = (holding(key) + AT_LARGE * share_at_large(word)) / (articles + AT_LARGE)
        if share <= MOST_COMMON:
            weights[key] = (1 + math.log(term.times)) * -math.log(share) * (LEAD_BONUS if term.lead else 1.0)
    return Weights.of(weights)
