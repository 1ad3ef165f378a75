"""Search: sentences that hold some words, or statements, by facets; every hit opens at its sentence."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from markupsafe import Markup
from sqlalchemy import Engine

from standoff.codebook.acts import acts
from standoff.report.shapes import Party, Shape
from standoff.report.words import counted, party_of, window_words
from standoff.store.query import EVERYTHING, Filter, Passage, search, touches
from standoff.web.ask import Asked, link, segment
from standoff.web.desk import ID_DIGITS, PageDesk, place_link
from standoff.web.index import Index
from standoff.web.lines import Article, Line
from standoff.web.pages.origins import paper_of
from standoff.web.passing import by_day, passes
from standoff.web.shown import PLACE_HEADS, Pages, Shown, Table, days_not_known, month_name, newest_first, paged, without_days

ASKED = ("q", "party", "act", "issue", "outlet", "origin", "month", "since", "until", "page", "table")
SIZE = 30
MOST_COPIED = 8  # origins to narrow by: those of most hits
MOST_HITS = 600  # sentences, best first, that facets and pages are made from
MOST_VALUES = 12  # of a facet
FACETS = ("party", "act", "issue", "outlet", "origin", "month")


class Hit(Shape, frozen=True, kw_only=True):
    """A sentence or a statement that was found; `href` opens its article there."""

    article: str
    outlet: str | None
    published: str
    start: int
    end: int
    quote: str
    href: str
    id: str | None = None
    act: str | None = None
    party: tuple[Party, ...] = ()
    whom: tuple[Party, ...] = ()


class FacetValue(Shape, frozen=True, kw_only=True):
    """A value to narrow by, with the number of hits, and the address that does (or, if chosen, undoes) it."""

    value: str
    name: str
    hits: int
    chosen: bool
    href: str


class SearchPage(Shape, frozen=True, kw_only=True):
    """The hits of one page and the facets of all."""

    words: str
    sentences: bool
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    pages: Pages


Found = tuple[Passage, Article, list[Line]]


def view(asked: Asked, index: Index, engine: Engine) -> Shown:
    """One page of hits."""
    words = asked.get("q")
    notes: tuple[str, ...] = ("statements that only code a meeting",)
    if asked.get("month") != "undated" and not words:
        notes = (*without_days(index, asked, ("statement",), "statement"), *notes)
    if words:
        found = list(_located(index, search(engine, words, limit=MOST_HITS)))
        full = len(found) >= MOST_HITS
        coded = msgspec.structs.replace(asked.where, since=None, until=None)
        kept = [one for one in found if _keeps(one, asked, index, coded)]
        part, pages = paged(asked, kept, SIZE)
        hits = tuple(_sentence(passage, article, lines) for passage, article, lines in part)
        facets = _facets(asked, index, [(article, lines) for _, article, lines in kept])
        notes = _without_day(asked, found)
        notes += (f"sentences beyond the best {MOST_HITS}: add a word, or put words in quotation marks",) if full else ()
    else:
        lines = _statements(asked, index)
        part_lines, pages = paged(asked, lines, SIZE)
        hits = tuple(_statement_hits(PageDesk(engine, index, asked.where, part_lines), part_lines))
        facets = {} if asked.whole else _facets(asked, index, [(line.article, [line]) for line in lines])
    data = SearchPage(words=words, sentences=bool(words), hits=hits, facets=facets, pages=pages)
    heads = ("published", "outlet", "act", "party", "addressee", "quote", *PLACE_HEADS)
    rows = [
        (hit.published, hit.outlet, hit.act, tuple(one.code for one in hit.party), tuple(one.code for one in hit.whom), hit.quote,
         hit.article, hit.start, hit.end, hit.id) for hit in data.hits
    ]  # fmt: skip
    pattern = pattern_of(words)
    return Shown(
        title=f"Search: {words}" if words else "Search", template="search.html.j2", data=data, pages=pages, not_shown=notes,
        tables={"hits": Table(title="Hits", heads=heads, rows=rows)},
        filters=("since", "until"),
        extra={"marked": lambda text: marked(text, pattern), "noun": counted(pages.total, "sentence" if words else "statement")},
    )  # fmt: skip


def _without_day(asked: Asked, found: Iterable[Found]) -> tuple[str, ...]:
    """A remark on the sentences that a filter by days leaves out, for their article has none."""
    days = (asked.where.since, asked.where.until) != (None, None) and asked.get("month") != "undated"
    return days_not_known(sum(not (one.earliest or one.latest) for _, one, _ in found) if days else 0, "sentence")


def _statements(asked: Asked, index: Index) -> list[Line]:
    """The statements that the facets leave, newest first, those without a day last."""
    lines = [line for line in _candidates(asked, index) if line.act != "meet"]
    if month := asked.get("month"):
        lines = [line for line in lines if line.month == month]
    return newest_first(lines)


def _candidates(asked: Asked, index: Index) -> Iterable[Line]:
    """The statements that pass the filters; of an origin those of its articles, which are few."""
    if not asked.get("origin"):
        return index.choose(asked.where, ("statement",), asked.outlet)
    origin = index.origin_of(asked.get("origin"))
    articles = [index.by_name[name] for name in origin.articles if name in index.by_name] if origin else []
    lines = (line for one in articles for line in index.by_article.get(one.id, ()))
    return sorted((line for line in lines if passes(line, asked.where, ("statement",), asked.outlet)), key=by_day)


def _located(index: Index, passages: Iterable[Passage]) -> Iterator[Found]:
    """Each passage with its article and the statements in it; what was read after the index was made waits."""
    for passage in passages:
        article = index.articles.get(passage.article)
        if article is not None:
            lines = [
                line
                for line in index.by_article.get(passage.article, ())
                if line.kind == "statement" and passage.start <= line.start < passage.end
            ]
            yield passage, article, lines


def _of_origin(asked: Asked, index: Index, article: Article) -> bool:
    """Whether an article shares its text with those of the origin asked for."""
    origin = index.state.origins.by_article.get(article.name)
    return asked.get("origin") in ("", origin.id if origin else None)


def _keeps(found: Found, asked: Asked, index: Index, coded: Filter) -> bool:
    """Whether a sentence passes the facets: its article's outlet and days, and a statement in it for the rest (`coded`)."""
    _, article, lines = found
    where = asked.where
    if asked.outlet not in (None, article.outlet or "") or not _of_origin(asked, index, article):
        return False
    if asked.get("month") == "undated":
        return not (article.earliest or article.latest)
    if not touches(article.earliest, article.latest, where):
        return False
    return coded == EVERYTHING or any(passes(line, coded, ("statement",)) for line in lines)


