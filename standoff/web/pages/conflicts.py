"""Conflicts: accounts that differ, side by side."""

from sqlalchemy import Engine

from standoff.report.accounts import CHARGES, DEEDS, make_accounts
from standoff.report.numbers import make_figures
from standoff.report.shapes import Account, Shape
from standoff.web.ask import Asked
from standoff.web.desk import PageDesk, newest
from standoff.web.index import Index
from standoff.web.pages.figures import grouped
from standoff.web.shown import PLACE_HEADS, Pages, Shown, Table, at, paged

ASKED = ("party", "issue", "since", "until", "page", "table")
SIZE = 20
MOST_DENIALS, MOST_CHARGES = 30, 150  # each denial is held against each charge: some 10 microseconds a pair
MOST_GROUPS, MOST_IN_GROUP = 16, 16


class ConflictsPage(Shape, frozen=True, kw_only=True):
    """The accounts of one page."""

    accounts: tuple[Account, ...]
    pages: Pages


def view(asked: Asked, index: Index, engine: Engine) -> Shown:
    """One page of the accounts that differ."""
    statements = index.choose(asked.where)
    denials = newest([line for line in statements if line.act == "deny"], MOST_DENIALS)
    wide = index.kinds.get("statement", [])
    pool = wide if asked.where.party else statements
    charges = newest([line for line in pool if line.act in CHARGES | DEEDS], MOST_CHARGES)
    groups = grouped(index.choose(asked.where, ("figure",))) if asked.where.issue is None else {}
    several = sorted((lines for lines in groups.values() if len(lines) > 1), key=len, reverse=True)[:MOST_GROUPS]
    figures = [line for lines in several for line in lines[-MOST_IN_GROUP:]]
    desk = PageDesk(engine, index, asked.where, [*denials, *figures], charges)
    accounts = make_accounts(desk, make_figures(desk))
    part, pages = paged(asked, accounts, SIZE)
    rows = [
        (one.kind, one.about, one.reason, side.holder, side.says, side.against, place.quote, *at(place))
        for one in part
        for side in one.sides
        for place in side.evidence
    ]
    heads = ("kind", "about", "reason", "holder", "says", "against", "quote", *PLACE_HEADS)
    notes = (
        f"what lies beyond the newest {MOST_DENIALS} denials, the newest {MOST_CHARGES} accusations and deeds, and the newest "
        f"{MOST_IN_GROUP} figures of the {MOST_GROUPS} largest groups: ask for other days, a party or an issue",
        "statements that contradict each other in other ways: only figures that do not meet and denials are set side by side",
    )
    return Shown(
        title="Conflicts", template="conflicts.html.j2", data=ConflictsPage(accounts=tuple(part), pages=pages), pages=pages,
        tables={"accounts": Table(title="Accounts that differ", heads=heads, rows=rows)}, not_shown=notes,
        filters=("party", "issue", "since", "until"),
    )  # fmt: skip
