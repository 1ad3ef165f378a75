import csv
import datetime as dt
import io
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from standoff.cli.views import VIEWS
from standoff.core.dates import Published
from standoff.exchange.schema import export_schema
from standoff.store.database import open_engine, transaction
from standoff.store.write import put_article
from tests.cli.conftest import Run
from tests.exchange.planted import BRIDGE, article

ITEMS = ("statements", "attributions", "figures", "meetings", "forecasts")


def rows(run: Run, *args: str) -> list[dict[str, object]]:
    result = run(*args, "--format", "jsonl")
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_a_table_with_a_row_a_line(run: Run, copied: Path, view: str) -> None:
    result = run(view)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1 + len(rows(run, view)) > 1


@pytest.mark.parametrize("view", VIEWS)
def test_all_formats_hold_the_same_rows(run: Run, copied: Path, view: str) -> None:
    lines = rows(run, view)
    assert json.loads(run(view, "--format", "json").stdout) == lines
    assert len(list(csv.DictReader(io.StringIO(run(view, "--format", "csv").stdout)))) == len(lines)


@pytest.mark.parametrize("view", ITEMS)
def test_an_item_is_printed_as_it_is_exported(run: Run, copied: Path, view: str) -> None:
    check = jsonschema.Draft202012Validator(export_schema())
    for row in rows(run, view):
        check.validate(row)


def test_articles_are_listed_without_their_text(run: Run, planted: Path) -> None:
    assert all("text" not in row for row in rows(run, "articles"))


@pytest.mark.parametrize("view", VIEWS)
def test_counts_go_to_standard_error(run: Run, copied: Path, view: str) -> None:
    result = run(view)
    assert re.match(r"\d+ \w+", result.stderr)
    assert result.stderr not in result.stdout


def test_a_party_is_found_by_code_and_by_name(run: Run, planted: Path) -> None:
    assert {row["party"][0] for row in rows(run, "statements", "--party", "norway")} == {"NOR"}  # type: ignore[index]
    assert rows(run, "statements", "--party", "nor") == rows(run, "statements", "--party", "Norway")


def test_an_act_narrows_statements(run: Run, planted: Path) -> None:
    assert [row["text"] for row in rows(run, "statements", "--act", "threaten")] == [
        "We will close our ports unless the strait opens"
    ]


def test_an_act_leaves_out_the_other_statements_of_its_attribution(run: Run, planted: Path) -> None:
    assert [row["act"] for row in rows(run, "statements", "--act", "demand")] == ["demand"]


def test_an_act_narrows_other_items_to_what_stands_with_it(run: Run, planted: Path) -> None:
    assert [row["direct"] for row in rows(run, "attributions", "--act", "threaten")] == [True]
    assert rows(run, "figures", "--act", "threaten") == []


def test_an_issue_narrows_by_id_and_by_part_of_its_name(run: Run, planted: Path) -> None:
    assert len(rows(run, "statements", "--issue", "strait")) == 4
    assert len(rows(run, "positions", "--issue", "The str")) == 2


def test_days_narrow_from_since_to_until(run: Run, planted: Path) -> None:
    assert [row["act"] for row in rows(run, "statements", "--until", "2031-05-05")] == ["demand"]
    assert [row["article"] for row in rows(run, "statements", "--since", "2031-05-07")] == ["b-answer.txt"]


def test_a_month_is_all_of_its_days(run: Run, planted: Path) -> None:
    assert len(rows(run, "statements", "--since", "2031-05", "--until", "2031-05")) == 4
    assert rows(run, "statements", "--since", "2031-06") == []


def test_an_article_narrows_every_view_of_items(run: Run, planted: Path) -> None:
    assert {row["article"] for row in rows(run, "timeline", "--article", "b-answer.txt")} == {"b-answer.txt"}


def test_articles_narrow_to_those_that_hold_such_a_statement(run: Run, planted: Path) -> None:
    assert [row["name"] for row in rows(run, "articles", "--act", "demand")] == ["a-bridge.txt"]


def test_actors_narrow_to_those_in_what_passes(run: Run, planted: Path) -> None:
    assert [row["id"] for row in rows(run, "actors", "--article", "b-answer.txt")] == ["NOR"]


def test_positions_are_as_of_a_day(run: Run, planted: Path) -> None:
    found = [(row["party"], row["state"]) for row in rows(run, "positions", "--until", "2031-05-05")]
    assert found == [("CAN", "demands"), ("NOR", "silent")]


@pytest.mark.parametrize(
    ("option", "value", "listed"),
    [
        ("--act", "demnd", "did you mean demand?"),
        ("--act", "sing", "offer_talks"),
        ("--since", "tomorrow", "2022-01-26"),
        ("--until", "2031-02-30", "2022-01"),
        ("--party", "Atlantis", "CAN"),
        ("--issue", "whales", "strait"),
    ],
)
def test_a_filter_that_is_nothing_says_what_is_possible(run: Run, planted: Path, option: str, value: str, listed: str) -> None:
    result = run("statements", option, value)
    assert (result.exit_code, result.stdout) == (2, "")
    assert value in result.stderr and listed in result.stderr


