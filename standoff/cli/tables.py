"""Printing rows: a table fitted to the terminal, aligned text in a pipe, CSV, JSON or JSON lines."""

import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import click
import msgspec

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

QUOTE_SHOWN = 200  # characters of a quote in a terminal's cell; `show`, a pipe and the other formats hold all of it
LEAST_WORDS = 24  # columns that quotes beside other cells need; with less they go under their row
LEAST_CELL = 6  # columns that a cell which may be wrapped keeps
INDENT = 4  # columns by which words under their row are set in
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
    heads = fitting(sheet, shutil.get_terminal_size().columns)
    return tuple(head.name for head in sheet.heads if head not in heads)


def fitting(sheet: Sheet, terminal: int) -> list[Head]:
    """The columns that have room when all that can be is squeezed; the least needed go first, of these the last."""
    heads = [head for head in sheet.heads if head.least <= terminal]
    needs = {head.name: _least(head, _width(head, sheet.rows, terminal)) for head in heads if not head.words}
    while len(needs) > 1 and sum(needs.values()) + len(GAP) * (len(needs) - 1) > terminal:
        goes = max(enumerate(head for head in heads if not head.words), key=lambda one: (one[1].least, one[0]))[1]
        heads.remove(goes)
        del needs[goes.name]
    return heads


def say_of(sheet: Sheet, format_: str, *notes: str) -> None:
    """Say on standard error what there is to say of a printed sheet, and which columns the terminal had no room for."""
    hidden = left_out(sheet) if format_ == "table" and sys.stdout.isatty() else ()
    say("; ".join([*notes, *([f"no room for: {', '.join(hidden)}"] if hidden else [])]))


def say(words: str) -> None:
    """Say something about a table on standard error, wrapped where that is a terminal."""
    width = shutil.get_terminal_size().columns
    click.echo(textwrap.fill(words, width) if sys.stderr.isatty() else words, err=True)


def _pad(cell: str, missing: int, *, right: bool) -> str:
    return " " * missing + cell if right else cell + " " * missing


def _print_fitted(sheet: Sheet) -> None:
    """A table as wide as the terminal; where that leaves the words less than LEAST_WORDS, they go under their row."""
    from rich.console import Console

    console = Console(highlight=False)
    heads = fitting(sheet, console.width)
    widths = {head.name: _width(head, sheet.rows, console.width) for head in heads if not head.words}
    wordy = sum(head.words for head in heads)
    left = console.width - sum(widths.values()) - len(GAP) * (len(heads) - 1)
    if left >= LEAST_WORDS * wordy:
        _print_beside(console, sheet, heads, widths)
    else:
        _print_below(console, sheet, heads, _spread(heads, sheet.rows, _squeezed(heads, widths, console.width), console.width))


def _width(head: Head, rows: Sequence[Any], terminal: int) -> int:
    """How wide a column is: as its widest cell, which is wrapped beyond a share of the terminal unless it is fixed."""
    from rich.cells import cell_len

    widest = max((cell_len(_text(head, row)) for row in rows), default=0)
    most = widest if head.fixed else max(LEAST_WORDS // 2, terminal // 6)
    return max(cell_len(head.name), min(widest, most))


def _least(head: Head, width: int) -> int:
    """How narrow a column of that width may become: its head stays whole, and what is fixed is not wrapped."""
    return width if head.fixed else min(width, max(LEAST_CELL, len(head.name)))


def _squeezed(heads: Sequence[Head], widths: dict[str, int], terminal: int) -> dict[str, int]:
    """The widths such that all columns together fit: those that may be wrapped give way, the widest first."""
    found = dict(widths)
    least = {head.name: _least(head, widths[head.name]) for head in heads if head.name in widths}
    room = terminal - len(GAP) * (len(found) - 1)
    while sum(found.values()) > room:
        widest = max((name for name in found if found[name] > least[name]), key=lambda name: found[name], default=None)
        if widest is None:
            break
        found[widest] -= 1
    return found


def _spread(heads: Sequence[Head], rows: Sequence[Any], widths: dict[str, int], terminal: int) -> dict[str, int]:
    """The widths with what room is left given to the columns whose cells would be wrapped, from the first one on."""
    from rich.cells import cell_len

    found = dict(widths)
    spare = terminal - len(GAP) * (len(found) - 1) - sum(found.values())
    for head in heads:
        if head.name in found and spare > 0:
            widest = max((cell_len(_text(head, row)) for row in rows), default=0)
            more = min(spare, max(0, widest - found[head.name]))
            found[head.name] += more
            spare -= more
    return found


def _print_beside(console: "Console", sheet: Sheet, heads: Sequence[Head], widths: dict[str, int]) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, expand=any(head.words for head in heads), pad_edge=False, show_edge=False)
    for head in heads:
        table.add_column(
            head.name,
            ratio=1 if head.words else None,
            width=widths.get(head.name),
            no_wrap=head.fixed,
            justify="right" if head.right else "left",
            overflow="fold",
        )
    for row in sheet.rows:
        table.add_row(*(_shown(head, row, sheet.highlight) for head in heads))
    console.print(table)


def _print_below(console: "Console", sheet: Sheet, heads: Sequence[Head], widths: dict[str, int]) -> None:
    """Each row's short cells, and under them its words, indented over the whole width."""
    from rich.padding import Padding
    from rich.text import Text

    short, wordy = [head for head in heads if not head.words], [head for head in heads if head.words]
    console.print(_line(short, widths, [Text(head.name, style="bold") for head in short]))
    console.print("─" * console.width)
    for row in sheet.rows:
        console.print(_line(short, widths, [_shown(head, row, None) for head in short]))
        for head in wordy:
            words = _shown(head, row, sheet.highlight)
            label = Text(f"{head.name}: ", style="dim") if len(wordy) > 1 else Text()
            if words:
                console.print(Padding(label + words, (0, 0, 0, INDENT)))


def _line(heads: Sequence[Head], widths: dict[str, int], cells: "Sequence[Text]") -> "Table":
    from rich.table import Table

    line = Table.grid(padding=(0, len(GAP), 0, 0), pad_edge=False)
    for head in heads:
        justify: Literal["right", "left"] = "right" if head.right else "left"
        line.add_column(width=widths[head.name], no_wrap=head.fixed, justify=justify, overflow="fold")
    line.add_row(*cells)
    return line


def _text(head: Head, row: Any) -> str:
    cell = head.cell(row)
    return head.short(cell) if head.short else cell


def _shown(head: Head, row: Any, highlight: re.Pattern[str] | None) -> "Text":
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
