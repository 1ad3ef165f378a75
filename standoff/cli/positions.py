"""`standoff positions`, `standoff demands`, `standoff dossier`: who wants what, what is answered, which issues to keep apart."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import msgspec

from standoff.cli.options import Asked, days_of, filter_options, format_option, opened, record_option
from standoff.cli.tables import Head, Sheet, print_sheet, say, say_of
from standoff.cli.words import counted, days, listed, one_line, short_id
from standoff.core.errors import NotFound, UsageError
from standoff.exchange.convert import demand_record, position_record, shift_record
from standoff.exchange.records import DemandRecord, PositionRecord, ShiftRecord
from standoff.relating.tables import Answer, Demand, Position, Shift
from standoff.store.query import Filter
from standoff.store.views import Views

NOT_SURE = "a change in brackets may as well have come before what stands before it, or outside the days asked for"

_QUOTE_ID = Head(name="id", cell=lambda row: row.quote_id, short=short_id, fixed=True, least=60)
_ISSUE = Head(name="issue", cell=lambda row: one_line(row.issue_name))
_ORIGINS = Head(name="origins", cell=lambda row: f"{row.origins:,}", right=True, least=80)
_ARTICLES = Head(name="articles", cell=lambda row: f"{row.articles:,}", right=True, least=100)
_TOLD = Head(name="told by others", cell=lambda row: f"{len(row.ascribed):,}" if row.ascribed else "", right=True, least=140)
_QUOTED = Head(name="words", cell=lambda row: one_line(row.quote), words=True)


def _disputed(row: Position | Shift) -> str:
    """The mark of a state that rests on what the party itself denies."""
    return ", disputed" if row.disputed else ""


POSITION_HEADS = (
    _ISSUE,
    Head(name="party", cell=lambda row: one_line(row.party)),
    Head(name="position", cell=lambda row: f"{row.state}{_disputed(row)}", fixed=True),
    Head(name="since", cell=lambda row: days(row.since_earliest, row.since_latest), fixed=True),
    Head(name="before", cell=lambda row: " > ".join(change.state for change in row.changes[:-1]), least=130),
    Head(name="unanswered", cell=lambda row: f"{len(row.unanswered):,}" if row.unanswered else "", right=True, least=100),
    _TOLD,
    _ORIGINS,
    _ARTICLES,
    _QUOTE_ID,
    _QUOTED,
)
CHANGE_HEADS = (
    Head(name="days", cell=lambda row: _sure(row, days(row.earliest, row.latest)), fixed=True),
    _ISSUE,
    Head(name="party", cell=lambda row: one_line(row.party)),
    Head(name="change", cell=lambda row: f"{row.before or 'new'} > {row.state}{_disputed(row)}", fixed=True),
    _ORIGINS,
    _ARTICLES,
    _QUOTE_ID,
    _QUOTED,
)
DEMAND_HEADS = (
    Head(name="id", cell=lambda row: row.id, short=short_id, fixed=True),
    _ISSUE,
    Head(name="demanded by", cell=lambda row: demanders(row)),
    Head(name="of", cell=lambda row: listed(row.asked), least=60),
    Head(name="since", cell=lambda row: days(row.earliest, row.latest), fixed=True, least=80),
    _TOLD,
    _ORIGINS,
    _ARTICLES,
    Head(name="demand", cell=lambda row: one_line(row.quote), words=True),
    Head(name="answers", cell=lambda row: "; ".join(answer_words(answer) for answer in row.answers), words=True),
    Head(name="no answer found of", cell=lambda row: listed(row.unanswered), least=90),
)


@click.command(
    epilog="\b\nExample:\n  standoff positions --as-of 2022-01-26\n  standoff positions --between 2022-01-20 2022-02-01"
)
@click.option("--as-of", metavar="DATE", help="As they stood on this day: the same as --until.")
@click.option("--between", nargs=2, metavar="DATE DATE", help="What changed from the one day to the other, both included.")
@click.option("--raw", is_flag=True, help="As it was read, without anybody's judgements.")
@filter_options
@format_option
@record_option
def positions(
    record: str, format_: str, as_of: str | None, between: tuple[str, str] | None, raw: bool, **filters: str | None
) -> None:
    """Each party's position on each issue, in its own words; silent: it was asked, or is spoken of, and no word was found.

    No row means that no statement was found, never neutral. What rivals ascribe to a party makes no position.
    """
    if sum(one is not None for one in (as_of, between, filters["until"])) > 1:
        raise UsageError("--as-of, --between and --until each say up to when; give one of them")
    if as_of is not None:
        days_of(as_of, "--as-of")  # a bad date is to be told of the option that gave it
        filters["until"] = as_of
    with opened(record) as opened_views:
        views = opened_views.raw if raw else opened_views
        where = Asked(**filters).where(views)
        if between is None:
            rows = [row for row in views.positions(where) if _about(where, row.issue_name)]
            sheet = Sheet(heads=POSITION_HEADS, rows=rows, shape=PositionRecord, records=lambda: _records(rows))
            _show(sheet, format_, "position", views.undated(where))
            return
        _show_changes(views, where, between, format_)


@click.command(epilog="\b\nExample:\n  standoff demands --party RUS\n  standoff demands --issue sanctions --format json")
@click.option("--open", "open_", is_flag=True, help="Only demands with somebody asked of whom no answer was found.")
@click.option("--raw", is_flag=True, help="As it was read, without anybody's judgements.")
@filter_options
@format_option
@record_option
def demands(record: str, format_: str, open_: bool, raw: bool, **filters: str | None) -> None:
    """The demands of each side beside what those asked reply, row by issue."""
    with opened(record) as opened_views:
        views = opened_views.raw if raw else opened_views
        where = Asked(**filters).where(views)
        rows = [row for row in views.demands(where) if _about(where, row.issue_name) and (row.unanswered or not open_)]
        records = lambda: [demand_record(row) for row in rows]  # noqa: E731 - made only for the formats that need it
        sheet = Sheet(heads=DEMAND_HEADS, rows=rows, shape=DemandRecord, records=records)
        _show(sheet, format_, "demand", views.undated(where))


@click.command(epilog="\b\nExample:\n  standoff dossier -o crisis.yaml\n  standoff read --dossier crisis.yaml articles/")
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Where to write it.")
@click.option("--name", metavar="NAME", help="What the dossier is called.  [default: its main parties]")
@click.option("--found", is_flag=True, help="The issues found in the demands, even where a dossier is in force.")
@record_option
def dossier(record: str, output: Path | None, name: str | None, found: bool) -> None:
    """The issues as a dossier in YAML: the one in force, else those found, to be edited and read back with --dossier."""
    with opened(record) as views:
        made = views.as_dossier(name, found=found)
    if not made.issues:
        raise NotFound("no issues were found yet: it takes what two parties contend over in two articles or three statements")
    text = msgspec.yaml.encode(made).decode()
    if output is None:
        click.echo(text, nl=False)
        return
    from standoff.cli.brief import write

    write(output, text)


def demanders(row: Demand) -> str:
    """Who demands: "RUS"; "RUS, says NATO" where it never says so itself."""
    return f"{listed(row.party)}{f', says {listed(row.told_by)}' if row.told_by else ''}"


def answer_words(answer: Answer) -> str:
    """An answer in a few words: "USA rejects (2022-01-26)"; who says so where it is not the party itself."""
    when = days(answer.earliest, answer.latest)
    teller = f", says {listed(answer.told_by)}" if answer.told_by else ""
    return f"{listed(answer.party) or '?'} {answer.state}{f' ({when})' if when else ''}{teller}: “{one_line(answer.quote)}”"


def _show_changes(views: Views, where: Filter, between: tuple[str, str], format_: str) -> None:
    first, last = days_of(between[0], "--between")[0], days_of(between[1], "--between")[1]
    if first > last:
        raise UsageError(f"--between {between[0]} {between[1]}: the first day comes after the last one; swap them")
    narrowed = msgspec.structs.replace(where, since=first, until=last)
    rows = [row for row in views.changes(narrowed) if _about(where, row.issue_name)]
    records = lambda: [shift_record(row) for row in rows]  # noqa: E731 - made only for the formats that need it
    _show(Sheet(heads=CHANGE_HEADS, rows=rows, shape=ShiftRecord, records=records), format_, "change", views.undated(narrowed))
    if format_ == "table" and any(not row.sure for row in rows):
        say(NOT_SURE)


def _records(rows: Sequence[Position]) -> list[PositionRecord]:
    return [position_record(row) for row in rows]


def _show(sheet: Sheet, format_: str, one: str, undated: int) -> None:
    """Print the sheet, and to standard error how many rows there are and how many statements the days asked for left out."""
    print_sheet(sheet, format_)
    notes = [f"{counted(undated, 'statement')} of no known day left out"] if undated else []
    say_of(sheet, format_, counted(len(sheet.rows), one), *notes)


def _sure(row: Shift, words: str) -> str:
    return words if row.sure else f"({words})"


def _about(where: Filter, name: str) -> bool:
    return where.issue is None or where.issue.casefold() in name.casefold()


COMMANDS: dict[str, Any] = {"positions": positions, "demands": demands, "dossier": dossier}
