import json
import shlex
from pathlib import Path

import jsonschema
import pytest

from standoff.exchange.schema import export_schema
from standoff.store.database import open_engine
from tests.cli.conftest import Run
from tests.store.test_proposals import plant


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record with one proposal of each kind."""
    path = tmp_path / "proposed.db"
    engine = open_engine(path)
    plant(engine)
    engine.dispose()
    monkeypatch.setenv("STANDOFF_RECORD", str(path))
    return path


def proposals(run: Run) -> list[dict[str, str]]:
    result = run("actors", "--proposed", "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: list[dict[str, str]] = json.loads(result.stdout)
    return found


def test_proposed_matches_are_listed_with_their_reasons(run: Run, planted: Path) -> None:
    text = run("actors", "--proposed").stdout
    assert "Margaret Thatcher" in text and "held office for GBR" in text
    assert "Margaret Thatcher" not in run("actors").stdout


def test_the_command_that_a_proposal_names_accepts_it(run: Run, planted: Path) -> None:
    for one in proposals(run):
        program, *command = shlex.split(one["accept"])
        assert program == "standoff"
        result = run(*command, "--by", "Ada")
        assert result.exit_code == 0, result.stderr
    assert proposals(run) == []


def test_the_command_that_a_proposal_names_rejects_it(run: Run, planted: Path) -> None:
    for one in proposals(run):
        if one["reject"] is not None:
            assert run(*shlex.split(one["reject"])[1:], "--by", "Ada").exit_code == 0
    assert [one["way"] for one in proposals(run)] == ["office"]


def test_proposals_are_lines_of_the_export(run: Run, planted: Path) -> None:
    lines = [json.loads(line) for line in run("export").stdout.splitlines()]
    found = [line for line in lines if line["kind"] == "proposal"]
    assert len(found) == 3
    for line in found:
        jsonschema.Draft202012Validator(export_schema()).validate(line)
