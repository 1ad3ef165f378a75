"""Passing: under what lines are filed, in which order they stand there, and which of them pass a filter."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Literal

from standoff.codebook.acts import acts
from standoff.relating.exchanges import is_ask, is_reply
from standoff.relating.timeline import ANNOUNCED, known_by
from standoff.report.exchanges import THREATS
from standoff.store.query import Filter
from standoff.web.lines import Line
from standoff.web.runs import NEVER

Cell = tuple[str, str]
Turn = Literal["ask", "reply", "threat"]
# Codings less certain than this wait for a person. Of the codings of a dozen news articles about a tenth are: those with two
# or more doubts, which is what one person can look through.
LEAST_SURE = 0.7
MOST_MONTHS = 24  # between an announcement and its day; those further ahead, a handful, are looked at whatever day is asked for
LAST_DAY = dt.date.max - dt.timedelta(days=1)  # of those that stand under a day: what has none stands under the one after it
BEYOND = 0  # the month that these are filed under


def by_day(line: Line) -> Any:
    """Where a line stands in every file."""
    return line.key


def by_entry(line: Line) -> Any:
    """Where a line stands in the timeline: a forecast under the days that it speaks of."""
    return line.entry_key


def as_made(line: Line) -> tuple[dt.date, dt.date, str, int]:
    """Where a statement stands among those of its party on its issue, as `relating.placing.in_order` has it."""
    return line.earliest or line.latest or NEVER, line.latest or line.earliest or NEVER, line.article.name, line.start


def is_entry(line: Line) -> bool:
    """Whether a line stands in the timeline: statements that only code a meeting are left to the meeting's own."""
    return line.kind != "figure" and line.act != "meet"


def is_open(line: Line) -> bool:
    """Whether only the last possible day of a line is known."""
    return line.earliest is None and line.latest is not None


def is_doubtful(line: Line) -> bool:
    """Whether a coding is one that a person should look at."""
    return line.certainty < LEAST_SURE


def by_doubt(line: Line) -> tuple[float, Any]:
    """Where a doubtful coding stands among them: the least certain first, of equals the newest last."""
    return line.certainty, line.key


def own_cells(line: Line) -> Iterator[Cell]:
    """The positions that a statement shows: of its parties on its issues, where it takes a stance in their own name."""
    if line.issues and line.kind == "statement" and not line.told_by and acts()[line.act].stance is not None:
        yield from ((issue, party) for issue in line.issues for party in line.sides)


def spoken_cells(line: Line) -> Iterator[Cell]:
    """The positions that a statement ascribes to somebody else."""
    if line.issues and line.kind == "statement" and line.told_by and acts()[line.act].stance is not None:
        yield from ((issue, party) for issue in line.issues for party in line.sides)


@cache
def turn_of(act: str) -> Turn | None:
    """What a statement of that act does in an exchange; None where it neither demands, replies nor threatens."""
    return "ask" if is_ask(act) else "reply" if is_reply(act) else "threat" if act in THREATS else None


def turns(line: Line) -> Iterator[tuple[Turn, str]]:
    """What a statement does in an exchange, over all and by issue; a reply on no issue replies to nothing that rows hold."""
    turn = turn_of(line.act) if line.kind == "statement" else None
    if turn is not None and (line.issues or turn != "reply"):
        yield turn, ""
        yield from ((turn, issue) for issue in line.issues)


def voices(line: Line) -> Iterator[tuple[str, str]]:
    """The party and the person who speaks for it in a statement, where the words leave no doubt of it."""
    if line.kind == "statement" and line.voice and line.speaker:
        yield line.voice, line.speaker


def between(line: Line) -> Iterator[tuple[str, int]]:
    """The kind, with each month, from when a line was announced to the last day that it gives."""
    told, last = line.article.earliest or line.article.latest, line.latest or line.earliest
    if line.status not in ANNOUNCED or told is None or last is None or last <= told:
        return
    first, end = month_of(told), month_of(last)
    if line.latest is None or end - first > MOST_MONTHS:
        yield line.kind, BEYOND
    else:
        yield from ((line.kind, month) for month in range(first, end + 1))


def month_of(day: dt.date) -> int:
    """The number of a month, one more than that of the month before."""
    return day.year * 12 + day.month


FILES: dict[str, Callable[[Line], Iterable[Any]]] = {
    "kinds": lambda line: (line.kind,),
    "by_party": lambda line: line.sides,
    "by_part": lambda line: ((side, line.kind) for side in line.sides),
    "by_state": lambda line: (line.status,) if line.kind == "meeting" else (),
    "announced": between,
    "by_act": lambda line: (line.act,) if line.kind == "statement" else (),
    "by_issue": lambda line: line.issues,
    "by_turn": turns,
    "by_article": lambda line: (line.article.id,),
    "by_outlet": lambda line: (line.article.outlet or "",),
    "by_speaker": lambda line: (line.speaker,) if line.speaker else (),
    "by_voice": voices,
    "by_person": lambda line: line.persons,
}


def narrowed(lines: Sequence[Line], where: Filter, outlet: str | None, settled: tuple[str, ...]) -> Sequence[Line]:
    """The lines that pass a filter but for its last day and what is settled, by one test after the other: lists of a
    hundred thousand are usual.
    """
    party, act, issue, since = where.party, where.act, where.issue, where.since
    if party is not None and "party" not in settled:
        lines = [line for line in lines if party in line.sides]
    if act is not None and "act" not in settled:
        lines = [line for line in lines if line.act == act]
    if issue is not None and "issue" not in settled:
        lines = [line for line in lines if issue in line.issues]
    if where.article is not None and "article" not in settled:
        lines = [line for line in lines if line.article.id == where.article]
    if outlet is not None and "outlet" not in settled:
        lines = [line for line in lines if (line.article.outlet or "") == outlet]
    if since is None:
        return lines  # cut off at the last day, they all have one: those without stand last
    return [line for line in lines if (line.latest >= since if line.latest else line.earliest is not None)]


def passes(line: Line, where: Filter, kinds: Sequence[str], outlet: str | None = None) -> bool:
    """Whether a line passes a filter: it is of the party, act, issue, article and outlet, its days are not all before the first
    day, and it is known as of the last.
    """
    return (
        line.kind in kinds
        and (where.party is None or where.party in line.sides)
        and (where.act is None or where.act == line.act)
        and (where.issue is None or where.issue in line.issues)
        and (where.article is None or where.article == line.article.id)
        and (outlet is None or outlet == (line.article.outlet or ""))
        and (where.since is None or (line.latest >= where.since if line.latest else line.earliest is not None))
        and is_known(line, where.until)
    )


def is_known(line: Line, until: dt.date | None) -> bool:
    """Whether a line is known as of a day: it has begun by then, or was announced by then."""
    return known_by(until, line.status, (line.earliest, line.latest), (line.article.earliest, line.article.latest))


def first_day(line: Line) -> dt.date:
    """The first day that a line stands under; undated ones stand after all others."""
    return line.earliest or line.latest or dt.date.max
