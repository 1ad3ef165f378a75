"""Events: which mentions tell of one act, meeting or measure, grouped from the pairs that speak for it.

The grouping is agglomerative, the surest pair first. Two groups become one only where their cores agree: the first few
mentions of each, every one compared with every one of the other. So a round-up, or one vague mention, bridges nothing.
It depends on the mentions alone, not on the order in which articles came in.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from standoff.relating.events_index import Pair
from standoff.relating.events_match import compare, score
from standoff.relating.events_mentions import Placed

# Mentions of a group that a newcomer is compared with.
CORE = 8
# Two cores agree where the mean verdict of their pairs reaches this: the best CoNLL F1 on the development half
# of MEANTIME (-0.8: .002 less, 0: .005 less).
LEAST_MEAN = -0.4
# A verdict counts no more than this in the mean, either way.
MOST, LEAST = 4.0, -4.0

Ends = frozenset[int]


@dataclass
class _Grouping:
    """Groups of mentions by number while they are being joined."""

    placed: Mapping[int, Placed]
    apart: Collection[Ends]
    members: dict[int, list[int]] = field(default_factory=dict)
    home: dict[int, int] = field(default_factory=dict)
    scores: dict[Ends, float] = field(default_factory=dict)

    def of(self, number: int) -> int:
        """The group of a mention, by itself if it is in none."""
        if number not in self.home:
            self.home[number] = number
            self.members[number] = [number]
        return self.home[number]

    def join(self, a: int, b: int) -> None:
        """Make one group of two."""
        for one in self.members[b]:
            self.home[one] = a
        self.members[a] += self.members.pop(b)

    def forbidden(self, a: int, b: int) -> bool:
        """Whether people told a mention of one group from one of the other."""
        return bool(self.apart) and any(frozenset((x, y)) in self.apart for x in self.members[a] for y in self.members[b])

    def agree(self, a: int, b: int) -> bool:
        """Whether the cores of two groups tell of one event."""
        least = LEAST_MEAN * min(len(self.members[a]), CORE) * min(len(self.members[b]), CORE)
        total = 0.0
        for x in self.members[a][:CORE]:
            for y in self.members[b][:CORE]:
                found = self.score(x, y)
                if found == -math.inf:
                    return False
                total += max(LEAST, min(MOST, found))
        return total >= least

    def score(self, a: int, b: int) -> float:
        """The score of two mentions, made where the index did not bring them together."""
        ends = frozenset((a, b))
        if ends not in self.scores:
            self.scores[ends] = score(self.placed[a], self.placed[b])
        return self.scores[ends]


def group(
    placed: Mapping[int, Placed], pairs: Iterable[Pair], same: Iterable[Ends] = (), apart: Collection[Ends] = ()
) -> tuple[tuple[int, ...], ...]:
    """The groups of more than one mention, each with its surest first; `same` and `apart` are what people judged."""
    grouping = _Grouping(placed, apart)
    for ends in same:
        a, b = (grouping.of(number) for number in sorted(ends, key=lambda one: placed[one].mention.id))
        if a != b:
            grouping.join(a, b)
    ordered = [pair for pair in pairs if pair.a in placed and pair.b in placed]
    grouping.scores.update((frozenset((pair.a, pair.b)), pair.score) for pair in ordered)
    for pair in sorted(ordered, key=lambda pair: (-pair.score, *sorted((placed[pair.a].mention.id, placed[pair.b].mention.id)))):
        first, second = sorted((pair.a, pair.b), key=lambda one: placed[one].mention.id)
        a, b = grouping.of(first), grouping.of(second)
        if a != b and not grouping.forbidden(a, b) and grouping.agree(a, b):
            grouping.join(a, b)
    return tuple(tuple(members) for members in grouping.members.values() if len(members) > 1)


def why_joined(placed: Mapping[int, Placed], group: Iterable[int]) -> dict[int, tuple[int, str]]:
    """For each mention but the first: the earlier one of its group that it matches best, and the reason in words."""
    found: dict[int, tuple[int, str]] = {}
    before: list[int] = []
    for number in group:
        if before:
            best = max(before[:CORE], key=lambda one: (score(placed[one], placed[number]), -before.index(one)))
            found[number] = best, compare(placed[best], placed[number]).reason
        before.append(number)
    return found


def alone(placed: Mapping[int, Placed], groups: Iterable[Iterable[int]]) -> tuple[int, ...]:
    """The mentions that stand in no group."""
    taken = {number for members in groups for number in members}
    return tuple(sorted(set(placed) - taken))


def by_article(placed: Iterable[Placed]) -> list[list[Placed]]:
    """Mentions by their articles, in the order in which these come first."""
    found: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        found[one.page.article].append(one)
    return list(found.values())
