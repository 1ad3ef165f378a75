"""`standoff positions`, `standoff demands` and `standoff dossier` over the planted record."""

import json
from pathlib import Path
from typing import Any

import pytest

from standoff.api import open_record
from standoff.cli.positions import demanders
from standoff.codebook.dossier import load_dossier
from standoff.intake import article_of
from standoff.relating.tables import Demand
from standoff.store.database import open_engine
from tests.cli.conftest import Run


def rows(run: Run, *args: str) -> list[dict[str, Any]]:
    result = run(*args, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def test_positions_as_of_a_day_are_those_until_it(run: Run, planted: Path) -> None:
    assert rows(run, "positions", "--as-of", "2031-05-05") == rows(run, "positions", "--until", "2031-05-05") != []


def test_between_two_days_the_changes_are_listed(run: Run, planted: Path) -> None:
    found = rows(run, "positions", "--between", "2031-05-01", "2031-05-31")
    assert {(row["party"], row["before"], row["state"]) for row in found} >= {("CAN", None, "demands")}
    assert rows(run, "positions", "--between", "2030-05-01", "2030-05-31") == []


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--between", "2031-06-01", "2031-05-01"), "swap them"),
        (("--between", "soon", "2031-05-01"), "is no date"),
        (("--as-of", "2031-05-01", "--until", "2031-05-01"), "give one of them"),
    ],
)
def test_days_that_make_no_sense_are_refused(run: Run, planted: Path, args: tuple[str, ...], said: str) -> None:
    result = run("positions", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_demands_stand_beside_their_answers(run: Run, planted: Path) -> None:
    (row,) = [row for row in rows(run, "demands") if row["party"] == ["CAN"] and row["statements"]]
    assert {(*answer["party"], answer["state"]) for answer in row["answers"]} == {("NOR", "rejects")}
    assert row["unanswered"] == []


def test_a_demand_can_be_followed_by_the_id_that_is_listed(run: Run, planted: Path) -> None:
    head, line, *_ = run("demands").stdout.splitlines()
    assert head.startswith("ID ")
    assert run("show", line.split()[0]).exit_code == 0


def test_only_open_demands_are_listed_when_asked_for(run: Run, planted: Path) -> None:
    assert all(row["unanswered"] for row in rows(run, "demands", "--open"))


def test_in_a_pipe_no_words_are_cut(run: Run, planted: Path) -> None:
    assert "NOR rejects" in run("demands").stdout


def test_the_dossier_in_force_can_be_saved_and_read_back(run: Run, planted: Path, tmp_path: Path) -> None:
    target = tmp_path / "kept.yaml"
    assert run("dossier", "-o", target).exit_code == 0
    assert [issue.id for issue in load_dossier(target).issues] == [row["id"] for row in rows(run, "issues")]


def test_issues_found_are_saved_beside_a_dossier(run: Run, planted: Path) -> None:
    result = run("dossier", "--found", "--name", "The straits")
    assert result.stdout.startswith("name: The straits\n")
    assert "name: strait" in result.stdout


def test_a_record_without_issues_says_what_it_takes(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    open_engine(empty).dispose()
    result = run("dossier", "--record", empty)
    assert result.exit_code == 3
    assert "two parties" in result.stderr


@pytest.mark.parametrize("args", [("positions",), ("positions", "--between", "2031-05-01", "2031-05-31"), ("demands",)])
def test_origins_stand_beside_articles(run: Run, planted: Path, args: tuple[str, ...]) -> None:
    head = run(*args).stdout.splitlines()[0].split()
    assert head.index("ARTICLES") == head.index("ORIGINS") + 1


@pytest.mark.parametrize(
    "args", [("positions", "--as-of", "2031-06-01"), ("demands", "--until", "2031-06-01", "--format", "json")]
)
def test_what_days_leave_out_is_told(run: Run, tmp_path: Path, args: tuple[str, ...]) -> None:
    path = tmp_path / "undated.db"
    with open_record(path) as record:
        record.add([article_of("Norway demanded that Sweden lower the tolls.", name="no-day.txt")])
    result = run(*args, "--record", path)
    assert "1 statement of no known day left out" in result.stderr
    assert "left out" not in run(args[0], "--record", path).stderr


def test_who_tells_of_a_demand_that_a_party_does_not_voice_is_named() -> None:
    row = Demand(
        id="d", issue="", issue_name="", party=("RUS",), asked=(), earliest=None, latest=None, articles=1, origins=1, quote="",
        quote_id="", statements=("s",), ascribed=("s",), answers=(), unanswered=(), told_by=("NATO", "USA"),
    )  # fmt: skip
    assert demanders(row) == "RUS, says NATO, USA"
