import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from standoff.cli.main import cli
from standoff.store.database import open_engine
from standoff.store.write import put
from tests.store.test_conflicts import counted


@pytest.fixture
def record(tmp_path: Path) -> str:
    place = tmp_path / "record.db"
    engine = open_engine(place)
    put(engine, *counted("one", 300))
    put(engine, *counted("two", 520))
    engine.dispose()
    return str(place)


def run(*words: str) -> str:
    done = CliRunner().invoke(cli, list(words), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_each_side_is_a_line_with_the_reason(record: str) -> None:
    lines = run("conflicts", "--record", record).splitlines()
    assert len(lines) == 3
    assert "300 sailors" in lines[1] and "520 sailors" in lines[2]
    assert "no number fits both" in lines[1]


def test_other_formats_hold_the_whole_conflict(record: str) -> None:
    (found,) = json.loads(run("conflicts", "--record", record, "--format", "json"))
    assert found["verdict"] == "conflict"
    assert [place["of"] for place in found["tellings"]] == [0, 1]
    assert found["joins"][0]["reason"]


def test_a_kind_is_chosen(record: str) -> None:
    assert json.loads(run("conflicts", "--record", record, "--of", "denial", "--format", "json")) == []
    assert len(json.loads(run("conflicts", "--record", record, "--of", "figure", "--format", "json"))) == 1


def test_an_issue_that_no_statement_speaks_of_has_no_conflicts(record: str) -> None:
    done = CliRunner().invoke(cli, ["conflicts", "--record", record, "--act", "demand", "--format", "json"])
    assert json.loads(done.stdout) == []


def test_figures_are_a_list_or_series(record: str) -> None:
    assert len(run("figures", "--record", record).splitlines()) == 3
    (found,) = json.loads(run("figures", "--series", "--record", record, "--format", "json"))
    assert (found["lowest"], found["highest"]) == (300, 520)
    assert [point["low"] for point in found["points"]] == [300, 520]
