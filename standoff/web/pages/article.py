"""Article: the text as stored, noise greyed, what was coded marked in it and listed beside it."""

import bisect
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Engine

from standoff.codebook.acts import acts
from standoff.core.dates import Published
from standoff.core.errors import NotFound
from standoff.core.records import Attribution, Figure, Forecast, Meeting, Noise, Statement, spans_of
from standoff.core.spans import Span, check
from standoff.relating.origins_words import relation_words
from standoff.report.desk import source_words
from standoff.report.html import web_address
from standoff.report.marks import Mark, marked_text, turning_marks
from standoff.report.phrases import share_words
from standoff.report.shapes import Shape
from standoff.report.words import agreeing, counted, names_of, parties_of, party_of, range_words, when_words, window_words
from standoff.store import lookup, query
from standoff.store.query import ArticleRow, Filter, ItemRow
from standoff.store.sightings import Sighting
from standoff.web.ask import Asked, segment
from standoff.web.desk import ID_DIGITS
from standoff.web.index import Index
from standoff.web.kept import kept_rows
from standoff.web.lines import Line
from standoff.web.pages.conflicts import is_disputed
from standoff.web.pages.origins import Paper, paper_of
from standoff.web.shown import Shown, Table, of_any_day

ASKED = ("item", "at", "part", "until", "table")
MOST_CHARS = 40_000  # of one part of the text: some 25 screens
MOST_COPIES = 5  # that are named; the page of the origin has all
DAMAGED = "damaged_sentence"
UNLOCATED = "no source located in the text: told by the article itself"
MOST_ITEMS = 250  # of one part; a part ends early where more stand in it
KINDS = {
    "statement": "statement", "attribution": "said", "figure": "figure", "meeting": "meeting", "forecast": "forecast",
}  # fmt: skip


class Named(Shape, frozen=True, kw_only=True):
    """Something with a page of its own: its name and its address."""

    name: str
    href: str


class Coded(Shape, frozen=True, kw_only=True):
    """What was coded at one place; `located` is false where no words of the text are named as the source.

    `leads` are the pages of its actors and issues; `disputed` is true where it stands in a conflict, `dropped` where people
    judged it wrong, so that no other page has it.
    """

    id: str
    kind: str
    start: int
    end: int
    quote: str
    head: str
    facts: tuple[str, ...]
    located: bool
    leads: tuple[Named, ...] = ()
    disputed: bool = False
    dropped: bool = False


class Elsewhere(Shape, frozen=True, kw_only=True):
    """Where an article stands in the record: its origin with whom it copies and who copies it, and its story."""

    origin: Named | None = None
    of: Paper | None = None
    relation: str = ""
    copies: tuple[Paper, ...] = ()
    more: int = 0
    story: Named | None = None


class Source(Shape, frozen=True, kw_only=True):
    """Another source that gave just this text: under which name, which outlet, where, and when it came out there."""

    name: str
    outlet: str | None
    author: str | None
    url: str | None
    published: str


class ArticlePage(Shape, frozen=True, kw_only=True):
    """One part of an article: text[start:end], with what was coded in it; of `parts` in all; `also` is how else it was given."""

    id: str
    name: str
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    language: str
    reader: str
    published: str
    basis: str
    evidence: tuple[str, ...]
    conflicts: tuple[str, ...]
    carried_by: tuple[str, ...]
    flags: tuple[str, ...]
    noise_share: float
    part: int
    parts: int
    start: int
    end: int
    text: str
    noise: tuple[Noise, ...]
    coded: tuple[Coded, ...]
    elsewhere: Elsewhere
    also: tuple[Source, ...] = ()


def view(asked: Asked, index: Index, engine: Engine) -> Shown:
    """One part of an article: the one asked for, or the one that holds the item asked for."""
    row = _article(index, engine, asked.key)
    text = row.article.text
    bounds = parts_of(text, lookup.places_in(engine, row.article.id))
    wanted, place = asked.get("item"), int(asked.get("at", "-1"))
    part = int(asked.get("part", "0")) or _part_with(index, engine, row, wanted, place, bounds)
    if part > len(bounds):
        raise NotFound(f"this article has {counted(len(bounds), 'part')}; there is no part {part}")
    start, end = bounds[part - 1]
    rows = _rows(index, lookup.items_of_article(engine, row.article.id, start, end, 4 * MOST_ITEMS), row.article.id, (start, end))
    for one in rows:
        for span in spans_of(one.item):
            check(text, span)
    data = _page(index, row, rows, (part, len(bounds), start, end))
    sentences = lookup.some_sentences(engine, [row.article.id]).get(row.article.id, ())
    besides = _Marked(wanted, place, frozenset(one.id for one in data.coded if one.dropped))
    heads = ("kind", "start", "end", "quote", "head", "facts", "located", "id")
    table = Table(title="Coded", heads=heads, rows=[tuple(getattr(one, head) for head in heads) for one in data.coded])
    return Shown(
        title=data.title or data.name, template="article.html.j2", data=data, tables={"coded": table},
        not_shown=(*_not_shown(data), *of_any_day(asked, "copies, conflicts and the story that it belongs to")),
        extra={
            "body": marked_text(text[start:end], _marks(rows, sentences, (start, end), besides)), "wanted": wanted,
            "address": web_address(data.url), "share": share_words(data.noise_share), "path": _path(row.article.id),
            "kinds": [kind for kind in KINDS if any(one.kind == kind for one in data.coded)],
            "unlocated": any(not one.located for one in data.coded), "damaged": bool(_damaged(rows)),
            "disputed": sum(one.disputed for one in data.coded), "turning": bool(turning_marks(data.text)),
            "dropped": bool(besides.dropped),
        },
    )  # fmt: skip


