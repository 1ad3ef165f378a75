"""The documentation's examples run, and what it names exists."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

import standoff
import standoff.api
from standoff.cli.main import cli
from standoff.codebook.acts import acts
from standoff.codebook.dossier import load_dossier
from standoff.codebook.marks import marks

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
NAMES = ("README.md", "CONTRIBUTING.md", "docs/commands.md", "docs/codebook.md", "docs/python.md", "benchmarks/README.md")
PAGES = [ROOT / name for name in NAMES]
CODEBOOK, PYTHON = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("codebook.md", "python.md"))
BLOCKS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
CALLS = re.findall(r"```python\n(.*?)```", PYTHON, re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def test_the_readme_has_examples() -> None:
    assert len(BLOCKS) == 2


@pytest.mark.parametrize("blocks", [BLOCKS, CALLS], ids=["README", "python"])
def test_the_python_of_the_pages_runs(tmp_path: Path, blocks: list[str]) -> None:
    (tmp_path / "articles").mkdir()
    story = "Sweden warned on Friday that it would respond with sanctions if Norway sends troops across the border."
    (tmp_path / "articles" / "one.txt").write_text(story, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(blocks)], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300
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


def test_every_call_of_a_record_is_documented() -> None:
    # What the pages and commands of this project itself ask for, in shapes that are not public.
    own = {"known", "ruling", "sentences", "book", "issue_index", "origin_index", "story_index"}
    public = {name for name in dir(standoff.api.Record) if not name.startswith("_")} - own
    assert not {name for name in public if not re.search(rf"`(?:record\.)?{name}\b", PYTHON)}


def test_every_act_is_documented_as_the_data_has_it() -> None:
    assert all(f"| `{act.act}` | {act.label} | {act.definition} | {act.stance or ''} |" in CODEBOOK for act in acts().values())


def test_every_mark_is_documented_as_the_data_has_it() -> None:
    assert all(f"| `{name}` | {means} |" in CODEBOOK for name, means in (marks().doubts | marks().flags).items())


def test_the_dossier_of_the_page_is_one(tmp_path: Path) -> None:
    (block,) = re.findall(r"```yaml\n(.*?)```", CODEBOOK, re.DOTALL)
    (tmp_path / "dossier.yaml").write_text(block, encoding="utf-8")
    assert load_dossier(tmp_path / "dossier.yaml").issues[0].matches("access to the Port of Oslo")


def test_the_packages_own_example_runs() -> None:
    assert doctest.testmod(standoff).attempted == 3
    assert doctest.testmod(standoff).failed == 0


def test_the_changelog_names_the_present_work() -> None:
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
