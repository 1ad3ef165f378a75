"""Decided pairs made into what people see: sets of accounts that differ, and series of figures that count one thing.

The grouping is Aslam's star clustering: the claim with most pairs is a core and takes those that were decided with it, then
the next. No chain joins two claims that were not both decided with one core. Every conflict of two claims stands in a set: a
claim that one core took stands in another's too where it is in conflict there.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import msgspec

from standoff.core.ids import content_id
from standoff.relating.conflicts import decide
from standoff.relating.conflicts_deeds import fits, is_bare
from standoff.relating.conflicts_figures import DURATION
from standoff.relating.conflicts_held import NOT_HELD
from standoff.relating.conflicts_tables import (
    Claim,
    Conflict,
    ConflictKind,
    ConflictSide,
    Decision,
    Join,
    Kept,
    Series,
    SeriesPoint,
    Telling,
    Verdict,
)
from standoff.relating.conflicts_words import about, says

SERIOUS: dict[Verdict, int] = {"conflict": 0, "update": 1, "compatible": 2, "same": 3, "different_referent": 4}
_WHOLES, _PARTS = frozenset({"demand", "quotation", "wording"}), frozenset({"time", "figure"})
MOST_APART = 6  # series named as kept apart from one
MOST_LOOKED = 24  # others of the kind that are looked at for that
MOST_JOINS = 60  # decisions told of one set, the serious ones first

Where = str | tuple[str, int]  # an article by its name, or a place (code point) in it
Tally = Callable[[Iterable[Where]], tuple[int, int]]


@dataclass(frozen=True, kw_only=True)
class Told:
    """A claim with every place that tells it: itself and its echoes, each with its article's name."""

    claim: Claim
    places: tuple[tuple[Claim, str], ...]


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """Claims by number, and the decision on each two that were compared."""

    told: Mapping[int, Told]
    decided: Mapping[tuple[int, int], Decision]


class Near:
    """The decisions of one kind, by the claims that they are about; what counts different things is none of them."""

    def __init__(self, decided: Iterable[tuple[tuple[int, int], Decision]]) -> None:
        self.by: dict[int, dict[int, Decision]] = defaultdict(dict)
        for (a, b), one in decided:
            if one.verdict != "different_referent":
                self.by[a][b] = self.by[b][a] = one

    def among(self, numbers: Iterable[int]) -> Iterator[tuple[int, int, Decision]]:
        """Every decision on two of these claims, once."""
        wanted = set(numbers)
        for a in sorted(wanted):
            yield from ((a, b, one) for b, one in self.by.get(a, {}).items() if a < b and b in wanted)


def find_conflicts(pairs: Pairs, tally: Tally) -> tuple[Conflict, ...]:
    """The sets that hold at least one conflict or update, conflicts first, those of most origins first."""
    found: list[Conflict] = []
    pairs = Pairs(told=pairs.told, decided=_without_parts(pairs))
    for kind in dict.fromkeys(one.kind for one in pairs.decided.values()):
        of_kind = {ends: one for ends, one in pairs.decided.items() if one.kind == kind}
        near = Near((_answered(pairs.told, of_kind) if kind == "denial" else of_kind).items())
        stars = _Stars(pairs.told, near).found()
        found += [_conflict(kind, [pairs.told[number] for number in members], members, near, tally) for members in stars]
    whole = [one for one in found if len(one.sides) > 1]
    return tuple(sorted(whole, key=lambda one: (SERIOUS[one.verdict], -one.origins, -len(one.sides), one.about, one.id)))


def _without_parts(pairs: Pairs) -> dict[tuple[int, int], Decision]:
    """Without days and numbers of a demand or a quotation that is told in two ways itself: that is one disagreement, not two."""
    wholes: dict[frozenset[str], list[Claim]] = defaultdict(list)
    for (a, b), one in pairs.decided.items():
        if one.kind in _WHOLES and one.verdict == "conflict":
            ends = pairs.told[a].claim, pairs.told[b].claim
            wholes[frozenset(end.article for end in ends)] += ends

    def is_told(number: int, among: list[Claim]) -> bool:
        claim = pairs.told[number].claim
        return any(one.article == claim.article and one.start < claim.end <= one.end for one in among)

    def is_part(ends: tuple[int, int]) -> bool:
        among = wholes.get(frozenset(pairs.told[end].claim.article for end in ends), [])
        return bool(among) and all(is_told(end, among) for end in ends)

    return {ends: one for ends, one in pairs.decided.items() if one.kind not in _PARTS or not wholes or not is_part(ends)}