def _rows(index: Index, read: Sequence[ItemRow[Any]], article: str, bounds: tuple[int, int]) -> tuple[ItemRow[Any], ...]:
    """What was coded in a part of an article as judged: what people keep and greyed too; what they dropped stands as read."""
    ruling, head = index.state.ruling, index.articles[article]
    if ruling is None:
        return tuple(read)
    there = [*read, *kept_rows(ruling, article)]
    found = [ruling.applied(row) or row for row in there if not (isinstance(row.item, Noise) and ruling.applied(row) is None)]
    days = Published(earliest=head.earliest, latest=head.latest, basis=head.basis)
    added = (one for one in ruling.items.added.values() if one.article == article)
    found += [ItemRow(item=one, article_name=head.name, outlet=head.outlet, published=days) for one in added]
    found = [row for row in found if row.item.start < bounds[1] and row.item.end > bounds[0]]
    return tuple(sorted(found, key=lambda row: (row.item.start, row.item.end, row.item.id)))


def _is_dropped(index: Index, item: str) -> bool:
    """Whether people judged a coding, by its id, wrong."""
    ruling = index.state.ruling
    return ruling is not None and ruling.items.changed.get(item, item) is None


def _path(article_id: str) -> str:
    return f"/articles/{segment(article_id[:ID_DIGITS])}"


def _article(index: Index, engine: Engine, key: str) -> ArticleRow:
    """The article whose id starts so, that has this name, or that alone was given under it; raises NotFound."""
    ids = [one for one in index.articles if one.startswith(key)] if len(key) >= 6 else []
    ids = ids if len(ids) == 1 else _named(index, engine, key)
    found = lookup.some_articles(engine, ids[:1]) if len(ids) == 1 else {}
    if not found:
        raise NotFound(f"this record has no article {key[:70]!r}; see the list of articles, or search")
    return found[ids[0]]


def _named(index: Index, engine: Engine, key: str) -> list[str]:
    own = index.by_name.get(key)
    if own is not None:
        return [own.id]
    found = [row.article for row in query.articles(engine, Filter(article=key)) if row.article.id in index.articles]
    if len(found) > 1:
        names = ", ".join(one.name[:70] for one in found[:3])
        raise NotFound(f"{key[:70]!r} may mean several articles ({names}); open one by its own name, or by more of its id")
    return [one.id for one in found]


