"""Demands of one side beside the replies of the other, and what changed since a day: the tables that a brief leads with."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from standoff.codebook.acts import acts
from standoff.relating.exchanges import is_ask, is_reply
from standoff.relating.tables import Answer, Demand, Shift
from standoff.report.desk import Desk
from standoff.report.shapes import Changed, Exchange, Reply, ShiftLine
from standoff.report.words import STATES, counted, flat, names_of, parties_of, party_of, window_words
from standoff.store.told import Gist

ON_NO_ISSUE = "On no one issue, or on all demands at once"
# Lines of one cell: what can be compared across a row at one look. The rest is counted, with the command that lists it.
MOST_DEMANDS, MOST_REPLIES = 4, 8
MOST_EXCHANGES = 60  # rows of the table


def make_exchanges(desk: Desk) -> tuple[tuple[Exchange, ...], tuple[str, ...]]:
    """A row for each issue and side that demands, issues in the dossier's order, else the most contested first.

    Of many those of most statements are shown; the second part says how many are left out.
    """
    where = msgspec.structs.replace(desk.where, act=None)
    found = [demand for demand in desk.views.demands(where) if _wanted(desk, demand)]
    place = {issue: number for number, issue in enumerate(_issue_order(desk, found))}
    ordered = sorted(found, key=lambda demand: (place.get(demand.issue, len(place)), -demand.articles, -len(demand.statements)))
    told = [len(one.statements) + sum(len(answer.statements) for answer in one.answers) for one in ordered]
    kept = sorted(sorted(range(len(ordered)), key=lambda place: (-told[place], place))[:MOST_EXCHANGES])
    left = len(ordered) - len(kept)
    notes = (f"{counted(left, 'group')} of demands: standoff demands",) if left else ()
    return tuple(_exchange(desk, ordered[place]) for place in kept), notes


class Left(NamedTuple):
    """How much of what changed is left out."""

    shifts: int = 0
    demands: int = 0
    answers: int = 0


def make_changed(desk: Desk, since: dt.date | None, most: int) -> tuple[Changed | None, Left]:
    """What changed from `since` on, that day included, with at most so many lines of each kind; None where no day is given."""
    if since is None:
        return None, Left()
    where = msgspec.structs.replace(desk.where, since=since, act=None)
    shifts = [shift for shift in desk.views.changes(where) if _known(desk, shift.statements)]
    often = [len(_gists(desk, shift.statements)) for shift in shifts]
    kept = sorted(sorted(range(len(shifts)), key=lambda place: (-often[place], place))[:most])
    new = [one for one in desk.all_told if one.placed.earliest is not None and one.placed.earliest >= since]
    demands, more_demands = desk.lines_of((one for one in new if is_ask(one.act)), most)
    answers, more_answers = desk.lines_of((one for one in new if is_reply(one.act)), most)
    changed = Changed(
        since=since,
        shifts=tuple(_shift(desk, shifts[place]) for place in kept),
        demands=demands,
        answers=answers,
        undated=sum(one.days == (None, None) for one in desk.all_told),
    )
    return changed, Left(len(shifts) - len(kept), more_demands, more_answers)


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
    return any(identifier in desk.gists for identifier in statements)


def _gists(desk: Desk, statements: Iterable[str]) -> list[Gist]:
    return [desk.gists[identifier] for identifier in statements if identifier in desk.gists]


def _exchange(desk: Desk, demand: Demand) -> Exchange:
    lines, more = desk.lines_of(_gists(desk, demand.statements), MOST_DEMANDS, sure=True)
    replies = [answer for answer in demand.answers if _known(desk, answer.statements)]
    best = sorted(range(len(replies)), key=lambda place: (not replies[place].tied, -replies[place].origins))[:MOST_REPLIES]
    return Exchange(
        issue=demand.issue_name if demand.issue else ON_NO_ISSUE,
        party=parties_of(demand.party),
        asked=parties_of(demand.asked),
        demands=lines,
        more_demands=more,
        replies=tuple(_reply(desk, replies[place]) for place in sorted(best)),
        more_replies=len(replies) - len(best),
        unanswered=parties_of(demand.unanswered),
        articles=demand.articles,
        origins=demand.origins,
        told_by=parties_of(demand.told_by),
    )


def _reply(desk: Desk, answer: Answer) -> Reply:
    told = sorted(_gists(desk, answer.statements), key=lambda one: one.id != answer.quote_id)
    (best,) = desk.full(told[:1])
    return Reply(
        party=parties_of(answer.party),
        state=STATES[answer.state],
        stance=acts()[answer.act].stance,
        when=window_words(answer.earliest, answer.latest),
        tied=answer.tied,
        told_by=names_of(parties_of(answer.told_by)) or None,
        speaker=best.item.speaker,
        condition=flat(best.item.condition.text) if best.item.condition else None,
        articles=answer.articles,
        origins=answer.origins,
        **desk.cites_of(told),
    )


def _shift(desk: Desk, shift: Shift) -> ShiftLine:
    told = sorted(_gists(desk, shift.statements), key=lambda one: one.id != shift.quote_id)
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
        **desk.cites_of(told),
    )
