"""Stories: which articles tell of one thing, from the pairs that are told alike; nothing is joined but to a story's core.

Star clustering (Aslam, Pelekhov and Rus 2004) over verified pairs, with one more demand: whoever joins a star must agree
with half of those who have joined it, so that a round-up, which is told like several stories, holds none of them together.
The grouping depends on the pairs alone. A pair's likeness depends on which articles were known when the later one came.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations

from standoff.core.ids import content_id
from standoff.relating.stories_index import TOLD_ALIKE, Evidence, Likeness
from standoff.relating.stories_tables import ApartFor, Join, KeptApart, Story, Thread, ThreadWay

# Whoever joins must agree (at least AGREEING) with this share of those that have joined. Less of it gives the triples of
# BASIL one point of F1 more; their sets have no round-ups in them.
AGREES_WITH = 0.5
MOST_THREADS = 3
Two = frozenset[int]


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What is known of an article apart from its words: its name, its title, when it came out, and the key of its origin."""

    id: str
    name: str
    title: str = ""
    earliest: dt.date | None = None
    latest: dt.date | None = None
    origin: str = ""

    @property
    def order(self) -> tuple[dt.date, dt.date, str]:
        """By publication, those without a date last."""
        return self.earliest or dt.date.max, self.latest or dt.date.max, self.name

    @property
    def order_and_id(self) -> tuple[dt.date, dt.date, str]:
        """By publication, then by the article's id, which is the same under any name."""
        return self.earliest or dt.date.max, self.latest or dt.date.max, self.id


@dataclass(frozen=True, kw_only=True)
class Said:
    """What people said of articles by number: pairs of one story, and pairs of two."""

    same: frozenset[Two] = frozenset()
    apart: frozenset[Two] = frozenset()


NOTHING_SAID = Said()


@dataclass
class _Graph:
    """The articles that are told alike, and those that at least agree."""

    alike: dict[int, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    agree: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    apart: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, told: Mapping[int, Telling], pairs: Iterable[Likeness], said: Said, least: float) -> "_Graph":
        graph = cls()
        for pair in pairs:
            if pair.a in told and pair.b in told and not pair.form and frozenset((pair.a, pair.b)) not in said.apart:
                graph._add(pair.a, pair.b, pair.score, least)
        for two in said.apart:
            a, b = sorted(two)
            graph.apart[a].add(b)
            graph.apart[b].add(a)
        return graph

    def _add(self, a: int, b: int, score: float, least: float) -> None:
        self.agree[a].add(b)
        self.agree[b].add(a)
        if score >= least:
            self.alike[a][b] = self.alike[b][a] = score

    def welcomes(self, one: int, members: Collection[int]) -> bool:
        """Whether an article agrees with enough of those that have joined, and is judged apart from none."""
        agreeing = sum(other in self.agree[one] for other in members)
        return agreeing >= AGREES_WITH * len(members) and self.apart[one].isdisjoint(members)

    def star(self, core: int, taken: Collection[int]) -> list[int]:
        """Those that would join this core, the most alike first."""
        members: list[int] = []
        for one in sorted(self.alike[core], key=lambda one: (-self.alike[core][one], one)):
            if one not in taken and self.welcomes(one, members):
                members.append(one)
        return members


def group(
    told: Mapping[int, Telling], pairs: Iterable[Likeness], said: Said = NOTHING_SAID, least: float = TOLD_ALIKE
) -> dict[int, tuple[int, ...]]:
    """The stars of more than one article: each core with those that joined it, the most alike first."""
    graph = _Graph.of(told, pairs, said, least)
    sizes = {one: graph.star(one, ()) for one in graph.alike}
    ranked = sorted(
        sizes,
        key=lambda one: (
            told[one].earliest is None,  # what has no date is told like things of many days: it leads where nothing else can
            -len(sizes[one]),
            -sum(graph.alike[one][other] for other in sizes[one]),
            told[one].id,
        ),
    )
    core_of: dict[int, int] = {}
    stars: dict[int, list[int]] = {}
    for one in ranked:
        if one not in core_of and (members := graph.star(one, core_of)):
            stars[one] = members
            core_of |= dict.fromkeys((one, *members), one)
    return _settled(graph, stars, core_of)


