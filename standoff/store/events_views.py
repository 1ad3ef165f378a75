"""Events as people ask for them: who tells of one act or meeting, what they tell differently, in origins and articles."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, Select, select

from standoff.relating.events import Ends, group
from standoff.relating.events_index import Pair
from standoff.relating.events_mentions import Placed
from standoff.store import schema
from standoff.store.database import asking
from standoff.store.events import METHOD, placed_by


@dataclass(frozen=True)
class Linked:
    """The mentions of readings in force that have pairs, and their groups, as the record stood when it was asked.

    `items` leads from the id of an item to the mention that it stands in.
    """

    placed: Mapping[int, Placed]
    groups: tuple[tuple[int, ...], ...]
    items: Mapping[str, int] = field(default_factory=dict)


def linked(engine: Engine, same: Iterable[tuple[str, str]] = (), apart: Iterable[tuple[str, str]] = ()) -> Linked:
    """The groups of mentions; `same` and `apart` are pairs of items that people judged."""
    same, apart = list(same), list(apart)
    with asking(engine) as connection:
        pairs = list(_pairs(connection))
        numbers = {number for pair in pairs for number in (pair.a, pair.b)}
        numbers |= set(_numbers(connection, {item for two in (*same, *apart) for item in two}).values())
        placed = placed_by(connection, sorted(numbers))
    items = {item: number for number, one in placed.items() for item in one.mention.items}
    return Linked(placed, group(placed, pairs, _ends(items, same), frozenset(_ends(items, apart))), items)


def _ends(items: Mapping[str, int], pairs: Iterable[tuple[str, str]]) -> list[Ends]:
    found = (frozenset((items[a], items[b])) for a, b in pairs if a in items and b in items)
    return [ends for ends in found if len(ends) == 2]


def _in_force(columns: Select[Any]) -> Select[Any]:
    """Only mentions of current readings, by the method in force."""
    m, p, r = schema.mention, schema.event_page, schema.reading
    return columns.join(p, p.c.id == m.c.page).join(r, r.c.id == p.c.reading).where(r.c.current, p.c.method == METHOD)


def _pairs(connection: Connection) -> Iterator[Pair]:
    m, pair = schema.mention, schema.mention_pair
    current = set(connection.execute(_in_force(select(m.c.id))).scalars())
    for row in connection.execute(select(pair).order_by(pair.c.a, pair.c.b)):
        if row.a in current and row.b in current:
            yield Pair(row.a, row.b, row.score)


def _numbers(connection: Connection, items: Collection[str]) -> dict[str, int]:
    """The mentions of these items."""
    if not items:
        return {}
    m = schema.mention
    query = _in_force(select(m.c.item, m.c.id)).where(m.c.item.in_(sorted(items)))
    return {row.item: row.id for row in connection.execute(query)}
