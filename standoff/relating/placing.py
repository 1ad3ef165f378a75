"""Placing: under which topics, and under which issues of a dossier, each statement of an article stands."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from standoff.codebook.acts import acts
from standoff.codebook.dossier import Issue
from standoff.core.records import Statement
from standoff.relating.topics import Topic
from standoff.relating.unsaid import REPLIES, unsaid

# Code points between a demand and a reply that names no demand: about a relative clause's opening, so that both stand in one
# sentence or side by side. Chosen by reading the nine such pairs within 60 code points in 290 articles: seven were answers.
NEAR = 34
LOOKED_BACK = 8
UNSAID = ""  # the key of statements that say nothing of their own (see relating/unsaid.py): they stand under no topic or issue
# How near a topic or an issue is to what a statement is about: what the reader found that to be, in its content, in what its
# content goes on to say beyond the evidence, or only in its words.
FOCUS, INSIDE, BEYOND, NAMED = 0, 1, 2, 3
Near = Mapping[str, int]  # by topic or issue how near it is


class Place(NamedTuple):
    """A statement under a topic or an issue; `tied` where only the demand that it answers is about that.

    `near` is FOCUS, INSIDE, BEYOND or NAMED.
    """

    key: str
    item: str
    tied: bool
    near: int = NAMED


class Placed(NamedTuple):
    """What relating needs of a statement: who did what to whom, where it stands, the days it is filed under, its issues.

    `told_by` are the parties that say so where none of them is the party itself; `article` is the article's name; of
    `issues` the one that it is most about comes first.
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


class Told(Protocol):
    """What of a statement tells how well it is quoted: its issues, the one that it is most about first, and its certainty."""

    @property
    def issues(self) -> tuple[str, ...]:
        """The ids of its issues."""
        ...

    @property
    def certainty(self) -> float:
        """How certain its coding is, 0 to 1."""
        ...


def told_best(one: Told, issue: str) -> tuple[int, float]:
    """How well a statement's words stand for what is said on an issue: by whether it is what it is most about, then surely."""
    return -one.issues.index(issue) if issue in one.issues else -len(one.issues), one.certainty


def place_by_topic(statements: Sequence[Statement], topics: Mapping[str, Mapping[str, Topic]]) -> list[Place]:
    """Each statement of one article under its topics (given by statement), an answer also under those of what it answers."""
    return list(places_of(statements, lambda statement: near_topics(statement, topics[statement.id])))


def place_by_dossier(statements: Sequence[Statement], issues: Sequence[Issue]) -> list[Place]:
    """Each statement of one article under the issues that its words point to, an answer also under those of what it answers."""
    return list(places_of(statements, lambda statement: near_issues(statement, issues)))


def near_topics(statement: Statement, topics: Mapping[str, Topic]) -> Near:
    """The topics that a statement is about, with how near they are."""
    inside, evidence = _object(statement).lower(), statement.text.lower()

    def near(topic: Topic) -> int:
        if topic.focus:
            return FOCUS
        return NAMED if topic.word not in inside else INSIDE if topic.word in evidence else BEYOND

    return _nearer({key: near(topic) for key, topic in topics.items()})


def near_issues(statement: Statement, issues: Iterable[Issue]) -> Near:
    """The issues that a statement is about, as its words point to them, with how near they are."""
    words = words_of(statement)
    return _nearer({issue.id: _near_of(statement, issue) for issue in issues if issue.matches(words)})


def _near_of(statement: Statement, issue: Issue) -> int:
    if issue.matches(" ".join(statement.issue)):
        return FOCUS
    if not issue.matches(_object(statement)):
        return NAMED
    return INSIDE if issue.matches(statement.text) else BEYOND


def _nearer(found: Near) -> Near:
    """Without what only stands around: "with ships off the coast, it refused the exchange" is about the exchange."""
    return {key: near for key, near in found.items() if near < NAMED} or found


def _object(statement: Statement) -> str:
    """What is demanded, refused, offered: all the words where that was not found."""
    return _content(statement) or statement.text


def _content(statement: Statement) -> str:
    return "" if statement.content is None else statement.content.text


def words_of(statement: Statement) -> str:
    """The words that say what a statement is about: its evidence, its content and the reader's own issue words."""
    return " ".join([statement.text, *statement.issue, _content(statement)])


def places_of(statements: Sequence[Statement], about: Callable[[Statement], Near]) -> Iterator[Place]:
    """Each statement of one article under what `about` says of it, an answer also under what it says of what is answered.

    What says nothing of its own stands under UNSAID and nothing else.
    """
    silent = unsaid(statements)
    yield from (Place(UNSAID, one.id, tied=False) for one in statements if one.id in silent)
    said = [one for one in statements if one.id not in silent]
    own = {statement.id: about(statement) for statement in said}
    ordered = sorted(said, key=lambda one: (one.start, one.end))
    for place, statement in enumerate(ordered):
        yield from (Place(key, statement.id, tied=False, near=near) for key, near in own[statement.id].items())
        answered = statement.reply_to or _just_before(ordered[:place], statement)
        for key, near in own.get(answered or "", {}).items():
            if key not in own[statement.id]:
                yield Place(key, statement.id, tied=True, near=near)


def _just_before(before: Sequence[Statement], reply: Statement) -> str | None:
    """The demand of somebody else that ends right before a reply: "asked them to leave, which they refused"."""
    if not before or acts()[reply.act].family not in REPLIES:
        return None
    last = max(before[-LOOKED_BACK:], key=lambda one: one.end)
    near = 0 <= reply.start - last.end <= NEAR and acts()[last.act].family == "ask"
    return last.id if near and not set(last.party) & set(reply.party) else None