def _settled(graph: _Graph, stars: Mapping[int, Sequence[int]], core_of: Mapping[int, int]) -> dict[int, tuple[int, ...]]:
    """The stars when everybody has gone to the core that they are most alike to, of those that welcome them."""
    found: dict[int, list[int]] = {core: [] for core in stars}
    for one, own in core_of.items():
        if one == own:
            continue
        others = [core for core in graph.alike[one] if core in stars and core != own]
        open_ = [core for core in others if graph.welcomes(one, (core, *stars[core])) and core not in graph.apart[one]]
        found[max((own, *open_), key=lambda core: (graph.alike[one][core], core == own, -core))].append(one)
    ranked = {core: sorted(members, key=lambda one: (-graph.alike[core][one], one)) for core, members in found.items()}
    return {core: tuple(members) for core, members in ranked.items() if members}


def _joined_as_judged(stars: Mapping[int, Sequence[int]], said: Said) -> dict[int, tuple[int, ...]]:
    """The stars with what people hold to be one story in one: likeness gives way to what was judged."""
    groups = {core: [core, *members] for core, members in stars.items()}
    of = {one: core for core, members in groups.items() for one in members}
    apart = {(a, b) for two in said.apart for a, b in permutations(two)}
    for a, b in sorted(tuple(sorted(two)) for two in said.same):
        if of.setdefault(a, a) == of.setdefault(b, b):
            continue
        joining, kept = groups.pop(of[b], [b]), groups.setdefault(of[a], [a])
        kept[:] = [one for one in kept if one == a or (one, b) not in apart]
        kept += [one for one in joining if one == b or all((one, other) not in apart for other in kept)]
        of |= dict.fromkeys(kept, of[a])
    return {members[0]: tuple(members[1:]) for members in groups.values() if len(members) > 1}


def find_stories(
    told: Mapping[int, Telling], pairs: Iterable[Likeness], said: Said = NOTHING_SAID, least: float = TOLD_ALIKE
) -> tuple[Story, ...]:
    """The stories of more than one article, those of most origins first."""
    pairs = tuple(pair for pair in pairs if pair.a in told and pair.b in told)
    stars = _joined_as_judged(group(told, pairs, said, least), said)
    build = _Build(told, stars, pairs, said, least)
    stories = [build.story(core) for core in stars]
    return tuple(sorted(stories, key=lambda one: (-one.origins, -len(one.articles), one.earliest or dt.date.max, one.id)))


