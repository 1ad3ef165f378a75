"""Conflicts: accounts that cannot all hold, or of which a later one takes over, side by side with why."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

from sqlalchemy import Engine

from standoff.relating.conflicts_shown import Where, of_sides, pair_reasons, updated_sides, without_settled
from standoff.relating.conflicts_tables import Conflict, ConflictSide
from standoff.report.shapes import Party, Shape
from standoff.report.words import parties_of, window_words
from standoff.store.lookup import Placed
from standoff.store.query import Filter, touches
from standoff.web.ask import Asked
from standoff.web.index import Index
from standoff.web.packs import Head
from standoff.web.pages.review import MOST_CITED, Cited, cited, places_of
from standoff.web.shown import Pages, Shown, Table, as_of_pack, left_out, paged

ASKED = ("party", "of", "verdict", "item", "since", "until", "page", "table")
SIZE = 20
MOST_REASONS = 6


class SideLine(Shape, frozen=True, kw_only=True):
    """One account: what it says, who says so, when it was told, in how many origins and articles, and where.

    `updated` is true where a later account of the set took this one over: the two do not conflict.
    """

    says: str
    claimed_by: tuple[Party, ...]
    speaker: str | None
    when: str
    origins: int
    articles: int
    cited: tuple[Cited, ...]
    updated: bool = False


class ConflictEntry(Shape, frozen=True, kw_only=True):
    """A set of accounts, what they differ in, and why each two are held against each other."""

    id: str
    of: str
    verdict: str
    about: str
    reason: str
    party: tuple[Party, ...]
    origins: int
    articles: int
    sides: tuple[SideLine, ...]
    joins: tuple[str, ...]


class ConflictsPage(Shape, frozen=True, kw_only=True):
    """The conflicts of one page."""

    conflicts: tuple[ConflictEntry, ...]
    pages: Pages


def view(asked: Asked, index: Index, engine: Engine) -> Shown:
    """One page of the conflicts."""
    known = index.state.tables.conflicts
    places, pages = paged(asked, conflicts_of(index, asked.where, partial(_wanted, asked)), SIZE)
    part = [shown for place in places if (shown := as_shown(index, known.read(place), asked.where)) is not None]
    told_at = {} if asked.whole else places_of(index, engine, part)
    data = ConflictsPage(conflicts=tuple(entry_of(index, one, told_at) for one in part), pages=pages)
    rows = [
        (one.id, one.of, one.verdict, one.about, one.reason, side.says, side.claimed_by, place in updated, side.earliest,
         side.latest, side.origins, telling.quote, telling.article, telling.start, telling.end, telling.item)
        for one in part for updated in (updated_sides(one),)
        for place, side in enumerate(one.sides) for telling in side.tellings
    ]  # fmt: skip
    heads = (
        *("id", "of", "verdict", "about", "reason", "says", "claimed_by", "updated", "earliest", "latest", "origins"),
        *("quote", "article", "start", "end", "item"),
    )
    return Shown(
        title="Conflicts",
        template="conflicts.html.j2",
        data=data,
        pages=pages,
        tables={"conflicts": Table(title="Conflicts", heads=heads, rows=rows)},
        filters=("party", "of", "verdict", "since", "until"),
        not_shown=(
            *as_of_pack(known, index),
            *(("accounts that people said can all hold: see the log of decisions",) if _are_settled(index) else ()),
            *left_out(_uncited(part), 0, "further place", f"beyond {MOST_CITED} of one account: the CSV has all"),
        ),
    )


def _are_settled(index: Index) -> bool:
    """Whether people decided on any accounts that differ."""
    return index.state.ruling is not None and bool(index.state.ruling.conflicts)


def _uncited(part: Iterable[Conflict]) -> int:
    """How many places of these accounts a page counts and does not cite."""
    return sum(max(0, len(side.tellings) - MOST_CITED) for one in part for side in one.sides)


def conflicts_of(index: Index, where: Filter, wanted: Callable[[Head], bool] = lambda head: True) -> list[int]:
    """The places of the conflicts of a party and of days, without those that people settled, nor sides told after `until`."""
    return list(each_conflict(index, where, wanted))


def each_conflict(index: Index, where: Filter, wanted: Callable[[Head], bool]) -> Iterator[int]:
    """The same one after the other, for who needs only the first."""
    until = Filter(until=where.until)

    def passes(head: Head) -> bool:
        return (
            (where.party is None or where.party in head.party)
            and touches(head.earliest, head.latest, where)
            and wanted(head)
            and (where.until is None or sum(touches(*window, until) for window in head.windows) > 1)
        )

    known, ruling = index.state.tables.conflicts, index.state.ruling
    judged = set() if ruling is None else {item for items in ruling.conflicts for item in items}

    def is_whole(head: Head) -> bool:
        """Whether all its sides are known by the last day, and none of it was judged."""
        known_by_then = where.until is None or all(touches(*window, until) for window in head.windows)
        return known_by_then and (not judged or judged.isdisjoint(chain(*head.items)))

    for place, head in enumerate(known.heads):
        if passes(head) and (is_whole(head) or as_shown(index, known.read(place), where) is not None):
            yield place


def as_shown(index: Index, one: Conflict, where: Filter) -> Conflict | None:
    """A set as of the filter's last day and without what people settled; None where nothing differs in what remains."""
    left, until = _unsettled(index, one), Filter(until=where.until)
    late = {place for place, side in enumerate(left.sides if left else ()) if not touches(side.earliest, side.latest, until)}
    return of_sides(left, left.joins, late, partial(_tally, index)) if left is not None and late else left


