"""Clear words where what a benchmark is given is not what it reads."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What readers of JSON, gzip, tables and marked text raise on another format.
_NOT_OF_THE_FORM = (OSError, EOFError, zlib.error, ValueError, LookupError, TypeError, AttributeError)


@contextmanager
def reading(place: Path, form: str) -> Iterator[None]:
    """Ends the program with one line where `place` is absent, or what is done within fails as it does on another form."""
    if not place.exists():
        raise SystemExit(f"{place} is not there; give {form}")
    try:
        yield
    except _NOT_OF_THE_FORM as error:
        raise SystemExit(f"{place} cannot be read as {form}: {type(error).__name__}: {error}") from error
