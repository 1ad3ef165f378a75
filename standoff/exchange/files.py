"""Putting an export in place: whole, or not at all; never over a record."""

import os
import secrets
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from standoff.core.errors import UsageError

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the oldest time that a zip can hold: the same export is the same file
_SQLITE = b"SQLite format 3\0"
_BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a database and needs to open it whole


def write_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Write the pieces to `path`; an error on the way leaves what stood there before.

    A link is followed; a pipe or a device is written to as it is. Raises UsageError where `path` is a folder, a database, or
    what SQLite keeps beside one.
    """
    target = writable(path)
    if target.exists() and not target.is_file():
        with target.open("wb") as out:
            out.writelines(pieces)
        return
    with _in_place_of(target) as part, part.open("xb") as out:
        out.writelines(pieces)


def writable(path: Path) -> Path:
    """The file that `path` means, links followed; raises UsageError where nothing may be written there."""
    _check_parent(path)
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file in it")
    if path.exists() and not path.is_file():
        return path  # a pipe or a device, which may have no other name
    target = _followed(path)
    for ending in _BESIDE:
        if target.name.endswith(ending) and _is_database(target.with_name(target.name.removesuffix(ending))):
            raise UsageError(f"{path} belongs to the database beside it; name another file")
    if _is_database(target):
        raise UsageError(f"{path} is a record or another database, which is never written over; name another file")
    if not os.access(target.parent, os.W_OK):
        raise UsageError(f"{path} cannot be written: the folder {target.parent} may only be read; name a file elsewhere")
    return target


def write_files(target: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write the files into the folder `target` (made if need be), or into one archive where it ends in .zip; their number."""
    if target.suffix.lower() == ".zip":
        return _write_zip(target, files)
    _check_parent(target)
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target} is a file; name a folder for the tables, or a name that ends in .zip")
    made = list(files)  # all of it is made, and so checked, before the first file is written
    target.mkdir(exist_ok=True)
    for name, _ in made:
        writable(target / name)
    for name, content in made:
        write_file(target / name, (content,))
    return len(made)


def _write_zip(path: Path, files: Iterable[tuple[str, bytes]]) -> int:
    target = writable(path)
    if target.exists() and not target.is_file():
        raise UsageError(f"{path} is no ordinary file, which an archive needs to be; name another")
    number = 0
    with _in_place_of(target) as part, zipfile.ZipFile(part, "x", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
            number += 1
    return number


@contextmanager
def _in_place_of(target: Path) -> Iterator[Path]:
    """A name beside `target` that nobody else uses; what was written there is moved to `target` if all went well."""
    part = target.with_name(f".standoff-{secrets.token_hex(4)}.part")
    try:
        yield part
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _followed(path: Path) -> Path:
    try:
        target = path.resolve()
    except (OSError, RuntimeError) as error:  # a link to itself
        raise UsageError(f"{path} is a link that leads nowhere; name another file") from error
    if not target.parent.is_dir():
        raise UsageError(f"{path} is a link into a folder that does not exist: {target.parent}")
    return target


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _check_parent(path: Path) -> None:
    if not path.parent.is_dir():
        raise UsageError(f"the folder {path.parent} does not exist; make it first")