class _Build:
    """Stories out of stars, with the evidence of each join, what was kept apart, and the threads between them."""

    def __init__(
        self,
        told: Mapping[int, Telling],
        stars: Mapping[int, tuple[int, ...]],
        pairs: Iterable[Likeness],
        said: Said,
        least: float,
    ) -> None:
        self.told, self.stars, self.said, self.least = told, stars, said, least
        self.core_of = {one: core for core, members in stars.items() for one in (core, *members)}
        self.ids = {core: content_id("story", min(told[one].order_and_id for one in (core, *stars[core]))[-1]) for core in stars}
        self.by_ends: dict[Two, Likeness] = {}
        self.across: dict[int, list[tuple[int, Likeness]]] = defaultdict(list)
        for pair in pairs:
            self.by_ends[frozenset((pair.a, pair.b))] = pair
            for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
                if one in self.core_of and self.core_of[one] != self.core_of.get(other):
                    self.across[self.core_of[one]].append((one, pair))

    def story(self, core: int) -> Story:
        """The story around a core."""
        members = self.stars[core]
        ordered = sorted((self.told[one] for one in (core, *members)), key=lambda one: one.order)
        return Story(
            id=self.ids[core],
            title=self.told[core].title,
            articles=tuple(one.name for one in ordered),
            origins=len({one.origin or one.id for one in ordered}),
            core=self.told[core].name,
            earliest=min((one.earliest for one in ordered if one.earliest), default=None),
            latest=max((one.latest for one in ordered if one.latest), default=None),
            joins=tuple(self._join(core, one) for one in members),
            apart=tuple(self._apart(core)),
            threads=self._threads(core),
        )

    def _join(self, core: int, one: int) -> Join:
        pair = self.by_ends.get(frozenset((core, one)))
        alike = pair is not None and not pair.form and pair.score >= self.least
        evidence = pair.evidence if pair is not None else Evidence()
        shared = {name: getattr(evidence, name) for name in ("days_apart", "actors", "names", "dates", "words")}
        return Join(
            article=self.told[one].name,
            of=self.told[core].name,
            score=pair.score if pair is not None else 0.0,
            **shared,
            reason=reason_of(evidence) if alike else "people judged that they are of one story",
        )

    def _apart(self, core: int) -> Iterator[KeptApart]:
        """The articles that are told like one of the story, or as the same form, and are not of it."""
        for one, pair in self.across[core]:
            other = pair.b if one == pair.a else pair.a
            why = self._why_apart(pair, one, other, core)
            if why is not None:
                yield KeptApart(article=self.told[one].name, other=self.told[other].name, why=why, reason=APART[why])

    def _why_apart(self, pair: Likeness, one: int, other: int, core: int) -> ApartFor | None:
        if frozenset((one, other)) in self.said.apart:
            return "judged"
        if pair.form:
            return "form"
        return "disagreeing" if one == core and pair.score >= self.least else None

    def _threads(self, core: int) -> tuple[Thread, ...]:
        best: dict[int, tuple[int, Likeness]] = {}
        for one, pair in self.across[core]:
            own = self.core_of.get(pair.b if one == pair.a else pair.a)
            if own is None or pair.form or frozenset((pair.a, pair.b)) in self.said.apart:
                continue
            if own not in best or pair.score > best[own][1].score:
                best[own] = one, pair
        ranked = sorted(best.items(), key=lambda item: (-item[1][1].score, self.ids[item[0]]))[:MOST_THREADS]
        return tuple(self._thread(core, own, one, pair) for own, (one, pair) in ranked)

    def _thread(self, core: int, own: int, one: int, pair: Likeness) -> Thread:
        return Thread(
            story=self.ids[own],
            way=_way(self._days(core), self._days(own)),
            article=self.told[one].name,
            other=self.told[pair.b if one == pair.a else pair.a].name,
            score=pair.score,
            reason=reason_of(pair.evidence),
        )

    def _days(self, core: int) -> tuple[dt.date | None, dt.date | None]:
        """When the first article of a star came out, at the latest, and the last one, at the earliest."""
        those = [self.told[one] for one in (core, *self.stars[core])]
        firsts = [one.latest for one in those if one.earliest and one.latest]
        lasts = [one.earliest for one in those if one.earliest and one.latest]
        return min(firsts, default=None), max(lasts, default=None)


def _way(own: tuple[dt.date | None, dt.date | None], other: tuple[dt.date | None, dt.date | None]) -> ThreadWay:
    """Whether a story begins after the other's beginning: by the days on which both surely were told."""
    if own[0] is None or other[0] is None or own[0] == other[0]:
        return "beside"
    return "goes on from" if other[0] < own[0] else "goes on in"


APART: dict[ApartFor, str] = {
    "form": "one title filled in twice: they differ in numbers and days",
    "disagreeing": "told like the core, but unlike most of the others that are, or more like another story's core",
    "judged": "people judged that they are of two stories",
}


def reason_of(evidence: Evidence) -> str:
    """What two articles share, in words."""
    kinds = (
        ("actors", evidence.actors),
        ("names", evidence.names),
        ("days spoken of", evidence.dates),
        ("words", evidence.words),
    )
    shared = "; ".join(f"{kind} {', '.join(some)}" for kind, some in kinds if some)
    return f"both have {shared}; {days_words(evidence.days_apart)}"


def days_words(apart: int | None) -> str:
    """How far apart two articles came out, in words."""
    if apart is None:
        return "one of them has no date"
    return "out on the same day" if apart == 0 else f"out {apart} day{'s' if apart > 1 else ''} apart"
