"""`standoff brief`: the record in brief."""

from pathlib import Path

import click

from standoff.cli.options import days_of, opened, record_option
from standoff.cli.words import one_line
from standoff.core.errors import UsageError
from standoff.store.query import Filter

# What a brief is not written as: it would be Markdown under another name.
OTHERS = (".pdf", ".docx", ".doc", ".odt", ".rtf", ".csv", ".xlsx", ".pptx", ".xml")
SUFFIXES = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".json": "json"}


@click.command(epilog="\b\nExample:\n  standoff brief --since 2022-01-26 -o brief.html\n  standoff brief --as-of 2022-01-20")
@click.option(
    "--format",
    "format_",
    type=click.Choice(("md", "html", "json")),
    help="Markdown, one self-contained HTML file, or JSON.  [default: by the name of FILE, else md]",
)
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Where to write it.")
@click.option("--since", metavar="DATE", help="Also what changed from this day on: that of the last brief, say.")
@click.option("--as-of", metavar="DATE", help="As things stood on this day: nothing that happened or was said later.")
@record_option
def brief(format_: str | None, output: Path | None, since: str | None, as_of: str | None, record: str) -> None:
    """The brief of the record: every line carries its article, sentence and offsets."""
    first = None if since is None else days_of(since, "--since")[0]
    where = Filter(until=None if as_of is None else days_of(as_of, "--as-of")[1])
    if first is not None and where.until is not None and first > where.until:
        raise UsageError(f"--since ({since}) comes after --as-of ({as_of}); swap them")
    if output is not None:
        if format_ is None and output.suffix.lower() in OTHERS:
            raise UsageError(f"a brief is no {output.suffix}; name an .html file (to print or to convert), .md or .json")
        check_output(output)
    with opened(record) as views:
        from standoff.report.brief import build_brief
        from standoff.report.render import render

        text = render(build_brief(views, where, since=first), format_ or format_of(output))
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    write(output, text)


def format_of(output: Path | None) -> str:
    """The format that a file's name stands for; Markdown where it stands for none."""
    return "md" if output is None else SUFFIXES.get(output.suffix.lower(), "md")


def check_output(output: Path) -> None:
    """Raise UsageError where nothing may be written there, before the work is done."""
    from standoff.exchange.files import writable

    writable(output)


def write(output: Path, text: str) -> None:
    """Write the text, whole or not at all, and say where."""
    from standoff.exchange.files import write_file

    write_file(output, [text.encode("utf-8", "backslashreplace")])
    click.echo(f"wrote {one_line(str(output))}", err=True)


COMMANDS = {"brief": brief}
