import json
from pathlib import Path

import pytest

from standoff.cli.brief import format_of
from tests.cli.conftest import Run


def test_the_brief_is_markdown_on_standard_output(run: Run, planted: Path) -> None:
    result = run("brief")
    assert result.exit_code == 0
    assert result.stdout.startswith("# ") and "Norway must reopen the strait" in result.stdout


@pytest.mark.parametrize(("name", "start"), [("b.html", "<!doctype html"), ("b.md", "# "), ("b.json", "{")])
def test_the_files_name_says_the_format(run: Run, planted: Path, tmp_path: Path, name: str, start: str) -> None:
    result = run("brief", "-o", tmp_path / name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / name).read_text("utf-8").lower().startswith(start)


def test_the_option_overrules_the_name(run: Run, planted: Path, tmp_path: Path) -> None:
    run("brief", "--format", "json", "-o", tmp_path / "b.txt")
    assert json.loads((tmp_path / "b.txt").read_text("utf-8"))


def test_another_kind_of_file_is_refused(run: Run, planted: Path, tmp_path: Path) -> None:
    result = run("brief", "-o", tmp_path / "brief.pdf")
    assert result.exit_code == 2 and ".html" in result.stderr
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_folder_that_is_not_there_is_told(run: Run, planted: Path, tmp_path: Path) -> None:
    result = run("brief", "-o", tmp_path / "none" / "b.md")
    assert result.exit_code == 2
    assert "does not exist" in result.stderr


def test_without_a_name_it_is_markdown() -> None:
    assert format_of(None) == format_of(Path("brief")) == "md"


def test_as_of_a_day_nothing_later_is_told(run: Run, planted: Path) -> None:
    assert "Norway must reopen the strait" in run("brief", "--as-of", "2031-05-06").stdout
    before = run("brief", "--as-of", "2031-04")
    assert "Norway must reopen the strait" not in before.stdout
    assert "until 30 Apr 2031" in before.stdout


def test_days_the_wrong_way_round_are_told(run: Run, planted: Path) -> None:
    result = run("brief", "--since", "2031-05-06", "--as-of", "2031-05-01")
    assert result.exit_code != 0
    assert "swap them" in result.stderr
