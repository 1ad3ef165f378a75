"""Origins: which articles are one text, told from the pairs that share much; no chain joins what does not match its core.

The grouping is Aslam's star clustering over verified pairs: the article with most pairs is a core and takes those that
match it, then the next. It depends on the pairs alone, not on the order in which articles came in.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from standoff.core.ids import content_id
from standoff.relating.copies import KEPT_APART, OPENING, Pair
from standoff.relating.origins_tables import Apart, ApartWhy, Copy, CopyKind, FirstBy, Origin

# Both texts hold this much of each other: a copy, whichever is longer. Below it on one side, the other is the longer text.
SAME = 0.8
# A part of a round-up: the container has more than this besides it.
PART_OF = 0.5
# Two parts of one container stand apart where less than this share of the shorter lies in both places.
SAME_PLACE = 0.3


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is known of an article apart from its words: when and where it came out, its length in words, whom it credits."""

    id: str
    name: str
    words: int
    earliest: dt.date | None = None
    latest: dt.date | None = None
    outlet: str | None = None
    credits: frozenset[str] = frozenset()

    def surely_after(self, other: "Told") -> bool:
        """Whether its window begins after the other's ends."""
        return self.earliest is not None and other.latest is not None and self.earliest > other.latest


@dataclass(frozen=True)
class _Side:
    """A pair as one of its texts sees it: the other, the share of the own text, of the other's, where, and the pair."""

    other: int
    share: float
    share_of: float
    place: tuple[int, int]
    opens: bool
    pair: Pair


Two = frozenset[int]


@dataclass(frozen=True, kw_only=True)
class Said:
    """What people said of articles by number: pairs that are one text, and pairs that are two."""

    same: frozenset[Two] = frozenset()
    apart: frozenset[Two] = frozenset()


NOTHING_SAID = Said()


@dataclass(frozen=True)
class Grouped:
    """Articles by number: each core with its members (itself first), and the pairs that were left apart as round-ups."""

    groups: Mapping[int, tuple[int, ...]]
    round_ups: tuple[Pair, ...]


def group(told: Mapping[int, Told], pairs: Iterable[Pair], said: Said = NOTHING_SAID, holding: Collection[int] = ()) -> Grouped:
    """The stars over all joined pairs of these articles; every article without one is left out.

    `holding` are texts known to hold sentences of several others: what is a part of them is no copy.

    What people hold to be one text stands in one star, and goes as one into it; what they hold to be two, never in one.
    """
    of = _one_text(told, said.same)
    joined = [pair for pair in pairs if pair.verdict not in KEPT_APART and pair.a in told and pair.b in told]
    round_ups = tuple(pair for pair in _round_ups(told, joined, holding) if _node(of, pair.a) != _node(of, pair.b))
    left_out = {(pair.a, pair.b) for pair in round_ups}
    apart = {frozenset(_node(of, one) for one in two) for two in said.apart}
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for pair in joined:
        a, b = _node(of, pair.a), _node(of, pair.b)
        if a != b and (pair.a, pair.b) not in left_out and frozenset((a, b)) not in apart:
            near[a][b] = near[b][a] = max(pair.overlap.most, near[a].get(b, 0.0))
    sets: dict[int, list[int]] = defaultdict(list)
    for one, node in sorted(of.items()):
        sets[node].append(one)
        near[node] = near[node]  # judged the same as another that no pair leads to, it has an origin too
    stars = {
        core: tuple(dict.fromkeys(one for node in members for one in (node, *sets.get(node, ()))))
        for core, members in _stars(told, near, apart).items()
    }
    return Grouped({core: members for core, members in stars.items() if len(members) > 1}, round_ups)


def _node(of: Mapping[int, int], one: int) -> int:
    return of.get(one, one)


def _one_text(told: Mapping[int, Told], same: Iterable[Two]) -> dict[int, int]:
    """The fullest of each set of articles that people hold to be one text, by each of them."""
    sets: dict[int, set[int]] = {}
    for two in same:
        if all(one in told for one in two):
            joined = set(two).union(*(sets.get(one, ()) for one in two))
            sets |= dict.fromkeys(joined, joined)
    return {one: min(those, key=lambda other: (-told[other].words, told[other].id)) for one, those in sets.items()}


