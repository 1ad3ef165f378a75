"""The views: one command each, all with the same formats and filters."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import click
import msgspec

from standoff.cli import asking
from standoff.cli.options import Asked, filter_options, format_option, opened, record_option
from standoff.cli.tables import Head, Sheet, print_sheet, say_of
from standoff.cli.words import amount, counted, days, listed, one_line, own_days, short_id, short_name, sighting_words
from standoff.exchange.convert import actor_record, article_record, item_record, origin_record, story_record
from standoff.exchange.records import (
    ActorRecord,
    ArticleRecord,
    AttributionRecord,
    FigureRecord,
    ForecastRecord,
    OriginRecord,
    StatementRecord,
)
from standoff.exchange.records_stories import StoryRecord
from standoff.relating.origins_words import copy_words
from standoff.relating.stories_tables import join_words
from standoff.relating.tables import Entry, IssueRow
from standoff.store.query import ArticleRow, Filter
from standoff.store.views import Views

Rows = Callable[[Views, Filter], Sequence[Any]]


@dataclass(frozen=True, kw_only=True)
class View:
    """One view: what it is called and for, where its rows come from, and how they are shown."""

    one: str
    help: str
    example: str
    rows: Rows
    shape: type[msgspec.Struct]
    heads: Sequence[Head]
    record: Callable[[Any], Any] = lambda row: row
    leave_out: frozenset[str] = frozenset()
    note: str = ""
    tell: Callable[[Sequence[Any]], str] = lambda rows: ""  # what is said of the rows under them


def _id(cell: Callable[[Any], str]) -> Head:
    return Head(name="id", cell=cell, short=short_id, fixed=True)


def _item(name: str, cell: Callable[[Any], str], least: int = 0, *, right: bool = False) -> Head:
    """A column of an item's own field."""
    return Head(name=name, cell=lambda row: cell(row.item), least=least, right=right)


_ITEM_ID = _id(lambda row: row.item.id)
_ARTICLE = Head(name="article", cell=lambda row: row.article_name, short=short_name, fixed=True, least=130)
_WORDS = Head(name="words", cell=lambda row: one_line(row.item.text), words=True)
_DATE = Head(name="date", cell=lambda row: own_days(row.item.date, row.published), fixed=True)
_IN_BRACKETS = "a date in brackets is the article's own"

