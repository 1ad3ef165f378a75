"""Who asks what of whom and what they answer; threats; what is withheld."""

import datetime as dt
from collections.abc import Iterable, Sequence

from standoff.codebook.acts import acts
from standoff.core.records import Statement
from standoff.report.desk import Desk
from standoff.report.shapes import DemandGroup, Line
from standoff.report.words import parties_of
from standoff.store.query import ItemRow
from standoff.store.write import dates_of

DEMANDS = frozenset({"demand", "propose"})
REPLIES = frozenset({"yes", "no", "concede", "defer"})  # families of acts
THREATS = frozenset({"threaten", "hint"})
WITHHELD = frozenset({"withhold", "defer"})
NO_ISSUE = "Not tied to an issue"

Row = ItemRow[Statement]


def make_demands(desk: Desk) -> tuple[DemandGroup, ...]:
    """Demands by issue and by the party that makes them, with the replies of those they are aimed at.

    A reply is a statement on the same issue, of an act that takes or refuses, by an addressee or aimed back at the
    party that demands, and not older than the first of the demands; or one that the reader tied to the demand.
    """
    asked: dict[tuple[str, tuple[str, ...]], list[Row]] = {}
    for row in desk.statements:
        if row.item.act in DEMANDS:
            for issue in desk.issues_of.get(row.item.id, ("",)):
                asked.setdefault((issue, row.item.party), []).append(row)
    names = {issue.id: issue.name for issue in desk.issues}
    place = {issue: number for number, issue in enumerate(_issue_order(desk))}
    ordered = sorted(asked.items(), key=lambda pair: (place.get(pair[0][0], len(place)), -len(pair[1]), pair[0][1]))
    return tuple(
        DemandGroup(
            issue=names.get(issue, NO_ISSUE),
            party=parties_of(party),
            demands=desk.lines(rows),
            replies=desk.lines(_replies(desk, issue, party, rows)),
        )
        for (issue, party), rows in ordered
    )


def _issue_order(desk: Desk) -> list[str]:
    dossier = desk.views.dossier()
    return [issue.id for issue in (dossier.issues if dossier else desk.issues)]


def _replies(desk: Desk, issue: str, party: tuple[str, ...], demands: Sequence[Row]) -> list[Row]:
    asked = {row.item.id for row in demands}
    others = {code for row in demands for code in row.item.addressee} - set(party)
    first = min((day for row in demands if (day := dates_of(row.item, row.published)[0])), default=dt.date.min)
    found = []
    for row in desk.all_statements:
        item = row.item
        tied = item.reply_to in asked
        if tied or (issue and issue in desk.issues_of.get(item.id, ()) and _answers(row, set(party), others, first)):
            found.append(row)
    return found


def _answers(row: Row, party: set[str], others: set[str], first: dt.date) -> bool:
    item = row.item
    if acts()[item.act].family not in REPLIES or party & set(item.party):
        return False
    latest = dates_of(item, row.published)[1]
    if latest is not None and latest < first:
        return False
    return bool(others & set(item.party)) or bool(party & set(item.addressee))


def make_threats(desk: Desk) -> tuple[Line, ...]:
    """Threats and hints at measures, with their condition and means."""
    return desk.lines(_of(desk.statements, THREATS))


def make_withheld(desk: Desk) -> tuple[Line, ...]:
    """What a party declines to say, and answers put off."""
    return desk.lines(_of(desk.statements, WITHHELD))


def _of(rows: Iterable[Row], wanted: frozenset[str]) -> list[Row]:
    return [row for row in rows if row.item.act in wanted]
