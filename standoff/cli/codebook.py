"""`standoff codebook`: the acts, as the data files define them."""

import click
import msgspec

from standoff.cli.options import format_option
from standoff.cli.tables import Head, Sheet, print_sheet
from standoff.codebook.acts import Act, acts
from standoff.codebook.marks import marks

HEADS = (
    Head(name="act", cell=lambda act: act.act),
    Head(name="stance", cell=lambda act: act.stance or ""),
    Head(name="PLOVER", cell=lambda act: act.plover or ""),
    Head(name="score", cell=lambda act: "" if act.score is None else f"{act.score:g}", right=True),
    Head(name="family", cell=lambda act: act.family, least=100),
    Head(name="label", cell=lambda act: act.label, least=120),
    Head(name="what must be in the text", cell=lambda act: act.definition, words=True),
)


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A mark of a coding or an article as a row."""

    mark: str
    of: str
    meaning: str


MARK_HEADS = (
    Head(name="mark", cell=lambda row: row.mark, fixed=True),
    Head(name="of", cell=lambda row: row.of),
    Head(name="meaning", cell=lambda row: row.meaning, words=True),
)


EPILOG = """\b
Example:
  standoff codebook
  standoff codebook --marks
  standoff codebook --format csv > acts.csv
"""


@click.command(epilog=EPILOG)
@click.option("--marks", "marked", is_flag=True, help="Instead what lowers a certainty (doubts), and the flags of articles.")
@format_option
def codebook(marked: bool, format_: str) -> None:
    """The acts: what must be in the text for each, its stance, and the PLOVER event that it exports to."""
    if marked:
        rows = [
            *(Mark(mark=name, of="coding", meaning=meaning) for name, meaning in marks().doubts.items()),
            *(Mark(mark=name, of="article", meaning=meaning) for name, meaning in marks().flags.items()),
        ]
        print_sheet(Sheet(heads=MARK_HEADS, rows=rows, shape=Mark, records=lambda: rows), format_)
        return
    found = tuple(acts().values())
    print_sheet(Sheet(heads=HEADS, rows=found, shape=Act, records=lambda: found), format_)


COMMANDS = {"codebook": codebook}
