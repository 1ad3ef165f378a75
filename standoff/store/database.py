"""Opening the record: an engine for a file or a URL, with its schema brought up to date."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError

from standoff.core.errors import RecordError, RecordTooNew
from standoff.store.quick import forget
from standoff.store.readable import only_readable, tune_for_reading

HEAD = "r0013"
BUSY_SECONDS = 30
RETRY_SECONDS = 0.01
# Writers of one record wait for each other: by SQLite's own lock, in PostgreSQL by the advisory lock of this number.
LOCK = 0x57A4D0FF
_WRITING = "standoff_writing"
_DAMAGED = ("malformed", "is not a database", "no such table", "no such column", "corrupt")  # as SQLite and PostgreSQL say
_LOCKED = ("readonly database", "unable to open database file")
_LOST = "it is damaged: put back a copy of it, or read the articles into a new record"
_COPY = "nothing may be written there: allow it (chmod u+w), or copy the record to a folder of your own"
_FOREIGN = "name a record, or a new file to keep one in"
_AWAY = "see that its server runs and lets you in"
_SAFE = "see that its disk has room and that no other program holds it; what was kept before is safe"


def record_url(path_or_url: str | Path) -> URL:
    """The SQLAlchemy URL of a record given as a file's path or as a URL; raises RecordError where it is neither."""
    given = str(path_or_url)
    if "://" not in given:
        return URL.create("sqlite", database=given)
    try:
        url = make_url(given)
    except ArgumentError as error:
        raise RecordError(f"the record's URL cannot be understood: {error}") from error
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername.partition("+")[0] not in ("sqlite", "postgresql"):
        raise RecordError(f"{given_name(url)} is no record: name a file, or a URL that starts with postgresql://")
    return url


def open_engine(path_or_url: str | Path, *, create: bool = True) -> Engine:
    """An engine over the record with its schema up to date.

    Raises RecordError where the record cannot be opened (or does not exist and `create` is off), RecordTooNew where
    a newer Standoff wrote it.
    """
    url = record_url(path_or_url)
    _check_file(url, create=create)
    try:
        engine = _engine(url)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        hint = "for PostgreSQL, install standoff[postgresql]"
        raise RecordError(f"{given_name(url)} is no record that can be opened: {error}; {hint}") from error
    try:
        _bring_up_to_date(engine)
    except BaseException as error:
        engine.dispose()
        if isinstance(error, DatabaseError):
            told = " ".join(str(error.orig).split())
            advice = _advice_on_opening(told, url)
            raise RecordError(f"{given_name(url)} cannot be opened as a record: {told}; {advice}") from error
        raise
    return engine


def given_name(url: URL) -> str:
    """The record's name for messages, without a password."""
    if url.drivername == "sqlite" and url.database:
        return url.database
    return url.render_as_string(hide_password=True)


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: all of it is kept, or none; raises RecordError where the record does not take it.

    It waits for other writers from its start, so that what it looks up still holds when it writes.
    """
    with _explained(engine), engine.execution_options(**{_WRITING: True}).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": LOCK})
        yield connection


@contextmanager
def asking(engine: Engine) -> Iterator[Connection]:
    """A connection to read from; raises RecordError where the record cannot be read."""
    with _explained(engine), engine.connect() as connection:
        yield connection


@contextmanager
def _explained(engine: Engine) -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        told = " ".join(str(error.orig).split())
        raise RecordError(f"the record {given_name(engine.url)} failed: {told}; {_advice(told)}") from error


def _advice(told: str) -> str:
    """What to do about what the database told."""
    if any(sign in told for sign in _LOCKED):
        return _COPY
    return _LOST if any(sign in told for sign in _DAMAGED) else _SAFE


def _advice_on_opening(told: str, url: URL) -> str:
    if url.drivername != "sqlite":
        return _AWAY
    return _FOREIGN if "is not a database" in told else _advice(told)


def _engine(url: URL) -> Engine:
    creator = only_readable(url)
    own = {} if creator is None else {"creator": creator}
    engine = create_engine(url, json_serializer=_to_json, json_deserializer=msgspec.json.decode, **own)
    event.listen(engine, "rollback", forget)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", tune_for_reading if creator is not None else _tune_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _to_json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _check_file(url: URL, *, create: bool) -> None:
    if url.drivername != "sqlite" or url.database in (None, ":memory:"):
        return
    if not url.database:
        raise RecordError("no record is named; name a file to keep the record in")
    path = Path(url.database)
    if path.is_dir():
        raise RecordError(f"{path} is a folder; name a file to keep the record in")
    if not create and not path.exists():
        raise RecordError(f"there is no record at {path}; make one with: standoff read --record {path} SOURCE...")
    if not path.parent.exists():
        raise RecordError(f"the folder {path.parent} does not exist; make it first")


def _tune_sqlite(connection: Any, _: Any) -> None:
    """Readers do not wait for the writer (write-ahead log); a killed process leaves the last whole transaction."""
    connection.isolation_level = None  # the driver would begin too late, and leave CREATE TABLE outside
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    _write_ahead(cursor)
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA wal_autocheckpoint=32000")  # 128 MB: a page that many articles touch is moved into the file once
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA cache_size=-65536")  # 64 MB: the index of fingerprints is asked in no order
    cursor.close()


def _write_ahead(cursor: sqlite3.Cursor) -> None:
    """Switch to the write-ahead log; raises sqlite3.OperationalError where others hold the file for BUSY_SECONDS.

    SQLite gives up at once on the lock that the switch of a new file takes, whatever its busy timeout: so the waiting is here.
    """
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(RETRY_SECONDS)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    """Begin by hand; a writer takes its lock at once, for one that first reads cannot wait for it later."""
    writing = connection.get_execution_options().get(_WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _bring_up_to_date(engine: Engine) -> None:
    with engine.connect() as connection:
        if _revision(connection) == HEAD:
            return
    with transaction(engine) as connection:
        _migrate(connection)


def _migrate(connection: Connection) -> None:
    """Run the migrations that the record lacks, within the transaction of `connection`: all of them, or none."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    revision = _revision(connection)
    if revision is None and connection.dialect.name == "sqlite" and inspect(connection).get_table_names():
        raise RecordError("this database belongs to another program; name another file to keep the record in")
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise RecordTooNew("this record was written by a newer version of Standoff; upgrade Standoff to open it")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)
