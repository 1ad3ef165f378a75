import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from standoff.cli.serve import known_token
from standoff.core.errors import UsageError
from tests.cli.conftest import Run

CALL = [sys.executable, "-c", "from standoff.cli.main import main; main()", "serve", "--port", "0", "--record"]


def test_pages_are_served_until_interrupted(planted: Path) -> None:
    pytest.importorskip("starlette", reason="needs the extra standoff[web]")
    with subprocess.Popen([*CALL, str(planted)], stderr=subprocess.PIPE, text=True) as child:
        assert child.stderr is not None
        told = child.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", told)
        assert address is not None, told
        with urllib.request.urlopen(address.group() + "situation", timeout=60) as answer:  # noqa: S310 - our own server
            assert "As of" in answer.read().decode()
        child.send_signal(signal.SIGINT)
        child.stderr.read()
        assert child.wait(timeout=60) in (0, 130, -signal.SIGINT)


def test_a_record_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("starlette", reason="needs the extra standoff[web]")
    result = run("serve", "--record", tmp_path / "none.db")
    assert result.exit_code == 3 and "standoff read" in result.stderr


def test_without_its_packages_the_command_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standoff.cli.serve.NEEDED", ("no_such_package_of_ours",))
    result = run("serve")
    assert result.exit_code == 2 and "standoff[web]" in result.stderr


def test_another_host_asks_for_a_token() -> None:
    assert known_token("127.0.0.1", None) is None
    made = known_token("192.0.2.7", None)
    assert made is not None and len(made) >= 32 and made != known_token("192.0.2.7", None)


@pytest.mark.parametrize("given", ["short", "has a space in its midst", "ünïcödé-that-is-long-enough"])
def test_a_token_that_is_weak_or_odd_is_refused(given: str) -> None:
    with pytest.raises(UsageError, match="at least 16"):
        known_token("127.0.0.1", given)
