"""Lines: what the lists, filters and counts need of each item, without its words, kept in memory while pages are served."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from standoff.core.dates import Basis
from standoff.core.records import AnyItem
from standoff.store.lookup import Head


class Article(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An article without its text."""

    reading: int
    id: str
    name: str
    outlet: str | None
    url: str | None
    title: str | None
    language: str
    earliest: dt.date | None
    latest: dt.date | None
    basis: Basis
    conflicts: tuple[str, ...]
    carried_by: tuple[str, ...]
    flags: tuple[str, ...]


class Line(msgspec.Struct, kw_only=True, gc=False, eq=False):
    """One statement, figure, meeting or forecast as lists need it; `sides` act in it, `issues` are ids.

    `told_by` are the parties that say so, where none of them is the party itself. `voice` is the party that the speaker speaks
    for, where the words leave no doubt of it: of what several do together only the attribution tells. `persons` meet.
    `window` are the days that a forecast speaks of, while its own are those on which it was made.
    """

    id: str
    kind: str
    article: Article
    start: int
    act: str
    status: str
    sides: tuple[str, ...]
    addressee: tuple[str, ...]
    issues: tuple[str, ...]
    speaker: str | None
    earliest: dt.date | None
    latest: dt.date | None
    certainty: float
    told_by: tuple[str, ...] = ()
    doubts: int = 0
    measure: tuple[str | None, str | None, str | None] | None = None
    voice: str | None = None
    persons: tuple[str, ...] = ()
    window: tuple[dt.date | None, dt.date | None] | None = None

    @property
    def ascribed(self) -> bool:
        """Whether somebody else than the party itself is the source."""
        return bool(self.told_by)

    @property
    def key(self) -> tuple[dt.date, dt.date, str, int, str]:
        """Where it stands among lines by date: undated ones last."""
        never = dt.date.max
        first = self.earliest or self.latest or never
        return first, self.latest or first, self.article.name, self.start, self.id

    @property
    def month(self) -> str:
        """Year and month of its first day, "undated" where it has none."""
        day = self.earliest or self.latest
        return day.isoformat()[:7] if day else "undated"

    @property
    def days(self) -> tuple[dt.date | None, dt.date | None]:
        """The days that it stands under in a timeline: those that a forecast speaks of, where it tells any."""
        return self.window or (self.earliest, self.latest)

    @property
    def entry_key(self) -> tuple[dt.date, dt.date, str, int, str]:
        """Where it stands in a timeline: undated ones last."""
        first, last = self.days
        day = first or last or dt.date.max
        return day, last or day, self.article.name, self.start, self.id

    @property
    def entry_month(self) -> str:
        """The month that it stands under in a timeline, "undated" where it has none."""
        day = self.days[0] or self.days[1]
        return day.isoformat()[:7] if day else "undated"


class _Words(msgspec.Struct, gc=False):
    text: str = ""


class _Days(msgspec.Struct, gc=False):
    earliest: dt.date | None = None
    latest: dt.date | None = None


class _Data(msgspec.Struct, gc=False):
    """The fields of any item that lines are made of; the rest of its JSON is passed over."""

    party: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    holder: tuple[str, ...] = ()
    speaker: str | None = None
    status: str = "stated"
    attribution: str | None = None
    certainty: float = 1.0
    doubts: tuple[str, ...] = ()
    unit: str | None = None
    counted: str | None = None
    place: str | None = None
    persons: tuple[str, ...] = ()
    window: _Days | None = None


class _Meta(msgspec.Struct, gc=False):
    title: _Words | None = None
    flags: tuple[str, ...] = ()


class _Published(msgspec.Struct, gc=False):
    basis: Basis = "unknown"
    conflicts: tuple[str, ...] = ()


class _Outline(msgspec.Struct, gc=False):
    title: _Words | None = None
    flags: tuple[str, ...] = ()
    carried_by: tuple[str, ...] = ()
    published: _Published = msgspec.field(default_factory=_Published)


_DATA = msgspec.json.Decoder(_Data)
_META = msgspec.json.Decoder(_Meta)
_OUTLINE = msgspec.json.Decoder(_Outline)


