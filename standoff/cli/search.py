"""`standoff search`: the sentences that hold some words."""

import re

import click

from standoff.cli.options import format_option, opened, record_option
from standoff.cli.tables import Head, Sheet, print_sheet
from standoff.cli.words import counted, one_line, short_name
from standoff.core.errors import UsageError
from standoff.store.query import Passage

_ENDINGS = ("ations", "ation", "ings", "ing", "edly", "ed", "ies", "es", "s", "e", "y")
_LEAST_STEM = 3


@click.command(epilog="\b\nExample:\n  standoff search 'security guarantees'\n  standoff search '\"red line\"' --format jsonl")
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), default=50, show_default=True, help="At most so many sentences."
)
@record_option
@format_option
def search(words: tuple[str, ...], limit: int, record: str, format_: str) -> None:
    """The sentences that hold all the WORDS, in any form and order; "..." keeps words together. Best first."""
    wanted = " ".join(words)
    if pattern_of(wanted) is None:
        raise UsageError("no word to search for was given; write one or more, as in: standoff search 'security guarantees'")
    with opened(record) as views:
        found = views.search(wanted, limit=limit)
    sheet = Sheet(heads=HEADS, rows=found, shape=Passage, records=lambda: found, highlight=pattern_of(wanted))
    print_sheet(sheet, format_)
    more = f"; there may be more: --limit {2 * limit}" if len(found) == limit else ""
    click.echo(counted(len(found), "sentence") + more, err=True)


HEADS = (
    Head(name="article", cell=lambda row: row.article_name, short=short_name, fixed=True),
    Head(name="start", cell=lambda row: str(row.start), right=True),
    Head(name="end", cell=lambda row: str(row.end), right=True),
    Head(name="sentence", cell=lambda row: one_line(row.text), words=True),
)


def pattern_of(words: str) -> re.Pattern[str] | None:
    """What to mark in a hit: the words in their other forms too, as the index finds them."""
    stems = {_stem(word) for word in re.findall(r"\w+", words.casefold())}
    if not stems:
        return None
    return re.compile("|".join(rf"(?<!\w){re.escape(stem)}\w*" for stem in sorted(stems, key=len, reverse=True)), re.IGNORECASE)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word[: -len(ending)]
    return word


COMMANDS = {"search": search}
