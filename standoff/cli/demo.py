"""`standoff demo`: the bundled sample, read and shown."""

import tempfile
from importlib.resources import as_file, files
from pathlib import Path

import click

from standoff.cli.brief import check_output, write
from standoff.cli.progress import Progress
from standoff.cli.read import tell

PAGE = "standoff-brief.html"
DOSSIER = "dossier.yaml"


@click.command(epilog=f"\b\nExample:\n  standoff demo\n  standoff demo --record demo.db > brief.md\n\n\b\nWrites {PAGE} here.")
@click.option("--record", metavar="FILE-OR-URL", help="A record to keep the sample in.  [default: none is kept]")
def demo(record: str | None) -> None:
    """Read the bundled sample coverage, print its brief, and write it as one HTML page into this folder."""
    with tempfile.TemporaryDirectory(prefix="standoff-") as folder, as_file(files("standoff") / "sample") as sample:
        show(sample, record or str(Path(folder) / "demo.db"), kept=record is not None)


def show(sample: Path, record: str, *, kept: bool) -> None:
    """Read the sample into the record and show its brief."""
    from standoff import open_record
    from standoff.report.render import render

    check_output(Path.cwd() / PAGE)
    sources = sorted(path for path in sample.iterdir() if path.is_file() and path.name != DOSSIER)
    with open_record(record) as views:
        views.use_dossier(sample / DOSSIER)
        with Progress() as progress:
            added = views.read_sources(sources, progress=progress)
        found = views.brief()
    click.echo(render(found, "md"))
    write(Path.cwd() / PAGE, render(found, "html"))
    tell(added, progress, record if kept else "not kept (--record keeps it)")


COMMANDS = {"demo": demo}
