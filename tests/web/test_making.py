import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="needs the extra standoff[web]")

from standoff.core.errors import RecordError
from standoff.store.database import open_engine
from standoff.store.views import Views
from standoff.web import making
from standoff.web.keeper import Keeper
from standoff.web.making import Maker
from standoff.web.tables import KINDS, Gathering, Tables, make_tables, portions
from tests.web.conftest import dispute, keep, rival


def test_tables_made_elsewhere_are_those_made_here(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "made.db")
    keep(engine, dispute(), rival())
    gathering = Gathering(Tables())
    for portion in Maker(engine).portions():
        gathering.add(portion)
    here, there = make_tables(Views(engine)), gathering.tables
    assert here.conflicts.rows and here.origins == there.origins
    for name in KINDS:
        assert getattr(here, name).rows == getattr(there, name).rows, name
    engine.dispose()


def test_tables_of_a_large_record_are_made_beside_the_pages(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "large.db")
    keep(engine, dispute(), rival())
    keeper = Keeper(engine, few=1)
    assert keeper.index.state.tables.conflicts.made is None
    keeper.remake_tables()
    assert keeper.index.state.tables.conflicts.rows == make_tables(Views(engine)).conflicts.rows
    engine.dispose()


def test_a_process_that_fails_leaves_the_tables_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(tmp_path / "failing.db")
    keep(engine, dispute())
    monkeypatch.setattr(making, "COMMAND", (sys.executable, "-c", "raise SystemExit(3)"))
    keeper = Keeper(engine, few=0)
    with pytest.raises(RecordError, match="ended with 3"):
        keeper.remake_tables()
    assert keeper.index.state.tables.conflicts.made is None
    engine.dispose()


def test_what_failed_is_made_again_once_it_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(tmp_path / "again.db")
    keep(engine, dispute(), rival())
    monkeypatch.setattr(making, "COMMAND", (sys.executable, "-c", "raise SystemExit(3)"))
    keeper = Keeper(engine, few=0)
    with pytest.raises(RecordError, match="ended with 3"):
        keeper.remake_tables()
    monkeypatch.undo()
    keeper.start()
    until = time.monotonic() + 60
    while keeper.index.state.tables.proposals.made is None and time.monotonic() < until:
        time.sleep(0.05)
    keeper.stop()
    assert keeper.index.state.tables.conflicts.rows == make_tables(Views(engine)).conflicts.rows
    engine.dispose()


def test_a_process_that_is_killed_amid_a_portion_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(tmp_path / "killed.db")
    code = "import os, sys; os.write(1, bytes((0, 0, 0, 9, 1))); os.kill(os.getpid(), 15)"
    monkeypatch.setattr(making, "COMMAND", (sys.executable, "-c", code))
    with pytest.raises(RecordError, match="ended with -15"):
        list(Maker(engine).portions())
    engine.dispose()


def test_the_process_ends_where_the_server_is_gone(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "gone.db")
    with subprocess.Popen(making.COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.write(b'"sqlite:///%s"\n' % bytes(tmp_path / "gone.db"))
        process.stdin.close()
        assert process.wait(timeout=60) == 1  # 0 where it had gone on to its end
    engine.dispose()


def test_the_origins_tell_one_state_of_the_tables_from_another(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "told.db")
    keep(engine, dispute(), rival())
    gathering = Gathering(Tables())
    before = gathering.tables.version
    gathering.add(next(portion for portion in portions(Views(engine)) if portion.name == "origins"))
    assert gathering.tables.version != before
    engine.dispose()


def test_nothing_is_started_once_it_was_stopped(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "stopped.db")
    maker = Maker(engine)
    maker.stop()
    assert list(maker.portions()) == []
    engine.dispose()


def test_a_process_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(tmp_path / "hanging.db")
    monkeypatch.setattr(making, "COMMAND", (sys.executable, "-c", "import time; time.sleep(600)"))
    with pytest.raises(RecordError, match="ended with -9"):
        list(Maker(engine, most_seconds=0.2).portions())
    engine.dispose()


def test_a_record_whose_name_a_url_would_take_apart_is_found_by_the_process(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "which? 50%#1.db")
    keep(engine, dispute(), rival())
    assert any(portion.rows for portion in Maker(engine).portions())
    engine.dispose()
