import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from standoff.core.errors import UsageError
from standoff.exchange.files import write_file, write_files


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
