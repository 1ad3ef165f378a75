"""The Parquet export: one typed table a kind of record, days as date32, lists as lists."""

import datetime as dt
import io
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any

import msgspec
from arro3.core import Array, DataType, Field, Table, list_array
from arro3.io import write_parquet

from standoff.exchange.convert import export_records
from standoff.exchange.csv import by_table
from standoff.exchange.records import TABLES
from standoff.exchange.tables import CellType, Column, columns_of, rows_of
from standoff.store.views import Views

_EPOCH = dt.date(1970, 1, 1)


def export_parquet(record: Views) -> Iterator[tuple[str, bytes]]:
    """The name and the content of each Parquet file of the export."""
    for name, rows in by_table(export_records(record)).items():
        out = io.BytesIO()
        write_parquet(arrow_table(TABLES[name], rows), out, compression="zstd(3)")
        yield f"{name}.parquet", out.getvalue()


def arrow_table(shape: type[msgspec.Struct], records: Iterable[object]) -> Table:
    """The records as an Arrow table."""
    columns = columns_of(shape)
    cells = list(rows_of(shape, records))
    arrays = [_column(column, [row[place] for row in cells]) for place, column in enumerate(columns)]
    return Table.from_arrays(arrays, names=[column.name for column in columns])


def _column(column: Column, values: list[Any]) -> Array:
    if not column.many:
        return _array(column.type, values)
    lists = [value or () for value in values]
    offsets = Array([0, *accumulate(map(len, lists))], DataType.int32())
    inner = _array(column.type, [one for value in lists for one in value])
    return list_array(offsets, inner, type=DataType.list(Field("item", inner.type, nullable=True)))


def _array(cells: CellType, values: list[Any]) -> Array:
    if cells == "day":  # arro3 builds no dates from Python's: days since 1970 are what a date32 is
        return Array([None if day is None else (day - _EPOCH).days for day in values], DataType.int32()).cast(DataType.date32())
    if cells == "number":
        return Array([None if value is None else float(value) for value in values], DataType.float64())
    if cells == "integer":
        return Array(values, DataType.int64())
    return Array(values, DataType.bool() if cells == "flag" else DataType.string())
