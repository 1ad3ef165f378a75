"""Short ways to take bytes in."""

import io
from pathlib import Path

from standoff.core.ids import text_id
from standoff.core.records import Article
from standoff.core.spans import check
from standoff.intake import Failure, IntakeOptions, take_in

PLAIN = IntakeOptions()


def all_of(folder: Path, name: str, raw: bytes, options: IntakeOptions = PLAIN) -> list[Article | Failure]:
    """What a file of these bytes yields."""
    path = folder / name
    path.write_bytes(raw)
    return list(take_in([path], options))


def one_of(folder: Path, name: str, raw: bytes, options: IntakeOptions = PLAIN) -> Article:
    """The one article that a file of these bytes holds."""
    (found,) = all_of(folder, name, raw, options)
    assert isinstance(found, Article), found
    return found


def failure_of(folder: Path, name: str, raw: bytes, options: IntakeOptions = PLAIN) -> Failure:
    """The one failure that a file of these bytes yields."""
    (found,) = all_of(folder, name, raw, options)
    assert isinstance(found, Failure), found
    return found


def piped(raw: bytes, options: IntakeOptions = PLAIN) -> list[Article | Failure]:
    """What these bytes yield on standard input."""
    return list(take_in(["-"], options, stdin=io.BytesIO(raw)))


def assert_sound(found: Article | Failure) -> None:
    """An article's identity and title hold, a failure says something."""
    if isinstance(found, Failure):
        assert found.reason
        assert found.error
        return
    assert text_id(found.text) == found.id
    assert found.text.strip()
    if found.title is not None:
        check(found.text, found.title)