def _stars(
    told: Mapping[int, Told], near: Mapping[int, Mapping[int, float]], apart: Collection[Two]
) -> dict[int, tuple[int, ...]]:
    """Each core with itself and those that join it; no two that are held apart are in one."""
    ranked = sorted(near, key=lambda one: (-len(near[one]), -told[one].words, told[one].id))
    cores: list[int] = []
    taken: set[int] = set()
    for one in ranked:
        if one not in taken:
            cores.append(one)
            taken |= {one, *near[one]}
    found = {core: [core] for core in cores}
    for one in sorted(set(near) - set(cores), key=lambda one: told[one].id):
        there = [other for other in near[one] if other in found and _fits(one, found[other], apart)]
        if there:
            found[max(there, key=lambda other: (near[one][other], -cores.index(other)))].append(one)
    return {core: tuple(members) for core, members in found.items()}


def _fits(one: int, members: Iterable[int], apart: Collection[Two]) -> bool:
    return not apart or all(frozenset((one, member)) not in apart for member in members)


def _round_ups(told: Mapping[int, Told], joined: Sequence[Pair], holding: Collection[int]) -> tuple[Pair, ...]:
    """The pairs of a round-up with its parts: a text that holds several others in different places came after them.

    The part that opens the text stays with it, and so do parts that surely came later, which are cuts.
    """
    parts: dict[int, list[_Side]] = defaultdict(list)
    for pair in joined:
        for number, side in zip((pair.a, pair.b), sides(pair), strict=True):
            if side.share < PART_OF <= side.share_of and pair.verdict == "joined":
                parts[number].append(side)
    found = []
    for container, held in parts.items():
        if container not in holding and not _several_places(held):
            continue
        found += [
            side.pair
            for side in held
            if (container in holding or not (side.opens and side.place[0] < OPENING))
            and not told[side.other].surely_after(told[container])
        ]
    return tuple(sorted(set(found), key=lambda pair: (pair.a, pair.b)))


def _several_places(held: Sequence[_Side]) -> bool:
    return any(not _same_place(a.place, b.place) for place, a in enumerate(held) for b in held[:place])


def _same_place(a: tuple[int, int], b: tuple[int, int]) -> bool:
    both = min(a[1], b[1]) - max(a[0], b[0])
    return both >= SAME_PLACE * min(a[1] - a[0], b[1] - b[0])


def sides(pair: Pair) -> tuple[_Side, _Side]:
    """The pair as `a` sees it, and as `b` does."""
    over, at = pair.overlap, pair.place
    return (
        _Side(pair.b, over.share_a, over.share_b, at.a, at.opens_a, pair),
        _Side(pair.a, over.share_b, over.share_a, at.b, at.opens_b, pair),
    )


def find_origins(
    told: Mapping[int, Told], pairs: Iterable[Pair], said: Said = NOTHING_SAID, holding: Collection[int] = ()
) -> tuple[Origin, ...]:
    """The origins of more than one article, those of most articles first; their copies without the changes.

    `said` is what people judged; a pair that they hold to be one text is to be among the pairs, whatever its verdict.
    """
    pairs = tuple(pair for pair in pairs if pair.a in told and pair.b in told)
    grouped = group(told, pairs, said, holding)
    by_ends = {frozenset((pair.a, pair.b)): pair for pair in pairs}
    apart: dict[Two, ApartWhy] = {frozenset((pair.a, pair.b)): "round-up" for pair in grouped.round_ups}
    apart |= {ends: _why(pair) for ends, pair in by_ends.items() if pair.verdict in KEPT_APART}
    apart |= dict.fromkeys((two for two in sorted(said.apart, key=sorted) if all(one in told for one in two)), "judged")
    found = [_origin(told, core, members, _Known(by_ends, apart, said.same)) for core, members in grouped.groups.items()]
    return tuple(sorted(found, key=lambda origin: (-len(origin.articles), origin.earliest or dt.date.max, origin.first)))


@dataclass(frozen=True)
class _Known:
    """The pairs by their ends, which of them are kept apart and why, and which people hold to be one text."""

    pairs: Mapping[Two, Pair]
    apart: Mapping[Two, ApartWhy]
    same: frozenset[Two]


