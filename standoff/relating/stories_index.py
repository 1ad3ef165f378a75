"""Which articles known tell of the same as a new one: candidates by index, never by a scan; each pair with its evidence.

The algorithm is here, once; a shelf keeps the index: in memory (`MemoryShelf`), or in the record's tables.
"""

import datetime as dt
import math
import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Protocol

import msgspec

from standoff.codebook.world import world
from standoff.relating.stories_words import Term, Weights, key_of, weigh

# Two articles tell of one thing where their likeness in words, lessened by the days between them, is at least this.
# Chosen on one half of BASIL's triples, by event, among 3,000 distractors: F1 there stays above .94 from .12 to .24.
TOLD_ALIKE = 0.18
# Below it down to this, a pair is kept as evidence that two articles agree, and as a thread from one story to the next.
AGREEING = 0.4 * TOLD_ALIKE
# Days in which an event's coverage falls to 1/e: 10 and 40 do nearly as well. Nothing is set side by side beyond so many.
FADES = 20.0
WITHIN = 30
# Where one of the two has no date (or only a window of more days than this), nothing speaks for one time: a lesser likeness.
UNDATED = 0.6
WIDEST = 14
# Fewer shared words than this are a phrase, whatever they weigh.
LEAST_WORDS = 6
# An article is found by its heaviest words: 20, 40 and 60 give the same figures. Each leads to so many articles of its days
# at most, the newest first, and those that share most of them are compared: the work for one article is bounded.
FOUND_BY = 24
MOST_HOLDING = 150
MOST_COMPARED = 64
# Pairs kept for a new article, the best first; and the articles through which further ones are met.
MOST_KEPT = 24
LEADING = 8
# From here on a text is another's copy: its words count once.
COPY = 0.8
SHOWN = 6  # shared words, names, actors and dates that a pair names

_NUMBER = re.compile(
    r"\d+(?:st|nd|rd|th)?|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|fourth|fifth|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|"
    r"december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b",
    re.IGNORECASE,
)


class Days(NamedTuple):
    """A publication window by the ordinals of its first and last day, or no date at all."""

    first: int
    last: int

    @classmethod
    def of(cls, earliest: dt.date | None, latest: dt.date | None) -> "Days | None":
        """The window; None where it is open or so wide that it says nothing."""
        if earliest is None or latest is None or (latest - earliest).days > WIDEST:
            return None
        return cls(earliest.toordinal(), latest.toordinal())

    def apart(self, other: "Days") -> int:
        """The least number of days between the two."""
        return max(0, self.first - other.last, other.first - self.last)


