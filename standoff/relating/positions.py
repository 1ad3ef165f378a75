"""Positions: each party's stance on each issue, set by the last statement that took one."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from standoff.codebook.acts import acts
from standoff.core.records import Statement
from standoff.relating.tables import Position, Stance


class Placed(NamedTuple):
    """A statement with the article it stands in, the days it is filed under, and the issues it is about."""

    statement: Statement
    article: str
    earliest: dt.date | None
    latest: dt.date | None
    issues: tuple[str, ...]


def find_positions(
    placed: Iterable[Placed], names: Mapping[str, str], origin: Callable[[str], str] = str
) -> tuple[Position, ...]:
    """One row for each issue and party that has taken a stance; `names` gives each issue id its name.

    `origin` tells the origin of an article, so that copies of one text count once.

    A repeat of an old stance is a new statement, not a new position: `since` is the first statement of the unbroken
    run of the stance that the last one holds. What a rival ascribes to a party is not its position.
    """
    cells: dict[tuple[str, str], list[Placed]] = defaultdict(list)
    for one in placed:
        if acts()[one.statement.act].stance is None:
            continue
        for issue in one.issues:
            for party in one.statement.party:
                cells[issue, party].append(one)
    rows = [_position(issue, names.get(issue, issue), party, run, origin) for (issue, party), run in cells.items()]
    return tuple(sorted(rows, key=lambda row: (row.issue_name, row.party)))


def _position(issue: str, name: str, party: str, run: list[Placed], origin: Callable[[str], str]) -> Position:
    ordered = sorted(run, key=_when)
    last = ordered[-1]
    stance = acts()[last.statement.act].stance
    since = last
    for one in reversed(ordered):
        if acts()[one.statement.act].stance != stance:
            break
        since = one
    best = max((one for one in ordered if acts()[one.statement.act].stance == stance), key=lambda one: one.statement.certainty)
    return Position(
        issue=issue,
        issue_name=name,
        party=party,
        act=last.statement.act,
        stance=_stance(stance, ordered, last),
        since_earliest=since.earliest,
        since_latest=since.latest,
        last_earliest=last.earliest,
        last_latest=last.latest,
        articles=len({one.article for one in ordered}),
        origins=len({origin(one.article) for one in ordered}),
        quote=best.statement.text,
        quote_id=best.statement.id,
        statements=tuple(one.statement.id for one in ordered),
    )


def _stance(stance: str | None, ordered: list[Placed], last: Placed) -> Stance:
    """The last stance, or "mixed" where statements of the same last day disagree."""
    same_day = {
        acts()[one.statement.act].stance for one in ordered if one.latest == last.latest and one.earliest == last.earliest
    }
    if len(same_day) > 1:
        return "mixed"
    return "for" if stance == "for" else "against" if stance == "against" else "open"


def _when(one: Placed) -> tuple[dt.date, dt.date, str, int]:
    never = dt.date.min
    return one.latest or one.earliest or never, one.earliest or never, one.article, one.statement.start