def _answered(told: Mapping[int, Told], decided: Mapping[tuple[int, int], Decision]) -> dict[tuple[int, int], Decision]:
    """Without the charges of the same news that a denial was only taken to answer, where it fits another charge."""
    claims = {number: told[number].claim for ends in decided for number in ends}
    fitting = {ends: decided[ends].verdict != "conflict" or fits(claims[ends[0]], claims[ends[1]]) for ends in decided}
    found = {
        number
        for ends, one in decided.items()
        for number in ends
        if one.verdict == "conflict" and fitting[ends] and claims[number].stance == "denied"
    }
    return {ends: one for ends, one in decided.items() if fitting[ends] or found.isdisjoint(ends)}


def find_series(pairs: Pairs, tally: Tally) -> tuple[Series, ...]:
    """The series of two or more points, those of most origins first."""
    near = Near((ends, one) for ends, one in pairs.decided.items() if one.kind == "figure" and _may_be_series(pairs.told, ends))
    stars = _stars(pairs.told, near, wanted=("conflict", "update", "compatible", "same"))
    found = [_series([pairs.told[number] for number in members], members, near, tally) for members in stars]
    cores: dict[tuple[str, str], dict[str, Claim]] = defaultdict(dict)
    for one, members in zip(found, stars, strict=True):
        for key in _kin(pairs.told[members[0]].claim):
            cores[key][one.id] = pairs.told[members[0]].claim
    whole = [_with_apart(one, cores) for one in found if one.articles > 1 or len(one.points) > 1]
    return tuple(sorted(whole, key=lambda one: (-one.origins, -len(one.points), one.counted, one.id)))


def _may_be_series(told: Mapping[int, Told], ends: tuple[int, int]) -> bool:
    """Whether two figures can be points of one series: no lengths of time, and not some with all of them."""
    claims = [told[end].claim for end in ends]
    return len({one.part for one in claims}) == 1 and claims[0].topic != DURATION


def _kin(core: Claim) -> list[tuple[str, str]]:
    """What a series is looked up by to name others of its kind: what is counted, with whose or whom."""
    return [(core.topic, whose) for whose in (*core.party, core.group) if whose]


def _stars(told: Mapping[int, Told], near: Near, wanted: tuple[Verdict, ...]) -> list[tuple[int, ...]]:
    """Each core with the claims decided with it, the core first; what one core took no other takes."""
    taken: set[int] = set()
    stars = []
    for core in _ranked(told, near, wanted):
        if core not in taken:
            members = (core, *sorted(set(near.by[core]) - taken))
            taken.update(members)
            stars.append(members)
    return stars


def _ranked(told: Mapping[int, Told], near: Near, wanted: tuple[Verdict, ...]) -> list[int]:
    """The claims with a decision that is wanted, those with most of them first."""
    telling = {
        number: count for number, others in near.by.items() if (count := sum(one.verdict in wanted for one in others.values()))
    }

    def order(number: int) -> tuple[bool, int, int, str, int]:
        claim = told[number].claim
        return is_bare(claim), -telling[number], -len(near.by[number]), claim.article, claim.start

    return sorted(telling, key=order)


class _Stars:
    """The sets of a kind of conflict on their way."""

    def __init__(self, told: Mapping[int, Told], near: Near) -> None:
        self.told = told
        self.near = near
        self.ranked = _ranked(told, near, ("conflict", "update"))
        self.rank = {number: place for place, number in enumerate(self.ranked)}
        self.taken: set[int] = set()
        self.shown: set[tuple[int, int]] = set()
        self.articles: set[frozenset[str]] = set()

    def found(self) -> list[tuple[int, ...]]:
        """The members of each set, its core first."""
        return [members for core in self.ranked for members in self._of(core)]

    def _of(self, core: int) -> Iterator[tuple[int, ...]]:
        while wanted := self._wanted(core):
            members = (
                core,
                *self._of_one_deed(core, sorted(wanted, key=lambda one: (one not in self.rank, self.rank.get(one, one)))),
            )
            self.taken.update(members)
            shown = [(a, b) for a, b, one in self.near.among(members) if one.verdict == "conflict"]
            self.shown.update(shown)
            self.articles.update(map(self._articles, shown))
            yield members

    def _wanted(self, core: int) -> set[int]:
        """What goes into a set with a core: what no set has, if none has the core, and what is in conflict with it elsewhere."""
        left = self._left(core)
        if core in self.taken:
            return left
        near = self.near.by[core].items()
        serious = {one for one, found in near if found.verdict == "update" and one not in self.taken} | left
        return serious and serious | (self.near.by[core].keys() - self.taken)

    def _left(self, core: int) -> set[int]:
        """Those in conflict with a claim beside which no set shows them yet."""
        near = self.near.by[core].items()
        ends = {one: (min(core, one), max(core, one)) for one, found in near if found.verdict == "conflict"}
        return {one for one, pair in ends.items() if pair not in self.shown and not self._told_better(pair)}

    def _told_better(self, pair: tuple[int, int]) -> bool:
        """Whether one of two names no deed, as headlines do, and a set shows their articles against each other already."""
        bare = any(is_bare(self.told[number].claim) for number in pair)
        return bare and self._articles(pair) in self.articles

    def _articles(self, pair: tuple[int, int]) -> frozenset[str]:
        return frozenset(self.told[number].claim.article for number in pair)

    def _of_one_deed(self, core: int, others: Sequence[int]) -> Iterator[int]:
        """Of forecasts, those whose doer and target can be one: one who tells of neither may be set against two deeds."""
        claim = self.told[core].claim
        if claim.slot != "forecast":
            yield from others
            return
        party, target = set(claim.party), set(claim.target)
        for number in others:
            one = self.told[number].claim
            if (party and one.party and party.isdisjoint(one.party)) or (target and one.target and target.isdisjoint(one.target)):
                continue
            party, target = party or set(one.party), target or set(one.target)
            yield number


