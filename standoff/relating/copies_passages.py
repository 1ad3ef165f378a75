"""Sentences that one text took over from another, though the two are no copies: a round-up tells them as others told them.

Method: two texts that the index of 5-grams brings together are compared sentence by sentence, by their words. A sentence that
is all quotation counts only beside another: two reporters hear the same words.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from unicodedata import is_normalized

from standoff.relating.copies import words_of

LEAST_MET = 2  # picked 5-grams in common from which two texts are compared by their sentences
MOST_COMPARED = 16  # texts that one text is compared with so
LEAST_WORDS, LEAST_OWN = 8, 5  # of a sentence, and of its words outside quotation marks
SHORTER, LONGER = 0.8, 0.6  # of either sentence in common at its beginning or end: one may have a dateline in front
ROUND_UP = 3
_NO_WORDS: tuple[tuple[str, ...], int] = ((), 0)
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")


class Line(NamedTuple):
    """A sentence: its bounds (code points), its words, and how many of them it does not quote."""

    start: int
    end: int
    words: tuple[str, ...]
    own: int


class Shared(NamedTuple):
    """One sentence in both of two texts, by its bounds (code points) in `a` and in `b`."""

    a: tuple[int, int]
    b: tuple[int, int]


def lines_of(sentences: Iterable[tuple[int, int, str]]) -> tuple[Line, ...]:
    """The sentences (start, end, text) of a text in their order; short ones, which anybody may write, have no words."""
    return tuple(Line(start, end, *_words(text)) for start, end, text in sentences)


def lines_with(runs: Iterable[Sequence[str]], sentences: Iterable[tuple[int, int, str]]) -> tuple[Line, ...]:
    """The same, but none has words where it is plain to see that it holds none of these runs of words: most do not."""
    telling = {max(run, key=len) for run in runs}
    return tuple(Line(start, end, *(_words(text) if _may_hold(text, telling) else _NO_WORDS)) for start, end, text in sentences)


def _may_hold(text: str, words: Iterable[str]) -> bool:
    """Whether a text may hold one of these words; where its letters have other widths or forms, that is not plain to see."""
    if not is_normalized("NFKC", text):
        return True
    low = text.lower()
    return any(word in low for word in words)


@lru_cache(maxsize=2**13)  # an article is compared with many of its own story, one after the other
def _words(text: str) -> tuple[tuple[str, ...], int]:
    """The words of a sentence, none of a short one, and how many of them it does not quote."""
    words = tuple(words_of(text))
    return (words, len(words_of(_QUOTED.sub(" ", text)))) if len(words) >= LEAST_WORDS else _NO_WORDS


def shared_lines(a: Sequence[Line], b: Sequence[Line]) -> tuple[Shared, ...]:
    """The sentences that stand in both texts."""
    edges: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, line in enumerate(b):
        if line.words:
            for edge in {line.words[:LEAST_WORDS], line.words[-LEAST_WORDS:]}:
                edges[edge].append(place)
    met = [
        (one, other)
        for one, line in enumerate(a)
        if line.words
        for other in sorted({place for edge in _edges(line) for place in edges.get(edge, ())})
        if _is_one(line.words, b[other].words)
    ]
    sure = {(one, other) for one, other in met if min(a[one].own, b[other].own) >= LEAST_OWN}
    kept = sorted(two for two in met if two in sure or not sure.isdisjoint(_beside(*two)))
    return tuple(Shared((a[one].start, a[one].end), (b[other].start, b[other].end)) for one, other in kept)


def edges_of(lines: Iterable[Line]) -> set[tuple[str, ...]]:
    """The words that sentences begin and end with, as many as another sentence must share with one of them to be the same."""
    found = set()
    for words in (line.words for line in lines if line.words):
        length = max(LEAST_WORDS, math.ceil(LONGER * len(words)))
        found |= {words[:length], words[-length:]}
    return found


def _edges(line: Line) -> tuple[tuple[str, ...], ...]:
    return line.words[:LEAST_WORDS], line.words[-LEAST_WORDS:]


def _beside(one: int, other: int) -> Iterator[tuple[int, int]]:
    yield from ((one - 1, other - 1), (one + 1, other + 1))


def _is_one(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two sentences are one but for what one has in front of it or behind."""
    both = max(_run(a, b), _run(a[::-1], b[::-1]))
    return both >= SHORTER * min(len(a), len(b)) and both >= LONGER * max(len(a), len(b))


def _run(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    return next((place for place, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), min(len(a), len(b)))


@dataclass(frozen=True)
class Passage:
    """A stretch of one article (code points) that stands in another too, where it begins at `at`."""

    start: int
    end: int
    other: str
    at: int


@dataclass(frozen=True)
class Passages:
    """What articles, by name, have in common with others, and which of two took it over: the one that has more from others."""

    held: Mapping[str, Sequence[Passage]]
    parts: Mapping[str, int]

    @classmethod
    def of(cls, shared: Iterable[tuple[str, str, Sequence[Shared]]]) -> "Passages":
        """Those of each two articles with the sentences that both have."""
        held: dict[str, list[Passage]] = defaultdict(list)
        for a, b, lines in shared:
            held[a] += (Passage(*line.a, b, line.b[0]) for line in lines)
            held[b] += (Passage(*line.b, a, line.a[0]) for line in lines)
        return cls(dict(held), {name: len(_apart(some)) for name, some in held.items()})

    def source(self, article: str, place: int) -> str:
        """The article that what stands at a place of an article was taken over from; itself where it was not."""
        best = article
        for one in self.held.get(article, ()):
            if one.start <= place < one.end and self._rank(one.other) < self._rank(best):
                best = one.other
        return best

    def round_ups(self) -> frozenset[str]:
        """The articles of which ROUND_UP parts or more stand in as many other articles."""
        return frozenset(name for name, number in self.parts.items() if number >= ROUND_UP)

    def _rank(self, article: str) -> tuple[int, str]:
        return self.parts.get(article, 0), article


def _apart(held: Sequence[Passage]) -> list[set[int]]:
    """The parts of an article that stand in others, by where they begin: what stands in a text and its copy is one."""
    found: list[set[int]] = []
    for other in dict.fromkeys(one.other for one in held):
        part = {one.start for one in held if one.other == other}
        meeting = [some for some in found if not some.isdisjoint(part)]
        found = [some for some in found if some not in meeting] + [part.union(*meeting)]
    return found
