import csv
import io
import json
from pathlib import Path

import jsonschema

from standoff.exchange.convert import origin_record
from standoff.exchange.csv import export_tables
from standoff.exchange.jsonl import export_lines
from standoff.exchange.schema import export_schema
from tests.exchange.planted import BRIDGE, COPY, plant_copy

VALIDATE = jsonschema.Draft202012Validator(export_schema())


def test_an_origin_is_a_line_of_its_own_kind(tmp_path: Path) -> None:
    record = plant_copy(tmp_path / "record.db")
    lines = [json.loads(line) for line in export_lines(record)]
    record.engine.dispose()
    (origin,) = (line for line in lines if line["kind"] == "origin")
    VALIDATE.validate(origin)


def test_the_places_of_changes_hold_in_both_articles(tmp_path: Path) -> None:
    record = plant_copy(tmp_path / "record.db")
    (origin,) = (origin_record(one) for one in record.origins())
    record.engine.dispose()
    assert origin.changes
    for change in origin.changes:
        assert change.after in COPY[change.start : change.end]
        assert change.before in BRIDGE[change.of_start : change.of_end]


def test_changes_are_parallel_lists_in_a_table(tmp_path: Path) -> None:
    record = plant_copy(tmp_path / "record.db")
    tables = dict(export_tables(record))
    record.engine.dispose()
    (row,) = csv.DictReader(io.StringIO(tables["origins.csv"].decode()))
    assert row["articles"] == "a-bridge.txt|c-cut.txt"
    assert len(row["changes_kind"].split("|")) == len(row["changes_after"].split("|"))
