import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from standoff._version import __version__
from standoff.cli.main import COMMANDS
from tests.cli.conftest import Run

HEAVY = ("spacy", "numpy", "sqlalchemy", "alembic", "rich", "arro3", "jinja2", "msgspec", "trafilatura", "standoff.api")
DOCS = Path(__file__).parents[2] / "docs" / "commands.md"


def test_help_imports_nothing_heavy() -> None:
    script = f"""
import sys
from standoff.cli.main import cli
try:
    cli(["--help"])
except SystemExit:
    pass
print("loaded:", [name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "Usage:" in done.stdout
    assert done.stdout.splitlines()[-1] == "loaded: []"


@pytest.mark.parametrize("command", ["statements", "codebook", "export"])
def test_a_view_is_shown_without_loading_a_model(command: str) -> None:
    script = f"""
import sys
from standoff.cli.main import cli
try:
    cli(["{command}", "--help"])
except SystemExit:
    pass
print("loaded:", [name for name in ("spacy", "numpy", "trafilatura") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded: []"


def test_help_lists_every_command_and_the_exit_codes(run: Run) -> None:
    text = run("--help").stdout
    assert all(f"\n  {name} " in text for name in COMMANDS)
    assert "130  interrupted" in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"  standoff {command}" in result.stdout.partition("Example:")[2]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_each_of_its_options_is_documented(run: Run, command: str) -> None:
    page = DOCS.read_text("utf-8")
    options = set(re.findall(r"--[a-z-]+", run(command, "--help").stdout))
    assert f"standoff {command}" in page
    assert {option for option in options if f"`{option}" not in page} - {"--help"} == set()


def test_version_is_told(run: Run) -> None:
    assert __version__ in run("--version").stdout


def test_the_package_can_be_run_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "standoff", "--version"], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert __version__ in done.stdout


def test_an_unknown_command_lists_what_there_is(run: Run) -> None:
    result = run("conflate")
    assert result.exit_code == 2
    assert "conflate" in result.stderr and "statements" in result.stderr


def test_a_command_that_is_nearly_one_is_named(run: Run) -> None:
    assert "did you mean statements?" in run("statement").stderr


def test_an_error_is_one_line_without_a_traceback(run: Run, tmp_path: Path) -> None:
    result = run("statements", "--record", tmp_path / "none.db")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.count("\n") == 1 and "standoff read" in result.stderr


def test_a_record_that_is_none_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no database at all, " * 100)
    result = run("statements", "--record", tmp_path / "notes.txt")
    assert result.exit_code == 3
    assert "notes.txt" in result.stderr and "Traceback" not in result.stderr


def test_a_reader_that_stops_listening_is_no_error(planted: Path) -> None:
    command = [sys.executable, "-c", "from standoff.cli.main import main; main()", "export"]
    env = {**os.environ, "STANDOFF_RECORD": str(planted)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) as child:
        assert child.stdout is not None and child.stderr is not None
        child.stdout.close()
        told = child.stderr.read()
    assert (child.returncode, told) == (0, b"")
