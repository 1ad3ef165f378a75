"""The JSON-lines export: one object a line, in an order that is the same in every run."""

from collections.abc import Iterable, Iterator

import msgspec

from standoff.exchange.convert import export_records
from standoff.store.views import Views


def export_lines(record: Views) -> Iterator[bytes]:
    """The whole record as JSON lines in UTF-8, each with its line end; raises OffsetError on a span that does not hold."""
    return json_lines(export_records(record))


def json_lines(rows: Iterable[object]) -> Iterator[bytes]:
    """Any records as JSON lines in UTF-8."""
    encoder = msgspec.json.Encoder()
    for row in rows:
        yield encoder.encode(row) + b"\n"
