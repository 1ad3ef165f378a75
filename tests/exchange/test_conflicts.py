import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from standoff.core.errors import OffsetError
from standoff.exchange.conflict_convert import conflict_record
from standoff.exchange.csv import export_tables
from standoff.exchange.jsonl import export_lines
from standoff.exchange.schema import export_schema
from standoff.store.database import open_engine
from standoff.store.views import Views
from standoff.store.write import put
from tests.store.test_conflicts import counted

VALIDATE = jsonschema.Draft202012Validator(export_schema())


@pytest.fixture
def record(tmp_path: Path) -> Views:
    engine = open_engine(tmp_path / "record.db")
    put(engine, *counted("one", 300))
    put(engine, *counted("two", 520))
    return Views(engine)


def test_conflicts_and_series_are_lines_of_their_own_kinds(record: Views) -> None:
    lines = [json.loads(line) for line in export_lines(record)]
    found = [line for line in lines if line["kind"] in ("conflict", "series")]
    record.engine.dispose()
    assert [line["kind"] for line in found] == ["conflict", "series"]
    for line in found:
        VALIDATE.validate(line)


def test_sides_and_their_places_are_parallel_lists_in_a_table(record: Views) -> None:
    tables = dict(export_tables(record))
    record.engine.dispose()
    (row,) = csv.DictReader(io.StringIO(tables["conflicts.csv"].decode()))
    assert row["sides_says"] == "300 sailors|520 sailors"
    assert row["tellings_of"] == "0|1"


def test_a_place_that_does_not_hold_its_words_stops_the_export(record: Views) -> None:
    (found,) = record.conflicts()
    record.engine.dispose()
    with pytest.raises(OffsetError, match=r"one\.txt.*damaged"):
        conflict_record(found, lambda _: "another text")
