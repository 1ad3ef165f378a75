"""Opening a record that may only be read: one of a colleague on a shared disk, one kept for good."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import URL

MEMORY = ":memory:"


def only_readable(url: URL) -> Callable[[], sqlite3.Connection] | None:
    """How to connect to an SQLite file that, or whose folder, may not be written to; None for all other records.

    A write-ahead log needs a file beside the record even to read it, which cannot be made there. Where none stands there,
    nobody writes, and SQLite is told that the file does not change.
    """
    if url.drivername != "sqlite" or url.database in (None, "", MEMORY):
        return None
    path = Path(str(url.database))
    if not path.is_file() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return None

    def connect() -> sqlite3.Connection:
        log = path.with_name(path.name + "-wal")
        still = "" if log.exists() and log.stat().st_size else "&immutable=1"
        return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro{still}", uri=True, check_same_thread=False)

    return connect


def tune_for_reading(connection: Any, _: Any) -> None:
    """What a connection that only reads needs: begin by hand, as others do, and the pages asked for last at hand (64 MB)."""
    connection.isolation_level = None
    connection.execute("PRAGMA cache_size=-65536")
