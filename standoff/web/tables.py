"""Tables: what is told of the record as a whole (origins, stories, events, conflicts, series), made anew after a rest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from standoff.relating.conflicts_tables import Conflict, Series
from standoff.relating.events_tables import Event
from standoff.relating.stories_tables import Story
from standoff.store.origins_views import OriginIndex
from standoff.store.views import Views


@dataclass(frozen=True, kw_only=True)
class Tables:
    """What hangs together over articles, as of one look at the record; pages look things up here and read nothing twice."""

    origins: OriginIndex = field(default_factory=lambda: OriginIndex((), {}))
    stories: tuple[Story, ...] = ()
    events: tuple[Event, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    series: tuple[Series, ...] = ()

    @cached_property
    def conflicts_of(self) -> Mapping[str, tuple[str, ...]]:
        """By the id of an item the conflicts that it stands in; later accounts that take over from earlier ones are none."""
        pairs = (
            (telling.item, conflict.id)
            for conflict in self.conflicts
            if conflict.verdict == "conflict"
            for side in conflict.sides
            for telling in side.tellings
        )
        return _gathered(pairs)

    @cached_property
    def events_of(self) -> Mapping[str, tuple[str, ...]]:
        """By the id of an item the events that it tells of."""
        return _gathered((item, event.id) for event in self.events for telling in event.tellings for item in telling.items)

    @cached_property
    def stories_of(self) -> Mapping[str, Story]:
        """By the name of an article the story that it is of."""
        return {article: story for story in self.stories for article in story.articles}


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for item, key in pairs:
        if key not in found.get(item, ()):
            found[item] = (*found.get(item, ()), key)
    return found


def make_tables(views: Views) -> Tables:
    """The tables as the record stands now, as judged."""
    return Tables(
        origins=views.origin_index(), stories=views.stories(), events=views.events(), conflicts=views.conflicts(),
        series=views.series(),
    )  # fmt: skip
