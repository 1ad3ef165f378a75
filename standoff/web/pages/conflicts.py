"""Conflicts: accounts that cannot all hold, or of which a later one takes over, side by side with why."""

from collections.abc import Callable, Iterable
from functools import partial

from sqlalchemy import Engine

from standoff.relating.conflicts_shown import pair_reasons, without_settled
from standoff.relating.conflicts_tables import Conflict, ConflictSide
from standoff.report.shapes import Party, Shape
from standoff.report.words import parties_of, window_words
from standoff.store.query import Filter, touches
from standoff.web.ask import Asked
from standoff.web.index import Index
from standoff.web.packs import Head
from standoff.web.pages.review import Cited, cited
from standoff.web.shown import Pages, Shown, Table, as_of_pack, paged

ASKED = ("party", "of", "verdict", "item", "since", "until", "page", "table")
SIZE = 20
MOST_TOLD = 4
MOST_REASONS = 6


class SideLine(Shape, frozen=True, kw_only=True):
    """One account: what it says, who says so, when it was told, in how many origins and articles, and where."""

    says: str
    claimed_by: tuple[Party, ...]
    speaker: str | None
    when: str
    origins: int
    articles: int
    cited: tuple[Cited, ...]


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
    part = [kept for place in places if (kept := _unsettled(index, known.read(place))) is not None]
    data = ConflictsPage(conflicts=tuple(entry_of(index, one, asked.where) for one in part), pages=pages)
    rows = [
        (one.id, one.of, one.verdict, one.about, one.reason, side.says, side.claimed_by, side.earliest, side.latest,
         side.origins, telling.quote, telling.article, telling.start, telling.end, telling.item)
        for one in part for side in one.sides for telling in side.tellings
    ]  # fmt: skip
    heads = (
        *("id", "of", "verdict", "about", "reason", "says", "claimed_by", "earliest", "latest", "origins"),
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
            "accounts that people said can all hold: see the log of decisions",
            *((f"further places beyond {MOST_TOLD} of one account: the CSV has all",) if part else ()),
        ),
    )


def conflicts_of(index: Index, where: Filter, wanted: Callable[[Head], bool] = lambda head: True) -> list[int]:
    """The places of the conflicts of a party and of days, without those that people settled, nor sides told after `until`."""
    until = Filter(until=where.until)

    def passes(head: Head) -> bool:
        return (
            where.party in (None, *head.party)
            and touches(head.earliest, head.latest, where)
            and wanted(head)
            and sum(touches(*window, until) for window in head.windows) > 1
        )

    known, ruling = index.state.tables.conflicts, index.state.ruling
    judged = set() if ruling is None else {item for items in ruling.conflicts for item in items}
    return [
        place
        for place in known.choose(passes)
        if judged.isdisjoint(item for items in known.heads[place].items for item in items)
        or _unsettled(index, known.read(place)) is not None
    ]


def _unsettled(index: Index, one: Conflict) -> Conflict | None:
    """A set without what people settled; None where they settled all of it."""
    ruling = index.state.ruling
    if ruling is None or not ruling.conflicts:
        return one

    def tally(names: Iterable[str]) -> tuple[int, int]:
        told = index.tally(names)
        return told.origins, told.articles

    return without_settled(one, ruling.both_hold, tally)


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


def entry_of(index: Index, one: Conflict, where: Filter) -> ConflictEntry:
    """A conflict as pages show it, as of the filter's last day and without what people settled."""
    one = _unsettled(index, one) or one
    sides = [side for side in one.sides if touches(side.earliest, side.latest, Filter(until=where.until))]
    told = index.tally(telling.article for side in sides for telling in side.tellings)
    return ConflictEntry(
        id=one.id, of=one.of, verdict=one.verdict, about=one.about, reason=one.reason, party=parties_of(one.party),
        origins=told.origins, articles=told.articles, sides=tuple(_side(index, side) for side in sides),
        joins=tuple(reason for reason in pair_reasons(one) if reason != one.reason)[:MOST_REASONS],
    )  # fmt: skip


def _side(index: Index, side: ConflictSide) -> SideLine:
    told = index.tally(telling.article for telling in side.tellings)
    return SideLine(
        says=side.says, claimed_by=parties_of(side.claimed_by), speaker=side.speaker,
        when=window_words(side.earliest, side.latest), origins=told.origins, articles=told.articles,
        cited=tuple(cited(index, telling) for telling in side.tellings[:MOST_TOLD]),
    )  # fmt: skip
