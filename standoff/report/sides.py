"""Demands of one side beside the replies of the other, and what changed since a day: the tables that a brief leads with."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from standoff.codebook.acts import acts
from standoff.core.records import Statement
from standoff.relating.exchanges import is_ask, is_reply
from standoff.relating.tables import Answer, Demand, Shift
from standoff.report.desk import Desk
from standoff.report.shapes import Changed, Exchange, Line, Reply, ShiftLine
from standoff.report.words import STATES, names_of, parties_of, party_of, window_words
from standoff.store.query import ItemRow
from standoff.store.write import dates_of

ON_NO_ISSUE = "On no one issue, or on all demands at once"
# Lines of one cell: what can be compared across a row at one look. The rest is counted, with the command that lists it.
MOST_DEMANDS, MOST_REPLIES = 4, 8

Row = ItemRow[Statement]


def make_exchanges(desk: Desk) -> tuple[Exchange, ...]:
    """A row for each issue and side that demands, issues in the dossier's order, else the most contested first."""
    where = msgspec.structs.replace(desk.where, act=None)
    found = [demand for demand in desk.views.demands(where) if _wanted(desk, demand)]
    place = {issue: number for number, issue in enumerate(_issue_order(desk, found))}
    ordered = sorted(found, key=lambda demand: (place.get(demand.issue, len(place)), -demand.articles, -len(demand.statements)))
    return tuple(_exchange(desk, demand) for demand in ordered)


def make_changed(desk: Desk, since: dt.date | None) -> Changed | None:
    """What changed from `since` on, that day included; None where no day is given."""
    if since is None:
        return None
    where = msgspec.structs.replace(desk.where, since=since, act=None)
    shifts = tuple(_shift(desk, shift) for shift in desk.views.changes(where) if _known(desk, shift.statements))
    new = [row for row in desk.all_statements if _surely_since(row, since)]
    return Changed(
        since=since,
        shifts=shifts,
        demands=desk.lines(row for row in new if is_ask(row.item.act)),
        answers=desk.lines(row for row in new if is_reply(row.item.act)),
        undated=sum(dates_of(row.item, row.published) == (None, None) for row in desk.all_statements),
    )


def _issue_order(desk: Desk, found: Iterable[Demand]) -> list[str]:
    """The dossier's order, else by the articles that demands and answers stand in; what stands on no issue comes last."""
    dossier = desk.views.dossier()
    if dossier is not None:
        return [issue.id for issue in dossier.issues]
    told: Counter[str] = Counter()
    for demand in found:
        told[demand.issue] += demand.articles + sum(answer.articles for answer in demand.answers)
    return [issue for issue in sorted(told, key=lambda issue: (-told[issue], issue)) if issue]


def _wanted(desk: Desk, demand: Demand) -> bool:
    wanted = desk.where.issue
    return _known(desk, demand.statements or demand.answers[0].statements) and (
        wanted is None or wanted.casefold() in demand.issue_name.casefold()
    )


def _known(desk: Desk, statements: Iterable[str]) -> bool:
    """Whether the desk holds one of these statements: it was asked a moment before, and a read may be going on."""
    return any(identifier in desk.rows for identifier in statements)


def _rows(desk: Desk, statements: Iterable[str]) -> list[Row]:
    return [desk.rows[identifier] for identifier in statements if identifier in desk.rows]


def _exchange(desk: Desk, demand: Demand) -> Exchange:
    lines = _best_told(desk.lines(_rows(desk, demand.statements)), MOST_DEMANDS)
    replies = [_reply(desk, answer) for answer in demand.answers if _known(desk, answer.statements)]
    kept = sorted(replies, key=lambda reply: (not reply.tied, -reply.origins))[:MOST_REPLIES]
    return Exchange(
        issue=demand.issue_name if demand.issue else ON_NO_ISSUE,
        party=parties_of(demand.party),
        asked=parties_of(demand.asked),
        demands=lines,
        more_demands=len(desk.lines(_rows(desk, demand.statements))) - len(lines),
        replies=tuple(reply for reply in replies if reply in kept),
        more_replies=len(replies) - len(kept),
        unanswered=parties_of(demand.unanswered),
        articles=demand.articles,
        origins=demand.origins,
        told_by=parties_of(demand.told_by),
    )


def _best_told(lines: Sequence[Line], most: int) -> tuple[Line, ...]:
    """The lines that most articles tell and least doubts hang on, by date as given."""
    ranked = sorted(range(len(lines)), key=lambda place: (-len(lines[place].evidence), len(lines[place].doubts), place))[:most]
    return tuple(lines[place] for place in sorted(ranked))


def _reply(desk: Desk, answer: Answer) -> Reply:
    rows = sorted(_rows(desk, answer.statements), key=lambda row: row.item.id != answer.quote_id)
    best = desk.line(rows[0])
    return Reply(
        party=parties_of(answer.party),
        state=STATES[answer.state],
        stance=acts()[answer.act].stance,
        when=window_words(answer.earliest, answer.latest),
        tied=answer.tied,
        told_by=names_of(parties_of(answer.told_by)) or None,
        speaker=best.speaker,
        condition=best.condition,
        articles=answer.articles,
        origins=answer.origins,
        evidence=tuple(desk.evidence(row) for row in rows),
    )


def _shift(desk: Desk, shift: Shift) -> ShiftLine:
    rows = sorted(_rows(desk, shift.statements), key=lambda row: row.item.id != shift.quote_id)
    return ShiftLine(
        issue=shift.issue_name,
        party=party_of(shift.party),
        before=STATES[shift.before] if shift.before else None,
        state=STATES[shift.state],
        stance="mixed" if shift.state == "mixed" else acts()[shift.act].stance,
        when=window_words(shift.earliest, shift.latest),
        sure=shift.sure,
        articles=shift.articles,
        origins=shift.origins,
        evidence=tuple(desk.evidence(row) for row in rows),
    )


def _surely_since(row: Row, since: dt.date) -> bool:
    earliest, _ = dates_of(row.item, row.published)
    return earliest is not None and earliest >= since
