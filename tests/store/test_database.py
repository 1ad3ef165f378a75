import os
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, func, insert, inspect, select, text

from standoff.core.errors import RecordError, RecordTooNew
from standoff.store import database, schema
from standoff.store.database import HEAD, asking, open_engine, record_url, transaction


def test_head_is_the_newest_migration() -> None:
    versions = files("standoff.store.migrations") / "versions"
    names = sorted(entry.name for entry in versions.iterdir() if entry.name.startswith("r0"))
    assert names[-1].partition("_")[0] == HEAD


def test_the_migrated_record_has_the_tables_of_the_schema(engine: Engine) -> None:
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), schema.metadata)
    own = [one for one in differences if not _full_text(one)]
    assert own == []


def _full_text(difference: object) -> bool:
    """What each database has of its own for full text: FTS5's tables, PostgreSQL's index."""
    return "passage_text" in str(difference)


def test_opening_twice_keeps_what_is_there(place: str) -> None:
    first = open_engine(place)
    with transaction(first) as connection:
        connection.execute(insert(schema.dossier).values(data={"name": "x"}, added=func.now()))
    first.dispose()
    again = open_engine(place, create=False)
    with asking(again) as connection:
        assert connection.execute(select(schema.dossier.c.data)).scalar() == {"name": "x"}
    again.dispose()


