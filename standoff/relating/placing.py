"""Placing: under which topics, and under which issues of a dossier, each statement of an article stands."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from standoff.codebook.acts import acts
from standoff.codebook.dossier import Issue
from standoff.core.records import Statement

REPLIES = frozenset({"yes", "no", "concede", "defer"})  # families of acts that can answer a demand
# Code points between a demand and a reply that names no demand: about a relative clause's opening, so that both stand in one
# sentence or side by side. Chosen by reading the nine such pairs within 60 code points in 290 articles: seven were answers.
NEAR = 34
LOOKED_BACK = 8


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


def first_days(run: Sequence[Placed]) -> tuple[dt.date | None, dt.date | None]:
    """The window of the first statement of an ordered run that has a day."""
    dated = next((one for one in run if one.earliest or one.latest), None)
    return (None, None) if dated is None else (dated.earliest, dated.latest)


def place_by_topic(statements: Sequence[Statement], topics: Mapping[str, Iterable[str]]) -> list[Place]:
    """Each statement of one article under its topics (given by statement), an answer also under those of what it answers."""
    return list(places_of(statements, lambda statement: topics[statement.id]))


def place_by_dossier(statements: Sequence[Statement], issues: Sequence[Issue]) -> list[Place]:
    """Each statement of one article under the issues that its words point to, an answer also under those of what it answers."""

    def about(statement: Statement) -> Iterable[str]:
        words = words_of(statement)
        return [issue.id for issue in issues if issue.matches(words)]

    return list(places_of(statements, about))


def words_of(statement: Statement) -> str:
    """The words that say what a statement is about: its evidence, its content and the reader's own issue words."""
    pieces = [statement.text, *statement.issue]
    if statement.content is not None:
        pieces.append(statement.content.text)
    return " ".join(pieces)


def places_of(statements: Sequence[Statement], about: Callable[[Statement], Iterable[str]]) -> Iterator[Place]:
    """Each statement of one article under what `about` says of it, an answer also under what it says of what is answered."""
    own = {statement.id: tuple(about(statement)) for statement in statements}
    ordered = sorted(statements, key=lambda one: (one.start, one.end))
    for place, statement in enumerate(ordered):
        yield from (Place(key, statement.id, tied=False) for key in own[statement.id])
        answered = statement.reply_to or _just_before(ordered[:place], statement)
        for key in own.get(answered or "", ()):
            if key not in own[statement.id]:
                yield Place(key, statement.id, tied=True)


def _just_before(before: Sequence[Statement], reply: Statement) -> str | None:
    """The demand of somebody else that ends right before a reply: "asked them to leave, which they refused"."""
    if not before or acts()[reply.act].family not in REPLIES:
        return None
    last = max(before[-LOOKED_BACK:], key=lambda one: one.end)
    near = 0 <= reply.start - last.end <= NEAR and acts()[last.act].family == "ask"
    return last.id if near and not set(last.party) & set(reply.party) else None
