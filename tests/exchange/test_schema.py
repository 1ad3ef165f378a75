import json
from pathlib import Path

import jsonschema
import msgspec
import pytest

from standoff.exchange.jsonl import export_lines
from standoff.exchange.records import ExportRecord
from standoff.exchange.schema import export_schema, schema_text
from standoff.store.views import Views

PUBLISHED = Path(__file__).parents[2] / "docs" / "export-schema.json"


def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(PUBLISHED.read_text("utf-8")))


def test_the_published_schema_is_the_one_the_classes_make() -> None:
    assert PUBLISHED.read_text("utf-8") == schema_text(), "renew it: python -m standoff.exchange.schema > docs/export-schema.json"


def test_the_schema_is_valid_json_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(export_schema())


def test_every_line_of_an_export_is_valid_by_the_schema(record: Views) -> None:
    checked = [validator().validate(json.loads(line)) for line in export_lines(record)]
    assert len(checked) > 10


def test_the_schema_refuses_an_item_without_its_offsets(record: Views) -> None:
    statement = next(found for line in export_lines(record) if (found := json.loads(line))["kind"] == "statement")
    del statement["start"]
    with pytest.raises(jsonschema.ValidationError):
        validator().validate(statement)


def test_an_export_reads_back_as_what_it_was_made_of(record: Views) -> None:
    decoder = msgspec.json.Decoder(ExportRecord)
    assert [msgspec.json.encode(decoder.decode(line)) + b"\n" for line in export_lines(record)] == list(export_lines(record))
