"""Origins: which articles are one text, told from the pairs that share much; no chain joins what does not match its core.

The grouping is Aslam's star clustering over verified pairs: the article with most pairs is a core and takes those that
match it, then the next. It depends on the pairs alone, not on the order in which articles came in.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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


@dataclass(frozen=True)
class Grouped:
    """Articles by number: each core with its members (itself first), and the pairs that were left apart as round-ups."""

    groups: Mapping[int, tuple[int, ...]]
    round_ups: tuple[Pair, ...]


def group(told: Mapping[int, Told], pairs: Iterable[Pair]) -> Grouped:
    """The stars over all joined pairs of these articles; every article without one is left out."""
    joined = [pair for pair in pairs if pair.verdict not in KEPT_APART and pair.a in told and pair.b in told]
    round_ups = _round_ups(told, joined)
    left_out = {(pair.a, pair.b) for pair in round_ups}
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for pair in joined:
        if (pair.a, pair.b) not in left_out:
            near[pair.a][pair.b] = near[pair.b][pair.a] = pair.overlap.most
    return Grouped(_stars(told, near), round_ups)


def _stars(told: Mapping[int, Told], near: Mapping[int, Mapping[int, float]]) -> dict[int, tuple[int, ...]]:
    ranked = sorted(near, key=lambda one: (-len(near[one]), -told[one].words, told[one].id))
    cores: list[int] = []
    taken: set[int] = set()
    for one in ranked:
        if one not in taken:
            cores.append(one)
            taken |= {one, *near[one]}
    found = {core: [core] for core in cores}
    for one in sorted(set(near) - set(cores), key=lambda one: told[one].id):
        core = max((other for other in near[one] if other in found), key=lambda other: (near[one][other], -cores.index(other)))
        found[core].append(one)
    return {core: tuple(members) for core, members in found.items() if len(members) > 1}


def _round_ups(told: Mapping[int, Told], joined: Sequence[Pair]) -> tuple[Pair, ...]:
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
        if not _several_places(held):
            continue
        found += [
            side.pair
            for side in held
            if not (side.opens and side.place[0] < OPENING) and not told[side.other].surely_after(told[container])
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


def find_origins(told: Mapping[int, Told], pairs: Iterable[Pair]) -> tuple[Origin, ...]:
    """The origins of more than one article, those of most articles first; their copies without the changes."""
    pairs = tuple(pairs)
    grouped = group(told, pairs)
    by_ends = {frozenset((pair.a, pair.b)): pair for pair in pairs}
    kept_apart = [pair for pair in pairs if pair.verdict in KEPT_APART] + list(grouped.round_ups)
    found = [
        _origin(told, core, members, by_ends, [pair for pair in kept_apart if pair.a in members or pair.b in members])
        for core, members in grouped.groups.items()
    ]
    return tuple(sorted(found, key=lambda origin: (-len(origin.articles), origin.earliest or dt.date.max, origin.first)))


def _origin(
    told: Mapping[int, Told],
    core: int,
    members: Sequence[int],
    pairs: Mapping[frozenset[int], Pair],
    apart: Sequence[Pair],
) -> Origin:
    first, by = first_of([told[one] for one in members])
    number = next(one for one in members if told[one] is first)
    rest = sorted((one for one in members if one != number), key=lambda one: _order(told[one]))
    copies = []
    for one in rest:
        source = number if frozenset((one, number)) in pairs else core if one != core else number
        pair = pairs.get(frozenset((one, source)))
        if pair is not None:
            copies.append(_copy(told[one], told[source], _seen_by(pair, one)))
    windows = [told[one] for one in members]
    return Origin(
        id=content_id("origin", first.id),
        articles=(first.name, *(told[one].name for one in rest)),
        first=first.name,
        first_by=by,
        core=told[core].name,
        earliest=min((one.earliest for one in windows if one.earliest), default=None),
        latest=max((one.latest for one in windows if one.latest), default=None),
        copies=tuple(copies),
        apart=tuple(_apart(told, pair) for pair in apart if pair.a in told and pair.b in told),
    )


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


def _copy(one: Told, source: Told, side: _Side) -> Copy:
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
        reason=_reason(side),
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
}


def _apart(told: Mapping[int, Told], pair: Pair) -> Apart:
    why: ApartWhy = "round-up"
    if pair.verdict == "template" or pair.verdict == "boilerplate":
        why = pair.verdict
    return Apart(article=told[pair.a].name, other=told[pair.b].name, why=why, reason=_APART[why])
