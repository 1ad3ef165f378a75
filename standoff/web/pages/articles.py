"""Articles: the list, and the sources with what could not be taken in."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import Engine

from standoff.report.shapes import Shape
from standoff.report.words import counted, window_words
from standoff.store.query import Filter, touches
from standoff.store.views import Views
from standoff.web.ask import Asked, link, segment
from standoff.web.desk import ID_DIGITS
from standoff.web.index import Index
from standoff.web.lines import Article
from standoff.web.shown import Pages, Shown, Table, days_not_known, paged

ASKED = ("outlet", "month", "since", "until", "page", "table")
ASKED_SOURCES = ("until", "page", "table")
SIZE = 60
MOST_OUTLETS = 200


class ArticleEntry(Shape, frozen=True, kw_only=True):
    """An article in the list, `coded` items in it."""

    id: str
    name: str
    title: str | None
    outlet: str | None
    published: str
    basis: str
    language: str
    carried_by: tuple[str, ...]
    flags: tuple[str, ...]
    coded: int
    href: str


class ArticlesPage(Shape, frozen=True, kw_only=True):
    """The articles of one page, newest first."""

    articles: tuple[ArticleEntry, ...]
    pages: Pages


class Counted(Shape, frozen=True, kw_only=True):
    """A name with its number of articles."""

    name: str
    articles: int
    href: str | None = None


class FailureEntry(Shape, frozen=True, kw_only=True):
    """What could not be taken in, and why."""

    name: str
    reason: str


class SourcesPage(Shape, frozen=True, kw_only=True):
    """Where the record comes from."""

    outlets: tuple[Counted, ...]
    agencies: tuple[Counted, ...]
    languages: tuple[Counted, ...]
    bases: tuple[Counted, ...]
    failures: tuple[FailureEntry, ...]
    pages: Pages


def view(asked: Asked, index: Index, engine: Engine) -> Shown:
    """One page of the list."""
    chosen = _chosen(asked, index)
    part, pages = paged(asked, chosen, SIZE)
    entries = tuple(_entry(one, len(index.by_article.get(one.id, ()))) for one in part)
    heads = ("id", "name", "title", "outlet", "published", "basis", "language", "carried_by", "flags", "coded")
    rows = [tuple(getattr(one, head) for head in heads) for one in entries]
    foreign = sum(not one.language.startswith("en") for one in chosen)
    notes = [f"the coding of {counted(foreign, 'article')} in other languages than English"] if foreign else []
    notes += _without_day(asked, index)
    notes += [f"{counted(index.failures, 'item')} of input that could not be taken in: see Sources"] if index.failures else []
    return Shown(
        title="Articles", template="articles.html.j2", data=ArticlesPage(articles=entries, pages=pages), pages=pages,
        tables={"articles": Table(title="Articles", heads=heads, rows=rows)}, not_shown=tuple(notes),
        filters=("outlet", "since", "until"),
    )  # fmt: skip


def _without_day(asked: Asked, index: Index) -> tuple[str, ...]:
    """A remark on the articles of the outlet that a filter by days leaves out because they have none."""
    if (asked.where.since, asked.where.until) == (None, None) or asked.get("month") == "undated":
        return ()
    undated = index.by_age[: index.undated_articles]
    return days_not_known(sum(asked.outlet in (None, one.outlet) for one in undated), "article")


def _chosen(asked: Asked, index: Index) -> Sequence[Article]:
    """The articles that pass the filters, newest first; those without a day last."""
    where, outlet = asked.where, asked.outlet
    if asked.get("month") == "undated":
        return index.by_age[: index.undated_articles][::-1]
    found = index.article_list if where.until is None else _known_by(index, where.until)
    if outlet is not None:
        found = [one for one in found if one.outlet == outlet]
    since = Filter(since=where.since)
    return found if where.since is None else [one for one in found if touches(one.earliest, one.latest, since)]


def _known_by(index: Index, until: dt.date) -> Sequence[Article]:
    """The articles that came out up to a day, newest first, before them those of which only a later last day is known."""
    known = index.articles_by(until)
    later = index.by_age[index.undated_articles + len(known) :]
    return [*(one for one in reversed(later) if one.earliest is None), *reversed(known)]


def _entry(one: Article, coded: int) -> ArticleEntry:
    return ArticleEntry(
        id=one.id, name=one.name, title=one.title, outlet=one.outlet, published=window_words(one.earliest, one.latest),
        basis=one.basis, language=one.language, carried_by=one.carried_by, flags=one.flags, coded=coded,
        href=f"/articles/{segment(one.id[:ID_DIGITS])}",
    )  # fmt: skip


def view_sources(asked: Asked, index: Index, engine: Engine) -> Shown:
    """Outlets, agencies, languages, how dates are known, and what could not be taken in."""
    every = index.articles_by(asked.where.until)
    failures = Views(engine).failures()
    part, pages = paged(asked, failures, SIZE)
    outlets = [
        Counted(name=name, articles=number, href=link("/articles", outlet=name)) for name, number in _outlets(index, every)
    ]
    data = SourcesPage(
        outlets=tuple(outlets[:MOST_OUTLETS]), agencies=_counted(name for one in every for name in one.carried_by),
        languages=_counted(one.language for one in every), bases=_counted(one.basis for one in every),
        failures=tuple(FailureEntry(name=name, reason=reason) for name, reason in part), pages=pages,
    )  # fmt: skip
    tables = {
        "failures": Table(title="Failures", heads=("name", "reason"), rows=part),
        "outlets": Table(title="Outlets", heads=("outlet", "articles"), rows=_outlets(index, every)),
    }
    unnamed = sum(one.outlet is None for one in every)
    notes = [f"{counted(unnamed, 'article')} whose outlet is not known"] if unnamed else []
    notes += [f"{counted(len(outlets) - MOST_OUTLETS, 'smaller outlet')}: the CSV has all"] if len(outlets) > MOST_OUTLETS else []
    notes += list(_without_day(asked, index))
    return Shown(
        title="Sources", template="sources.html.j2", data=data, tables=tables, pages=pages, not_shown=tuple(notes),
        filters=("until",),
    )  # fmt: skip


def _outlets(index: Index, articles: Sequence[Article]) -> list[tuple[str, int]]:
    """The outlets of these articles with how many each has, most first."""
    if len(articles) == len(index.by_age):
        return index.outlets
    counts = Counter(one.outlet for one in articles if one.outlet)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _counted(names: Iterable[str]) -> tuple[Counted, ...]:
    counts = Counter(names)
    return tuple(Counted(name=name, articles=number) for name, number in counts.most_common(40))
