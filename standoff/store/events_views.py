"""Events as people ask for them: who tells of one act or meeting, what they tell differently, in origins and articles."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, Select, or_, select

from standoff.core.errors import NotFound
from standoff.core.records import Meeting, Statement
from standoff.relating.events import Ends, group, why_joined
from standoff.relating.events_index import Pair
from standoff.relating.events_match import score
from standoff.relating.events_mentions import Placed
from standoff.relating.events_readings import MEET, mentions_of
from standoff.relating.events_rows import Told, event_of
from standoff.relating.events_tables import Event
from standoff.store import query, schema
from standoff.store.database import asking
from standoff.store.events import METHOD, placed_by
from standoff.store.judgements import Ruling
from standoff.store.lookup import some_items
from standoff.store.query import EVERYTHING, Filter, ItemRow
from standoff.store.quick import batches

Row = ItemRow[Any]
AT_ONCE = 1000  # events whose items are looked up together
MOST_AROUND = 2000  # mentions that are looked at for the events of a few items
Count = Callable[[Iterable[tuple[str, int]]], int]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which events: those that pass `where`; only meetings, those of one article too, where `meetings` is on.

    `items` asks only for the events that some items (by id) tell of, which costs no more in a large record.
    """

    where: Filter = EVERYTHING
    meetings: bool = False
    items: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Book:
    """What events are made from: who judged what, the issues of statements (by id) in words, how articles are counted."""

    ruling: Ruling | None
    issues: Callable[[Sequence[Row]], Mapping[str, tuple[str, ...]]]
    count: Count


JUDGED_SAME = "people judged that they tell of one event"


@dataclass
class _Linked:
    """Mentions by number as they are judged, with their pairs and the rows of their items."""

    placed: dict[int, Placed]
    pairs: list[Pair]
    rows: dict[str, Row] = field(default_factory=dict)
    judged: dict[int, str] = field(default_factory=dict)  # by mention, what people hold to be one event

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The mention that an item stands in."""
        return {item: number for number, one in self.placed.items() for item in one.mention.items}


def find_events(engine: Engine, book: Book, asked: Asked) -> tuple[Event, ...]:
    """The events that several articles tell of (with `meetings`, of every meeting), those of most origins first."""
    linked = _linked(engine, book.ruling, asked)
    groups = _grouped(linked, book.ruling)
    groups = _meetings(linked, groups) if asked.meetings else [members for members in groups if _several(linked, members)]
    asked = _named(engine, asked) if groups else asked
    portions = (groups[first : first + AT_ONCE] for first in range(0, len(groups), AT_ONCE))
    found = [event for some in portions for event in _some(engine, book, asked, linked, some)]
    return tuple(sorted(found, key=lambda event: (-event.origins, event.earliest or dt.date.max, event.id)))


def _some(engine: Engine, book: Book, asked: Asked, linked: _Linked, groups: Sequence[tuple[int, ...]]) -> Iterator[Event]:
    """The events of some groups that are asked for; the items of no others are in memory."""
    if not linked.rows:
        rows = _rows(engine, book.ruling, (linked.placed[number] for members in groups for number in members))
        linked = replace(linked, rows=rows)
    shown = {item for members in groups for number in members for item in linked.placed[number].mention.items}
    there = [row for item in shown if (row := linked.rows.get(item)) is not None]
    issues = book.issues([row for row in there if isinstance(row.item, Statement)])
    wanted = set(asked.items or ())
    for members in groups:
        event = _event(linked, members, issues, book.count)
        if asked.items is not None and all(wanted.isdisjoint(telling.items) for telling in event.tellings):
            continue
        if passes(event, linked, asked.where):
            yield event


def _named(engine: Engine, asked: Asked) -> Asked:
    """The same with its article by name, looked up once: of thousands of events each is held against it."""
    if asked.where.article is None:
        return asked
    name = query.article(engine, asked.where.article).article.name
    return replace(asked, where=msgspec.structs.replace(asked.where, article=name))


def _several(linked: _Linked, members: Sequence[int]) -> bool:
    """Whether several articles tell of it."""
    return len({linked.placed[number].page.article for number in members}) > 1


def _meetings(linked: _Linked, groups: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """The groups and lone mentions that the reader entered as a meeting at least once."""
    taken = {number for members in groups for number in members}
    every = [*groups, *((number,) for number in sorted(linked.placed) if number not in taken)]
    return [members for members in every if any(linked.placed[number].mention.entered for number in members)]


def event_by_id(events: Iterable[Event], identifier: str) -> Event:
    """The event whose id starts so, or that tells of the item with that id; raises NotFound."""
    for event in events:
        items = (item for telling in event.tellings for item in telling.items)
        if event.id.startswith(identifier) or event.id.startswith(f"event-{identifier}") or identifier in items:
            return event
    raise NotFound(f"no event has the id {identifier!r}, or an item with it; list them with: standoff events")


def _linked(engine: Engine, ruling: Ruling | None, asked: Asked) -> _Linked:
    """The mentions in force that may be of one event with another, as people judged them."""
    family = MEET if asked.meetings else None
    judged = sorted(ruling.events.names) if ruling is not None else []
    with asking(engine) as connection:
        if asked.items is not None:
            current, pairs = _around(connection, _in_articles(connection, asked.items), family)
        else:
            m = schema.mention
            pages = {row.id: row.page for row in connection.execute(_in_force(select(m.c.id, m.c.page), family))}
            current, pairs = set(pages), [pair for pair in _pairs(connection) if pair.a in pages and pair.b in pages]
            pairs = pairs if asked.meetings or judged else _across(pages, pairs)
        wanted = current if asked.meetings else {number for pair in pairs for number in (pair.a, pair.b)}
        wanted |= _in_articles(connection, judged)
        placed = placed_by(connection, sorted(wanted))
    linked = _Linked(placed, pairs)
    if ruling is not None and (ruling.items.changed or ruling.canonical):
        _judge(engine, ruling, linked)
    return linked


def _in_force(columns: Select[Any], family: str | None = None) -> Select[Any]:
    """Only mentions of current readings, by the method in force."""
    m, p, r = schema.mention, schema.event_page, schema.reading
    found = columns.join(p, p.c.id == m.c.page).join(r, r.c.id == p.c.reading).where(r.c.current, p.c.method == METHOD)
    return found if family is None else found.where(m.c.family == family)


def _pairs(connection: Connection) -> Iterator[Pair]:
    pair = schema.mention_pair
    for row in connection.execute(select(pair).order_by(pair.c.a, pair.c.b)):
        yield Pair(row.a, row.b, row.score)


def _across(pages: Mapping[int, int], pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs that hang together with one of two articles: what one article repeats to itself is no event of several."""
    home: dict[int, int] = {}

    def root(one: int) -> int:
        while home.setdefault(one, one) != one:
            home[one] = one = home[home[one]]
        return one

    for pair in pairs:
        home[root(pair.a)] = root(pair.b)
    several = {root(pair.a) for pair in pairs if pages[pair.a] != pages[pair.b]}
    return [pair for pair in pairs if root(pair.a) in several]


