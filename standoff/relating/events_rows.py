"""Events as rows: what most tell first, the days that all allow, and what is told differently, side by side."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from standoff.codebook.conflicts import conflict_words, stem
from standoff.codebook.events import is_repeated
from standoff.core.ids import content_id
from standoff.core.records import Meeting, Statement
from standoff.core.spans import Span
from standoff.relating.events_match import Window
from standoff.relating.events_mentions import Placed
from standoff.relating.events_readings import MEET, days_of
from standoff.relating.events_tables import Difference, Event, EventField, EventTelling, Version

# How far an event is told to have got, the furthest first.
_FURTHEST = (
    "held",
    "happened",
    "happening",
    "cancelled",
    "refused",
    "planned",
    "considered",
    "offered",
    "stated",
    "reported",
    "denied",
)
_UNTOLD = "reported"  # how far it got is not told: no other status than one that is
_OF_MEETINGS = {"happened": "held", "happening": "held"}


@dataclass(frozen=True, kw_only=True)
class Told:
    """One mention of an event with its items as they are shown, its article's name, and why it is joined."""

    placed: Placed
    items: tuple[Meeting | Statement, ...]
    article: str
    issue: tuple[str, ...] = ()
    reason: str = ""

    @property
    def window(self) -> Window | None:
        """The days that it tells."""
        return self.placed.mention.day

    def telling(self) -> EventTelling:
        """The row of this article."""
        first = self.items[0]
        window = self.window or (None, None)
        return EventTelling(
            article=self.article, items=tuple(item.id for item in self.items), quote=Span(first.start, first.end, first.text),
            status=_status(first), earliest=window[0], latest=window[1], place=_place(self.items),
            participants=_sides(self.items), persons=_persons(self.items), reason=self.reason,
        )  # fmt: skip


def event_of(members: Sequence[Told], count: Callable[[Iterable[tuple[str, int]]], int]) -> Event:
    """The event that these mentions tell of; `count` tells how many origins places (article, code point) have."""
    told = sorted(members, key=_order)
    tellings = tuple(one.telling() for one in told)
    earliest, latest, _ = days_of(one.window for one in told)
    articles = tuple(dict.fromkeys(one.article for one in told))
    return Event(
        id=content_id("event", told[0].placed.mention.id),
        act=_commonest(one.placed.mention.head for one in told)[0],
        status=furthest(one.status for one in tellings),
        earliest=earliest,
        latest=latest,
        participants=_commonest(party for one in tellings for party in one.participants),
        persons=_commonest(person for one in tellings for person in one.persons),
        place=next(iter(_commonest(one.place for one in tellings if one.place)), None),
        issue=_commonest(issue for one in told for issue in one.issue),
        tellings=tellings,
        differences=tuple(_differences(told, tellings)),
        articles=articles,
        origins=count((one.article, one.quote.start) for one in tellings),
    )


def _order(one: Told) -> tuple[dt.date, str, int, str]:
    page, mention = one.placed.page, one.placed.mention
    return page.earliest or dt.date.max, one.article, mention.start, mention.id


def _status(item: Meeting | Statement) -> str:
    meets = isinstance(item, Meeting) or item.act == MEET
    return _OF_MEETINGS.get(item.status, item.status) if meets else item.status


def _rank(status: str) -> int:
    return _FURTHEST.index(status) if status in _FURTHEST else len(_FURTHEST)


def furthest(statuses: Iterable[str]) -> str:
    """The status furthest on of several: held before cancelled before planned."""
    return min(statuses, key=_rank)


def _place(items: Iterable[Meeting | Statement]) -> str | None:
    return next((item.place for item in items if isinstance(item, Meeting) and item.place), None)


def _sides(items: Sequence[Meeting | Statement]) -> tuple[str, ...]:
    """Who takes part: of a meeting those whom the reader entered it with, not whom a statement of it also names."""
    items = [item for item in items if isinstance(item, Meeting)] or items
    sides = (item.participants if isinstance(item, Meeting) else (*item.party, *item.addressee) for item in items)
    return tuple(dict.fromkeys(party for some in sides for party in some))


def _persons(items: Iterable[Meeting | Statement]) -> tuple[str, ...]:
    found = (item.persons if isinstance(item, Meeting) else (item.speaker,) if item.speaker else () for item in items)
    return tuple(dict.fromkeys(person for some in found for person in some))


def _commonest(values: Iterable[str]) -> tuple[str, ...]:
    """The values, most frequent first, then as they come."""
    return tuple(value for value, _ in Counter(values).most_common())


@dataclass
class _Versions:
    """What articles tell of one detail."""

    by_value: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, value: str, article: str) -> None:
        if article not in self.by_value[value]:
            self.by_value[value].append(article)

    def rows(self) -> tuple[Version, ...]:
        ordered = sorted(self.by_value.items(), key=lambda one: -len(one[1]))
        return tuple(Version(value=value, articles=tuple(articles)) for value, articles in ordered)


def _differences(told: Sequence[Told], tellings: Sequence[EventTelling]) -> Iterable[Difference]:
    if days_of(one.window for one in told)[2]:
        yield from _difference("date", ((day_words(one.earliest, one.latest), one.article) for one in tellings))
    yield from _difference("place", ((one.place or "", one.article) for one in tellings), fold=str.casefold)
    if any(_cross(set(a.participants), set(b.participants)) for a in tellings for b in tellings):
        yield from _difference("participants", ((", ".join(sorted(one.participants)), one.article) for one in tellings))
    if tellings and told[0].placed.mention.head == MEET and any(_cross(_short(a), _short(b)) for a in tellings for b in tellings):
        yield from _difference("persons", ((", ".join(sorted(one.persons)), one.article) for one in tellings))
    yield from _figures(told)
    if not is_repeated(told[0].placed.mention.head):
        known = ((one.status, one.article) for one in tellings if one.status != _UNTOLD)
        yield from _difference("status", known)


def _figures(told: Sequence[Told]) -> Iterable[Difference]:
    """The figures that differ, by what they count."""
    by_unit: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in told:
        for figure in sorted(one.placed.mention.figures):
            by_unit[_counted(figure)].append((figure, one.article))
    for values in by_unit.values():
        yield from _difference("figure", values)


def _counted(figure: str) -> str:
    """What a figure counts; words of one population ("soldiers", "troops") are one."""
    unit = figure.rpartition(": ")[0]
    last = unit.split()[-1] if unit.split() else ""
    return conflict_words().population_of.get(stem(last)) or unit


def _difference(name: EventField, values: Iterable[tuple[str, str]], fold: Callable[[str], str] = str) -> Iterable[Difference]:
    """The detail where articles tell two values or more; no value is no version."""
    versions = _Versions()
    forms: dict[str, str] = {}
    for value, article in values:
        if value:
            versions.add(forms.setdefault(fold(value), value), article)
    if len(versions.by_value) > 1 and len({tuple(articles) for articles in versions.by_value.values()}) > 1:
        yield Difference(field=name, versions=versions.rows())


def _cross(a: set[str], b: set[str]) -> bool:
    """Whether each of two sets names what the other does not: one that only leaves out tells nothing different."""
    return bool(a - b) and bool(b - a)


def _short(telling: EventTelling) -> set[str]:
    return {person.split()[-1].casefold() for person in telling.persons if person.split()}


def day_words(earliest: dt.date | None, latest: dt.date | None) -> str:
    """A window in words: a day, or its ends."""
    if earliest == latest:
        return "" if earliest is None else earliest.isoformat()
    return f"{earliest or '…'} to {latest or '…'}"
