"""`standoff actors`: who acts, and with `--proposed` which of them may be one."""

from typing import Any

import click

from standoff.cli.options import Asked, opened
from standoff.cli.tables import Head, Sheet, print_sheet, say_of
from standoff.cli.views import VIEWS, command_of
from standoff.cli.words import counted, one_line, short_id
from standoff.exchange.records_proposals import ProposalRecord, proposal_record
from standoff.relating.proposals_tables import Place

EPILOG = "\b\nExample:\n  standoff actors --party RUS\n  standoff actors --proposed"
HEADS = (
    Head(name="id", cell=lambda row: row.id, short=short_id, fixed=True),
    Head(name="score", cell=lambda row: f"{row.score:.2f}", right=True),
    Head(name="by", cell=lambda row: row.way, least=90),
    Head(name="named", cell=lambda row: one_line(row.a_name)),
    Head(name="may be", cell=lambda row: one_line(row.b_name)),
    Head(name="in", cell=lambda row: _where(row.a_places), least=120),
    Head(name="accept by", cell=lambda row: row.accept, least=200),
    Head(name="reason", cell=lambda row: one_line(row.reason), words=True),
)


def _where(places: tuple[Place, ...]) -> str:
    return ", ".join(place.article for place in places)


def _with_proposed(plain: click.Command) -> click.Command:
    """The command of the actors with `--proposed`."""

    def actors(proposed: bool, **options: Any) -> None:
        if proposed:
            _print_proposed(**options)
        elif plain.callback is not None:
            plain.callback(**options)

    switch = click.Option(["--proposed"], is_flag=True, help="Those that may be one, the likeliest first, for you to judge.")
    return click.Command("actors", params=[*plain.params, switch], callback=actors, help=plain.help, epilog=EPILOG)


def _print_proposed(record: str, format_: str, raw: bool, **filters: str | None) -> None:
    with opened(record) as opened_views:
        views = opened_views.raw if raw else opened_views
        found = views.proposals(Asked(**filters).where(views))
        sheet = Sheet(heads=HEADS, rows=found, shape=ProposalRecord, records=lambda: [proposal_record(one) for one in found])
        print_sheet(sheet, format_)
    judge = "judge them with: standoff judge same A B, or not-same"
    say_of(sheet, format_, counted(len(found), "proposed match", "proposed matches"), *([judge] if found else []))


COMMANDS: dict[str, click.Command] = {"actors": _with_proposed(command_of("actors", VIEWS["actors"]))}