def test_many_may_make_the_record_at_once(place: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        engines = list(pool.map(open_engine, [place] * 4))
    assert [inspect(engine).has_table("article") for engine in engines] == [True] * 4
    for engine in engines:
        engine.dispose()


def test_a_new_record_waits_for_the_one_that_holds_its_file(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        with ThreadPoolExecutor(1) as pool:
            opening = pool.submit(open_engine, path)
            time.sleep(0.2)
            waited = not opening.done()
            other.execute("ROLLBACK")
            engine = opening.result()
    assert waited
    assert inspect(engine).has_table("article")
    engine.dispose()


def test_a_new_record_that_stays_held_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0)
    path = tmp_path / "record.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match=r"locked; see that .* no other program holds it"):
            open_engine(path)


def test_a_record_of_a_newer_standoff_is_left_alone(place: str) -> None:
    engine = open_engine(place)
    with transaction(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'r9999'"))
    engine.dispose()
    with pytest.raises(RecordTooNew, match="upgrade Standoff"):
        open_engine(place)


def test_a_transaction_that_fails_leaves_nothing(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), transaction(engine) as connection:
        connection.execute(insert(schema.dossier).values(data={}, added=func.now()))
        _ = 1 / 0
    with asking(engine) as connection:
        assert connection.execute(select(func.count()).select_from(schema.dossier)).scalar() == 0


def test_writers_wait_for_each_other(engine: Engine) -> None:
    def count_up(_: int) -> None:
        with transaction(engine) as connection:
            number = connection.execute(select(func.count()).select_from(schema.dossier)).scalar()
            time.sleep(0.01)
            connection.execute(insert(schema.dossier).values(data={"number": number}, added=func.now()))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(count_up, range(12)))
    with asking(engine) as connection:
        numbers = [row["number"] for row in connection.execute(select(schema.dossier.c.data)).scalars()]
    assert sorted(numbers) == list(range(12))


def test_a_migration_that_was_killed_is_done_anew(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    dies = (
        "import os, sys\n"
        "import alembic.op as op\n"
        "from standoff.store.database import open_engine\n"
        "from standoff.store.migrations.versions import r0001_first as first\n"
        "make = op.create_table\n"
        "op.create_table = lambda name, *a, **k: os.kill(os.getpid(), 9) if name == 'passage' else make(name, *a, **k)\n"
        "open_engine(sys.argv[1])\n"
    )
    died = subprocess.run([sys.executable, "-c", dies, str(path)], check=False)
    assert died.returncode == -9
    engine = open_engine(path)
    assert inspect(engine).has_table("passage")
    engine.dispose()


@pytest.mark.parametrize("name", ["with space.db", "what?.db", "100%.db", "a#b.db", "späť.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    open_engine(tmp_path / name).dispose()
    assert (tmp_path / name).exists()


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="is a folder"):
        open_engine(tmp_path)


def test_an_empty_name_is_no_record() -> None:
    with pytest.raises(RecordError, match="name a file"):
        open_engine("")


def test_a_missing_record_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="standoff read"):
        open_engine(tmp_path / "none.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="does not exist"):
        open_engine(tmp_path / "none" / "record.db")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record in a folder where nothing may be written, as far as the system tells."""
    path = tmp_path / "kept é.db"
    open_engine(path).dispose()
    monkeypatch.setattr("standoff.store.readable.os.access", lambda path, mode: mode != os.W_OK)
    return path


def test_a_record_that_may_only_be_read_is_read(kept: Path) -> None:
    engine = open_engine(kept, create=False)
    with asking(engine) as connection:
        assert connection.execute(select(func.count()).select_from(schema.article)).scalar() == 0
    engine.dispose()
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


def test_a_record_that_may_only_be_read_says_so_when_it_is_to_be_written(kept: Path) -> None:
    engine = open_engine(kept)
    with pytest.raises(RecordError, match="readonly database; nothing may be written there"), transaction(engine) as writing:
        writing.execute(insert(schema.dossier).values(data={}, added=func.now()))
    engine.dispose()


def test_a_record_that_may_only_be_read_and_lacks_tables_is_to_be_copied(kept: Path) -> None:
    kept.write_bytes(b"")
    with pytest.raises(RecordError, match=r"readonly database.*copy the record"):
        open_engine(kept)


def test_a_file_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database, " * 100)
    with pytest.raises(RecordError, match=r"cannot be opened.*name a record, or a new file"):
        open_engine(path)
    assert path.read_text().startswith("not a database")


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE song (title)")
    with pytest.raises(RecordError, match="another program"):
        open_engine(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("song",)]


def test_a_record_with_broken_pages_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    open_engine(path).dispose()
    raw = bytearray(path.read_bytes())
    raw[4096:] = b"\xa5" * (len(raw) - 4096)
    path.write_bytes(raw)
    with pytest.raises(RecordError, match="damaged") as told:
        engine = open_engine(path)
        with asking(engine) as connection:
            connection.execute(select(schema.article)).all()
    assert "safe" not in str(told.value)


def test_a_damaged_record_is_an_error_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    engine = open_engine(path)
    with transaction(engine) as connection:
        connection.execute(text("DROP TABLE sighting"))
    with pytest.raises(RecordError, match=r"no such table.*damaged.*new record"), asking(engine) as connection:
        connection.execute(select(schema.sighting))
    engine.dispose()


@pytest.mark.parametrize("url", ["mysql://host/name", "https://host/name", "x://", "://"])
def test_other_urls_are_no_records(url: str) -> None:
    with pytest.raises(RecordError):
        open_engine(url)


def test_the_password_stays_out_of_messages() -> None:
    with pytest.raises(RecordError) as caught:
        open_engine("mysql://me:secret@host/name")
    assert "secret" not in str(caught.value)


def test_postgresql_takes_the_driver_that_the_extra_installs() -> None:
    assert record_url("postgresql://host/name").drivername == "postgresql+psycopg"


def test_readers_are_not_kept_waiting_by_a_writer(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "record.db")
    with transaction(engine) as writing, asking(engine) as reading:
        writing.execute(insert(schema.dossier).values(data={}, added=func.now()))
        assert reading.execute(select(func.count()).select_from(schema.dossier)).scalar() == 0
    engine.dispose()


def test_the_schema_itself_makes_the_same_tables(tmp_path: Path) -> None:
    bare = create_engine(f"sqlite:///{tmp_path / 'bare.db'}")
    schema.metadata.create_all(bare)
    migrated = open_engine(tmp_path / "record.db")
    own = set(inspect(bare).get_table_names())
    assert {name for name in inspect(migrated).get_table_names() if name in own} == own
    bare.dispose()
    migrated.dispose()
