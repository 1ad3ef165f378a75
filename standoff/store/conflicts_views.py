"""Conflicts and series as people ask for them: pairs of claims in force, as judged, with counts of origins."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Engine, or_, select

from standoff.core.records import Figure
from standoff.relating.claims_index import METHOD
from standoff.relating.conflicts import decide
from standoff.relating.conflicts_sets import Pairs, Tally, Told, find_conflicts, find_series
from standoff.relating.conflicts_shown import without_settled
from standoff.relating.conflicts_tables import TOLD, Claim, Conflict, ConflictSide, Decision, Series, SeriesPoint, Telling
from standoff.store import schema
from standoff.store.database import asking
from standoff.store.judgements import Ruling
from standoff.store.origins_views import OriginIndex, Where
from standoff.store.query import Filter
from standoff.store.quick import batches

Wanted = Callable[[Any], bool]
Row = tuple[Claim, str, int | None]  # a claim, its article's name, the claim that it echoes


def conflicts(
    engine: Engine, origins: OriginIndex, ruling: Ruling | None = None, until: dt.date | None = None
) -> tuple[Conflict, ...]:
    """The sets of accounts that differ, of all slots; of what was told up to a day only, where one is given."""
    found = _pairs(engine, lambda row: row.verdict in ("conflict", "update"), ruling, until)
    tally = _tally(origins)
    sets = find_conflicts(found, tally)
    if ruling is None or not ruling.conflicts:
        return sets
    return tuple(kept for one in sets if (kept := without_settled(one, ruling.both_hold, tally)) is not None)


def series(
    engine: Engine, origins: OriginIndex, ruling: Ruling | None = None, until: dt.date | None = None
) -> tuple[Series, ...]:
    """The figures that count one thing, by claimer and date; of what was told up to a day only, where one is given."""
    return find_series(_pairs(engine, lambda row: row.of == "figure", ruling, until), _tally(origins))


class Denial(NamedTuple):
    """Two statements, by id: what a party is told to have done, in which article (id), and that it denies it.

    `earliest`, `latest` are the days on which the denial came out.
    """

    told: str
    article: str
    denial: str
    earliest: dt.date | None
    latest: dt.date | None


def denials(engine: Engine) -> tuple[Denial, ...]:
    """What parties are told to have done and themselves deny, whatever people judged of it."""
    pair, c, d = schema.claim_pair, schema.claim.alias(), schema.claim.alias()
    query = select(c.c.data, d.c.data).join(pair, pair.c.a == c.c.id).join(d, d.c.id == pair.c.b)
    query = query.where(pair.c.of == "denial", pair.c.verdict == "conflict", c.c.method == METHOD)
    with asking(engine) as connection:
        pairs = [tuple(msgspec.convert(data, Claim) for data in row) for row in connection.execute(query)]
    both = ((a, b) if a.stance == TOLD else (b, a) for a, b in pairs)
    return tuple(Denial(told.item, told.article, denial.item, *denial.days) for told, denial in both if told.stance == TOLD)


def disputed(engine: Engine, ruling: Ruling | None = None) -> frozenset[str]:
    """The statements, by id, that tell what their party itself denies to have done."""
    return frozenset(one.told for one in denials(engine) if not is_settled(one, ruling))


def is_settled(one: Denial, ruling: Ruling | None) -> bool:
    """Whether people judged that both can hold."""
    return ruling is not None and bool(ruling.conflicts) and ruling.both_hold({one.told}, {one.denial})


def passes(one: Conflict | Series, where: Filter) -> bool:
    """Whether a set has to do with the party, the article and the days of a filter; acts and issues it has none of its own."""
    if isinstance(one, Conflict):
        sides: Sequence[ConflictSide | SeriesPoint] = one.sides
        days = (one.earliest, one.latest)
    else:
        sides = one.points
        days = _span(point for point in one.points)
    if where.party is not None and where.party not in {*one.party, *(party for side in sides for party in side.claimed_by)}:
        return False
    if where.article is not None and not any(_is(telling, where.article) for side in sides for telling in side.tellings):
        return False
    return _in_days(days, where)


def _is(telling: Telling, name: str) -> bool:
    return telling.article == name


def _span(points: Iterable[SeriesPoint]) -> tuple[dt.date | None, dt.date | None]:
    found = [(point.earliest, point.latest) for point in points]
    return min((first for first, _ in found if first), default=None), max((last for _, last in found if last), default=None)


def _in_days(days: tuple[dt.date | None, dt.date | None], where: Filter) -> bool:
    earliest, latest = days
    if where.since is not None and not (latest is not None and latest >= where.since):
        return False
    return where.until is None or (earliest is not None and earliest <= where.until)


def _tally(origins: OriginIndex) -> Tally:
    def tally(articles: Iterable[Where]) -> tuple[int, int]:
        found = origins.tally(articles)
        return found.origins, found.articles

    return tally


def _pairs(engine: Engine, wanted: Wanted, ruling: Ruling | None, until: dt.date | None = None) -> Pairs:
    """The claims with a pair that is wanted, and every decision between two of them."""
    with asking(engine) as connection:
        every = list(connection.execute(select(schema.claim_pair)))
        ends = {number for row in every if wanted(row) for number in (row.a, row.b)}
        rows = {number: row for number, row in _rows(connection, ends).items() if _is_told_by(row[0], until)}
    changed: set[int] = set()
    told = _told(rows, ruling, changed)
    decided: dict[tuple[int, int], Decision] = {}
    for row in every:
        if row.a not in told or row.b not in told:
            continue
        again = not changed.isdisjoint((row.a, row.b))
        one = decide(told[row.a].claim, told[row.b].claim) if again else Decision(row.verdict, row.reason, row.of)
        if one is not None and one.verdict != "different_referent":
            decided[row.a, row.b] = one
    return Pairs(told=told, decided=decided)


def _is_told_by(claim: Claim, day: dt.date | None) -> bool:
    """Whether a claim may have been told up to that day; without a day of its own it may."""
    return day is None or claim.told_earliest is None or claim.told_earliest <= day


def _rows(connection: Connection, numbers: Iterable[int]) -> dict[int, Row]:
    """These claims and their echoes, of readings in force; a claim out of force is there where an echo of it is."""
    c, r, a = schema.claim, schema.reading, schema.article
    query = (
        select(c.c.id, c.c.echo, c.c.data, a.c.name, r.c.current)
        .join(r, r.c.id == c.c.reading)
        .join(a, a.c.id == r.c.article)
        .where(c.c.method == METHOD)
    )
    found: dict[int, Row] = {}
    for some in batches(sorted(numbers)):
        for row in connection.execute(query.where(or_(c.c.id.in_(some), c.c.echo.in_(some))).order_by(c.c.id)):
            if row.current:
                found[row.id] = (msgspec.convert(row.data, Claim), row.name, row.echo)
    return found


def _told(rows: dict[int, Row], ruling: Ruling | None, changed: set[int]) -> dict[int, Told]:
    """Each claim with its echoes, as judged; `changed` takes the numbers of those that a judgement altered."""
    places: dict[int, list[tuple[Claim, str]]] = {}
    for number, (claim, name, echo) in rows.items():
        judged = _judged(claim, ruling)
        if judged is None:
            continue
        root = number if echo is None else echo
        if judged is not claim:
            changed.add(root)
        places.setdefault(root, []).append((judged, name))
    return {root: Told(claim=found[0][0], places=tuple(found)) for root, found in places.items()}


def _judged(claim: Claim, ruling: Ruling | None) -> Claim | None:
    """A claim as its item was judged; None where that was judged wrong."""
    if ruling is None or claim.item not in ruling.items.changed:
        return claim
    item = ruling.items.changed[claim.item]
    if item is None:
        return None
    if isinstance(item, Figure):
        return msgspec.structs.replace(claim, low=item.low, high=item.high, party=item.party, place=item.place)
    return claim