VIEWS: dict[str, View] = {
    "articles": View(
        one="article",
        help="The articles with their publication windows. csv, json and jsonl leave their text to `standoff export`.",
        example="standoff articles --since 2022-01",
        tell=lambda rows: given_again([row for row in rows if row.also]),
        rows=asking.articles,
        shape=ArticleRecord,
        record=article_record,
        leave_out=frozenset({"text"}),
        heads=(
            Head(name="name", cell=lambda row: row.article.name, short=lambda name: short_name(name, 28), fixed=True),
            Head(name="published", cell=lambda row: days(row.published.earliest, row.published.latest), fixed=True),
            Head(name="basis", cell=lambda row: row.published.basis, least=100),
            Head(name="outlet", cell=lambda row: listed(outlets_of(row))),
            Head(name="language", cell=lambda row: row.language, least=100),
            Head(name="carried by", cell=lambda row: listed(row.carried_by), least=130),
            Head(name="flags", cell=lambda row: listed(row.flags), least=130),
            Head(name="also as", cell=lambda row: "; ".join(map(sighting_words, row.also)), least=160),
            Head(name="title", cell=lambda row: title_of(row), words=True),
        ),
    ),
    "statements": View(
        one="statement",
        help="The statements: each is one act of one party, as reported in one span of one article.",
        example="standoff statements --party RUS --act demand",
        rows=lambda record, where: record.statements(where),
        shape=StatementRecord,
        record=item_record,
        note=_IN_BRACKETS,
        heads=(
            _ITEM_ID,
            _DATE,
            _item("party", lambda item: listed(item.party)),
            Head(name="act", cell=lambda row: row.item.act, fixed=True),
            _item("to", lambda item: listed(item.addressee)),
            _item("status", lambda item: item.status, least=150),
            _item("issue", lambda item: listed(item.issue), least=110),
            _ARTICLE,
            _WORDS,
        ),
    ),
    "attributions": View(
        one="attribution",
        help="The attributions: words put in somebody's mouth or mind.",
        example="standoff attributions --party USA --format csv",
        rows=lambda record, where: asking.items(record, record.attributions, where),
        shape=AttributionRecord,
        record=item_record,
        heads=(
            _ITEM_ID,
            _item("party", lambda item: listed(item.party)),
            _item("speaker", lambda item: one_line(item.speaker or (item.source.text if item.source else ""))[:40]),
            _item("cue", lambda item: one_line(item.cue.text) if item.cue else "", least=100),
            _item("how", lambda item: "quoted" if item.direct else "told", least=100),
            _item("record", lambda item: "anonymous" if item.anonymous else "on record", least=120),
            _item("via", lambda item: one_line(item.via or ""), least=150),
            _ARTICLE,
            Head(name="content", cell=lambda row: one_line(" … ".join(piece.text for piece in row.item.content)), words=True),
        ),
    ),
    "figures": View(
        one="figure",
        help="The figures, as ranges; an open end stays open.",
        example="standoff figures --party RUS",
        rows=lambda record, where: asking.items(record, record.figures, where),
        shape=FigureRecord,
        record=item_record,
        note=_IN_BRACKETS,
        heads=(
            _ITEM_ID,
            _item("range", lambda item: amount(item.low, item.high), right=True),
            _item("unit", lambda item: one_line(item.unit or "")),
            _item("counted", lambda item: one_line(item.counted or "")[:30], least=110),
            _item("party", lambda item: listed(item.party)),
            _item("place", lambda item: one_line(item.place or ""), least=110),
            Head(name="as of", cell=lambda row: own_days(row.item.as_of, row.published), fixed=True, least=100),
            _ARTICLE,
            _WORDS,
        ),
    ),
    "forecasts": View(
        one="forecast",
        help="The forecasts: what somebody expects of others or of events.",
        example="standoff forecasts --party USA",
        rows=lambda record, where: asking.items(record, record.forecasts, where),
        shape=ForecastRecord,
        record=item_record,
        heads=(
            _ITEM_ID,
            _item("holder", lambda item: listed(item.holder)),
            _item("speaker", lambda item: one_line(item.speaker or ""), least=110),
            _item("window", lambda item: days(item.window.earliest, item.window.latest) if item.window else ""),
            _item("confidence", lambda item: one_line(item.confidence or ""), least=100),
            _ARTICLE,
            _WORDS,
        ),
    ),
    "actors": View(
        one="actor",
        help="The actors over all articles, most mentioned first.",
        example="standoff actors --party RUS",
        rows=asking.actors,
        shape=ActorRecord,
        record=actor_record,
        heads=(
            _id(lambda row: row.id),
            Head(name="name", cell=lambda row: one_line(row.name)),
            Head(name="type", cell=lambda row: row.type),
            Head(name="speaks for", cell=lambda row: listed(row.speaks_for)),
            Head(name="role", cell=lambda row: one_line(row.roles[0].title)[:40] if row.roles else "", least=110),
            Head(name="origins", cell=lambda row: f"{row.origins:,}", right=True, least=100),
            Head(name="articles", cell=lambda row: f"{row.articles:,}", right=True),
            Head(name="mentions", cell=lambda row: f"{row.mentions:,}", right=True, least=90),
            Head(name="found as", cell=lambda row: listed(row.names), words=True),
        ),
    ),
    "issues": View(
        one="issue",
        help="The issues: those of the dossier in force, else those found in the articles' own demands.",
        example="standoff issues --format json",
        rows=asking.issues,
        shape=IssueRow,
        heads=(
            Head(name="id", cell=lambda row: row.id),
            Head(name="from", cell=lambda row: "found" if row.found else "dossier"),
            Head(name="origins", cell=lambda row: f"{row.origins:,}", right=True),
            Head(name="articles", cell=lambda row: f"{row.articles:,}", right=True),
            Head(name="statements", cell=lambda row: f"{len(row.statements):,}", right=True),
            Head(name="parties", cell=lambda row: listed(row.parties), least=100),
            Head(name="name", cell=lambda row: one_line(row.name), words=True),
        ),
    ),
    "origins": View(
        one="origin",
        help="The origins of several articles: who copied whom, and what each copy changed.",
        example="standoff origins --article evening-post.txt",
        rows=asking.origins,
        shape=OriginRecord,
        record=lambda row: origin_record(row.origin),
        heads=(
            _id(lambda row: row.origin.id),
            Head(name="articles", cell=lambda row: f"{len(row.origin.articles):,}", right=True),
            Head(name="published", cell=lambda row: days(row.origin.earliest, row.origin.latest), fixed=True),
            Head(name="first", cell=lambda row: row.origin.first, short=short_name, fixed=True),
            Head(name="told by", cell=lambda row: row.origin.first_by, least=100),
            Head(name="copies", cell=lambda row: one_line("; ".join(copies_of(row))), words=True),
        ),
    ),
    "stories": View(
        one="story",
        help="The stories of several articles: what tells of one thing, and by what that can be seen.",
        example="standoff stories --since 2022-01-20",
        rows=asking.stories,
        shape=StoryRecord,
        record=story_record,
        heads=(
            _id(lambda row: row.id),
            Head(name="origins", cell=lambda row: f"{row.origins:,}", right=True),
            Head(name="articles", cell=lambda row: f"{len(row.articles):,}", right=True),
            Head(name="published", cell=lambda row: days(row.earliest, row.latest), fixed=True),
            Head(name="core", cell=lambda row: row.core, short=short_name, fixed=True, least=120),
            Head(name="title", cell=lambda row: one_line(row.title), least=100),
            Head(name="joined by", cell=lambda row: one_line("; ".join(join_words(join) for join in row.joins)), words=True),
        ),
    ),
    "timeline": View(
        one="entry",
        help="Statements, meetings and forecasts under their own days, else under their article's.",
        example="standoff timeline --since 2022-01-21 --until 2022-01-26",
        rows=asking.timeline,
        shape=Entry,
        heads=(
            Head(name="days", cell=lambda row: days(row.earliest, row.latest), fixed=True),
            _id(lambda row: row.id),
            Head(name="mode", cell=lambda row: row.mode, least=100),
            Head(name="party", cell=lambda row: listed(row.party)),
            Head(name="what", cell=lambda row: row.what),
            Head(name="to", cell=lambda row: listed(row.addressee), least=100),
            Head(name="article", cell=lambda row: row.article, short=short_name, fixed=True, least=130),
            Head(name="words", cell=lambda row: one_line(row.quote), words=True),
        ),
    ),
}


