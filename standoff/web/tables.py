"""Tables: what is told of the record as a whole (origins, stories, events, conflicts and more), each as of when it was made."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from operator import methodcaller
from typing import Any, NamedTuple

import msgspec

from standoff.relating.conflicts_tables import Conflict, Series
from standoff.relating.copies_passages import Passages
from standoff.relating.events_tables import Event
from standoff.relating.origins_tables import Origin
from standoff.relating.proposals_tables import Proposal
from standoff.relating.stories_tables import Story
from standoff.relating.tables import Demand
from standoff.store import lookup
from standoff.store.conflicts_views import Denial, denials
from standoff.store.origins_views import OriginIndex, index_of
from standoff.store.views import Views
from standoff.web.packs import Pack, Packed, packed

AT_ONCE = 200  # rows read in one go: some milliseconds, after which pages have their turn
# In the order in which they are made: what takes longest comes last.
KINDS: dict[str, type] = {
    "stories": Story, "conflicts": Conflict, "series": Series, "events": Event, "meetings": Event, "demands": Demand,
    "proposals": Proposal,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Tables:
    """What hangs together over articles; pages look things up here and read nothing twice.

    `meetings` are events too: every meeting, whether one article tells of it or several. `denials` are as of the `conflicts`.
    """

    origins: OriginIndex = field(default_factory=lambda: OriginIndex((), {}))
    told: dt.datetime | None = None  # as of when the origins are
    stories: Pack[Story] = field(default_factory=partial(Pack, msgspec.msgpack.Decoder(Story)))
    conflicts: Pack[Conflict] = field(default_factory=partial(Pack, msgspec.msgpack.Decoder(Conflict)))
    denials: tuple[Denial, ...] = ()
    series: Pack[Series] = field(default_factory=partial(Pack, msgspec.msgpack.Decoder(Series)))
    events: Pack[Event] = field(default_factory=partial(Pack, msgspec.msgpack.Decoder(Event)))
    meetings: Pack[Event] = field(default_factory=partial(Pack, msgspec.msgpack.Decoder(Event)))
    demands: Pack[Demand] = field(default_factory=partial(Pack, msgspec.msgpack.Decoder(Demand)))
    proposals: Pack[Proposal] = field(default_factory=partial(Pack, msgspec.msgpack.Decoder(Proposal)))

    @property
    def version(self) -> tuple[dt.datetime | None, ...]:
        """As of when each of them is (UTC; None: still to be made)."""
        return (self.told, *(getattr(self, name).made for name in KINDS))


class Portion(NamedTuple):
    """Rows on their way: of which table, as of when and which newest reading, and whether they are its last.

    With the last of the origins come the `passages` that articles of several origins have in common, with the last of the
    conflicts the `denials`.
    """

    name: str
    made: dt.datetime
    newest: int
    last: bool
    rows: tuple[Packed, ...] = ()
    origins: tuple[Origin, ...] = ()
    passages: Passages | None = None
    denials: tuple[Denial, ...] = ()


def portions(views: Views) -> Iterator[Portion]:
    """The tables as the record stands, as judged, one after the other, in portions."""
    index = views.origin_index()
    for last, origins in _parted(index.origins):
        yield Portion("origins", *_as_of(views), last, origins=origins, passages=index.passages if last else None)
    for name in KINDS:
        as_of = _as_of(views)
        found = _MADE.get(name, methodcaller(name))(views)
        for last, some in _parted(found):
            denied = denials(views.engine) if last and name == "conflicts" else ()
            yield Portion(name, *as_of, last, rows=tuple(packed(some)), denials=denied)


# Matches that people decided on are left out where they are shown, so that a decision taken back brings one back at once.
_MADE: dict[str, Callable[[Views], tuple[Any, ...]]] = {
    "meetings": Views.meeting_events, "proposals": lambda views: views.raw.proposals(),
}  # fmt: skip


def _as_of(views: Views) -> tuple[dt.datetime, int]:
    # to the microsecond: two that are made in one second are told apart by it
    return dt.datetime.now(dt.UTC), lookup.newest_of(views.engine)[0]


def _parted(rows: tuple[Any, ...]) -> Iterator[tuple[bool, tuple[Any, ...]]]:
    for first in range(0, max(1, len(rows)), AT_ONCE):
        yield first + AT_ONCE >= len(rows), rows[first : first + AT_ONCE]


class Gathering:
    """Portions on their way to tables."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._rows: list[Packed] = []
        self._origins: list[Origin] = []

    def add(self, portion: Portion) -> bool:
        """Take a portion; whether the tables have changed by it."""
        self._rows += portion.rows
        self._origins += portion.origins
        if not portion.last:
            return False
        if portion.name == "origins":
            self.tables = replace(self.tables, origins=index_of(self._origins, portion.passages), told=portion.made)
        else:
            decoder: Any = msgspec.msgpack.Decoder(KINDS[portion.name])
            pack: Pack[Any] = Pack(decoder, tuple(self._rows), portion.made, portion.newest)
            _ = pack.of_item, pack.of_article, pack.ends  # made here, so that no page waits for them
            changed: dict[str, Any] = {portion.name: pack}
            if portion.name == "conflicts":
                changed["denials"] = portion.denials
            self.tables = replace(self.tables, **changed)
        self._rows, self._origins = [], []
        return True


def make_tables(views: Views) -> Tables:
    """The tables as the record stands now, as judged, made in this process."""
    gathering = Gathering(Tables())
    for portion in portions(views):
        gathering.add(portion)
    return gathering.tables
