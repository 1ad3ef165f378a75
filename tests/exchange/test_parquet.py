import io
from typing import Any

import pytest
from arro3.core import DataType, Table
from arro3.io import read_parquet
from sqlalchemy import update

from standoff.core.errors import OffsetError
from standoff.exchange.parquet import arrow_table, export_parquet
from standoff.exchange.records import TABLES, FigureRecord
from standoff.store import schema
from standoff.store.views import Views


def tables(record: Views) -> dict[str, Table]:
    return {name.removesuffix(".parquet"): read_parquet(io.BytesIO(raw)).read_all() for name, raw in export_parquet(record)}


def cells(table: Table, column: str) -> list[Any]:
    whole = table[column]
    return [whole[place].as_py() for place in range(len(whole))]


def test_there_is_a_table_for_each_kind(record: Views) -> None:
    found = {name: table.num_rows for name, table in tables(record).items()}
    assert set(found) == set(TABLES)
    assert {name: found[name] for name in list(TABLES)[:9]} == {
        "articles": 2,
        "noise": 1,
        "attributions": 2,
        "statements": 4,
        "figures": 1,
        "meetings": 1,
        "forecasts": 1,
        "actors": 2,
        "origins": 0,
    }


def test_days_are_dates(record: Views) -> None:
    table = tables(record)["statements"]
    assert table.field("date_earliest").type == DataType.date32()
    assert "2031-05-05" in [str(day) for day in cells(table, "date_earliest")]


def test_lists_are_lists(record: Views) -> None:
    assert cells(tables(record)["meetings"], "participants") == [["CAN", "NOR"]]


def test_a_text_is_kept_as_it_is(record: Views) -> None:
    assert "=Norway will not reopen the strait" in cells(tables(record)["statements"], "text")


def test_offsets_hold_in_the_tables_too(record: Views) -> None:
    found = tables(record)
    texts = dict(zip(cells(found["articles"], "name"), cells(found["articles"], "text"), strict=True))
    columns = [cells(found["statements"], name) for name in ("article", "start", "end", "text")]
    for name, start, end, text in zip(*columns, strict=True):
        assert texts[name][start:end] == text


def test_a_table_without_rows_keeps_its_columns(record: Views) -> None:
    table = arrow_table(FigureRecord, ())
    assert table.num_rows == 0
    assert {"low", "high", "as_of_earliest", "party"} <= set(table.column_names)


def test_a_damaged_record_is_not_exported(record: Views) -> None:
    with record.engine.begin() as connection:
        connection.execute(update(schema.article).where(schema.article.c.name == "b-answer.txt").values(text="shorter"))
    with pytest.raises(OffsetError):
        tables(record)
