"""Packs: rows about the whole record kept as bytes, each with the few facts that lists choose by; shown rows are read again."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

import msgspec

from standoff.relating.conflicts_tables import Conflict, Series, Telling
from standoff.relating.events_tables import Event
from standoff.relating.proposals_tables import Proposal
from standoff.relating.stories_tables import Story
from standoff.relating.tables import Demand

Window = tuple[dt.date | None, dt.date | None]
One = TypeVar("One")


class Head(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What lists choose a row by.

    `of` is what kind it is (the act of an event, what a conflict differs in, the issue of a demand), `party` everybody whom it
    has to do with, `windows` the days of its parts and `items` the ids that these are told in, `articles` names,
    `weight` how much is told. Of an event `verdict` is how far it got, and `states` (how far), `windows`, `items` and
    `articles` are those of its tellings, one each.
    """

    id: str
    of: str = ""
    verdict: str = ""
    party: tuple[str, ...] = ()
    earliest: dt.date | None = None
    latest: dt.date | None = None
    windows: tuple[Window, ...] = ()
    items: tuple[tuple[str, ...], ...] = ()
    articles: tuple[str, ...] = ()
    weight: int = 0
    states: tuple[str, ...] = ()


Packed = tuple[Head, bytes]
MOST_READ = 300  # rows of one pack: those that the pages of a dozen issues ask for again and again


@dataclass(frozen=True)
class Pack(Generic[One]):
    """All rows of one kind as they were at `made` (UTC; None: not made yet), when `newest` was the record's newest reading."""

    decoder: "msgspec.msgpack.Decoder[One]"
    rows: tuple[Packed, ...] = ()
    made: dt.datetime | None = None
    newest: int = 0
    heads: tuple[Head, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Set the heads beside the rows."""
        object.__setattr__(self, "heads", tuple(head for head, _ in self.rows))

    def read(self, place: int) -> One:
        """The row at a place; the rows read last are kept, for a demand that a thousand articles tell takes a millisecond."""
        found = self._read.get(place)
        if found is None:
            if len(self._read) >= MOST_READ:
                self._read.clear()
            found = self._read[place] = self.decoder.decode(self.rows[place][1])
        return found

    @cached_property
    def _read(self) -> dict[int, One]:
        return {}

    def choose(self, wanted: Callable[[Head], bool]) -> list[int]:
        """The places of the rows that are wanted, in their order."""
        return [place for place, head in enumerate(self.heads) if wanted(head)]

    def find(self, identifier: str) -> One | None:
        """The row with that id."""
        place = self._places.get(identifier)
        return None if place is None else self.read(place)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {head.id: place for place, head in enumerate(self.heads)}

    @cached_property
    def of_item(self) -> dict[str, int]:
        """By the id of an item the first row that is told in it."""
        found: dict[str, int] = {}
        for place, head in enumerate(self.heads):
            for some in head.items:
                for item in some:
                    found.setdefault(item, place)
        return found

    @cached_property
    def ranked(self) -> dict[str | None, list[int]]:
        """The places of the rows of each kind, and (None) of all, those of most weight first."""
        found: dict[str | None, list[int]] = {None: sorted(range(len(self.heads)), key=lambda place: -self.heads[place].weight)}
        for place in found[None]:
            found.setdefault(self.heads[place].of, []).append(place)
        return found

    @cached_property
    def ends(self) -> list[dt.date]:
        """By place the last day that any telling of a row gives; the last day there is where one gives none."""
        return [
            max(((last or dt.date.max) for _, last in head.windows), default=head.latest or dt.date.max) for head in self.heads
        ]

    @cached_property
    def of_article(self) -> dict[str, int]:
        """By the name of an article the first row that it stands in."""
        found: dict[str, int] = {}
        for place, head in enumerate(self.heads):
            for name in head.articles:
                found.setdefault(name, place)
        return found


def _told(tellings: Iterable[Telling]) -> tuple[str, ...]:
    return tuple(one.item for one in tellings)


def _articles(tellings: Iterable[Telling]) -> Iterator[str]:
    return (one.article for one in tellings)


def _conflict(one: Conflict) -> Head:
    return Head(
        id=one.id, of=one.of, verdict=one.verdict, earliest=one.earliest, latest=one.latest,
        party=tuple(dict.fromkeys((*one.party, *(party for side in one.sides for party in side.claimed_by)))),
        windows=tuple((side.earliest, side.latest) for side in one.sides),
        items=tuple(_told(side.tellings) for side in one.sides),
        articles=tuple(dict.fromkeys(name for side in one.sides for name in _articles(side.tellings))),
    )  # fmt: skip


def _series(one: Series) -> Head:
    return Head(
        id=one.id, party=tuple(dict.fromkeys((*one.party, *(party for point in one.points for party in point.claimed_by)))),
        windows=tuple((point.earliest, point.latest) for point in one.points),
    )  # fmt: skip


def _event(one: Event) -> Head:
    return Head(
        id=one.id, of=one.act, verdict=one.status, party=one.participants, earliest=one.earliest, latest=one.latest,
        items=tuple(telling.items for telling in one.tellings), articles=tuple(telling.article for telling in one.tellings),
        windows=tuple((telling.earliest, telling.latest) for telling in one.tellings),
        states=tuple(telling.status for telling in one.tellings),
    )  # fmt: skip


def _story(one: Story) -> Head:
    return Head(id=one.id, earliest=one.earliest, latest=one.latest, articles=one.articles)


def _demand(one: Demand) -> Head:
    weight = one.articles + sum(answer.articles for answer in one.answers)
    return Head(id=one.id, of=one.issue, party=(*one.party, *one.asked), weight=weight)


def _proposal(one: Proposal) -> Head:
    return Head(id=one.id, of=one.way, items=((one.a, one.b),))


HEADS: dict[type, Callable[[Any], Head]] = {
    Conflict: _conflict, Series: _series, Event: _event, Story: _story, Demand: _demand, Proposal: _proposal,
}  # fmt: skip


def packed(rows: Iterable[Any]) -> Iterator[Packed]:
    """The rows as a pack holds them."""
    for one in rows:
        yield HEADS[type(one)](one), msgspec.msgpack.encode(one)
