"""`standoff codebook`: the acts, as the data files define them."""

import click

from standoff.cli.options import format_option
from standoff.cli.tables import Head, Sheet, print_sheet
from standoff.codebook.acts import Act, acts

HEADS = (
    Head(name="act", cell=lambda act: act.act),
    Head(name="stance", cell=lambda act: act.stance or ""),
    Head(name="PLOVER", cell=lambda act: act.plover or ""),
    Head(name="score", cell=lambda act: "" if act.score is None else f"{act.score:g}", right=True),
    Head(name="family", cell=lambda act: act.family, least=100),
    Head(name="label", cell=lambda act: act.label, least=120),
    Head(name="what must be in the text", cell=lambda act: act.definition, words=True),
)


@click.command(epilog="\b\nExample:\n  standoff codebook\n  standoff codebook --format csv > acts.csv")
@format_option
def codebook(format_: str) -> None:
    """The acts: what must be in the text for each, its stance, and the PLOVER event that it exports to."""
    found = tuple(acts().values())
    print_sheet(Sheet(heads=HEADS, rows=found, shape=Act, records=lambda: found), format_)


COMMANDS = {"codebook": codebook}
