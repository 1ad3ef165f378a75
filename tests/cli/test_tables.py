import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import pytest

from standoff.cli.tables import Head, Sheet, aligned, fitting, print_sheet, say


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


WORDY = (
    Head(name="id", cell=lambda row: row.name, fixed=True),
    Head(name="who", cell=lambda row: "Canada, Norway, Peru, Chile, Sweden"),
    Head(name="words", cell=lambda row: row.number, words=True),
)
QUOTE = "Norway must reopen the strait before the first of the boats turns back to its port."


def printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], width: int, heads: Sequence[Head]) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    rows = [Row("0123456789abcdef" * 2, QUOTE)]
    print_sheet(Sheet(heads=heads, rows=rows, shape=Shape, records=list), "table")
    plain = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out)
    return [line.rstrip() for line in plain.splitlines()]


def test_words_that_have_no_room_beside_their_row_go_under_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = printed(monkeypatch, capsys, 60, WORDY)
    assert max(map(len, lines)) <= 60
    assert lines[-2:] == ["    Norway must reopen the strait before the first of the", "    boats turns back to its port."]


def test_words_that_have_room_stand_beside_their_row(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(monkeypatch, capsys, 120, WORDY)
    assert any(line.startswith("0123") and "Norway must reopen" in line for line in lines)


def test_columns_that_may_be_wrapped_give_way_to_those_that_may_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = printed(monkeypatch, capsys, 44, WORDY)
    assert max(map(len, lines)) <= 44
    assert any("0123456789abcdef" * 2 in line for line in lines)


MANY = (
    Head(name="id", cell=lambda row: "0123abcd", fixed=True),
    Head(name="articles", cell=lambda row: "12", right=True),
    Head(name="day", cell=lambda row: "2031-04-05/2031-06-07", fixed=True, least=30),
    Head(name="party", cell=lambda row: "NORWAY, SWEDEN"),
    Head(name="words", cell=lambda row: row.number, words=True),
)


@pytest.mark.parametrize("width", [30, 40, 50, 60])
def test_no_column_is_cut(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], width: int) -> None:
    lines = printed(monkeypatch, capsys, width, MANY)
    table = Sheet(heads=MANY, rows=[Row("a", QUOTE)], shape=Shape, records=list)
    heads = fitting(table, width)
    assert max(map(len, lines)) <= width
    assert lines[0].split() == [head.name for head in heads if not head.words]
    assert all(head.cell(None) in lines[2] for head in heads if head.fixed)


def test_the_column_that_is_needed_least_goes_first() -> None:
    table = Sheet(heads=MANY, rows=[Row("a", QUOTE)], shape=Shape, records=list)
    assert [head.name for head in MANY if head not in fitting(table, 40)] == ["day"]
    assert [head.name for head in MANY if head not in fitting(table, 20)] == ["day", "party"]


def test_what_would_be_wrapped_takes_the_room_that_is_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "NORWAY, SWEDEN" in printed(monkeypatch, capsys, 60, MANY)[2]


def test_what_is_said_below_a_table_fits_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    say("12 statements; no room for: status, issue, article; a date in brackets is the article's own")
    assert max(map(len, capsys.readouterr().err.splitlines())) <= 40


def test_in_a_pipe_it_stays_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    say("word " * 40)
    assert len(capsys.readouterr().err.splitlines()) == 1
