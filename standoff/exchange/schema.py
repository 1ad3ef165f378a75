"""The JSON Schema of the JSON-lines export, made from the export's classes: `python -m standoff.exchange.schema`."""

import json
import sys
from typing import Any

import msgspec

from standoff.exchange.records import ExportRecord

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def export_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of one line of the export."""
    (line,), definitions = msgspec.json.schema_components((ExportRecord,), ref_template="#/$defs/{name}")
    return {
        "$schema": DIALECT,
        "$id": "urn:standoff:export:1",
        "title": "One line of a Standoff export",
        "description": "One object a line; offsets are code points into the `text` of the article named by `article`.",
        **line,
        "$defs": dict(sorted(definitions.items())),
    }


def schema_text() -> str:
    """The schema as it is published in docs/export-schema.json."""
    return json.dumps(export_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