# --- conflicts ------------------------------------------------------------------------------------------------------


def _conflict(kind: ConflictKind, told: Sequence[Told], numbers: Sequence[int], near: Near, tally: Tally) -> Conflict:
    sides: dict[tuple[object, ...], list[int]] = {}
    for place, one in enumerate(told):
        sides.setdefault(_value(kind, one.claim), []).append(place)
    parted = [some for places in sides.values() for some in _deeds_of(places, told, numbers, near)]
    ordered = sorted(parted, key=lambda places: _order(told[places[0]].claim))
    joins = _joins(ordered, numbers, near, frozenset(n for n, one in zip(numbers, told, strict=True) if is_bare(one.claim)))
    ordered, joins = _without_idle(ordered, joins)
    made = [_side(kind, [told[place] for place in places], tally) for places in ordered]
    tellings = [one for side in made for one in side.tellings]
    origins, articles = tally((one.article, one.start) for one in tellings)
    serious: Verdict = min((join.verdict for join in joins), key=lambda verdict: SERIOUS[verdict], default="same")
    core = told[0].claim
    return Conflict(
        id=content_id("conflict", kind, *sorted(f"{one.article}:{one.start}:{one.end}" for one in tellings)),
        of=kind, verdict=serious, about=about(kind, [one.claim for one in told]),
        party=tuple(dict.fromkeys(party for one in told for party in one.claim.party)) or core.party,
        reason=next((join.reason for join in joins if join.verdict == serious), ""),
        earliest=min((side.earliest for side in made if side.earliest), default=None),
        latest=max((side.latest for side in made if side.latest), default=None),
        origins=origins, articles=articles, sides=tuple(made), joins=tuple(joins[:MOST_JOINS]),
    )  # fmt: skip


def _deeds_of(places: list[int], told: Sequence[Told], numbers: Sequence[int], near: Near) -> list[list[int]]:
    """One side, or where it is of charges or denials, one for each deed; what names no deed goes with the first."""
    if told[places[0]].claim.slot != "deed":
        return [places]
    found: list[list[int]] = []
    for place in sorted(places, key=lambda one: (is_bare(told[one].claim), one)):
        bare = is_bare(told[place].claim)
        same = next((some for some in found if bare or any(_same(near, numbers[place], numbers[one]) for one in some)), None)
        if same is None:
            found.append([place])
        else:
            same.append(place)
    return found


def _same(near: Near, a: int, b: int) -> bool:
    found = near.by[a].get(b)
    return found is not None and found.verdict == "same"


def _without_idle(ordered: list[list[int]], joins: list[Join]) -> tuple[list[list[int]], list[Join]]:
    """Without the sides that stand against no other: they only say again what one of the others says."""
    against = {place for join in joins if join.verdict in ("conflict", "update") for place in (join.one, join.other)}
    moved = {old: new for new, old in enumerate(sorted(against))}
    kept = [
        Join(one=moved[join.one], other=moved[join.other], verdict=join.verdict, reason=join.reason)
        for join in joins
        if join.one in moved and join.other in moved
    ]
    return [ordered[place] for place in sorted(against)], kept


def _value(kind: ConflictKind, claim: Claim) -> tuple[object, ...]:
    """What makes two tellings one side."""
    who = (claim.claimer, claim.speaker)
    if claim.slot == "figure":
        return (claim.low, claim.high, claim.party if kind == "actor" else (), *who)
    if claim.slot == "quotation":
        return (claim.words, claim.speaker if kind == "actor" else None)
    if claim.slot == "forecast":
        return (claim.stance, *who)
    if claim.slot == "deed":
        return (claim.stance, claim.party, claim.claimer)
    if claim.slot == "when":
        return (claim.stance, claim.group in NOT_HELD and claim.group, claim.earliest, claim.latest)
    return (" ".join(claim.words),)