def parts_of(text: str, places: Sequence[int]) -> list[tuple[int, int]]:
    """The bounds of the text's parts (code points): at ends of lines, or of words, each with few enough items in it."""
    bounds, start = [], 0
    while start < len(text):
        end = min(len(text), start + MOST_CHARS)
        after = bisect.bisect_left(places, start) + MOST_ITEMS
        if after < len(places) and places[after] < end:
            end = max(start + 1, places[after])
        if end < len(text):
            cut = max(text.rfind("\n", start + 1, end), text.rfind(". ", start + (end - start) // 2, end) + 1)
            cut = cut if cut > start else text.rfind(" ", start + 1, end)
            end = cut + 1 if cut > start else end
        bounds.append((start, end))
        start = end
    return bounds or [(0, 0)]


def _part_with(index: Index, engine: Engine, row: ArticleRow, wanted: str, place: int, bounds: list[tuple[int, int]]) -> int:
    if not wanted:
        return next((number for number, (start, end) in enumerate(bounds, 1) if start <= place < end), 1)
    kept = {one.item.id: one for one in kept_rows(index.state.ruling, row.article.id)}
    found = kept.get(wanted) or lookup.some_items(engine, [wanted]).get(wanted)
    if found is None or found.item.article != row.article.id:
        raise NotFound(f"this article holds nothing with the id {wanted!r}; it may have been read anew: open the article itself")
    return next(number for number, (start, end) in enumerate(bounds, 1) if start <= found.item.start < end)


def _page(index: Index, row: ArticleRow, rows: tuple[ItemRow[Any], ...], part: tuple[int, int, int, int]) -> ArticlePage:
    article, title, (number, parts, start, end) = row.article, row.title or row.article.title, part
    said = {one.item.id: one.item for one in rows if isinstance(one.item, Attribution)}
    lines = {line.id: line for line in index.by_article.get(article.id, ())}
    noise = tuple(one.item for one in rows if isinstance(one.item, Noise))
    covered = sum(min(one.end, end) - max(one.start, start) for one in noise)
    return ArticlePage(
        id=article.id, name=article.name, title=title.text if title else None, outlet=article.outlet, author=article.author,
        url=article.url, language=row.language, reader=row.reader, basis=row.published.basis,
        published=window_words(row.published.earliest, row.published.latest), evidence=_evidence(row.published),
        conflicts=row.published.conflicts, carried_by=row.carried_by, flags=tuple(dict.fromkeys((*row.flags, *article.flags))),
        noise_share=min(1.0, covered / max(1, end - start)), part=number, parts=parts, start=start, end=end,
        text=article.text[start:end], noise=noise,
        coded=tuple(
            _led(index, coded(one.item, said), one.item, lines.get(one.item.id))
            for one in rows if not isinstance(one.item, Noise)
        ),
        elsewhere=_elsewhere(index, article.name), also=tuple(map(_source, row.also)),
    )  # fmt: skip


def _source(one: Sighting) -> Source:
    days = one.published
    when = window_words(days.earliest, days.latest) if days.earliest or days.latest else ""
    return Source(name=one.name, outlet=one.outlet, author=one.author, url=one.url, published=when)


def _evidence(published: Published) -> tuple[str, ...]:
    """What the day was told from, each once, without what only says the day that stands beside it."""
    told = {day.isoformat() for day in (published.earliest, published.latest) if day and published.earliest == published.latest}
    return tuple(one for one in dict.fromkeys(published.evidence) if one not in told)


def _elsewhere(index: Index, name: str) -> Elsewhere:
    """What else of the record an article, by its name, has to do with."""
    tables = index.state.tables
    place, origin = tables.stories.of_article.get(name), tables.origins.by_article.get(name)
    story = tables.stories.read(place) if place is not None else None
    found = Elsewhere(story=Named(name=story.title or story.core, href=f"/stories/{segment(story.id)}") if story else None)
    if origin is None:
        return found
    own = next((copy for copy in origin.copies if copy.article == name), None)
    copies = [copy.article for copy in origin.copies if copy.of == name]
    return msgspec.structs.replace(
        found, of=paper_of(index, own.of) if own else None, relation=relation_words(own) if own else "",
        origin=Named(name=f"one of {len(origin.articles)} articles of one origin", href=f"/origins/{segment(origin.id)}"),
        copies=tuple(paper_of(index, one) for one in copies[:MOST_COPIES]), more=max(0, len(copies) - MOST_COPIES),
    )  # fmt: skip


def _led(index: Index, one: Coded, item: Any, line: Line | None) -> Coded:
    """The same with the pages that it leads to, as people judged its actors."""
    parties = (*line.sides, *line.addressee) if line is not None else getattr(item, "party", ())
    speaker = line.speaker if line is not None else getattr(item, "speaker", None)
    names = dict.fromkeys(
        (*(code for code in parties if code in index.by_party), *([speaker] if speaker in index.by_speaker else []))
    )
    leads = [Named(name=party_of(name).name, href=f"/actors/{segment(name)}") for name in names if name]
    leads += [Named(name=index.names[issue], href=f"/issues/{segment(issue)}") for issue in (line.issues if line else ())]
    dropped = _is_dropped(index, one.id)
    return msgspec.structs.replace(one, leads=tuple(leads), disputed=is_disputed(index, one.id), dropped=dropped)


def coded(item: Any, said: dict[str, Attribution]) -> Coded:
    """What was coded at one place, in words."""
    head, facts = _HEADS[type(item)](item)
    source = _source_of(item, said)
    if not isinstance(item, Attribution) and source is not None:
        facts = [f"says {source_words(source)}", *facts]
    facts += [f"doubt: {', '.join(one.replace('_', ' ') for one in item.doubts)}"] if item.doubts else []
    facts += [f"certainty {item.certainty:.2f}"] if item.certainty < 1 else []
    return Coded(
        id=item.id, kind=str(item.__struct_config__.tag), start=item.start, end=item.end, quote=item.text, head=head,
        facts=tuple(fact for fact in facts if fact), located=_is_located(item, source),
    )  # fmt: skip


def _source_of(item: Any, said: dict[str, Attribution]) -> Attribution | None:
    return item if isinstance(item, Attribution) else said.get(item.attribution or "")


def _is_located(item: Any, source: Attribution | None) -> bool:
    return not isinstance(item, Attribution | Statement) or (source is not None and source.source is not None)


def _damaged(rows: Iterable[ItemRow[Any]]) -> list[int]:
    """Where what is coded in a damaged sentence begins (code points); the record does not name the others."""
    return [one.item.start for one in rows if DAMAGED in getattr(one.item, "doubts", ())]


def _statement(item: Statement) -> tuple[str, list[str]]:
    whom = f" → {names_of(parties_of(item.addressee))}" if item.addressee else ""
    spans = {"condition": item.condition, "means": item.means}
    facts = [f"{name}: {_flat(span)}" for name, span in spans.items() if span is not None]
    facts = [item.status, f"on {when_words(item.date)}" if item.date else "", *facts]
    party = parties_of(item.party)
    return f"{names_of(party, 'party not told')} {agreeing(acts()[item.act].label, party)}{whom}", facts


def _attribution(item: Attribution) -> tuple[str, list[str]]:
    manner = ["quoted" if item.direct else "in other words", "not on the record" if item.anonymous else ""]
    cue = f"cue: {_flat(item.cue)}" if item.cue is not None else "no cue found"
    return f"Said by {source_words(item) or 'a source that is not told'}", [*manner, cue, item.channel or ""]


def _figure(item: Figure) -> tuple[str, list[str]]:
    what = " ".join(part for part in (range_words(item.low, item.high, item.modifier), item.unit or item.counted) if part)
    return what, [names_of(parties_of(item.party)), item.place or "", f"as of {when_words(item.as_of)}" if item.as_of else ""]


def _meeting(item: Meeting) -> tuple[str, list[str]]:
    who = names_of(parties_of(item.participants)) or ", ".join(item.persons) or "participants not told"
    when = when_words(item.date) if item.date else ""
    return f"Meeting {item.status}: {who}", [when, item.place or "", item.level or "", item.forum or ""]


def _forecast(item: Forecast) -> tuple[str, list[str]]:
    holder = item.speaker or names_of(parties_of(item.holder)) or "holder not told"
    return f"Forecast of {holder}", [
        f"window: {when_words(item.window)}" if item.window else "no window told",
        item.confidence or "",
    ]


_HEADS: dict[type, Any] = {
    Statement: _statement, Attribution: _attribution, Figure: _figure, Meeting: _meeting, Forecast: _forecast,
}  # fmt: skip


def _flat(span: Span) -> str:
    return " ".join(span.text.split())


class _Marked(NamedTuple):
    """What is marked besides: the item and the sentence (by a place in it, -1: none) asked for, and what people dropped."""

    item: str
    place: int
    dropped: frozenset[str]


def _marks(
    rows: Sequence[ItemRow[Any]], sentences: Sequence[tuple[int, int]], bounds: tuple[int, int], besides: _Marked
) -> list[Mark]:
    """The marks of one part, in its own offsets; the sentence at a place is marked where that was asked for."""
    start, end = bounds
    marks = [Mark(a, b, "span", "sentence") for a, b in sentences if a < end and b > start]
    marks += [Mark(a, b, "mark", "wanted", target="at") for a, b in sentences if a <= besides.place < b]
    damaged = _damaged(rows)
    marks += [
        Mark(a, b, "span", "damaged", title="damaged sentence: what is coded in it is less certain")
        for a, b in sentences
        if any(a <= at < b for at in damaged)
    ]
    said = {one.item.id: one.item for one in rows if isinstance(one.item, Attribution)}
    marks += [_mark(one.item, said, besides) for one in rows]
    moved = (mark._replace(start=max(0, mark.start - start), end=min(end, mark.end) - start) for mark in marks)
    return [mark for mark in moved if mark.start < mark.end]


def _mark(item: Any, said: dict[str, Attribution], besides: _Marked) -> Mark:
    kind = str(item.__struct_config__.tag)
    if kind == "noise":
        return Mark(item.start, item.end, "span", "noise", title=f"left out: {item.reason.replace('_', ' ')}")
    found = _is_located(item, _source_of(item, said))
    css = ["coded", f"k-{KINDS[kind]}", f"i-{item.id}", *(["wanted"] if item.id == besides.item else [])]
    css += ([] if found else ["unsourced"]) + (["dropped"] if item.id in besides.dropped else [])
    return Mark(item.start, item.end, "mark", " ".join(css), target=item.id, title="" if found else UNLOCATED)


def _not_shown(data: ArticlePage) -> tuple[str, ...]:
    notes = [f"parts other than {data.part} of {data.parts}: the article is long"] if data.parts > 1 else []
    notes += [] if data.language.startswith("en") else ["any coding: only English is coded"]
    return tuple(notes)
