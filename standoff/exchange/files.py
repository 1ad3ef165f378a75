"""Putting an export in place: whole, or not at all."""

import zipfile
from collections.abc import Iterable
from pathlib import Path

from standoff.core.errors import UsageError

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the oldest time that a zip can hold: the same export is the same file


def write_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Write the pieces to `path`; an error on the way leaves what stood there before."""
    _check_parent(path)
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as out:
            out.writelines(pieces)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_files(target: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write the files into the folder `target` (made if need be), or into one archive where it ends in .zip; their number."""
    if target.suffix.lower() == ".zip":
        return _write_zip(target, files)
    _check_parent(target)
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target} is a file; name a folder for the tables, or a name that ends in .zip")
    made = list(files)  # all of it is made, and so checked, before the first file is written
    target.mkdir(exist_ok=True)
    for name, content in made:
        write_file(target / name, (content,))
    return len(made)


def _write_zip(target: Path, files: Iterable[tuple[str, bytes]]) -> int:
    _check_parent(target)
    part = target.with_name(f"{target.name}.part")
    number = 0
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files:
                archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
                number += 1
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return number


def _check_parent(path: Path) -> None:
    if path.is_dir() and path.suffix.lower() == ".zip":
        raise UsageError(f"{path} is a folder; name a file")
    if not path.parent.is_dir():
        raise UsageError(f"the folder {path.parent} does not exist; make it first")
