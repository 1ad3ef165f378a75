"""Printing rows: a table fitted to the terminal, aligned text in a pipe, CSV, JSON or JSON lines."""

import re
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import click
import msgspec

QUOTE_SHOWN = 200  # characters of a quote in a terminal's cell; `show`, a pipe and the other formats hold all of it
LEAST_WORDS = 24  # columns left to the quotes however narrow the terminal is
GAP = "  "


@dataclass(frozen=True, kw_only=True)
class Head:
    """A column of a table for people.

    `least` is the terminal's width from which on it is shown; `words` takes what is left, `fixed` is never wrapped, and
    `short` is how a terminal shows a cell.
    """

    name: str
    cell: Callable[[Any], str]
    short: Callable[[str], str] | None = None
    least: int = 0
    words: bool = False
    fixed: bool = False
    right: bool = False


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Rows to print: as people see them (`heads` over `rows`), and as programs do (`records` of one `shape`)."""

    heads: Sequence[Head]
    rows: Sequence[Any]
    shape: type[msgspec.Struct]
    records: Callable[[], Sequence[Any]]
    leave_out: frozenset[str] = frozenset()
    highlight: re.Pattern[str] | None = None


def print_sheet(sheet: Sheet, format_: str) -> None:
    """Print the sheet to standard output."""
    if format_ == "table":
        if sys.stdout.isatty():
            _print_fitted(sheet)
        else:
            click.echo(aligned(sheet))
        return
    if format_ == "csv":
        from standoff.exchange.csv import table_csv

        click.echo(table_csv(sheet.shape, sheet.records(), sheet.leave_out), nl=False)
        return
    click.echo(_json(sheet, lines=format_ == "jsonl"), nl=False)


def aligned(sheet: Sheet) -> str:
    """All columns as text, each padded to its widest cell but the last; no cell is cut."""
    from rich.cells import cell_len

    lines = [[head.name.upper() for head in sheet.heads], *([head.cell(row) for head in sheet.heads] for row in sheet.rows)]
    widths = [max(cell_len(line[place]) for line in lines) for place in range(len(sheet.heads))]
    padded = [
        GAP.join(
            _pad(cell, width - cell_len(cell), right=head.right)
            for cell, width, head in zip(line, widths, sheet.heads, strict=True)
        )
        for line in lines
    ]
    return "\n".join(line.rstrip() for line in padded)


def left_out(sheet: Sheet) -> tuple[str, ...]:
    """The columns that a terminal of this width has no room for."""
    width = shutil.get_terminal_size().columns
    return tuple(head.name for head in sheet.heads if head.least > width)


def _pad(cell: str, missing: int, *, right: bool) -> str:
    return " " * missing + cell if right else cell + " " * missing


def _print_fitted(sheet: Sheet) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    heads = [head for head in sheet.heads if head.least <= console.width]
    table = Table(box=box.SIMPLE_HEAD, expand=any(head.words for head in heads), pad_edge=False, show_edge=False)
    for head in heads:
        table.add_column(
            head.name,
            ratio=1 if head.words else None,
            min_width=LEAST_WORDS if head.words else None,
            no_wrap=head.fixed,
            max_width=None if head.words or head.fixed else max(LEAST_WORDS // 2, console.width // 6),
            justify="right" if head.right else "left",
            overflow="fold",
        )
    for row in sheet.rows:
        table.add_row(*(_shown(head, row, sheet.highlight) for head in heads))
    console.print(table)


def _shown(head: Head, row: Any, highlight: re.Pattern[str] | None) -> Any:
    from rich.text import Text

    cell = head.cell(row)
    if head.words and len(cell) > QUOTE_SHOWN:
        cell = cell[:QUOTE_SHOWN].rsplit(" ", 1)[0] + " …"
    text = Text(head.short(cell) if head.short else cell)
    if highlight is not None and head.words:
        text.highlight_regex(highlight, "bold reverse")
    return text


def _json(sheet: Sheet, *, lines: bool) -> str:
    found = [
        {key: value for key, value in msgspec.to_builtins(record).items() if key not in sheet.leave_out}
        for record in sheet.records()
    ]
    if lines:
        from standoff.exchange.jsonl import json_lines

        return b"".join(json_lines(found)).decode()
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n"