def test_an_unknown_article_says_where_they_are_listed(run: Run, planted: Path) -> None:
    result = run("statements", "--article", "c-none.txt")
    assert result.exit_code == 3
    assert "standoff articles" in result.stderr


def test_a_view_of_nothing_is_no_error(run: Run, planted: Path) -> None:
    result = run("meetings", "--since", "2040")
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 1)
    assert result.stderr.startswith("0 meetings")


def on_terminal(width: int, record: Path, *args: str) -> list[str]:
    """The lines that the command prints on a terminal of that width, colours taken off."""
    parent, child = pty.openpty()
    env = {**os.environ, "COLUMNS": str(width), "TERM": "xterm-256color", "STANDOFF_RECORD": str(record)}
    command = [sys.executable, "-c", "from standoff.cli.main import main; main()", *args]
    with subprocess.Popen(command, stdout=child, stderr=subprocess.DEVNULL, env=env) as running:
        os.close(child)
        found = b""
        while True:
            try:
                piece = os.read(parent, 65536)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            found += piece
    os.close(parent)
    assert running.returncode == 0
    return re.sub(r"\x1b\[[0-9;]*m", "", found.decode()).splitlines()


@pytest.mark.parametrize("width", [80, 140])
def test_a_table_fits_the_terminal(planted: Path, width: int) -> None:
    lines = on_terminal(width, planted, "statements")
    assert max(map(len, lines)) <= width
    assert any("threaten" in line for line in lines)


def test_a_wider_terminal_shows_more_columns(planted: Path) -> None:
    narrow, wide = (on_terminal(width, planted, "statements")[0].split() for width in (80, 140))
    assert set(narrow) < set(wide)


def test_an_origin_names_the_copy_and_what_it_changed(run: Run, copied: Path) -> None:
    (origin,) = json.loads(run("origins", "--format", "json").stdout)
    assert (origin["articles"], origin["first_by"]) == (["a-bridge.txt", "c-cut.txt"], "length")
    (copy,), changes = origin["copies"], origin["changes"]
    assert (copy["article"], copy["of"], copy["kind"]) == ("c-cut.txt", "a-bridge.txt", "cut")
    assert [change["kind"] for change in changes] == ["added", "left out"]
    assert changes[0]["after"].startswith("Some 50 boats")


def test_origins_are_those_of_the_articles_asked_for(run: Run, copied: Path) -> None:
    assert rows(run, "origins", "--article", "b-answer.txt") == []
    assert len(rows(run, "origins", "--act", "demand")) == 1


@pytest.fixture
def carried_twice(copied: Path) -> Path:
    """The record with the very text of its first article given once more, by another outlet."""
    day = dt.date(2031, 5, 9)
    again = article(
        "d-feed.jsonl#2",
        BRIDGE,
        outlet="Quay Times",
        url="https://example.org/2",
        published_given=Published(earliest=day, latest=day, basis="given"),
    )
    engine = open_engine(copied)
    with transaction(engine) as connection:
        put_article(connection, again)
    engine.dispose()
    return copied


def test_an_article_names_every_outlet_of_its_very_text(run: Run, carried_twice: Path) -> None:
    result = run("articles", "--article", "a-bridge.txt")
    assert "The Narrows, Quay Times" in result.stdout
    assert "d-feed.jsonl#2 · Quay Times · 2031-05-09 · https://example.org/2" in result.stdout
    assert "1 text was given more than once" in result.stderr


def test_an_articles_record_holds_how_else_its_text_was_given(run: Run, carried_twice: Path) -> None:
    (row,) = rows(run, "articles", "--article", "a-bridge.txt")
    assert row["also"] == [
        {
            "name": "d-feed.jsonl#2", "outlet": "Quay Times", "url": "https://example.org/2", "author": None,
            "earliest": "2031-05-09", "latest": "2031-05-09", "flags": [],
        }
    ]  # fmt: skip
    lines = [json.loads(line) for line in run("export").stdout.splitlines()]
    assert [line["also"] for line in lines if line["kind"] == "article" and line["name"] == "a-bridge.txt"] == [row["also"]]
    exported = run("show", "a-bridge.txt", "--format", "json").stdout
    assert json.loads(exported)["article"]["also"] == row["also"]


def test_an_article_shown_tells_how_else_its_text_was_given(run: Run, carried_twice: Path) -> None:
    assert "also as     d-feed.jsonl#2 · Quay Times · 2031-05-09" in run("show", "a-bridge.txt").stdout


def test_an_origin_tells_how_else_the_texts_of_its_articles_were_given(run: Run, carried_twice: Path) -> None:
    result = run("origins")
    assert "a-bridge.txt also as d-feed.jsonl#2 · Quay Times" in result.stdout
    assert result.stderr.startswith("1 origin")
