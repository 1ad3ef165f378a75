import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from standoff.cli.main import cli
from tests.exchange.planted import plant, plant_copy

Run = Callable[..., Result]


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The planted record, as the one that STANDOFF_RECORD names."""
    path = tmp_path / "planted.db"
    plant(path).engine.dispose()
    monkeypatch.setenv("STANDOFF_RECORD", str(path))
    return path


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The planted record with a cut of one of its articles, so that every view has a row."""
    path = tmp_path / "copied.db"
    plant_copy(path).engine.dispose()
    monkeypatch.setenv("STANDOFF_RECORD", str(path))
    return path


@pytest.fixture
def run() -> Run:
    """Run a command in this process."""

    def call(*args: str | Path, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli, [str(arg) for arg in args], input=stdin, prog_name="standoff")

    return call


@pytest.fixture
def process(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command in a process of its own."""

    def call(*args: str | Path, **more: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from standoff.cli.main import main; main()", *map(str, args)]
        env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
        return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=env, timeout=300, **more)  # type: ignore[call-overload,no-any-return]

    return call