def _around(connection: Connection, start: set[int], family: str | None) -> tuple[set[int], list[Pair]]:
    """The mentions that hang together with some by pairs, over however many steps up to MOST_AROUND, with these pairs."""
    m, pair = schema.mention, schema.mention_pair
    found: dict[tuple[int, int], Pair] = {}
    known, new = set(start), set(start)
    while new and len(known) < MOST_AROUND:
        asked, new = sorted(new), set()
        for some in batches(asked):
            for row in connection.execute(select(pair).where(or_(pair.c.a.in_(some), pair.c.b.in_(some)))):
                found[row.a, row.b] = Pair(row.a, row.b, row.score)
                new |= {row.a, row.b} - known
        known |= new
    current: set[int] = set()
    for some in batches(sorted(known)):
        query = _in_force(select(m.c.id), family).where(m.c.id.in_(some))
        current.update(connection.execute(query).scalars())
    return current, [one for ends, one in sorted(found.items()) if current.issuperset(ends)]


def _in_articles(connection: Connection, items: Sequence[str]) -> set[int]:
    """All mentions of the articles in which these items stand: one item may have gone into the mention of another."""
    if not items:
        return set()
    m, i, r = schema.mention, schema.item, schema.reading
    found: set[int] = set()
    for some in batches(items):
        articles = select(i.c.article).where(i.c.id.in_(some)).distinct()
        found.update(connection.execute(_in_force(select(m.c.id)).where(r.c.article.in_(articles))).scalars())
    return found


