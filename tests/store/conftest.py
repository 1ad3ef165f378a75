"""Every test that takes `place_of_record` runs twice: over SQLite, and over a PostgreSQL server of its own."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from standoff.store.database import open_engine

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The folder of a private server's socket; the server ends with the session."""
    pytest.importorskip("psycopg", reason="needs the extra standoff[postgresql]")
    if not PROGRAMS:
        pytest.skip("needs the programs of a PostgreSQL server (none in /usr/lib/postgresql)")
    programs, folder = PROGRAMS[-1].parent, Path(tempfile.mkdtemp(prefix="standoff-pg-"))
    user: dict[str, Any] = {}
    if os.geteuid() == 0:  # the server refuses to run as root
        user = {"user": "nobody", "cwd": "/"}
        shutil.chown(folder, "nobody")
    settings = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c max_connections=20"
    start: list[str | Path] = [programs / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", settings, "start"]
    stop: list[str | Path] = [programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"]
    make: list[str | Path] = [
        programs / "initdb",
        "-D",
        folder / "data",
        "-U",
        "standoff",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    ]
    try:
        subprocess.run(make, check=True, stdout=subprocess.DEVNULL, **user)
        subprocess.run(start, check=True, stdout=subprocess.DEVNULL, **user)
        yield str(folder)
        subprocess.run(stop, check=True, stdout=subprocess.DEVNULL, **user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """A function that names a record that does not exist yet, in each kind of database."""
    made: list[str] = []
    folder = request.getfixturevalue("postgresql") if request.param == "postgresql" else None

    def place() -> str:
        made.append(f"r{uuid4().hex}")  # tests of two files may have one name
        if folder is None:
            return str(tmp_path / f"record{len(made)}.db")
        return _new_database(folder, made[-1])

    return place


def _new_database(folder: str, name: str) -> str:
    import psycopg

    with psycopg.connect(f"host={folder} user=standoff dbname=postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0'.encode())
    return f"postgresql://standoff@/{name}?host={folder}"


@pytest.fixture
def place(new_place: Callable[[], str]) -> str:
    return new_place()


@pytest.fixture
def engine(place: str) -> Iterator[Engine]:
    engine = open_engine(place)
    yield engine
    engine.dispose()
