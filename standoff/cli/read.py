"""`standoff read`: articles into the record."""

import sys
from typing import TYPE_CHECKING

import click

from standoff.cli.main import INTERRUPTED, NOTHING_READ, SOME_FAILED
from standoff.cli.options import record_option
from standoff.cli.progress import Progress
from standoff.cli.words import one_line
from standoff.core.errors import UsageError

if TYPE_CHECKING:
    from standoff import Added, Preset

EPILOG = """\b
Reading is resumable: each article is kept as soon as it is read, and what the record holds is not read again.

\b
Example:
  standoff read articles/ more.jsonl.gz
  standoff read --dossier crisis.yaml --jobs 4 'coverage/*.html'
  curl https://example.org/story | standoff read --input-format html -
  standoff read rows.csv --column text=body --column published=date
"""


@click.command(epilog=EPILOG)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@record_option
@click.option("--dossier", metavar="FILE", help="A YAML file of parties and issues to put in force (see docs).")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes to read with.")
@click.option("--fast", "preset", flag_value="fast", help="Without the trained networks: quicker, and finds less.")
@click.option("--thorough", "preset", flag_value="thorough", help="With all trained networks: slower, and finds a little more.")
@click.option(
    "--input-format",
    type=click.Choice(("text", "html", "jsonl", "csv")),
    help="What standard input and the named files are, whatever their name says.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=NAME",
    help="What rows call a field (text, title, published, url, source, author), as in text=body; repeatable.",
)
def read(
    sources: tuple[str, ...],
    record: str,
    dossier: str | None,
    jobs: int,
    preset: "Preset | None",
    input_format: str | None,
    columns: tuple[str, ...],
) -> None:
    """Read articles into the record: files, folders, patterns, or - for standard input.

    Plain text, HTML, JSON lines and CSV, each also gzipped. What cannot be read is named with its reason, and the others
    go on.
    """
    from standoff import IntakeOptions, RunOptions, open_record

    intake = IntakeOptions(input_format=input_format, columns=mapped(columns))
    run = RunOptions(jobs=jobs, preset=preset or "standard")
    progress = Progress()
    try:
        with open_record(record) as kept, progress:
            if dossier is not None:
                kept.use_dossier(dossier)
            added = kept.read_sources(sources, intake, run, stdin=sys.stdin.buffer if "-" in sources else None, progress=progress)
    except KeyboardInterrupt:
        click.echo(
            f"standoff: interrupted; {progress.summary()} and kept in {record}. The same command reads the rest.", err=True
        )
        click.get_current_context().exit(INTERRUPTED)
    tell(added, progress, record)


def mapped(columns: tuple[str, ...]) -> dict[str, str]:
    """The columns as given (field=name) by field; raises UsageError."""
    found = {}
    for given in columns:
        field, equals, name = given.partition("=")
        if not equals or not field.strip() or not name.strip():
            raise UsageError(f"--column {given!r} names no column; write FIELD=NAME, as in text=body")
        found[field.strip()] = name.strip()
    return found


def tell(added: "Added", progress: Progress, record: str) -> None:
    """Say what a read did, with the reason for each failure, and end with the exit code that stands for it."""
    for name, reason in added.failed:
        click.echo(f"failed: {one_line(name)}: {one_line(reason)}", err=True)
    click.echo(f"{progress.summary()}; the record is {record}", err=True)
    if added.read + added.known == 0:
        click.echo("standoff: nothing could be read", err=True)
        click.get_current_context().exit(NOTHING_READ)
    if added.failed:
        click.get_current_context().exit(SOME_FAILED)


COMMANDS = {"read": read}