class Outline(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What stories are told by, apart from the weights of words: when it came out, whom and which days it names, its title."""

    days: Days | None = None
    title: str = ""
    actors: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()


class Sheet(NamedTuple):
    """An article on the shelf."""

    weights: Weights
    outline: Outline


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What two articles share: actors by code or name, other names, days that both speak of, words; the days between them.

    `days_apart` is null where one of the two has no date.
    """

    actors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    days_apart: int | None = None


class Likeness(NamedTuple):
    """Two articles by their numbers, how alike they are told (0 to 1), whether as one form filled in twice, and by what."""

    a: int
    b: int
    score: float
    form: bool
    evidence: Evidence


@dataclass(frozen=True)
class Found:
    """What was found about a new article: the pairs that it makes, its weights, its index words, and whether it counts."""

    pairs: tuple[Likeness, ...]
    weights: Weights
    keys: tuple[int, ...]
    counts: bool


class Shelf(Protocol):
    """Where the index is kept. Articles go by numbers, given in the order of their arrival."""

    def articles(self) -> int:
        """How many articles there are, about."""

    def holding(self, keys: Sequence[int]) -> Mapping[int, int]:
        """How many articles hold each of these words; words that none holds are left out."""

    def met(self, keys: Sequence[int], days: Days | None) -> Iterable[tuple[int, int]]:
        """Word and article, for the words by which articles of these days, or without a date, are found."""

    def sheets(self, numbers: Sequence[int]) -> Mapping[int, Sheet]:
        """These articles."""

    def partners(self, numbers: Sequence[int]) -> Iterable[int]:
        """The articles that one of these is told alike with, once for each."""


def match(shelf: Shelf, number: int, terms: Mapping[str, Term], outline: Outline) -> Found:
    """Every known article that tells of the same as the new one, or nearly, and what the index has yet to hold of it."""
    holding = shelf.holding([key_of(word) for word in terms])
    weights = weigh(terms, shelf.articles(), lambda key: holding.get(key, 0))
    keys = weights.heaviest[:FOUND_BY]
    own = dict(zip(weights.keys.tolist(), weights.weights.tolist(), strict=True))
    met: dict[int, float] = defaultdict(float)
    for key, other in shelf.met(keys, outline.days):
        met[other] += own[key]
    often = sorted(met, key=lambda one: (-met[one], -one))[:MOST_COMPARED]
    new = _New(number, terms, weights, outline)
    pairs = new.compared(shelf.sheets(often))
    leading = [pair.a for pair in _best(pairs)[:LEADING] if pair.score >= TOLD_ALIKE]
    if leading:
        hubs = Counter(one for one in shelf.partners(leading) if one not in often)
        hubs.pop(number, None)
        further = sorted(hubs, key=lambda one: (-hubs[one], one))[:MOST_KEPT]
        pairs += new.compared(shelf.sheets(further))
    return Found(tuple(_best(pairs)[:MOST_KEPT]), weights, keys, new.most < COPY)


def _best(pairs: Iterable[Likeness]) -> list[Likeness]:
    return sorted(pairs, key=lambda pair: (-pair.score, pair.a))


@dataclass
class _New:
    """A new article while it is set beside those known; `most` is its greatest likeness in words."""

    number: int
    terms: Mapping[str, Term]
    weights: Weights
    outline: Outline
    most: float = 0.0

    @cached_property
    def surfaces(self) -> dict[int, Term]:
        """The words by their keys."""
        return {key_of(word): term for word, term in self.terms.items()}

    def compared(self, known: Mapping[int, Sheet]) -> list[Likeness]:
        found = (self._beside(number, sheet) for number, sheet in known.items())
        return [pair for pair in found if pair is not None]

    def _beside(self, number: int, sheet: Sheet) -> Likeness | None:
        shared = self.weights.shared(sheet.weights)
        alike = sum(shared.values())
        self.most = max(self.most, alike)
        apart = _days_apart(self.outline.days, sheet.outline.days)
        score = alike * (UNDATED if apart is None else math.exp(-apart / FADES))
        if score < AGREEING or len(shared) < LEAST_WORDS or (apart or 0) > WITHIN:
            return None
        form = one_form(self.outline.title, sheet.outline.title)
        return Likeness(number, self.number, round(score, 4), form, self._evidence(shared, sheet.outline, apart))

    def _evidence(self, shared: Mapping[int, float], other: Outline, apart: int | None) -> Evidence:
        heaviest = [self.surfaces[key] for key in sorted(shared, key=lambda key: (-shared[key], key))]
        actors = tuple(actor for actor in self.outline.actors if actor in other.actors)[:SHOWN]
        told = {word for actor in actors for word in world().names.get(actor, actor).casefold().split()}
        names = [term.surface for term in heaviest if term.name and term.surface.casefold() not in told]
        return Evidence(
            actors=actors,
            names=tuple(names[:SHOWN]),
            dates=tuple(day for day in self.outline.dates if day in other.dates)[:SHOWN],
            words=tuple(term.surface for term in heaviest if not term.name)[:SHOWN],
            days_apart=apart,
        )


def day_of(days: Days | None) -> int:
    """The day under which an index keeps an article: 0 where it has no date."""
    return 0 if days is None else days.first


def spans_of_days(days: Days | None) -> tuple[tuple[int, int], ...]:
    """The days of the index, firsts and lasts, at which an article of these days may find others: those without a date too."""
    if days is None:
        return (0, 0), (1, dt.date.max.toordinal())
    return (0, 0), (days.first - WITHIN - WIDEST, days.last + WITHIN)


def _days_apart(a: Days | None, b: Days | None) -> int | None:
    return None if a is None or b is None else a.apart(b)


def one_form(a: str, b: str) -> bool:
    """Whether two titles are one but for the numbers and days in them ("Day 2", "Day 21"): a series, not one thing told twice."""
    one, other = _NUMBER.sub("#", a.casefold()), _NUMBER.sub("#", b.casefold())
    return one == other and a.casefold() != b.casefold()


@dataclass
class MemoryShelf:
    """An index in this process's memory, for what needs no record; `add` takes articles in the order in which they come."""

    known: list[Sheet] = field(default_factory=list)
    pairs: list[Likeness] = field(default_factory=list)
    _holding: Counter[int] = field(default_factory=Counter)
    _found_by: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    _partners: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, terms: Mapping[str, Term], outline: Outline) -> tuple[Likeness, ...]:
        """Put one more article on the shelf; the pairs that it makes with those already there."""
        number = len(self.known)
        found = match(self, number, terms, outline)
        self.known.append(Sheet(found.weights, outline))
        if found.counts:
            self._holding.update(key_of(word) for word in terms)
        for key in found.keys:
            insort(self._found_by[key], (day_of(outline.days), number))
        for pair in found.pairs:
            if pair.score >= TOLD_ALIKE:
                self._partners[pair.a].append(pair.b)
                self._partners[pair.b].append(pair.a)
        self.pairs += found.pairs
        return found.pairs

    def articles(self) -> int:
        """How many articles there are."""
        return len(self.known)

    def holding(self, keys: Sequence[int]) -> Mapping[int, int]:
        """How many articles hold each of these words."""
        return {key: self._holding[key] for key in keys if key in self._holding}

    def met(self, keys: Sequence[int], days: Days | None) -> Iterable[tuple[int, int]]:
        """Word and article, for the words by which articles are found."""
        for key in keys:
            there = self._found_by.get(key, [])
            for first, last in spans_of_days(days):
                after = bisect_left(there, (last + 1, -1))
                before = bisect_left(there, (first, -1), 0, after)
                yield from ((key, one) for _, one in there[max(before, after - MOST_HOLDING) : after])

    def sheets(self, numbers: Sequence[int]) -> Mapping[int, Sheet]:
        """These articles."""
        return {number: self.known[number] for number in numbers}

    def partners(self, numbers: Sequence[int]) -> Iterable[int]:
        """The articles that one of these is told alike with."""
        return (partner for number in numbers for partner in self._partners.get(number, ()))
