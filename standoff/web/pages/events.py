"""Events: one act or meeting that several articles tell of, who tells it, and where the tellings differ."""

import datetime as dt

from sqlalchemy import Engine

from standoff.codebook.acts import acts
from standoff.relating.events_tables import Event, EventTelling
from standoff.report.shapes import Party, Shape
from standoff.report.words import parties_of, window_words
from standoff.store.query import touches
from standoff.web.ask import Asked
from standoff.web.desk import place_link
from standoff.web.index import Index
from standoff.web.packs import Head
from standoff.web.pages.review import Cited
from standoff.web.shown import Pages, Shown, Table, as_of_pack, days_not_known, paged

ASKED = ("party", "act", "since", "until", "item", "page", "table")
SIZE = 20
MOST_TOLD = 8


class TellingLine(Shape, frozen=True, kw_only=True):
    """One article's telling: its words, its day, and why it is joined (empty for the first)."""

    cited: Cited
    when: str
    reason: str


class DifferenceLine(Shape, frozen=True, kw_only=True):
    """A detail told differently, with each value and how many articles tell it so."""

    field: str
    versions: tuple[str, ...]


class EventEntry(Shape, frozen=True, kw_only=True):
    """One event; `more` tellings are not shown."""

    id: str
    what: str
    participants: tuple[Party, ...]
    status: str
    when: str
    place: str | None
    issues: tuple[str, ...]
    origins: int
    articles: int
    tellings: tuple[TellingLine, ...]
    more: int
    differences: tuple[DifferenceLine, ...]


class EventsPage(Shape, frozen=True, kw_only=True):
    """The events of one page, those of most origins first."""

    events: tuple[EventEntry, ...]
    pages: Pages


def view(asked: Asked, index: Index, engine: Engine) -> Shown:
    """One page of the events."""
    known = index.state.tables.events
    found = known.choose(lambda head: _wanted(asked, head) and touches(*_days(index, head), asked.where))
    places, pages = paged(asked, found, SIZE)
    part = [known.read(place) for place in places]
    data = EventsPage(events=tuple(_entry(index, one) for one in part), pages=pages)
    rows = [
        (one.id, one.act, one.status, one.earliest, one.latest, one.participants, one.place, one.origins, telling.article,
         telling.quote.text, telling.quote.start, telling.quote.end, telling.reason)
        for one in part for telling in one.tellings
    ]  # fmt: skip
    heads = (
        *("id", "act", "status", "earliest", "latest", "participants", "place", "origins", "article", "quote", "start", "end"),
        "reason",
    )
    return Shown(
        title="Events", template="events.html.j2", data=data, pages=pages, filters=("party", "act", "since", "until"),
        tables={"events": Table(title="Events", heads=heads, rows=rows)},
        not_shown=(*as_of_pack(known, index), *_undated(asked, index),
                   "acts and meetings that one article alone tells of: see Timeline"),
    )  # fmt: skip


def _wanted(asked: Asked, one: Head) -> bool:
    where, item = asked.where, asked.get("item")
    return (
        where.party in (None, *one.party)
        and where.act in (None, one.of)
        and (not item or any(item in items for items in one.items))
    )


def _days(index: Index, one: Head) -> tuple[dt.date | None, dt.date | None]:
    """The days of an event; where nobody tells any, those on which its articles came out."""
    if one.earliest or one.latest:
        return one.earliest, one.latest
    papers = [index.by_name[name] for name in one.articles if name in index.by_name]
    first = min((paper.earliest for paper in papers if paper.earliest), default=None)
    return first, max((paper.latest for paper in papers if paper.latest), default=None)


def _undated(asked: Asked, index: Index) -> tuple[str, ...]:
    """A remark on the events that a filter by days leaves out: neither they nor their articles have one."""
    if (asked.where.since, asked.where.until) == (None, None):
        return ()
    heads = (head for head in index.state.tables.events.heads if not any(_days(index, head)))
    return days_not_known(sum(_wanted(asked, head) for head in heads), "event")


def _entry(index: Index, one: Event) -> EventEntry:
    places = [(telling.article, telling.quote.start) for telling in one.tellings]
    told = index.tally(places)
    return EventEntry(
        id=one.id, what=acts()[one.act].label if one.act in acts() else one.act, participants=parties_of(one.participants),
        status=one.status, when=window_words(one.earliest, one.latest), place=one.place, issues=one.issue, origins=told.origins,
        articles=told.articles, tellings=tuple(_telling(index, telling) for telling in one.tellings[:MOST_TOLD]),
        more=max(0, len(one.tellings) - MOST_TOLD),
        differences=tuple(
            DifferenceLine(
                field=difference.field,
                versions=tuple(
                    f"{version.value} ({index.tally(at for at in places if at[0] in version.articles)})"
                    for version in difference.versions
                ),
            )
            for difference in one.differences
        ),
    )  # fmt: skip


def _telling(index: Index, one: EventTelling) -> TellingLine:
    article = index.by_name.get(one.article)
    href = place_link(article.id, one.items[0]) if article else "/articles"
    outlet = (article.outlet if article else None) or one.article
    cited = Cited(quote=one.quote.text, article=one.article, outlet=outlet, href=href)
    return TellingLine(cited=cited, when=window_words(one.earliest, one.latest), reason=one.reason)