def title_of(row: ArticleRow) -> str:
    """The title as the reading found it, else as intake did."""
    title = row.title or row.article.title
    return "" if title is None else one_line(title.text)


def copies_of(row: asking.Copied) -> Iterator[str]:
    """Each copy of an origin in words, then each time that one of its texts was given once more."""
    yield from (copy_words(copy) for copy in row.origin.copies)
    yield from (f"{name} also as {sighting_words(one)}" for name, seen in row.also.items() for one in seen)


def outlets_of(row: ArticleRow) -> tuple[str, ...]:
    """Every outlet that printed this very text, its own first."""
    return tuple(dict.fromkeys(filter(None, (row.article.outlet, *(one.outlet for one in row.also)))))


def given_again(rows: Sequence[ArticleRow]) -> str:
    """How many of these articles were given more than once, and where that is told."""
    if not rows:
        return ""
    return f"{counted(len(rows), 'text was', 'texts were')} given more than once, see: standoff show {rows[0].article.name}"


def command_of(name: str, view: View) -> click.Command:
    """The command that shows a view."""

    def run(record: str, format_: str, raw: bool, **filters: str | None) -> None:
        with opened(record) as opened_views:
            views = opened_views.raw if raw else opened_views
            rows = view.rows(views, Asked(**filters).where(views))
            sheet = Sheet(
                heads=view.heads,
                rows=rows,
                shape=view.shape,
                records=lambda: [view.record(row) for row in rows],
                leave_out=view.leave_out,
            )
            print_sheet(sheet, format_)
            _say_what_is_shown(name, view, sheet, format_)

    as_read = click.option("--raw", is_flag=True, help="As it was read, without anybody's judgements.")
    asked: Callable[..., None] = record_option(format_option(filter_options(as_read(run))))
    return click.command(name, help=view.help, epilog=f"\b\nExample:\n  {view.example}")(asked)


def _say_what_is_shown(name: str, view: View, sheet: Sheet, format_: str) -> None:
    parts = [counted(len(sheet.rows), view.one, name if name != "timeline" else "entries")]
    if format_ == "table" and view.note and any(head.cell(row).startswith("(") for head in sheet.heads for row in sheet.rows):
        parts.append(view.note)
    told = view.tell(sheet.rows)
    say_of(sheet, format_, *parts, *([told] if told else []))


COMMANDS: dict[str, click.Command] = {name: command_of(name, view) for name, view in VIEWS.items()}
