"""`standoff export`: the whole record for other tools."""

import sys
from pathlib import Path

import click

from standoff.cli.options import opened, record_option
from standoff.cli.words import one_line
from standoff.core.errors import UsageError
from standoff.store.views import Views

EPILOG = """\b
jsonl    one object a line, as docs/export-schema.json says;
         without -o to standard output
csv      one table a kind and a codebook.csv into the folder (or .zip) PATH;
         without -o the statements alone go to standard output;
         what a spreadsheet would run as a formula gets an apostrophe
parquet  one typed table a kind into the folder (or .zip) PATH

\b
Example:
  standoff export --format jsonl > record.jsonl
  standoff export --format csv -o tables/
"""


@click.command(epilog=EPILOG)
@click.option("--format", "format_", type=click.Choice(("jsonl", "csv", "parquet")), default="jsonl", show_default=True)
@click.option("-o", "--output", metavar="PATH", type=click.Path(path_type=Path), help="Where to write it.")
@record_option
def export(format_: str, output: Path | None, record: str) -> None:
    """The whole record, each span checked against its article on the way out."""
    with opened(record) as views:
        if output is None:
            _print(views, format_)
        elif format_ == "jsonl":
            _write_lines(views, output)
        else:
            _write_tables(views, format_, output)


def _print(views: Views, format_: str) -> None:
    if format_ == "parquet":
        raise UsageError("Parquet is not for standard output; give a folder: standoff export --format parquet -o tables/")
    if format_ == "csv":
        from standoff.exchange.convert import export_records
        from standoff.exchange.csv import by_table, table_csv
        from standoff.exchange.records import StatementRecord

        click.echo(table_csv(StatementRecord, by_table(export_records(views))["statements"]), nl=False)
        click.echo("the statements alone; all tables and their codebook: standoff export --format csv -o FOLDER", err=True)
        return
    from standoff.exchange.jsonl import export_lines

    for line in export_lines(views):
        sys.stdout.write(line.decode())


def _write_lines(views: Views, output: Path) -> None:
    from standoff.exchange.files import write_file
    from standoff.exchange.jsonl import export_lines

    write_file(output, export_lines(views))
    click.echo(f"wrote {one_line(str(output))}", err=True)


def _write_tables(views: Views, format_: str, output: Path) -> None:
    from standoff.exchange.files import write_files

    if format_ == "csv":
        from standoff.exchange.csv import export_tables as tables
    else:
        from standoff.exchange.parquet import export_parquet as tables
    if output.suffix.lower() == f".{format_}" and not output.is_dir():
        places = f"name a folder (-o {output.stem}/) or an archive (-o {output.stem}.zip)"
        alone = "; the statements alone: standoff export --format csv > FILE" if format_ == "csv" else ""
        raise UsageError(f"{format_} is one file a table: {places}{alone}")
    number = write_files(output, tables(views))
    click.echo(f"wrote {number} files into {one_line(str(output))}", err=True)


COMMANDS = {"export": export}
