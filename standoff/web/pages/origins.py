"""Origins: who copied whom, and for one of them what each copy changed, sentence by sentence."""

import msgspec
from sqlalchemy import Engine

from standoff.core.errors import NotFound
from standoff.relating.origins_tables import Change, Copy, Origin
from standoff.relating.origins_words import change_words, relation_words
from standoff.report.shapes import Shape
from standoff.report.words import window_words
from standoff.store.origins_views import with_changes
from standoff.store.query import touches
from standoff.web.ask import Asked, segment
from standoff.web.desk import ID_DIGITS, knows
from standoff.web.index import Index
from standoff.web.shown import Pages, Shown, Table, days_not_known, left_out, paged

ASKED = ("outlet", "since", "until", "page", "table")
ASKED_ONE = ("until", "page", "table")
SIZE, COPIES = 30, 4  # origins of a page; copies of one origin on a page, for each is compared sentence by sentence
MOST_CHANGES = 60  # of one copy; the rest is counted, and in the CSV
MOST_LISTED = 8  # copies of an origin in the list
FIRST_BY = {
    "dates": "first by date: it surely came out before the others",
    "credit": "first by credit: others name its outlet",
    "length": "the fullest; dates do not tell who was first",
}


class Paper(Shape, frozen=True, kw_only=True):
    """An article as one of several of an origin."""

    name: str
    title: str
    outlet: str
    published: str
    href: str


class CopyLine(Shape, frozen=True, kw_only=True):
    """A copy, what it is of which article, how that is known, and what was changed: all of it, and in words."""

    paper: Paper
    relation: str
    of: Paper
    reason: str
    share: float
    changed: str = ""
    changes: tuple[Change, ...] = ()
    more: int = 0


class OriginEntry(Shape, frozen=True, kw_only=True):
    """One origin: the article told as the first, how that is known, and its copies."""

    id: str
    href: str
    first: Paper
    first_by: str
    articles: int
    when: str
    copies: tuple[CopyLine, ...]


class OriginsPage(Shape, frozen=True, kw_only=True):
    """The origins of more than one article, most articles first, and how many articles and origins the record has in all."""

    articles: int
    origins: int
    entries: tuple[OriginEntry, ...]
    pages: Pages


class OriginPage(Shape, frozen=True, kw_only=True):
    """One origin with what its copies changed, and articles that share much and are told apart all the same."""

    origin: OriginEntry
    apart: tuple[tuple[Paper, Paper, str], ...]
    pages: Pages


def view_all(asked: Asked, index: Index, engine: Engine) -> Shown:
    """One page of the origins."""
    found = [one for one in index.state.origins.origins if _passes(one, asked, index)]
    part, pages = paged(asked, found, SIZE)
    told = index.told_by(asked.where.until)
    data = OriginsPage(
        articles=told.articles, origins=told.origins, entries=tuple(_entry(index, one, one.copies) for one in part), pages=pages
    )
    rows = [
        (one.id, one.first.name, one.first_by, copy.paper.name, copy.relation, copy.of.name, copy.share, copy.reason)
        for one in data.entries for copy in one.copies
    ]  # fmt: skip
    heads = ("origin", "first", "first_by", "copy", "relation", "of", "share", "reason")
    return Shown(
        title="Origins", template="origins.html.j2", data=data, pages=pages, filters=("outlet", "since", "until"),
        tables={"origins": Table(title="Origins", heads=heads, rows=rows)},
        not_shown=(*_undated(asked, index), "articles that share their text with no other: each is an origin of its own",),
        extra={"most": MOST_LISTED},
    )  # fmt: skip


def _passes(one: Origin, asked: Asked, index: Index) -> bool:
    papers = [index.by_name[name] for name in one.articles if name in index.by_name]
    wanted = [paper for paper in papers if asked.outlet in (None, paper.outlet)]
    return len(papers) > 1 and any(touches(paper.earliest, paper.latest, asked.where) for paper in wanted)


