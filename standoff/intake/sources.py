"""Which files are meant: names, folders, patterns and standard input."""

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from standoff.intake.drafts import Failure

STDIN = "-"
Wanted = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class File:
    """A file to try; `named` says that it was given by its own name, not found in a folder or by a pattern."""

    path: Path
    named: bool


@dataclass(frozen=True, slots=True)
class StandardInput:
    """What is piped in."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in a folder, or under a pattern, whose name is that of no format of ours."""

    path: Path


def walk(sources: Iterable[str | Path], wanted: Wanted) -> Iterator[File | StandardInput | Failure | Skipped]:
    """Every file that the sources mean, in their order and sorted by name within each.

    A file given by its name is always meant; one found in a folder only if it is not hidden and `wanted` takes its name.
    """
    for source in sources:
        if source == STDIN:
            yield StandardInput()
        else:
            yield from _expand(str(source), wanted)


def _expand(source: str, wanted: Wanted) -> Iterator[File | Failure | Skipped]:
    path = Path(source)
    if not source:  # an unset variable, not the current folder
        yield Failure(name=source, reason="an empty name: give a file, a folder, a pattern or -", error="FileNotFoundError")
    elif path.is_dir():
        yield from _or_nothing(source, _folder(path, wanted))
    elif os.path.lexists(path) or not glob.has_magic(source):
        yield File(path, named=True)
    else:
        yield from _or_nothing(source, _pattern(source, wanted))


def _or_nothing(source: str, found: Iterator[File | Failure | Skipped]) -> Iterator[File | Failure | Skipped]:
    """What was found, or a failure where that is nothing: a source that yields nothing is a mistake worth hearing of."""
    nothing = True
    for one in found:
        nothing = nothing and isinstance(one, Skipped)
        yield one
    if nothing:
        reason = "no file here that Standoff reads: give text, HTML, JSON lines or CSV files (each may be gzipped)"
        yield Failure(name=source, reason=reason, error="FileNotFoundError")


def _folder(folder: Path, wanted: Wanted) -> Iterator[File | Failure | Skipped]:
    """Files of a folder and its subfolders; links to folders are not followed, since they may run in circles."""
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        yield unreadable(str(folder), error)
        return
    for path in paths:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from _folder(path, wanted)
        elif path.is_file() or not path.exists():  # a broken link is reported, a device passed over
            yield File(path, named=False) if wanted(path.name) else Skipped(path)


def _pattern(pattern: str, wanted: Wanted) -> Iterator[File | Failure | Skipped]:
    """Files that match; an extension in the pattern itself is wanted, whatever it is."""
    ending = Path(pattern).suffix
    for name in sorted(glob.iglob(pattern, recursive=True)):  # noqa: PTH207 - Path.glob takes no absolute pattern
        path = Path(name)
        if path.is_dir():
            if "**" not in pattern:  # which finds what is inside by itself
                yield from _folder(path, wanted)
        else:
            yield File(path, named=False) if wanted(path.name) or (ending and path.suffix == ending) else Skipped(path)


def unreadable(name: str, error: OSError) -> Failure:
    """The failure that a system error means, with what to do."""
    advice = {
        FileNotFoundError: "no such file, or a link to a file that is gone: check the path",
        PermissionError: "permission denied: allow reading it (chmod u+r, a folder u+rx)",
    }
    reason = advice.get(type(error), f"cannot be read ({error.strerror or error}): check the file and its disk")
    return Failure(name=name, reason=reason, error=type(error).__name__)
