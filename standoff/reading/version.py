"""The version of the reader: a digest of all that a reading depends on, so that a change can never go unnoticed."""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from standoff._version import __version__
from standoff.reading.tokens import model_version

PACKAGES = ("standoff.core", "standoff.codebook", "standoff.reading")
DIGITS = 10


def reader_stamp(model: str) -> str:
    """The version that a reading is stamped with: release, digest of the reader's code and data, spaCy pipeline."""
    return f"standoff-{__version__}+{_digest()}+{model_version(model)}"


@cache
def _digest() -> str:
    digest = hashlib.sha256()
    for package in PACKAGES:
        for path, content in sorted(_sources(files(package), package)):
            digest.update(path.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:DIGITS]


def _sources(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found = []
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_dir() and entry.name != "__pycache__":
            found += _sources(entry, name)
        elif entry.is_file() and not entry.name.endswith(".pyc"):
            found.append((name, entry.read_bytes()))
    return found