def _order(claim: Claim) -> tuple[dt.date, str, int]:
    return claim.told_earliest or claim.told_latest or dt.date.max, claim.article, claim.start


def _joins(
    ordered: Sequence[Sequence[int]], numbers: Sequence[int], near: Near, bare: frozenset[int] = frozenset()
) -> list[Join]:
    """The most serious decision on each two sides; of equal ones, one on claims that are not `bare`."""
    side_of = {numbers[place]: side for side, places in enumerate(ordered) for place in places}
    found: dict[tuple[int, int], tuple[int, bool, Decision]] = {}
    for a, b, one in near.among(side_of):
        if side_of[a] == side_of[b]:
            continue
        ends = (min(side_of[a], side_of[b]), max(side_of[a], side_of[b]))
        rank = (SERIOUS[one.verdict], not bare.isdisjoint((a, b)))
        if ends not in found or rank < found[ends][:2]:
            found[ends] = (*rank, one)
    joins = [Join(one=a, other=b, verdict=one.verdict, reason=one.reason) for (a, b), (_, _, one) in found.items()]
    return sorted(joins, key=lambda join: (SERIOUS[join.verdict], join.one, join.other))


def _side(kind: ConflictKind, told: Sequence[Told], tally: Tally) -> ConflictSide:
    claim = told[0].claim
    tellings = _tellings(told)
    origins, articles = tally((one.article, one.start) for one in tellings)
    return ConflictSide(
        says=says(kind, claim), claimed_by=claim.claimer, speaker=claim.speaker,
        earliest=min((day for one in told for place, _ in one.places if (day := place.told_earliest)), default=None),
        latest=max((day for one in told for place, _ in one.places if (day := place.told_latest)), default=None),
        origins=origins, articles=articles, tellings=tellings,
    )  # fmt: skip


def _tellings(told: Sequence[Told]) -> tuple[Telling, ...]:
    found = {
        (is_bare(place), name, place.start, place.end): Telling(
            item=place.item, article=name, start=place.start, end=place.end, quote=place.text
        )
        for one in told
        for place, name in one.places
    }
    return tuple(found[key] for key in sorted(found))


# --- series -----------------------------------------------------------------------------------------------------------


def _series(told: Sequence[Told], numbers: Sequence[int], near: Near, tally: Tally) -> Series:
    points: dict[tuple[object, ...], list[int]] = {}
    for place, one in enumerate(told):
        points.setdefault((*_value("figure", one.claim), one.claim.days), []).append(place)
    ordered = sorted(points.values(), key=lambda places: _order(told[places[0]].claim))
    made = [_point([told[place] for place in places], tally) for places in ordered]
    claims = [one.claim for one in told]
    tellings = [one for point in made for one in point.tellings]
    origins, articles = tally((one.article, one.start) for one in tellings)
    ends = [end for point in made for end in (point.low, point.high) if end is not None]
    core = claims[0]
    return Series(
        id=content_id("series", core.article, core.start, core.end), counted=core.topic,
        group=next((one.group for one in claims if one.group), None),
        party=next((one.party for one in claims if one.party), ()), place=next((one.place for one in claims if one.place), None),
        lowest=min(ends, default=None), highest=max(ends, default=None),
        open_below=any(point.low is None for point in made), open_above=any(point.high is None for point in made),
        origins=origins, articles=articles, points=tuple(made), joins=tuple(_joins(ordered, numbers, near)[:MOST_JOINS]),
    )  # fmt: skip


def _point(told: Sequence[Told], tally: Tally) -> SeriesPoint:
    claim, tellings = told[0].claim, _tellings(told)
    origins, articles = tally((one.article, one.start) for one in tellings)
    return SeriesPoint(
        low=_plain(claim.low), high=_plain(claim.high), modifier=claim.modifier, unit=claim.unit, claimed_by=claim.claimer,
        speaker=claim.speaker, earliest=claim.told_earliest, latest=claim.told_latest, origins=origins, articles=articles,
        tellings=tellings,
    )  # fmt: skip


def _with_apart(series: Series, cores: Mapping[tuple[str, str], Mapping[str, Claim]]) -> Series:
    """The series with others of the same kind of thing and people that it is kept apart from, and why."""
    whose = [one for one in (*series.party, series.group) if one]
    kin = {key: core for one in whose for key, core in cores.get((series.counted, one), {}).items()}
    mine = kin.pop(series.id, None)
    found: list[Kept] = []
    for key, core in islice(kin.items(), MOST_LOOKED):
        one = decide(mine, core) if mine is not None else None
        if one is not None and one.verdict == "different_referent" and len(found) < MOST_APART:
            found.append(Kept(series=key, reason=one.reason))
    return msgspec.structs.replace(series, apart=tuple(found))


def _plain(value: float | None) -> int | float | None:
    return int(value) if value is not None and value == int(value) else value
