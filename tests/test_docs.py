"""The documentation's examples run, and what it names exists."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

import standoff
from standoff.cli.main import cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "docs/commands.md", "benchmarks/README.md")]
BLOCKS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def test_the_readme_has_examples() -> None:
    assert len(BLOCKS) == 2


def test_the_readmes_python_runs(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    story = "Sweden warned on Friday that it would respond with sanctions if Norway sends troops across the border."
    (tmp_path / "articles" / "one.txt").write_text(story, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(BLOCKS)], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert "sanctions" in done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_local_links_lead_somewhere(page: Path) -> None:
    missing = [target for target in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / target).exists()]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_named_is_one(page: Path) -> None:
    named = set(re.findall(r"(?:^|\s|/|`)standoff ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    known = set(cli.list_commands(None)) | {"and", "is", "reads", "works", "keeps", "if", "has"}  # type: ignore[arg-type]
    assert not named - known


def test_the_packages_own_example_runs() -> None:
    assert doctest.testmod(standoff).attempted == 3
    assert doctest.testmod(standoff).failed == 0


def test_the_changelog_names_the_present_work() -> None:
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