def _origin(told: Mapping[int, Told], core: int, members: Sequence[int], known: _Known) -> Origin:
    first, by = first_of([told[one] for one in members])
    number = next(one for one in members if told[one] is first)
    rest = sorted((one for one in members if one != number), key=lambda one: _order(told[one]))
    copies = []
    for one in rest:
        ends = _told_from(one, (number, core, *members), known)
        if ends is not None:
            side = _seen_by(known.pairs[ends], one)
            copies.append(_copy(told[one], told[side.other], side, judged=ends in known.same))
    windows, inside = [told[one] for one in members], frozenset(members)
    return Origin(
        id=content_id("origin", first.id),
        articles=(first.name, *(told[one].name for one in rest)),
        first=first.name,
        first_by=by,
        core=told[core].name,
        earliest=min((one.earliest for one in windows if one.earliest), default=None),
        latest=max((one.latest for one in windows if one.latest), default=None),
        copies=tuple(copies),
        apart=tuple(_apart(told, two, why) for two, why in known.apart.items() if two & inside and not two <= inside),
    )


def _told_from(one: int, others: Iterable[int], known: _Known) -> Two | None:
    """The pair by which an article belongs: with the first of the others that it shares one with, unless kept apart."""
    there = [ends for other in others if other != one and (ends := frozenset((one, other))) in known.pairs]
    return next((ends for ends in there if ends in known.same or ends not in known.apart), None)


def first_of(texts: Sequence[Told]) -> tuple[Told, FirstBy]:
    """Which of the texts came first as far as dates tell, else the one that others credit, else the fullest."""
    open_ = [one for one in texts if not any(one.surely_after(other) for other in texts)]
    ranked = sorted(open_, key=lambda one: (not _credited(one, texts), -one.words, one.id))
    first = ranked[0]
    if all(other is first or other.surely_after(first) for other in texts):
        return first, "dates"
    others_credited = any(_credited(one, texts) for one in ranked[1:])
    return first, "credit" if _credited(first, texts) and not others_credited else "length"


def _credited(one: Told, texts: Sequence[Told]) -> bool:
    """Whether another text credits the outlet that this one came out in."""
    if one.outlet is None:
        return False
    outlet = one.outlet.casefold()
    return any(other is not one and outlet in {name.casefold() for name in other.credits} for other in texts)


def _order(one: Told) -> tuple[dt.date, dt.date, str]:
    return one.earliest or dt.date.max, one.latest or dt.date.max, one.name


def _seen_by(pair: Pair, number: int) -> _Side:
    a, b = sides(pair)
    return a if pair.a == number else b


def _copy(one: Told, source: Told, side: _Side, *, judged: bool) -> Copy:
    kind = _kind(one, source, side)
    place, quotations = side.pair.place, side.pair.quotations
    return Copy(
        article=one.name,
        of=source.name,
        kind=kind,
        share=round(side.share, 3),
        share_of=round(side.share_of, 3),
        run=place.run,
        quotations=quotations,
        reason=_reason(side) + ("; people judged that they are one text" if judged else ""),
    )


def _kind(one: Told, source: Told, side: _Side) -> CopyKind:
    """A copy where both hold most of each other; else by which of the two has more besides."""
    if side.pair.verdict == "rewrite":
        return "rewrite"
    same_house = one.outlet is not None and one.outlet == source.outlet
    if same_house and one.surely_after(source) and side.share_of >= PART_OF:
        return "update"
    if side.share >= SAME and side.share_of >= SAME:
        return "copy"
    return "cut" if side.share >= side.share_of else "extended"


def _reason(side: _Side) -> str:
    words = f"{side.share:.0%} of its 5-word runs stand in the other, {side.share_of:.0%} of the other's in it"
    quotations = side.pair.quotations
    quoted = f"; {quotations} shared quotation{'s' if quotations > 1 else ''}" if quotations else ""
    credit = "; both credit the same agency" if side.pair.verdict == "rewrite" else ""
    return f"{words}; the longest shared run is {side.pair.place.run} words{quoted}{credit}"


_APART: dict[ApartWhy, str] = {
    "template": "one form filled in twice: they differ in numbers and names",
    "boilerplate": "they share only words around what each tells, such as a footer",
    "round-up": "one of them is a round-up that takes in the other",
    "judged": "people judged that they are two texts",
}


def _why(pair: Pair) -> ApartWhy:
    return "boilerplate" if pair.verdict == "boilerplate" else "template"


def _apart(told: Mapping[int, Told], two: Two, why: ApartWhy) -> Apart:
    one, other = sorted(two)
    return Apart(article=told[one].name, other=told[other].name, why=why, reason=_APART[why])
