"""What the accounts disagree on: the record's conflicts as parts of a brief, each side with its quotations."""

from collections.abc import Iterable, Iterator

from standoff.relating.conflicts_shown import Where, pair_reasons, updated_sides, without_updated
from standoff.relating.conflicts_tables import Conflict, ConflictSide, Telling
from standoff.report.desk import Desk
from standoff.report.numbers import ITSELF
from standoff.report.shapes import Account, Side
from standoff.report.words import counted, names_of, parties_of, told_by

MOST_REASONS = 6  # told of one set
MOST_TELLINGS = 4  # places cited of one side; the rest is counted in its articles


def make_disputes(desk: Desk, most: int) -> tuple[tuple[Account, ...], int, tuple[str, ...]]:
    """The conflicts that pass the desk's filter, of many those of most places, how many more there are, and what is left out.

    Left out are mere updates, and sides without an article on the desk.
    """
    near = _issue_articles(desk)

    def tally(names: Iterable[Where]) -> tuple[int, int]:
        told = desk.views.origin_index().tally(names)
        return told.origins, told.articles

    found = [one for one in desk.views.conflicts(desk.where) if _shown(desk, one, near)]
    differing = [one for one in found if one.verdict == "conflict" and without_updated(one, tally) is not None]
    updates = len(found) - len(differing)
    notes = (f"{counted(updates, 'account')} that a later one only took over: standoff conflicts",) if updates else ()
    every = [one for one in differing if sum(place not in updated_sides(one) for place, _ in _sides(desk, one)) > 1]
    places = [sum(min(MOST_TELLINGS, len(_places(desk, side))) for _, side in _sides(desk, one)) for one in every]
    kept = sorted(sorted(range(len(every)), key=lambda place: (-places[place], place))[:most])
    return tuple(_account(desk, every[place]) for place in kept), len(every) - len(kept), notes


def _sides(desk: Desk, one: Conflict) -> list[tuple[int, ConflictSide]]:
    """The sides, with their number, that an article on the desk tells."""
    return [(place, side) for place, side in enumerate(one.sides) if any(t.article in desk.heads for t in side.tellings)]


def _places(desk: Desk, side: ConflictSide) -> list[Telling]:
    return [telling for telling in side.tellings if telling.article in desk.heads]


def _issue_articles(desk: Desk) -> frozenset[tuple[str, int, int]] | None:
    """The places of the statements that pass the filter, where it asks for an issue or an act; None where it asks for none."""
    if desk.where.issue is None and desk.where.act is None:
        return None
    return frozenset((one.article_name, one.placed.start, one.end) for one in desk.told)


def _shown(desk: Desk, one: Conflict, near: frozenset[tuple[str, int, int]] | None) -> bool:
    if near is None:
        return True
    tellings = [telling for side in one.sides for telling in side.tellings]
    return any(name == t.article and start < t.end and t.start < end for t in tellings for name, start, end in near)


def _account(desk: Desk, one: Conflict) -> Account:
    where, gone = told_by(one.origins, one.articles), updated_sides(one)
    return Account(
        kind=one.of, about=one.about, reason=f"{one.reason} (told by {where})",
        why=tuple(pair_reasons(one)[:MOST_REASONS]) if len(one.joins) > 1 else (),
        sides=tuple(_side(desk, one, place, side, updated=place in gone) for place, side in _sides(desk, one)),
        verdict=one.verdict, origins=one.origins, articles=one.articles, conflict=one.id,
    )  # fmt: skip


def _side(desk: Desk, one: Conflict, place: int, side: ConflictSide, *, updated: bool) -> Side:
    against = [one.sides[other].says for other in _rivals(one, place)]
    who = names_of(parties_of(side.claimed_by))
    speaker = f"{side.speaker} ({who})" if side.speaker and who and side.speaker != who else side.speaker
    places = _places(desk, side)
    more = len(places) - MOST_TELLINGS
    holder = (speaker or who or ITSELF) + (f", and {counted(more, 'more place')}" if more > 0 else "")
    return Side(
        holder=holder, says=side.says, against=tuple(dict.fromkeys(says for says in against if says != side.says)),
        evidence=desk.places_told(places[:MOST_TELLINGS]), updated=updated,
    )  # fmt: skip


def _rivals(one: Conflict, place: int) -> Iterator[int]:
    """The sides that one side cannot hold beside."""
    for join in one.joins:
        if join.verdict in ("conflict", "update") and place in (join.one, join.other):
            yield join.other if join.one == place else join.one