def _undated(asked: Asked, index: Index) -> tuple[str, ...]:
    """A remark on the origins that a filter by days leaves out: none of their articles has a day."""
    if (asked.where.since, asked.where.until) == (None, None):
        return ()
    papers = ([index.by_name[name] for name in one.articles if name in index.by_name] for one in index.state.origins.origins)
    found = (some for some in papers if len(some) > 1 and any(asked.outlet in (None, one.outlet) for one in some))
    return days_not_known(sum(not any(one.earliest or one.latest for one in some) for some in found), "origin")


def view(asked: Asked, index: Index, engine: Engine) -> Shown:
    """One origin, its copies each beside the text that it is told from."""
    origin = next((one for one in index.state.origins.origins if one.id == asked.key), None)
    if origin is None:
        raise NotFound(f"this record has no origin {asked.key[:60]!r}; see the list of origins")
    copies = [one for one in origin.copies if knows(index, asked.where.until, "", (None, None), one.article)]
    part, pages = paged(asked, copies, COPIES)
    compared = with_changes(engine, _only(origin, tuple(part)))
    entry = _entry(index, compared, compared.copies)
    rows = [
        (copy.article, copy.of, change.kind, change.before, change.after, _text(change.source), _text(change.copy))
        for copy in compared.copies for change in copy.changes
    ]  # fmt: skip
    heads = ("copy", "of", "change", "before", "after", "source_sentence", "copy_sentence")
    data = OriginPage(
        origin=entry, pages=pages,
        apart=tuple((paper_of(index, one.article), paper_of(index, one.other), one.reason) for one in origin.apart),
    )  # fmt: skip
    return Shown(
        title=entry.first.title, template="origin.html.j2", data=data, pages=pages,
        tables={"changes": Table(title="Changes", heads=heads, rows=rows)},
        filters=("until",),
        not_shown=(
            *left_out(len(origin.copies), len(copies), "copy", "that came out later, or on no known day"),
            "sentences that both have in the same words", *_cut(entry),
        ),
    )  # fmt: skip


def _only(origin: Origin, copies: tuple[Copy, ...]) -> Origin:
    named = dict.fromkeys(name for copy in copies for name in (copy.of, copy.article))
    return msgspec.structs.replace(origin, copies=copies, articles=tuple(named))


def _cut(entry: OriginEntry) -> tuple[str, ...]:
    more = sum(copy.more for copy in entry.copies)
    return left_out(more, 0, "change", f"beyond the first {MOST_CHANGES} of a copy: the CSV has all")


def _text(span: object) -> str:
    return str(getattr(span, "text", "") or "")


def _entry(index: Index, one: Origin, copies: tuple[Copy, ...]) -> OriginEntry:
    return OriginEntry(
        id=one.id,
        href=f"/origins/{segment(one.id)}",
        first=paper_of(index, one.first),
        first_by=FIRST_BY[one.first_by],
        articles=len(one.copies) + 1,
        when=window_words(one.earliest, one.latest),
        copies=tuple(_copy(index, copy) for copy in copies),
    )


def _copy(index: Index, copy: Copy) -> CopyLine:
    return CopyLine(
        paper=paper_of(index, copy.article), relation=relation_words(copy), of=paper_of(index, copy.of), reason=copy.reason,
        share=round(copy.share, 3), changed=change_words(copy.changes), changes=copy.changes[:MOST_CHANGES],
        more=max(0, len(copy.changes) - MOST_CHANGES),
    )  # fmt: skip


def paper_of(index: Index, name: str) -> Paper:
    """An article by its name, as lists show it."""
    found = index.by_name.get(name)
    if found is None:
        return Paper(name=name, title=name, outlet="", published="", href="/articles")
    return Paper(
        name=name, title=found.title or name, outlet=found.outlet or "", published=window_words(found.earliest, found.latest),
        href=f"/articles/{segment(found.id[:ID_DIGITS])}",
    )  # fmt: skip
