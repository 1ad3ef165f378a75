import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from standoff.exchange.csv import export_tables
from standoff.exchange.jsonl import export_lines
from standoff.exchange.schema import export_schema
from standoff.store.database import open_engine
from standoff.store.views import Views
from tests.store.test_stories import three


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Views]:
    engine = open_engine(tmp_path / "record.db")
    three(engine)
    yield Views(engine)
    engine.dispose()


def test_a_story_is_a_line_of_its_own_kind(told: Views) -> None:
    (line,) = (found for found in map(json.loads, export_lines(told)) if found["kind"] == "story")
    jsonschema.Draft202012Validator(export_schema()).validate(line)
    assert line["articles"] == ["1.txt", "2.txt", "3.txt"]
    assert [join["of"] for join in line["joins"]] == [line["core"]] * 2


def test_joins_are_parallel_lists_in_a_table(told: Views) -> None:
    (row,) = csv.DictReader(io.StringIO(dict(export_tables(told))["stories.csv"].decode()))
    assert len(row["joins_article"].split("|")) == len(row["joins_names"].split("|")) == 2