def _tally(index: Index, names: Iterable[Where]) -> tuple[int, int]:
    told = index.tally(names)
    return told.origins, told.articles


def _unsettled(index: Index, one: Conflict) -> Conflict | None:
    """A set without what people settled; None where they settled all of it."""
    ruling = index.state.ruling
    if ruling is None or not ruling.conflicts:
        return one
    return without_settled(one, ruling.both_hold, partial(_tally, index))


def is_disputed(index: Index, item: str) -> bool:
    """Whether an item, by its id, stands in a conflict that nobody settled."""
    ruling, known = index.state.ruling, index.state.tables.conflicts
    place = known.of_item.get(item)
    return place is not None and not (ruling is not None and ruling.is_settled(set(some) for some in known.heads[place].items))


def _wanted(asked: Asked, head: Head) -> bool:
    item = asked.get("item")
    return (
        asked.get("of") in ("", head.of)
        and asked.get("verdict") in ("", head.verdict)
        and (not item or any(item in items for items in head.items))
    )


def entry_of(index: Index, one: Conflict, places: Mapping[str, Placed]) -> ConflictEntry:
    """A conflict as pages show it, with the sentences that its quotations stand in."""
    told = index.tally((telling.article, telling.start) for side in one.sides for telling in side.tellings)
    updated = updated_sides(one)
    sides = (_side(index, side, places, updated=place in updated) for place, side in enumerate(one.sides))
    return ConflictEntry(
        id=one.id, of=one.of, verdict=one.verdict, about=one.about, reason=one.reason, party=parties_of(one.party),
        origins=told.origins, articles=told.articles, sides=tuple(sides),
        joins=tuple(reason for reason in pair_reasons(one) if reason != one.reason)[:MOST_REASONS],
    )  # fmt: skip


def _side(index: Index, side: ConflictSide, places: Mapping[str, Placed], *, updated: bool) -> SideLine:
    told = index.tally((telling.article, telling.start) for telling in side.tellings)
    return SideLine(
        says=side.says, claimed_by=parties_of(side.claimed_by), speaker=side.speaker, updated=updated,
        when=window_words(side.earliest, side.latest), origins=told.origins, articles=told.articles,
        cited=tuple(cited(index, telling, places) for telling in side.tellings[:MOST_CITED]),
    )  # fmt: skip