def article_of(head: Head) -> Article:
    """The article that a head of the record is."""
    data, outline = _META.decode(head.data), _OUTLINE.decode(head.outline)
    title = outline.title or data.title
    return Article(
        reading=head.reading, id=head.id, name=head.name, outlet=head.outlet, url=head.url, title=title.text if title else None,
        language=head.language, earliest=head.earliest, latest=head.latest, basis=outline.published.basis,
        conflicts=outline.published.conflicts, carried_by=outline.carried_by,
        flags=tuple(dict.fromkeys((*outline.flags, *data.flags))),
    )  # fmt: skip


Issues = Mapping[str, tuple[str, ...]]
Days = tuple[dt.date | None, dt.date | None]


def lines_of(rows: Iterable[tuple[Any, ...]], articles: Mapping[int, Article], issues: Issues) -> Iterator[Line]:
    """The lines of a stream of rows that come reading by reading, attributions first within each, as they were read."""
    reading = -1
    sources: dict[str, tuple[str, ...]] = {}
    for number, identifier, kind, start, act, earliest, latest, raw in rows:
        if number != reading:
            reading, sources = number, {}
        data = _DATA.decode(raw)
        if kind == "attribution":
            sources[identifier] = data.party
        elif number in articles:
            said = sources.get(data.attribution or "", ())
            known = (identifier, kind, start, act, earliest, latest)
            yield _line(articles[number], known, data, said, issues.get(identifier, ()))


def judged_line(line: Line, item: AnyItem, said: tuple[str, ...], issues: tuple[str, ...]) -> Line:
    """The line of an item as people have it, from the one that was read; `said` are the parties of its attribution."""
    return line_of(line.article, item, (line.earliest, line.latest), said, issues)


def line_of(article: Article, item: AnyItem, days: Days, said: tuple[str, ...], issues: tuple[str, ...]) -> Line:
    """The line of an item that views file under these days; `said` are the parties of its attribution."""
    data = msgspec.convert(msgspec.to_builtins(item), _Data)
    kind = str(item.__struct_config__.tag)
    return _line(article, (item.id, kind, item.start, getattr(item, "act", None), *days), data, said, issues)


def _line(
    article: Article,
    known: tuple[str, str, int, str | None, dt.date | None, dt.date | None],
    data: _Data,
    said: tuple[str, ...],
    issues: tuple[str, ...],
) -> Line:
    identifier, kind, start, act, earliest, latest = known
    sides = data.participants or data.holder or data.party
    return Line(
        id=identifier, kind=kind, article=article, start=start, act=act or kind, status=data.status, sides=sides,
        addressee=data.addressee, issues=issues if kind == "statement" else (), speaker=data.speaker,
        earliest=earliest, latest=latest, certainty=data.certainty, told_by=() if set(said) & set(sides) else said,
        voice=_voice(data.speaker, sides, said), persons=data.persons, window=_window(data.window), doubts=len(data.doubts),
        measure=(data.unit, data.counted, data.place) if kind == "figure" else None,
    )  # fmt: skip


def _voice(speaker: str | None, sides: tuple[str, ...], said: tuple[str, ...]) -> str | None:
    own = [side for side in sides if side in said] if said else sides
    return own[0] if speaker and len(own) == 1 else None


def _window(days: _Days | None) -> tuple[dt.date | None, dt.date | None] | None:
    return (days.earliest, days.latest) if days is not None and (days.earliest or days.latest) else None


def renamed(line: Line, canonical: Mapping[str, str]) -> Line:
    """The line with the names under which all that is judged the same goes; the very line where none of its names is."""
    if not any(name in canonical for names in (line.sides, line.addressee, line.told_by) for name in names):
        return line

    def known(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(canonical.get(name, name) for name in names))

    sides, addressee, told_by = known(line.sides), known(line.addressee), known(line.told_by)
    return msgspec.structs.replace(
        line, sides=sides, addressee=addressee, told_by=() if set(told_by) & set(sides) else told_by,
        voice=canonical.get(line.voice, line.voice) if line.voice else None,
    )  # fmt: skip
