"""Stories: which articles tell of one thing, in their order, and by what each was told to belong."""

from functools import partial

import msgspec
from sqlalchemy import Engine

from standoff.core.errors import NotFound
from standoff.relating.stories_tables import Story
from standoff.report.shapes import Shape
from standoff.report.words import window_words
from standoff.store.query import touches
from standoff.web.ask import Asked, segment
from standoff.web.desk import knows
from standoff.web.index import Index
from standoff.web.packs import Head
from standoff.web.pages.origins import Paper, paper_of
from standoff.web.shown import Pages, Shown, Table, as_of_pack, left_out, paged, undated_rows

ASKED = ("outlet", "since", "until", "page", "table")
ASKED_ONE = ("until", "page", "table")
SIZE, ARTICLES = 30, 60
MOST_TITLES = 4


class StoryEntry(Shape, frozen=True, kw_only=True):
    """A story in the list: its core's title, its days, how many origins and articles, and its first articles."""

    id: str
    href: str
    title: str
    when: str
    origins: int
    articles: int
    papers: tuple[Paper, ...]


class StoriesPage(Shape, frozen=True, kw_only=True):
    """The stories of more than one article, those of most origins first; `alone` articles are of none."""

    entries: tuple[StoryEntry, ...]
    alone: int
    pages: Pages


class StoryArticle(Shape, frozen=True, kw_only=True):
    """An article of a story, whether the others were told by it, and why it belongs."""

    paper: Paper
    core: bool
    reason: str


class ThreadLine(Shape, frozen=True, kw_only=True):
    """Another story that this one hangs together with, and why."""

    title: str
    href: str
    way: str
    reason: str


class StoryPage(Shape, frozen=True, kw_only=True):
    """One story: its articles by date, what goes on in others, and what was told apart from it."""

    story: StoryEntry
    articles: tuple[StoryArticle, ...]
    threads: tuple[ThreadLine, ...]
    apart: tuple[tuple[Paper, str], ...]
    pages: Pages


def view_all(asked: Asked, index: Index, engine: Engine) -> Shown:
    """One page of the stories."""
    known = index.state.tables.stories
    places, pages = paged(asked, known.choose(partial(_passes, asked, index)), SIZE)
    part = [known.read(place) for place in places]
    alone = len(index.by_name) - len(known.of_article.keys() & index.by_name.keys())
    data = StoriesPage(
        entries=tuple(_entry(index, one) for one in part),
        alone=alone,
        pages=pages,
    )
    rows = [
        (one.id, one.title, one.when, one.origins, one.articles, tuple(paper.name for paper in one.papers))
        for one in data.entries
    ]
    heads = ("id", "title", "when", "origins", "articles", "first_articles")
    return Shown(
        title="Stories", template="stories.html.j2", data=data, pages=pages, filters=("outlet", "since", "until"),
        tables={"stories": Table(title="Stories", heads=heads, rows=rows)},
        not_shown=(
            *as_of_pack(known, index),
            *undated_rows(known, asked, partial(_of_outlet, asked, index), "story"),
            *((f"{data.alone:,} articles that tell of something that no other tells of",) if data.alone else ()),
        ),
    )  # fmt: skip


def _passes(asked: Asked, index: Index, one: Head) -> bool:
    return touches(one.earliest, one.latest, asked.where) and _of_outlet(asked, index, one)


def _of_outlet(asked: Asked, index: Index, one: Head) -> bool:
    return asked.outlet is None or any(
        (head := index.by_name.get(name)) is not None and head.outlet == asked.outlet for name in one.articles
    )


def view(asked: Asked, index: Index, engine: Engine) -> Shown:
    """One story."""
    known = index.state.tables.stories
    story = known.find(asked.key)
    if story is None:
        raise NotFound(f"this record has no story {asked.key[:60]!r}; a story that grew has another id: see the list of stories")
    until, every = asked.where.until, story.articles
    articles = tuple(name for name in every if knows(index, until, "", (None, None), name))
    story = msgspec.structs.replace(story, articles=articles)
    part, pages = paged(asked, articles, ARTICLES)
    why = {join.article: join.reason for join in story.joins}
    data = StoryPage(
        story=_entry(index, story), pages=pages,
        articles=tuple(
            StoryArticle(paper=paper_of(index, name), core=name == story.core, reason=why.get(name, "")) for name in part
        ),
        threads=tuple(
            ThreadLine(title=other.title, href=_href(one.story), way=one.way, reason=one.reason)
            for one in story.threads if (other := known.find(one.story))
        ),
        apart=tuple((paper_of(index, one.article), one.reason) for one in story.apart),
    )  # fmt: skip
    rows = [(one.paper.name, one.paper.outlet, one.paper.published, one.core, one.reason) for one in data.articles]
    table = Table(title="Articles", heads=("article", "outlet", "published", "core", "reason"), rows=rows)
    return Shown(
        title=story.title or story.core,
        template="story.html.j2",
        data=data,
        pages=pages,
        tables={"articles": table},
        filters=("until",),
        not_shown=left_out(len(every), len(articles), "article", "of it that came out later, or of no known day"),
    )


def _entry(index: Index, one: Story) -> StoryEntry:
    told = index.tally(one.articles)
    return StoryEntry(
        id=one.id, href=_href(one.id), title=one.title or one.core, when=window_words(one.earliest, one.latest),
        origins=told.origins, articles=told.articles, papers=tuple(paper_of(index, name) for name in one.articles[:MOST_TITLES]),
    )  # fmt: skip


def _href(story: str) -> str:
    return f"/stories/{segment(story)}"
