import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str, int]:
    """The demo, run once: its folder, what it printed and said, its exit code."""
    from click.testing import CliRunner

    from standoff.cli.main import cli

    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        result = CliRunner().invoke(cli, ["demo", "--record", "demo.db"])
    return folder, result.stdout, result.stderr, result.exit_code


def test_it_reads_all_of_the_sample(shown: tuple[Path, str, str, int], run: Run) -> None:
    folder, _, told, code = shown
    assert code == 0, told
    rows = run("articles", "--record", folder / "demo.db", "--format", "jsonl").stdout.splitlines()
    assert len({json.loads(row)["id"] for row in rows}) == len(rows) > 7


def test_it_prints_the_brief(shown: tuple[Path, str, str, int]) -> None:
    assert shown[1].startswith("# ")


def test_it_writes_the_page_and_says_where(shown: tuple[Path, str, str, int]) -> None:
    page = shown[0] / "standoff-brief.html"
    assert "<html" in page.read_text("utf-8")[:200].lower()
    assert str(page) in shown[2]


def test_the_brief_is_of_the_dossiers_issues(shown: tuple[Path, str, str, int], run: Run) -> None:
    rows = run("issues", "--record", shown[0] / "demo.db", "--format", "jsonl").stdout.splitlines()
    assert rows and not any(json.loads(row)["found"] for row in rows)
