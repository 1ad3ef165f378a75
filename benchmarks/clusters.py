"""Scores of groupings: MUC, B3 and CEAFe, whose mean is the CoNLL F1 of coreference.

A grouping is a partition: clusters of mentions, singletons among them. Both sides must hold the same mentions.
Sources: Vilain et al. 1995 (MUC), Bagga and Baldwin 1998 (B3), Luo 2005 (CEAF with the entity similarity phi 4).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

Cluster = frozenset[Hashable]


class Scored(NamedTuple):
    """Precision and recall of one measure."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean, 0 where both are 0."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Conll(NamedTuple):
    """The three measures; `f1` is the mean of their F1."""

    muc: Scored
    b3: Scored
    ceafe: Scored

    @property
    def f1(self) -> float:
        """The CoNLL F1."""
        return (self.muc.f1 + self.b3.f1 + self.ceafe.f1) / 3


def conll(gold: Iterable[Collection[Hashable]], found: Iterable[Collection[Hashable]]) -> Conll:
    """The score of a grouping; raises ValueError where the two do not hold the same mentions, each once."""
    key, response = _partition(gold), _partition(found)
    if _of(key).keys() != _of(response).keys():
        raise ValueError("both groupings must hold the same mentions")
    return Conll(muc(key, response), b_cubed(key, response), ceaf_e(key, response))


def _partition(clusters: Iterable[Collection[Hashable]]) -> tuple[Cluster, ...]:
    kept = tuple(frozenset(cluster) for cluster in clusters if cluster)
    if sum(map(len, kept)) != len(_of(kept)):
        raise ValueError("a mention stands in two clusters")
    return kept


def _of(clusters: Sequence[Cluster]) -> dict[Hashable, int]:
    return {mention: place for place, cluster in enumerate(clusters) for mention in cluster}


def muc(key: Sequence[Cluster], response: Sequence[Cluster]) -> Scored:
    """The share of links that would have to be added to join what belongs together."""
    return Scored(_links(response, key), _links(key, response))


def _links(clusters: Sequence[Cluster], other: Sequence[Cluster]) -> float:
    of = _of(other)
    kept = sum(len(cluster) - len({of[mention] for mention in cluster}) for cluster in clusters)
    return kept / total if (total := sum(len(cluster) - 1 for cluster in clusters)) else 0.0


def b_cubed(key: Sequence[Cluster], response: Sequence[Cluster]) -> Scored:
    """For each mention, how much of its cluster belongs to it, and how much of what belongs to it is there."""
    return Scored(_shares(response, key), _shares(key, response))


def _shares(clusters: Sequence[Cluster], other: Sequence[Cluster]) -> float:
    of = _of(other)
    total = sum(
        number * number / len(cluster) for cluster in clusters for number in Counter(of[mention] for mention in cluster).values()
    )
    return total / count if (count := len(of)) else 0.0


def ceaf_e(key: Sequence[Cluster], response: Sequence[Cluster]) -> Scored:
    """The best one-to-one matching of clusters, each pair worth twice what it shares over the sizes of both."""
    worth = _matched(key, response)
    return Scored(worth / len(response) if response else 0.0, worth / len(key) if key else 0.0)


def _matched(key: Sequence[Cluster], response: Sequence[Cluster]) -> float:
    of = _of(response)
    similar: dict[tuple[int, int], float] = {}
    for place, cluster in enumerate(key):
        for other, number in Counter(of[mention] for mention in cluster).items():
            similar[place, other] = 2 * number / (len(cluster) + len(response[other]))
    return sum(_best(part) for part in _connected(similar))


def _connected(similar: Mapping[tuple[int, int], float]) -> Iterable[dict[tuple[int, int], float]]:
    """The pairs in sets that share no cluster: each set is matched by itself."""
    home: dict[tuple[str, int], tuple[str, int]] = {}

    def root(one: tuple[str, int]) -> tuple[str, int]:
        while home.setdefault(one, one) != one:
            one = home[one]
        return one

    for a, b in similar:
        home[root(("key", a))] = root(("response", b))
    parts: dict[tuple[str, int], dict[tuple[int, int], float]] = defaultdict(dict)
    for (a, b), worth in similar.items():
        parts[root(("key", a))][a, b] = worth
    return parts.values()


def _best(similar: Mapping[tuple[int, int], float]) -> float:
    """The most that a one-to-one matching of these pairs is worth (the Hungarian method)."""
    rows = sorted({a for a, _ in similar})
    columns = sorted({b for _, b in similar})
    if len(rows) > len(columns):
        return _best({(b, a): worth for (a, b), worth in similar.items()})
    if len(rows) == 1:
        return max(similar.values())
    cost = [[-similar.get((a, b), 0.0) for b in columns] for a in rows]
    return -_least_cost(cost)


def _least_cost(cost: Sequence[Sequence[float]]) -> float:
    """The least cost of giving each row a column of its own; there are at least as many columns as rows."""
    height, width = len(cost), len(cost[0])
    by_row, by_column = [0.0] * (height + 1), [0.0] * (width + 1)
    owner, way = [0] * (width + 1), [0] * (width + 1)
    for row in range(1, height + 1):
        owner[0], column = row, 0
        least, used = [float("inf")] * (width + 1), [False] * (width + 1)
        while owner[column]:
            used[column] = True
            here, step, following = owner[column], float("inf"), 0
            for other in range(1, width + 1):
                if used[other]:
                    continue
                rest = cost[here - 1][other - 1] - by_row[here] - by_column[other]
                if rest < least[other]:
                    least[other], way[other] = rest, column
                if least[other] < step:
                    step, following = least[other], other
            for other in range(width + 1):
                if used[other]:
                    by_row[owner[other]] += step
                    by_column[other] -= step
                else:
                    least[other] -= step
            column = following
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    return sum(cost[owner[column] - 1][column - 1] for column in range(1, width + 1) if owner[column])
