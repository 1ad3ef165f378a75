"""The whole way of intake: sources → files → drafts → articles, one at a time."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from standoff.core.errors import EmptyInput, InputError
from standoff.core.records import Article
from standoff.intake.binaries import refuse_binary
from standoff.intake.drafts import Draft, Failure, Refused, finish
from standoff.intake.formats import by_content, by_extension, by_name, known
from standoff.intake.formats.format import Format
from standoff.intake.options import IntakeOptions
from standoff.intake.sources import File, Skipped, StandardInput, unreadable, walk
from standoff.intake.stream import Stream, chunks_of

STDIN_NAME = "stdin"


def take_in(
    sources: Iterable[str | Path],
    options: IntakeOptions | None = None,
    *,
    stdin: BinaryIO | None = None,
    skipped: Callable[[str], None] | None = None,
) -> Iterator[Article | Failure]:
    """Every article of the sources (files, folders, patterns, "-"), and a failure for each item that cannot be taken in.

    `skipped` is called with the path of each file of a folder that is passed over, being of no format that is read. Lazy: one
    item is held at a time. Raises UsageError for an unknown input format.
    """
    options = options or IntakeOptions()
    if options.input_format is not None:
        by_name(options.input_format)
    return _take_all(sources, options, stdin, skipped or (lambda path: None))


def _take_all(
    sources: Iterable[str | Path], options: IntakeOptions, stdin: BinaryIO | None, skipped: Callable[[str], None]
) -> Iterator[Article | Failure]:
    for found in walk(sources, known):
        match found:
            case Failure():
                yield found
            case Skipped():
                skipped(_printable(str(found.path)))
            case StandardInput():
                yield from _take(stdin or sys.stdin.buffer, STDIN_NAME, STDIN_NAME, options, _forced(options))
            case File():
                yield from _take_file(found, options)


def _take_file(found: File, options: IntakeOptions) -> Iterator[Article | Failure]:
    name = _printable(found.path.name)
    kind = (_forced(options) if found.named else None) or by_extension(name)
    try:
        file = found.path.open("rb")
    except OSError as error:
        yield unreadable(_printable(str(found.path)), error)
        return
    with file:
        yield from _take(file, name, _printable(str(found.path)), options, kind)


def _take(file: BinaryIO, name: str, where: str, options: IntakeOptions, kind: Format | None) -> Iterator[Article | Failure]:
    """The items of one open file, called `name` in articles and `where` in failures."""
    nothing = True
    try:
        stream = Stream(chunks_of(file), options.encoding)
        refuse_binary(stream.head)
        kind = kind or by_content(stream.peek().encode("utf-8", "replace"))
        for draft in kind.read(stream, options):
            nothing = False
            yield _finished(draft, name, where, kind, options)
        if nothing:
            raise EmptyInput("holds nothing: give the article's text")
    except InputError as error:
        yield _failure(where, error)
    except OSError as error:
        yield unreadable(where, error)


def _finished(draft: Draft | Refused, name: str, where: str, kind: Format, options: IntakeOptions) -> Article | Failure:
    row = "" if draft.row is None else f"#{draft.row}"
    if isinstance(draft, Refused):
        return _failure(where + row, draft.error)
    try:
        return finish(draft, name + row, kind.name, options)
    except InputError as error:
        return _failure(where + row, error)


def _failure(where: str, error: InputError) -> Failure:
    return Failure(name=where, reason=str(error), error=type(error).__name__)


def _forced(options: IntakeOptions) -> Format | None:
    return by_name(options.input_format) if options.input_format else None


def _printable(name: str) -> str:
    """A file name that any output can hold: bytes that are no characters are replaced."""
    return os.fsencode(name).decode("utf-8", "replace")
