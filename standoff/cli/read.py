"""`standoff read`: articles into the record."""

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from standoff.cli.main import INTERRUPTED, NOTHING_READ, SOME_FAILED
from standoff.cli.options import record_option
from standoff.cli.progress import Progress
from standoff.cli.words import counted, one_line
from standoff.core.errors import UsageError

if TYPE_CHECKING:
    from standoff import Added, Preset

SHOWN = 8  # items or endings that a line names
DOUBTS = {
    "published_unreadable": (
        "1 date of publication could not be read and is left out (write it as 2022-01-26)",
        "{:,} dates of publication could not be read and are left out (write them as 2022-01-26)",
    ),
    "published_unlikely": (
        "1 date of publication is before 1900 or still ahead and is taken as given",
        "{:,} dates of publication are before 1900 or still ahead and are taken as given",
    ),
    "encoding_guessed": (
        "1 text is in an encoding that was guessed (if wrong, name it with --encoding and read it again)",
        "{:,} texts are in an encoding that was guessed (if wrong, name it with --encoding and read them again)",
    ),
    "undecodable_places": (
        "1 text holds bytes that are no characters, shown as \ufffd, at so many places",
        "{:,} texts hold bytes that are no characters, shown as \ufffd, at so many places",
    ),
}

EPILOG = """\b
Reading is resumable: each article is kept as soon as it is read, and what the
record holds is not read again.

\b
Example:
  standoff read articles/ more.jsonl.gz
  standoff read --dossier crisis.yaml --jobs 4 'coverage/*.html'
  curl https://example.org/story | standoff read --input-format html -
  standoff read rows.csv --column text=body --column published=day
"""


@click.command(epilog=EPILOG)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@record_option
@click.option("--dossier", metavar="FILE", help="A YAML file of parties and issues to put in force; see: standoff dossier.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes to read with.  [default: 1; with --ray, all]")
@click.option("--ray", metavar="ADDRESS", help="Read on the machines of a Ray cluster: HOST:PORT, or auto on one of them.")
@click.option("--fast", is_flag=True, help="Without the trained networks: quicker, and finds less.")
@click.option("--thorough", is_flag=True, help="With all trained networks: slower, and finds a little more.")
@click.option(
    "--input-format",
    type=click.Choice(("text", "html", "jsonl", "csv")),
    help="What standard input and the named files are, whatever their name says.",
)
@click.option("--encoding", metavar="NAME", help="What the texts are encoded in, where it is not told rightly: cp1250, say.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=NAME",
    help="What rows call a field (text, title, published, url, source, author), as in text=body; repeatable.",
)
@click.option("--max-text-bytes", type=click.IntRange(1), metavar="N", help="Most bytes of an article's text.  [default: 400000]")
@click.option("--max-raw-bytes", type=click.IntRange(1), metavar="N", help="Most bytes of a file or a row.  [default: 20000000]")
def read(
    sources: tuple[str, ...],
    record: str,
    dossier: str | None,
    jobs: int | None,
    ray: str | None,
    fast: bool,
    thorough: bool,
    columns: tuple[str, ...],
    **given: Any,
) -> None:
    """Read articles into the record: files, folders, patterns, or - for standard input.

    Plain text, HTML, JSON lines and CSV, each also gzipped. What cannot be read is named with its reason, and the others
    go on.
    """
    from standoff import IntakeOptions, RunOptions, open_record

    said = {option: value for option, value in given.items() if value is not None}
    intake = IntakeOptions(columns=mapped(columns), **said)
    run = RunOptions(jobs=jobs, ray=ray, preset=preset_of(fast=fast, thorough=thorough))
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


def preset_of(*, fast: bool, thorough: bool) -> "Preset":
    """The preset that the two switches stand for; raises UsageError for both."""
    if fast and thorough:
        raise UsageError("--fast and --thorough are opposites; give one of them")
    return "fast" if fast else "thorough" if thorough else "standard"


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
    for line in (*remarks_of(added.remarks), *skipped_of(added.skipped)):
        click.echo(line, err=True)
    click.echo(f"{progress.summary()}; the record is {record}", err=True)
    if added.read + added.known == 0:
        click.echo("standoff: nothing could be read", err=True)
        click.get_current_context().exit(NOTHING_READ)
    if added.failed:
        click.get_current_context().exit(SOME_FAILED)


def remarks_of(remarks: Sequence[tuple[str, str]]) -> Iterator[str]:
    """What intake was in doubt of, a line for each kind of doubt with the first items that have it."""
    for kind, (one, many) in DOUBTS.items():
        there = [(name, flag.partition(":")[2]) for name, flag in remarks if flag.partition(":")[0] == kind]
        if there:
            shown = ", ".join(f"{one_line(name)} ({one_line(value)})" for name, value in there[:SHOWN])
            yield f"{one if len(there) == 1 else many.format(len(there))}: {shown}{', ...' if len(there) > SHOWN else ''}"


def skipped_of(skipped: Sequence[tuple[str, int]]) -> Iterator[str]:
    """How many files of folders were passed over, by ending."""
    if skipped:
        number = sum(count for _, count in skipped)
        endings = ", ".join(one_line(f"{count:,} {ending}") for ending, count in skipped[:SHOWN])
        more = ", ..." if len(skipped) > SHOWN else ""
        yield f"{counted(number, 'file')} skipped, of no format that is read: {endings}{more}"


COMMANDS = {"read": read}
