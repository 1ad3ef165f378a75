"""Placing: under which topics, and under which issues of a dossier, each statement of an article stands."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from standoff.codebook.dossier import Issue
from standoff.core.records import Statement
from standoff.relating.topics import topics_of


class Place(NamedTuple):
    """A statement under a topic or an issue; `tied` where only the demand that it answers is about that."""

    key: str
    item: str
    tied: bool


class Placed(NamedTuple):
    """What relating needs of a statement: who did what to whom, where it stands, the days it is filed under, its issues.

    `told_by` are the parties that say so where none of them is the party itself; `article` is the article's name.
    """

    id: str
    act: str
    party: tuple[str, ...]
    addressee: tuple[str, ...]
    article: str
    start: int
    earliest: dt.date | None
    latest: dt.date | None
    issues: tuple[str, ...] = ()
    certainty: float = 1.0
    told_by: tuple[str, ...] = ()
    reply_to: str | None = None


def in_order(one: Placed) -> tuple[dt.date, dt.date, str, int]:
    """The order in which statements are taken to have been made: by the first day they may be of, undated ones first.

    By the first day, because a statement of "some day that winter" must not pass for the newest.
    """
    never = dt.date.min
    return one.earliest or one.latest or never, one.latest or one.earliest or never, one.article, one.start


def place_by_topic(statements: Sequence[Statement]) -> list[Place]:
    """Each statement of one article under each of its topics, an answer also under those of what it answers."""
    return list(_places(statements, topics_of))


def place_by_dossier(statements: Sequence[Statement], issues: Sequence[Issue]) -> list[Place]:
    """Each statement of one article under the issues that its words point to, an answer also under those of what it answers."""

    def about(statement: Statement) -> Iterable[str]:
        words = words_of(statement)
        return [issue.id for issue in issues if issue.matches(words)]

    return list(_places(statements, about))


def words_of(statement: Statement) -> str:
    """The words that say what a statement is about: its evidence, its content and the reader's own issue words."""
    pieces = [statement.text, *statement.issue]
    if statement.content is not None:
        pieces.append(statement.content.text)
    return " ".join(pieces)


def _places(statements: Sequence[Statement], about: Callable[[Statement], Iterable[str]]) -> Iterator[Place]:
    own = {statement.id: tuple(about(statement)) for statement in statements}
    for statement in statements:
        yield from (Place(key, statement.id, tied=False) for key in own[statement.id])
        for key in own.get(statement.reply_to or "", ()):
            if key not in own[statement.id]:
                yield Place(key, statement.id, tied=True)
