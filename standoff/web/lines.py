"""Lines: what the lists, filters and counts need of each item, without its words, kept in memory while pages are served."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from standoff.codebook.dossier import Issue
from standoff.core.dates import Basis
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

    `ascribed` is true where somebody else than the party itself is the source.
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
    ascribed: bool
    measure: tuple[str | None, str | None, str | None] | None = None

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


class _Words(msgspec.Struct, gc=False):
    text: str = ""


class _Data(msgspec.Struct, gc=False):
    """The fields of any item that lines are made of; the rest of its JSON is passed over."""

    text: str = ""
    party: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    holder: tuple[str, ...] = ()
    issue: tuple[str, ...] = ()
    content: Any = None
    speaker: str | None = None
    status: str = "stated"
    attribution: str | None = None
    certainty: float = 1.0
    unit: str | None = None
    counted: str | None = None
    place: str | None = None


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


def lines_of(rows: Iterable[tuple[Any, ...]], articles: dict[int, Article], issues: tuple[Issue, ...]) -> Iterator[Line]:
    """The lines of a stream of rows that come reading by reading, attributions first within each."""
    reading = -1
    sources: dict[str, tuple[str, ...]] = {}
    for row in rows:
        number, identifier, kind, start, _, act, earliest, latest, raw = row
        if number != reading:
            reading, sources = number, {}
        data = _DATA.decode(raw)
        if kind == "attribution":
            sources[identifier] = data.party
        elif number in articles:
            yield _line(articles[number], (identifier, kind, start, act, earliest, latest), data, sources, issues)


def _line(
    article: Article,
    known: tuple[str, str, int, str | None, dt.date | None, dt.date | None],
    data: _Data,
    sources: dict[str, tuple[str, ...]],
    issues: tuple[Issue, ...],
) -> Line:
    identifier, kind, start, act, earliest, latest = known
    source = sources.get(data.attribution or "", ())
    sides = data.participants or data.holder or data.party
    return Line(
        id=identifier, kind=kind, article=article, start=start, act=act or kind, status=data.status, sides=sides,
        addressee=data.addressee, issues=issues_in(data, issues) if kind == "statement" else (), speaker=data.speaker,
        earliest=earliest, latest=latest, certainty=data.certainty,
        ascribed=bool(source) and not set(source) & set(sides),
        measure=(data.unit, data.counted, data.place) if kind == "figure" else None,
    )  # fmt: skip


def issues_in(data: _Data, issues: tuple[Issue, ...]) -> tuple[str, ...]:
    """The ids of the issues that a statement's words point to, as relating tells them."""
    content = data.content.get("text", "") if isinstance(data.content, dict) else ""
    words = " ".join([data.text, *data.issue, content])
    return tuple(issue.id for issue in issues if issue.matches(words))
