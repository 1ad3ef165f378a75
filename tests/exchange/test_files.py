import os
import sqlite3
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from standoff.core.errors import UsageError
from standoff.exchange.files import writable, write_file, write_files


def broken() -> Iterator[bytes]:
    yield b"half"
    raise ValueError("broken on the way")


def test_an_error_on_the_way_leaves_what_stood_there(tmp_path: Path) -> None:
    target = tmp_path / "export.jsonl"
    target.write_bytes(b"before")
    with pytest.raises(ValueError, match="broken"):
        write_file(target, broken())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"export.jsonl": b"before"}


def test_tables_go_into_a_folder_that_is_made(tmp_path: Path) -> None:
    assert write_files(tmp_path / "out", [("a.csv", b"1"), ("b.csv", b"2")]) == 2
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == {"a.csv": b"1", "b.csv": b"2"}


def test_the_same_tables_make_the_same_archive(tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        write_files(tmp_path / name, [("a.csv", b"1")])
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert zipfile.ZipFile(tmp_path / "one.zip").read("a.csv") == b"1"


def test_a_file_in_the_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(UsageError, match="name a folder"):
        write_files(tmp_path / "out", [("a.csv", b"1")])


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        write_file(tmp_path / "no" / "export.jsonl", [b"1"])


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "kept.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE kept (number INTEGER)")
    connection.commit()
    connection.close()
    return path


def test_a_database_is_never_written_over(database: Path) -> None:
    before = database.read_bytes()
    with pytest.raises(UsageError, match="never written over"):
        write_file(database, [b"1"])
    assert database.read_bytes() == before


def test_a_database_is_never_written_over_through_a_link(database: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(database)
    with pytest.raises(UsageError, match="never written over"):
        write_file(tmp_path / "link", [b"1"])


@pytest.mark.parametrize("name", ["kept.zip", "tables/a.csv"])
def test_a_database_is_never_written_over_by_tables(database: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "tables").mkdir()
    database.rename(tmp_path / name)
    with pytest.raises(UsageError, match="never written over"):
        write_files(tmp_path / ("kept.zip" if name == "kept.zip" else "tables"), [("0.csv", b"0"), ("a.csv", b"1")])
    assert not (tmp_path / "tables" / "0.csv").exists()


@pytest.mark.parametrize("ending", ["-wal", "-shm", "-journal"])
def test_what_belongs_to_a_database_is_not_written_over(database: Path, ending: str) -> None:
    with pytest.raises(UsageError, match="belongs to the database"):
        write_file(database.with_name(database.name + ending), [b"1"])


def test_a_file_of_the_users_own_beside_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out.txt.part").write_text("mine")
    write_file(tmp_path / "out.txt", [b"1"])
    assert (tmp_path / "out.txt.part").read_text() == "mine"


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("before")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    write_file(tmp_path / "link.txt", [b"after"])
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "after"


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to("link.txt")
    with pytest.raises(UsageError, match="link"):
        write_file(tmp_path / "link.txt", [b"1"])


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write_file(pipe, [b"1", b"2"])
    reader.join(10)
    assert got == [b"12"]
    assert pipe.is_fifo()


def test_a_replaced_file_keeps_who_may_read_it(tmp_path: Path) -> None:
    target = tmp_path / "private.txt"
    target.write_text("before")
    target.chmod(0o600)
    write_file(target, [b"after"])
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_folder_that_may_only_be_read_is_told_before_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standoff.exchange.files.os.access", lambda path, mode: mode != os.W_OK)
    with pytest.raises(UsageError, match=r"out.md cannot be written: the folder .* name a file elsewhere"):
        writable(tmp_path / "out.md")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        write_file(tmp_path, [b"1"])
