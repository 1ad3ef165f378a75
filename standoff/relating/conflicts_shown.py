"""Sets of accounts as they are shown: without what people settled, with what was taken over, and why two are held together."""

from collections.abc import Callable, Collection, Iterable, Sequence

import msgspec

from standoff.relating.conflicts_tables import Conflict, ConflictSide, Join, Verdict

SERIOUS: tuple[Verdict, ...] = ("conflict", "update")
Settled = Callable[[Collection[str], Collection[str]], bool]
Where = str | tuple[str, int]  # an article by its name, or a place (code point) in it
Tally = Callable[[Iterable[Where]], tuple[int, int]]


def without_settled(one: Conflict, settled: Settled, tally: Tally) -> Conflict | None:
    """What remains of a set where people said of two sides, by their items' ids, that both hold; None where nothing does."""
    items = [{telling.item for telling in side.tellings} for side in one.sides]
    joins = [join for join in one.joins if not (join.verdict in SERIOUS and settled(items[join.one], items[join.other]))]
    if len(joins) == len(one.joins):
        return one
    held = {place for join in one.joins if join not in joins for place in (join.one, join.other)}
    return of_sides(one, joins, held - _against(joins), tally)


def without_updated(one: Conflict, tally: Tally) -> Conflict | None:
    """What remains of a set without the sides that a later account took over; None where nothing differs any more."""
    gone = updated_sides(one)
    return one if not gone else of_sides(one, one.joins, gone, tally)


def updated_sides(one: Conflict) -> frozenset[int]:
    """The places of the sides that another of the set took over from, where what stands against them stands against that too."""
    over = {_earlier(one.sides, join): _later(one.sides, join) for join in one.joins if join.verdict == "update"}
    rivals = {place: _rivals(one, place) for place in {*over, *over.values()}}
    return frozenset(old for old, new in over.items() if rivals[old] - {new} <= rivals[new])


def of_sides(one: Conflict, joins: Sequence[Join], gone: Collection[int], tally: Tally) -> Conflict | None:
    """A set with these joins and without some sides; None where no two sides differ any more."""
    kept = [join for join in joins if join.one not in gone and join.other not in gone]
    serious = next((join for verdict in SERIOUS for join in kept if join.verdict == verdict), None)
    if serious is None:
        return None
    places = [place for place in range(len(one.sides)) if place not in gone]
    moved = {old: new for new, old in enumerate(places)}
    sides = tuple(one.sides[place] for place in places)
    origins, articles = tally((telling.article, telling.start) for side in sides for telling in side.tellings)
    return msgspec.structs.replace(
        one, verdict=serious.verdict, reason=serious.reason, sides=sides, origins=origins, articles=articles,
        earliest=min((side.earliest for side in sides if side.earliest), default=None),
        latest=max((side.latest for side in sides if side.latest), default=None),
        joins=tuple(msgspec.structs.replace(join, one=moved[join.one], other=moved[join.other]) for join in kept),
    )  # fmt: skip


def reasons_of(one: Conflict, place: int) -> list[tuple[str, tuple[int, ...]]]:
    """Why a side stands against others: each reason with the places of those others, the more serious first."""
    found: dict[str, list[int]] = {}
    for verdict in SERIOUS:
        for join in one.joins:
            if join.verdict == verdict and place in (join.one, join.other):
                found.setdefault(join.reason, []).append(join.other if join.one == place else join.one)
    return [(reason, tuple(sorted(places))) for reason, places in found.items()]


def pair_reasons(one: Conflict) -> list[str]:
    """Why each two sides are held against each other, those of one reason together; one reason alone where it is of all."""
    found: dict[str, list[Join]] = {}
    for join in one.joins:
        if join.verdict in SERIOUS:
            found.setdefault(join.reason, []).append(join)
    if len(found) < 2:
        return list(found)
    return [f"{', '.join(_pairs(one, joins))}: {reason}" for reason, joins in found.items()]


def _pairs(one: Conflict, joins: Iterable[Join]) -> Iterable[str]:
    """What each two sides say, once where others say the same."""
    found: dict[frozenset[str], str] = {}
    for join in joins:
        found.setdefault(frozenset((one.sides[join.one].says, one.sides[join.other].says)), _pair(one, join))
    return found.values()


def _pair(one: Conflict, join: Join) -> str:
    return f"“{one.sides[join.one].says}” and “{one.sides[join.other].says}”"


def _against(joins: Iterable[Join]) -> set[int]:
    return {place for join in joins if join.verdict in SERIOUS for place in (join.one, join.other)}


def _rivals(one: Conflict, place: int) -> set[int]:
    joins = [join for join in one.joins if join.verdict == "conflict" and place in (join.one, join.other)]
    return {join.other if join.one == place else join.one for join in joins}


def _earlier(sides: Sequence[ConflictSide], join: Join) -> int:
    return join.one if _first(sides[join.one], sides[join.other]) else join.other


def _later(sides: Sequence[ConflictSide], join: Join) -> int:
    return join.other if _first(sides[join.one], sides[join.other]) else join.one


def _first(one: ConflictSide, other: ConflictSide) -> bool:
    """Whether a side was told last before another; sides stand in the order in which they were first told."""
    return not (one.latest and other.latest and other.latest < one.latest)
