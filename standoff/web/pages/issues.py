"""Issues: all of them, then one: positions over time, demands and answers, threats, statements."""

import datetime as dt
from dataclasses import replace

import msgspec
from sqlalchemy import Engine

from standoff.codebook.dossier import Issue
from standoff.relating.tables import Stance
from standoff.report.phrases import cell_word
from standoff.report.shapes import Cell, Line, Party, Shape
from standoff.report.words import parties_of, party_of
from standoff.store.origins_views import Tally
from standoff.web.ask import Asked, known_issue
from standoff.web.cells import cell_of, columns, held
from standoff.web.desk import PageDesk, newest
from standoff.web.exchanged import Exchanged, demands_of, exchanged, not_exchanged, quoted_in, tables_of
from standoff.web.index import Index
from standoff.web.shown import Pages, Shown, Table, at, left_out, line_table, newest_first, newest_lines, paged, without_days

ASKED_LIST = ("until", "table")
ASKED = ("party", "act", "since", "until", "page", "table")
MOST_POSITIONS = 24
MOST_EXCHANGED = 20  # rows of demands and answers
MOST_THREATS = 30
SIZE = 40


class IssueEntry(Shape, frozen=True, kw_only=True):
    """An issue in the list; `stances` counts the parties by their present stance."""

    id: str
    name: str
    articles: int
    origins: int
    statements: int
    parties: tuple[Party, ...]
    stances: dict[Stance, int]


class IssueList(Shape, frozen=True, kw_only=True):
    """All issues; `found` is true where they come from the articles and not from a dossier."""

    found: bool
    issues: tuple[IssueEntry, ...]


class IssuePosition(Shape, frozen=True, kw_only=True):
    """A party's position on the issue."""

    party: Party
    cell: Cell


class IssuePage(Shape, frozen=True, kw_only=True):
    """One issue."""

    id: str
    name: str
    found: bool
    positions: tuple[IssuePosition, ...]
    demands: tuple[Exchanged, ...]
    threats: tuple[Line, ...]
    statements: tuple[Line, ...]
    pages: Pages


def view_all(asked: Asked, index: Index, engine: Engine) -> Shown:
    """The list of issues."""
    until = asked.where.until
    every = (_entry(index, issue, until, (told, number)) for issue, told, number in index.issue_list)
    entries = tuple(one for one in every if one.statements)
    rows = [
        (one.id, one.name, one.articles, one.origins, one.statements, tuple(party.code for party in one.parties))
        for one in entries
    ]
    table = Table(title="Issues", heads=("id", "name", "articles", "origins", "statements", "parties"), rows=rows)
    data = IssueList(found=index.dossier is None, issues=entries)
    spoken = {one.id for one in entries}
    silent = [issue.name for issue in index.issues if issue.id not in spoken]
    notes = (f"issues that no statement{' up to that day' if until else ''} is about: {', '.join(silent)}",) if silent else ()
    return Shown(
        title="Issues", template="issues.html.j2", data=data, tables={"issues": table}, filters=("until",),
        not_shown=(*without_days(index, asked, ("statement",), "statement"), *notes),
    )  # fmt: skip


def _entry(index: Index, issue: Issue, until: dt.date | None, in_all: tuple[Tally, int]) -> IssueEntry:
    """An issue in the list, as of a day; `in_all` counts its articles and statements over all days."""
    parties = [party for key, party in index.cells if key == issue.id]
    often = sorted(parties, key=lambda party: (-len(index.cells[issue.id, party]), party))
    stances: dict[Stance, int] = {}
    holding = []
    for party in often:
        found = held(index, issue.id, party, until)
        if found is not None:
            holding.append(party)
            stances[found.stance] = stances.get(found.stance, 0) + 1
    run = index.issue_run(issue.id) if until is not None else None
    told, statements = in_all if run is None or until is None else (run.told(until), run.count(until))
    return IssueEntry(
        id=issue.id, name=issue.name, articles=told.articles, origins=told.origins, statements=statements,
        parties=parties_of(holding[:8]), stances=stances,
    )  # fmt: skip


def view(asked: Asked, index: Index, engine: Engine) -> Shown:
    """One issue, as of `until`."""
    issue, until = known_issue(index, asked.key), asked.where.until
    where = msgspec.structs.replace(asked.where, issue=issue)
    asked_of_issue = replace(asked, where=where)
    lines = index.choose(where)
    part, pages = paged(asked, newest_first(lines), SIZE)
    demands = demands_of(index, where, MOST_EXCHANGED + 1)
    kept, more = demands[:MOST_EXCHANGED], len(demands) > MOST_EXCHANGED
    threatened = index.choose(where, turn="threat")
    threats = newest(threatened, MOST_THREATS)
    parties = [party for party in columns(index, (), until) if (issue, party) in index.cells]
    places = [found for party in parties[:MOST_POSITIONS] if (found := held(index, issue, party, until))]
    context = [line for found in places for line in found.shown]
    desk = PageDesk(engine, index, where, [*threats, *part], context, quoted_in(kept))
    data = IssuePage(
        id=issue, name=index.names[issue], found=index.dossier is None,
        positions=tuple(
            IssuePosition(party=party_of(one.party), cell=cell) for one in places if (cell := cell_of(desk, one))
        ),
        demands=exchanged(desk, kept),
        threats=desk.lines(desk.items[line.id] for line in threats if line.id in desk.items),
        statements=newest_lines(desk.lines(desk.items[line.id] for line in part if line.id in desk.items)),
        pages=pages,
    )  # fmt: skip
    notes = (
        *without_days(index, asked_of_issue, ("statement",), "statement"),
        *left_out(len(parties), MOST_POSITIONS, "more party", "with a position: see Positions"),
        *left_out(len(threatened), MOST_THREATS, "older threat", "among the statements below"),
        *not_exchanged(index, where, MOST_EXCHANGED if more else None),
    )
    return Shown(
        title=data.name, template="issue.html.j2", data=data, tables=_tables(data), not_shown=notes, pages=pages,
        filters=("party", "act", "since", "until"), extra={"chart": bool(lines)},
    )  # fmt: skip


def _tables(data: IssuePage) -> dict[str, Table]:
    heads = (
        "party",
        "position",
        "stance",
        "since",
        "last",
        "before",
        "statements",
        "articles",
        "disputed",
        "quote",
        "article",
        "start",
        "end",
        "id",
    )
    rows = [
        (one.party.name, cell_word(one.cell), one.cell.stance, one.cell.since, one.cell.last, one.cell.before,
         one.cell.statements, one.cell.articles, one.cell.disputed, one.cell.evidence[0].quote, *at(one.cell.evidence[0]))
        for one in data.positions
    ]  # fmt: skip
    return {
        "statements": line_table("Statements", data.statements),
        "positions": Table(title="Positions", heads=heads, rows=rows),
        **tables_of(data.demands),
        "threats": line_table("Threats", data.threats),
    }
