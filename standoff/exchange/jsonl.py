"""The JSON-lines export: one object a line, in an order that is the same in every run."""

from collections.abc import Iterable, Iterator

import msgspec

from standoff.exchange.convert import export_records
from standoff.store.views import Views

# JSON lets these line ends of Unicode stand in a string as they are, but many programs that cut a text into lines (Python's
# str.splitlines among them) would cut there; escaped, a line is a line for all of them.
_LINE_ENDS = {char.encode(): f"\\u{ord(char):04x}".encode() for char in "\u0085\u2028\u2029"}


def export_lines(record: Views) -> Iterator[bytes]:
    """The whole record as JSON lines in UTF-8, each with its line end; raises OffsetError on a span that does not hold."""
    return json_lines(export_records(record))


def json_lines(rows: Iterable[object]) -> Iterator[bytes]:
    """Any records as JSON lines in UTF-8."""
    encoder = msgspec.json.Encoder()
    for row in rows:
        line = encoder.encode(row)
        for char, escape in _LINE_ENDS.items():
            line = line.replace(char, escape)
        yield line + b"\n"