def _sentence(passage: Passage, article: Article, lines: Sequence[Line]) -> Hit:
    path = f"/articles/{segment(article.id[:ID_DIGITS])}"
    href = place_link(article.id, lines[0].id) if lines else link(path, at=passage.start) + "#at"
    return Hit(
        article=article.name, outlet=article.outlet, published=window_words(article.earliest, article.latest),
        start=passage.start, end=passage.end, quote=passage.text, href=href, id=lines[0].id if lines else None,
        act=acts()[lines[0].act].label if lines else None,
        party=tuple(party_of(code) for code in lines[0].sides) if lines else (),
        whom=tuple(party_of(code) for code in lines[0].addressee) if lines else (),
    )  # fmt: skip


def _statement_hits(desk: PageDesk, lines: Iterable[Line]) -> Iterator[Hit]:
    for line in lines:
        if line.id in desk.items:
            place = desk.evidence(desk.items[line.id])
            yield Hit(
                article=place.article, outlet=line.article.outlet, published=window_words(line.earliest, line.latest),
                start=place.start, end=place.end, quote=place.quote, href=place.href, id=line.id, act=acts()[line.act].label,
                party=tuple(party_of(code) for code in line.sides), whom=tuple(party_of(code) for code in line.addressee),
            )  # fmt: skip


def _facets(asked: Asked, index: Index, found: Sequence[tuple[Article, list[Line]]]) -> dict[str, tuple[FacetValue, ...]]:
    """For each facet its commonest values among the hits, each counted once a hit; a chosen one is always there."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    counts["party"].update(side for _, lines in found for side in {side for line in lines for side in line.sides})
    counts["act"].update(act for _, lines in found for act in {line.act for line in lines})
    counts["issue"].update(issue for _, lines in found for issue in {issue for line in lines for issue in line.issues})
    counts["outlet"].update(article.outlet for article, _ in found if article.outlet)
    origins = index.state.origins.by_article
    shared = (origins.get(article.name) for article, _ in found)
    counts["origin"].update(origin.id for origin in shared if origin is not None and origin.copies)
    by_line = not asked.get("q")
    counts["month"].update(lines[0].month if lines and by_line else _month(article) for article, lines in found)
    return {name: _values(asked, index, name, counts[name]) for name in FACETS}


def _month(article: Article) -> str:
    day = article.earliest or article.latest
    return day.isoformat()[:7] if day else "undated"


def _values(asked: Asked, index: Index, name: str, counts: Counter[str]) -> tuple[FacetValue, ...]:
    chosen = asked.get(name)
    values = [value for value, _ in counts.most_common(MOST_VALUES)]
    values = sorted(values, reverse=True) if name == "month" else values
    if chosen and chosen not in values:
        values.insert(0, chosen)
    return tuple(
        FacetValue(
            value=value, name=facet_name(index, name, value), hits=counts[value], chosen=value == chosen,
            href=asked.change(name, None if value == chosen else value),
        )
        for value in values
    )  # fmt: skip


def facet_name(index: Index, facet: str, value: str) -> str:
    """How a value of a facet is called."""
    if facet == "party":
        return party_of(value).name
    if facet == "origin":
        origin = index.origin_of(value)
        return f"{paper_of(index, origin.first).title} ({counted(len(origin.copies) + 1, 'article')})" if origin else value
    if facet == "act":
        return acts()[value].label
    if facet == "month":
        return month_name(value)
    return index.names.get(value, value) if facet == "issue" else value


def pattern_of(words: str) -> re.Pattern[str] | None:
    """What to mark in a hit: each word of the search with any ending, for the index knows words by their stems."""
    stems = {word[: max(3, len(word) - 3)] for word in re.findall(r"\w+", words.casefold())}
    if not stems:
        return None
    return re.compile("|".join(rf"(?<!\w){re.escape(stem)}\w*" for stem in sorted(stems, key=len, reverse=True)), re.IGNORECASE)


def marked(text: str, pattern: re.Pattern[str] | None) -> Markup:
    """The text, escaped, with what the pattern finds marked."""
    if pattern is None:
        return Markup("{}").format(text)
    pieces, at = [], 0
    for match in pattern.finditer(text):
        pieces.append(Markup("{}<mark>{}</mark>").format(text[at : match.start()], match.group()))
        at = match.end()
    return Markup("").join([*pieces, Markup("{}").format(text[at:])])
