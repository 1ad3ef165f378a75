"""Opening the record: an engine for a file or a URL, with its schema brought up to date."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError

from standoff.core.errors import RecordError, RecordTooNew

HEAD = "r0001"  # the newest migration; a test holds it to the files in migrations/versions
BUSY_SECONDS = 30


def record_url(path_or_url: str | Path) -> str:
    """The SQLAlchemy URL of a record given as a file's path or as a URL."""
    given = str(path_or_url)
    if "://" in given:
        return given.replace("postgresql://", "postgresql+psycopg://", 1) if given.startswith("postgresql://") else given
    return f"sqlite:///{given}"


def open_engine(path_or_url: str | Path, *, create: bool = True) -> Engine:
    """An engine over the record with its schema up to date.

    Raises RecordError where the record cannot be opened (or does not exist and `create` is off), RecordTooNew where
    a newer Standoff wrote it.
    """
    url = record_url(path_or_url)
    _check_file(url, create=create)
    try:
        engine = create_engine(url, json_serializer=_to_json, json_deserializer=msgspec.json.decode)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _tune_sqlite)
        with engine.connect() as connection:
            _bring_up_to_date(connection)
            connection.commit()
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        hint = "for PostgreSQL, install standoff[postgresql]"
        raise RecordError(f"{given_name(url)} is no record that can be opened: {error}; {hint}") from error
    except DatabaseError as error:
        raise RecordError(f"{given_name(url)} cannot be opened as a record: {error.orig}") from error
    return engine


def given_name(url: str) -> str:
    """The record's name for messages, without a password."""
    return url.removeprefix("sqlite:///") if url.startswith("sqlite") else make_url(url).render_as_string(hide_password=True)


def _to_json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _check_file(url: str, *, create: bool) -> None:
    if not url.startswith("sqlite:///") or url == "sqlite:///:memory:":
        return
    path = Path(url.removeprefix("sqlite:///"))
    if path.is_dir():
        raise RecordError(f"{path} is a folder; name a file to keep the record in")
    if not create and not path.exists():
        raise RecordError(f"there is no record at {path}; make one with: standoff read --record {path} SOURCE...")
    if not path.parent.exists():
        raise RecordError(f"the folder {path.parent} does not exist; make it first")


def _tune_sqlite(connection: Any, _: Any) -> None:
    """Readers do not wait for the writer (write-ahead log); a killed process leaves the last whole transaction."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    cursor.close()


def _bring_up_to_date(connection: Connection) -> None:
    revision = _revision(connection)
    if revision == HEAD:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
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


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """One transaction: all of it is kept, or none of it."""
    with engine.begin() as connection:
        yield connection