def _judge(engine: Engine, ruling: Ruling, linked: _Linked) -> None:
    """Take out what was judged wrong, and compare anew what was corrected."""
    linked.rows = _rows(engine, ruling, linked.placed.values())
    anew: set[int] = set()
    for number, one in list(linked.placed.items()):
        items = [linked.rows[item].item for item in one.mention.items if item in linked.rows]
        if not items:
            del linked.placed[number]
            continue
        (made, *_) = mentions_of(
            [i for i in items if isinstance(i, Statement)], [i for i in items if isinstance(i, Meeting)], (), ()
        )
        mention = msgspec.structs.replace(made, sentence=one.mention.sentence, figures=one.mention.figures)
        if mention != one.mention:
            linked.placed[number] = Placed(mention, one.page)
            anew.add(number)
    there = [pair for pair in linked.pairs if pair.a in linked.placed and pair.b in linked.placed]
    linked.pairs = [_again(linked.placed, pair) if {pair.a, pair.b} & anew else pair for pair in there]


def _again(placed: Mapping[int, Placed], pair: Pair) -> Pair:
    return pair._replace(score=score(placed[pair.a], placed[pair.b]))


def _rows(engine: Engine, ruling: Ruling | None, placed: Iterable[Placed]) -> dict[str, Row]:
    """The items of these mentions with their articles, as judged."""
    found = some_items(engine, (item for one in placed for item in one.mention.items))
    if ruling is None:
        return found
    judged = ((identifier, ruling.applied(row)) for identifier, row in found.items())
    return {identifier: row for identifier, row in judged if row is not None}


def _grouped(linked: _Linked, ruling: Ruling | None) -> list[tuple[int, ...]]:
    if ruling is None or not ruling.events:
        return list(group(linked.placed, linked.pairs))
    same = _ends(linked, ruling.events.root.items())
    linked.judged = {linked.numbers[item]: root for item, root in ruling.events.root.items() if item in linked.numbers}
    apart = _ends(linked, (tuple(sorted(two)) for two in ruling.events.apart))
    return list(group(linked.placed, linked.pairs, same, frozenset(apart)))


def _ends(linked: _Linked, pairs: Iterable[Collection[str]]) -> list[Ends]:
    found = []
    for a, b in pairs:
        ends = frozenset(linked.numbers[item] for item in (a, b) if item in linked.numbers)
        if len(ends) == 2:
            found.append(ends)
    return found


def _event(linked: _Linked, members: Sequence[int], issues: Mapping[str, tuple[str, ...]], count: Count) -> Event:
    why = why_joined(linked.placed, members) | _as_judged(linked, members)
    return event_of([_told(linked, number, why.get(number), issues) for number in members], count)


def _as_judged(linked: _Linked, members: Sequence[int]) -> dict[int, tuple[int, str]]:
    """For each mention that people joined with an earlier one: that one, and that they did."""
    first: dict[str, int] = {}
    found: dict[int, tuple[int, str]] = {}
    for number in members:
        root = linked.judged.get(number)
        if root is not None and first.setdefault(root, number) != number:
            found[number] = first[root], JUDGED_SAME
    return found


def _told(linked: _Linked, number: int, why: tuple[int, str] | None, issues: Mapping[str, tuple[str, ...]]) -> Told:
    one = linked.placed[number]
    rows = [linked.rows[item] for item in one.mention.items if item in linked.rows]
    items = tuple(row.item for row in rows)
    told = Told(
        placed=one,
        items=items,
        article=rows[0].article_name,
        issue=tuple(name for item in items for name in issues.get(item.id, ())),
    )
    if why is None:
        return told
    other, reason = why
    beside = linked.rows[linked.placed[other].mention.items[0]].article_name
    return replace(told, reason=f"with {beside}: {reason}")


def passes(event: Event, linked: _Linked, where: Filter) -> bool:
    """Whether an event passes a filter, its article by name; one without a day is filed under the days of its articles."""
    if where == EVERYTHING:
        return True
    if where.act not in (None, event.act) or (where.party is not None and where.party not in event.participants):
        return False
    if where.issue is not None and not any(where.issue.casefold() in issue.casefold() for issue in event.issue):
        return False
    if where.article is not None and where.article not in event.articles:
        return False
    return _in_days(event, linked, where)


def _in_days(event: Event, linked: _Linked, where: Filter) -> bool:
    earliest, latest = event.earliest, event.latest
    if earliest is None and latest is None:
        published = [linked.rows[telling.items[0]].published for telling in event.tellings]
        earliest = min((one.earliest for one in published if one.earliest), default=None)
        latest = max((one.latest for one in published if one.latest), default=None)
    if (where.since or where.until) and earliest is None and latest is None:
        return False
    after = where.since is None or (latest or dt.date.max) >= where.since
    return after and (where.until is None or (earliest or dt.date.min) <= where.until)
