"""JSON: an object a line, an array of objects, or one object."""

import re
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from standoff.core.errors import BinaryInput, InputError, MalformedInput, OversizedInput, TruncatedInput
from standoff.intake.decoding import LineDecoder, decode
from standoff.intake.drafts import Draft, Refused, sha256
from standoff.intake.formats.format import Format
from standoff.intake.formats.own import refuse_own
from standoff.intake.options import IntakeOptions
from standoff.intake.rows import draft_of
from standoff.intake.stream import Line, Stream, peek

T = TypeVar("T")
_LOOKS = re.compile(r"(?:\[\s*)?\{\s*(?:\"|$)")
_MARK = b"\xef\xbb\xbf"
_CUT = "truncated"  # msgspec's word for input that ends too early


def read(stream: Stream, options: IntakeOptions) -> Iterator[Draft | Refused]:
    """One draft an object, numbered from 1 where there can be several; raises MalformedInput for an export of a record."""
    begin = stream.peek()
    refuse_own(begin)
    if begin.startswith("["):
        yield from _array(stream, options)
    elif begin.partition("\n")[0].strip() == "{":
        yield _object(stream, options)
    else:
        yield from _lines(stream, options)


def _array(stream: Stream, options: IntakeOptions) -> Iterator[Draft | Refused]:
    try:
        raw = stream.whole(options.max_raw_bytes)
    except OversizedInput as error:
        raise OversizedInput(f"{error}; JSON lines, an object a line, have no such limit on the file") from error
    decoded = decode(raw, encoding=options.encoding)
    for row, item in enumerate(_parsed(decoded.text.encode(), list[msgspec.Raw], whole=True), 1):
        yield _row(bytes(item), row, options, decoded.flags())


def _object(stream: Stream, options: IntakeOptions) -> Draft:
    raw = stream.whole(options.max_raw_bytes)
    decoded = decode(raw, encoding=options.encoding)
    fields = _parsed(decoded.text.encode(), dict[str, object], whole=True)
    return draft_of(fields, options, row=None, digest=sha256(raw), flags=decoded.flags())


def _lines(stream: Stream, options: IntakeOptions) -> Iterator[Draft | Refused]:
    decoder, row = LineDecoder(stream.head), 0
    flags = (f"encoding:{wide}",) if (wide := stream.encoding()) else ()
    for line in stream.lines(options.max_raw_bytes):
        if line.too_long or line.raw.removeprefix(_MARK).strip():
            row += 1
            yield _from_line(line, row, decoder, options, flags)


def _from_line(line: Line, row: int, decoder: LineDecoder, options: IntakeOptions, flags: tuple[str, ...]) -> Draft | Refused:
    try:
        if line.too_long:
            raise OversizedInput(
                f"a line of more than {options.max_raw_bytes:,} bytes: split it, or raise the limit (--max-raw-bytes)"
            )
        if b"\0" in line.raw:
            raise BinaryInput("not JSON: the line holds NUL bytes; save the file as UTF-8")
        decoded = decoder.decode(line.raw.removeprefix(_MARK))
        fields = _parsed(decoded.text.encode(), dict[str, object], whole=not line.ended)
        return draft_of(fields, options, row=row, digest=sha256(line.raw), flags=(*flags, *decoded.flags()))
    except InputError as error:
        return Refused(row=row, error=error)


def _row(raw: bytes, row: int, options: IntakeOptions, flags: tuple[str, ...]) -> Draft | Refused:
    try:
        fields = _parsed(raw, dict[str, object], whole=False)
        return draft_of(fields, options, row=row, digest=sha256(raw), flags=flags)
    except InputError as error:
        return Refused(row=row, error=error)


def _parsed(raw: bytes, shape: type[T], *, whole: bool) -> T:
    """`raw` as a `shape`; `whole` says that it runs to the end of its file, where JSON may be cut off."""
    try:
        return msgspec.json.decode(raw, type=shape)
    except (msgspec.DecodeError, RecursionError) as error:
        if whole and _CUT in str(error):
            raise TruncatedInput("JSON cut off before its end: fetch the file again") from error
        raise MalformedInput(f"not an article in JSON ({error}): give one object a line, with a text") from error


def _looks_like(head: bytes) -> bool:
    return _LOOKS.match(peek(head)) is not None


FORMAT = Format(name="jsonl", extensions=frozenset({".jsonl", ".ndjson", ".json"}), looks_like=_looks_like, read=read)
