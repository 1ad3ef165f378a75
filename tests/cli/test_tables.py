from typing import NamedTuple

import msgspec
import pytest

from standoff.cli.tables import Head, Sheet, aligned, print_sheet


class Row(NamedTuple):
    name: str
    number: str


class Shape(msgspec.Struct):
    name: str
    secret: str


HEADS = (Head(name="name", cell=lambda row: row.name), Head(name="number", cell=lambda row: row.number, right=True))


def sheet(*rows: Row) -> Sheet:
    return Sheet(heads=HEADS, rows=rows, shape=Shape, records=lambda: [Shape("a", "b")], leave_out=frozenset({"secret"}))


def test_cells_are_aligned_under_their_heads() -> None:
    assert aligned(sheet(Row("one", "1"), Row("a longer one", "1,000"))).splitlines() == [
        "NAME          NUMBER",
        "one                1",
        "a longer one   1,000",
    ]


def test_wide_characters_count_as_two_columns() -> None:
    lines = aligned(sheet(Row("北京", "1"), Row("abcd", "2"))).splitlines()
    assert lines[1] == "北京       1" and lines[2] == "abcd       2"


@pytest.mark.parametrize("format_", ["csv", "json", "jsonl"])
def test_what_is_left_out_is_in_no_format(format_: str, capsys: pytest.CaptureFixture[str]) -> None:
    print_sheet(sheet(), format_)
    printed = capsys.readouterr().out
    assert "name" in printed and "secret" not in printed
