"""The CSV export: one table a kind of record, and a codebook that describes each column.

Cells: lists are joined by `|`, days are ISO 8601, flags are true or false, nothing found is an empty cell. A text that a
spreadsheet would take for a formula (it starts with = + - @, a tab or a carriage return) gets an apostrophe before it;
JSON lines and Parquet hold every text as it is.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from standoff.codebook.acts import acts
from standoff.codebook.marks import marks
from standoff.exchange.convert import export_records
from standoff.exchange.records import TABLES, ExportRecord
from standoff.exchange.tables import Column, columns_of, rows_of
from standoff.store.views import Views

JOIN = "|"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
CODEBOOK = ("table", "column", "type", "value", "description")


def export_tables(record: Views) -> Iterator[tuple[str, bytes]]:
    """The name and the content (UTF-8) of each CSV file of the export, the codebook last."""
    for name, rows in by_table(export_records(record)).items():
        yield f"{name}.csv", table_csv(TABLES[name], rows).encode()
    yield "codebook.csv", _written([CODEBOOK, *codebook_rows()]).encode()


def by_table(records: Iterable[ExportRecord]) -> dict[str, list[ExportRecord]]:
    """The records of each table, every table there even where it has none."""
    names = {shape: name for name, shape in TABLES.items()}
    found: dict[str, list[ExportRecord]] = {name: [] for name in TABLES}
    for record in records:
        found[names[type(record)]].append(record)
    return found


def table_csv(shape: type[msgspec.Struct], records: Iterable[object], leave_out: frozenset[str] = frozenset()) -> str:
    """The records as CSV with a line of heads."""
    heads = [column.name for column in columns_of(shape) if column.name not in leave_out]
    return _written([heads, *([as_cell(value) for value in row] for row in rows_of(shape, records, leave_out))])


def as_cell(value: Any) -> str:
    """A value as a CSV cell holds it."""
    if isinstance(value, tuple | list):
        return _guarded(JOIN.join(_plain(one) for one in value))
    return _guarded(value) if isinstance(value, str) else _plain(value)


def codebook_rows() -> Iterator[tuple[str, str, str, str, str]]:
    """A row for each column of each table, then one for each value that the column may hold."""
    for table, shape in TABLES.items():
        for column in columns_of(shape):
            yield table, column.name, _type_name(column), "", as_cell(column.description)
            yield from ((table, column.name, "value", value, "") for value in column.values)
            if column.name in ("doubts", "flags"):
                named = marks().doubts if column.name == "doubts" else marks().flags
                yield from ((table, column.name, "value", value, as_cell(meaning)) for value, meaning in named.items())
            if column.name == "act":
                for act in acts().values():
                    yield table, "act", "value", act.act, as_cell(f"{act.label}: {act.definition}")


def _type_name(column: Column) -> str:
    return f"list of {column.type}" if column.many else column.type


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _written(rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
