"""Stories as people ask for them: which articles tell of one thing, and by what that can be seen."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Engine, select

from standoff.core.dates import Published
from standoff.relating.stories import Said, Telling, find_stories
from standoff.relating.stories_index import Evidence, Likeness
from standoff.relating.stories_tables import Story
from standoff.relating.stories_words import METHOD
from standoff.store import schema
from standoff.store.database import asking
from standoff.store.quick import batches


@dataclass(frozen=True)
class StoryIndex:
    """Which articles share a story, as the record stood when it was asked."""

    stories: tuple[Story, ...]
    by_article: Mapping[str, Story]

    def of(self, article: str) -> Story | None:
        """The story of an article (by name); None where it stands alone."""
        return self.by_article.get(article)


def story_index(engine: Engine, origin_of: Callable[[str], str] = str, said: Iterable[tuple[str, str, bool]] = ()) -> StoryIndex:
    """The stories of more than one article.

    `origin_of` gives the key of an article's origin by its name; `said` what people judged: two articles' ids, and whether
    they are of one story.
    """
    said = tuple(said)
    numbers, pairs = kept_likenesses(engine, {one for a, b, _ in said for one in (a, b)})
    told = {numbers[row.id]: _telling(row, origin_of) for row in _outlines(engine, list(numbers))}
    two = [(frozenset((numbers[a], numbers[b])), same) for a, b, same in said if a in numbers and b in numbers]
    judged = Said(
        same=frozenset(ends for ends, same in two if same),
        apart=frozenset(ends for ends, same in two if not same),
    )
    found = find_stories(told, pairs, judged)
    return StoryIndex(found, {article: story for story in found for article in story.articles})


def kept_likenesses(engine: Engine, named: Iterable[str] = ()) -> tuple[dict[str, int], tuple[Likeness, ...]]:
    """All pairs of the record by the method in force, and the numbers of the articles (by id) in them and of those named."""
    s, p = schema.story_sheet, schema.story_pair
    ends = select(p.c.a).union(select(p.c.b)).subquery()
    query = select(s.c.article, s.c.id).join(ends, ends.c[0] == s.c.id).where(s.c.method == METHOD)
    with asking(engine) as connection:
        numbers = {row.article: row.id for row in connection.execute(query)}
        for some in batches(sorted(set(named) - set(numbers))):
            more = select(s.c.article, s.c.id).where(s.c.method == METHOD, s.c.article.in_(some))
            numbers.update((article, number) for article, number in connection.execute(more))
        there = set(numbers.values())
        rows = connection.execute(select(p).order_by(p.c.a, p.c.b))
        return numbers, tuple(_likeness(row) for row in rows if row.a in there and row.b in there)


def _likeness(row: Any) -> Likeness:
    return Likeness(row.a, row.b, row.score, row.form, msgspec.convert(row.data, Evidence))


def _telling(row: Any, origin_of: Callable[[str], str]) -> Telling:
    published = msgspec.convert(row.data["published"], Published)
    title = row.data.get("title")
    return Telling(
        id=row.id,
        name=row.name,
        title="" if title is None else " ".join(title["text"].split()),
        earliest=published.earliest,
        latest=published.latest,
        origin=origin_of(row.name),
    )


def _outlines(engine: Engine, articles: list[str]) -> Iterator[Any]:
    a, r = schema.article, schema.reading
    outline = select(a.c.id, a.c.name, r.c.data).join(r, r.c.article == a.c.id).where(r.c.current)
    with asking(engine) as connection:
        for some in batches(articles):
            yield from connection.execute(outline.where(a.c.id.in_(some)))
