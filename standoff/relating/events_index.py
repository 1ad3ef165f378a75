"""Which mentions known may be of one event with a new one: by index, never by a scan.

The algorithm is here, once; a shelf keeps the index: in memory (`MemoryShelf`), or in the record's tables.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import combinations
from typing import NamedTuple, Protocol

from standoff.relating.events_match import Seen, is_narrow, may_be_one, score
from standoff.relating.events_mentions import Placed

# Of the mentions that stand under one key, so many of the first and so many of the last are looked at: those that the
# event was first told by, and those around the new one. Bounds the work where thousands tell of one thing.
ENDS = 12
# Mentions compared with a new one, those that share most keys with it first.
MOST_COMPARED = 32
# Pairs of mentions of one kind within an article that are compared at most: all of them up to some 140 mentions, which is
# far more than news articles have.
MOST_OWN_PAIRS = 20_000
# Pairs that score no more than this are not kept: no group can come of them.
KEPT = -0.4
MOST_KEYS = 32
# Mentions of one article that stand in the index: far more than news articles have, and a bound where a text has thousands.
MOST_INDEXED = 400
# A key's upper bits are its period, so that what an article puts into the index lies together in a large record, not all over
# it; 19 bits hold the periods of ten thousand years, and the whole stays a positive number of 64 bits.
HASH_BITS = 44
MOST_ACTORS = 4
MOST_WORDS = 4
# Days of a period. What has a time, its own day or else that of its article, stands in its period, and asks for those within
# so many days of it and for what has none. Of 20 to 90 days and reaches of 15 to 45, over 2,725 articles of eight years, these
# find 5 in 100 pairs more than asking for all times at once beside each week did, at a third fewer mentions to look at: the
# first and the last of all times are mostly of other events.
PERIOD = 60
REACH = 30
# In place of a period: what has any time or none, and what has none. No event of a record lies in the first months of the year 1.
ANY, NONE = 0, 1


class Pair(NamedTuple):
    """Two mentions, by number, that may be of one event: above 0 the more so the more."""

    a: int
    b: int
    score: float


class Shelf(Protocol):
    """Where the index is kept. Mentions go by numbers, given in the order of their arrival."""

    def holders(self, keys: Sequence[int], ends: int) -> Mapping[int, Sequence[int]]:
        """Who stands under each of these keys: the first and the last `ends` of them."""

    def glimpses(self, numbers: Sequence[int]) -> Mapping[int, Seen]:
        """What rules most of these mentions out."""

    def placed(self, numbers: Sequence[int]) -> Mapping[int, Placed]:
        """These mentions."""


def match(shelf: Shelf, new: Mapping[int, Placed]) -> tuple[Pair, ...]:
    """The pairs of the mentions of one article, with each other and with those known."""
    pairs = [Pair(a, b, score(new[a], new[b])) for a, b in _own_pairs(new)]
    asked = {number: asked_of(new[number]) for number in sorted(new)[:MOST_INDEXED]}
    holders = shelf.holders(sorted({key for some in asked.values() for key in some}), ENDS)
    met = {number: _met(some, holders, set(new)) for number, some in asked.items()}
    seen = shelf.glimpses(sorted({one for some in met.values() for one in some}))
    open_ = {
        number: [one for one in others if one in seen and may_be_one(seen[one], new[number].mention)]
        for number, others in met.items()
    }
    known = shelf.placed(sorted({one for some in open_.values() for one in some}))
    for number, others in open_.items():
        article = new[number].page.article
        pairs += [
            Pair(one, number, score(known[one], new[number]))
            for one in others
            if one in known and known[one].page.article != article
        ]
    return tuple(sorted(pair for pair in pairs if pair.score > KEPT))


def _own_pairs(new: Mapping[int, Placed]) -> Iterator[tuple[int, int]]:
    """Each two mentions of one kind in an article; of thousands only those near each other, so that no text costs too much."""
    families: dict[str, list[int]] = defaultdict(list)
    for number in sorted(new):
        families[new[number].mention.family].append(number)
    for numbers in families.values():
        near = MOST_OWN_PAIRS // len(numbers)
        for place, one in enumerate(numbers):
            yield from ((one, other) for other in numbers[place + 1 : place + 1 + near])


def _met(keys: Sequence[int], holders: Mapping[int, Sequence[int]], own: set[int]) -> list[int]:
    counted = Counter(one for key in keys for one in holders.get(key, ()) if one not in own)
    return sorted(counted, key=lambda one: (-counted[one], one))[:MOST_COMPARED]


def index_keys(new: Mapping[int, Placed]) -> dict[int, tuple[int, ...]]:
    """The keys under which the index is to hold the mentions of one article."""
    return {number: keys_of(new[number]) for number in sorted(new)[:MOST_INDEXED]}


def keys_of(placed: Placed) -> tuple[int, ...]:
    """The keys under which a mention stands in the index: its kind, with two of its actors, its place, a figure or its words.

    Each stands with every period in which the event may lie, or with none, and with any.
    """
    time = _time(placed)
    return _keys(placed, [ANY, *(_periods(time, 0) if time else [NONE])])


def asked_of(placed: Placed) -> tuple[int, ...]:
    """The keys that the index is asked for about a mention: those of about its time and of none; where it has none, of any."""
    time = _time(placed)
    return _keys(placed, [NONE, *_periods(time, REACH)] if time else [ANY])


def _keys(placed: Placed, periods: Sequence[int]) -> tuple[int, ...]:
    keys = []
    for what in _facts(placed):
        fact = _hash(placed.mention.family, what)
        keys += [period << HASH_BITS | fact for period in periods]
    return tuple(dict.fromkeys(keys))[:MOST_KEYS]


def _facts(placed: Placed) -> Iterator[str]:
    mention = placed.mention
    actors = sorted(mention.actors | {f"person {name}" for name in mention.persons})[:MOST_ACTORS]
    yield from (f"{a} {b}" for a, b in combinations(actors, 2))
    if len(actors) == 1:
        yield actors[0]
    if mention.place is not None:
        yield f"at {mention.place}"
    yield from (f"number {figure}" for figure in sorted(mention.figures)[:MOST_WORDS])
    yield from (f"word {word}" for word in sorted(mention.own, key=lambda word: (-len(word), word))[:MOST_WORDS])


def _time(placed: Placed) -> tuple[dt.date, dt.date] | None:
    """The days of the event, or else those on which its article came out; None where neither says when."""
    for window in (placed.mention.day, (placed.page.earliest, placed.page.latest)):
        if window is not None and is_narrow(window):
            first, last = window
            return (first, last) if first and last else None
    return None


def _periods(time: tuple[dt.date, dt.date], reach: int) -> range:
    """The periods of these days and of so many days around them, by number."""
    first, last = (day.toordinal() for day in time)
    return range(max(0, first - reach) // PERIOD + 2, (last + reach) // PERIOD + 3)


def _hash(*parts: str) -> int:
    """A number of `HASH_BITS` bits."""
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - HASH_BITS)


@dataclass
class MemoryShelf:
    """An index in this process's memory, for comparisons that need no record; articles come in any order."""

    mentions: dict[int, Placed] = field(default_factory=dict)
    pairs: list[Pair] = field(default_factory=list)
    _holders: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, article: Sequence[Placed]) -> None:
        """Put the mentions of one article on the shelf, with the pairs that they make."""
        first = len(self.mentions)
        new = dict(enumerate(article, first))
        self.pairs += match(self, new)
        self.mentions |= new
        for number, keys in index_keys(new).items():
            for key in keys:
                self._holders[key].append(number)

    def holders(self, keys: Sequence[int], ends: int) -> Mapping[int, Sequence[int]]:
        """Who stands under each of these keys."""
        kept = {key: self._holders[key] for key in keys if key in self._holders}
        return {key: some if len(some) <= 2 * ends else some[:ends] + some[-ends:] for key, some in kept.items()}

    def glimpses(self, numbers: Sequence[int]) -> Mapping[int, Seen]:
        """What rules most of these mentions out."""
        return {number: self.mentions[number].mention for number in numbers}

    def placed(self, numbers: Sequence[int]) -> Mapping[int, Placed]:
        """These mentions."""
        return {number: self.mentions[number] for number in numbers}
