"""Bytes of one source, unpacked and bounded, a chunk at a time."""

import codecs
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from standoff.core.errors import InputError, MalformedInput, OversizedInput, TruncatedInput, UndecodableInput

CHUNK = 65_536
HEAD = 8_192  # bytes; enough to tell a format by
GIVE_UP = 10  # a line this many times over the limit ends its file: a bomb, not an article
_GZIP = b"\x1f\x8b"
_BOMS = (  # the longer first: UTF-32's little-endian mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its line end; `ended` says whether it had one, `too_long` that its bytes were dropped."""

    raw: bytes
    ended: bool
    too_long: bool = False


class Stream:
    """One source's bytes, unpacked where gzipped, to be read once: whole or by lines.

    `head` holds the first bytes without using them up. What is wrong with the bytes is raised when the reading reaches it.
    """

    def __init__(self, chunks: Iterator[bytes], encoding: str | None = None) -> None:
        head, rest = _ahead(chunks, len(_GZIP))
        chunks = chain([head], rest)
        self._said = encoding
        self.head, self._rest = _ahead(_gunzip(chunks) if head.startswith(_GZIP) else chunks, HEAD)

    def whole(self, limit: int) -> bytes:
        """All bytes; raises OversizedInput where they are more than `limit`."""
        parts, size = [], 0
        for chunk in self._chunks():
            parts.append(chunk)
            size += len(chunk)
            if size > limit:
                raise OversizedInput(f"holds more than {limit:,} bytes: split it, or raise the limit (--max-raw-bytes)")
        return b"".join(parts)

    def encoding(self) -> str | None:
        """The wide encoding that a byte-order mark announces, else the one that the user says; None where there is neither."""
        return bom_encoding(self.head) or (None if self.head.startswith(codecs.BOM_UTF8) else self._said)

    def peek(self) -> str:
        """The first bytes as characters without leading blanks: good enough to tell a format by, not to keep."""
        return self.head.decode(self.encoding() or "utf-8", "replace").lstrip("\ufeff \t\r\n")

    def lines(self, limit: int) -> Iterator[Line]:
        """Each line of at most `limit` bytes, longer ones marked; in UTF-8 where `encoding` is known, else as it is."""
        wide = self.encoding()
        return _lines(_as_utf8(self._chunks(), wide) if wide else self._chunks(), limit)

    def _chunks(self) -> Iterator[bytes]:
        return chain([self.head], self._rest)


def bom_encoding(raw: bytes) -> str | None:
    """UTF-16 or UTF-32 where `raw` begins with its byte-order mark."""
    return next((name for mark, name in _BOMS if raw.startswith(mark)), None)


def peek(head: bytes) -> str:
    """The first bytes as characters without leading blanks: good enough to tell a format by, not to keep."""
    return head.decode(bom_encoding(head) or "utf-8", "replace").lstrip("\ufeff \t\r\n")


def chunks_of(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of an open file as they come, so that a pipe's first lines are not waited for."""
    read = getattr(file, "read1", file.read)
    while chunk := read(CHUNK):
        yield chunk


def _ahead(chunks: Iterator[bytes], size: int) -> tuple[bytes, Iterator[bytes]]:
    """The first `size` bytes or more, and what follows them, which is an error where reading on meets one."""
    head = b""
    try:
        while len(head) < size:
            head += next(chunks)
    except StopIteration:
        return head, iter(())
    except InputError as error:
        return head, _failing(error)
    return head, chunks


def _failing(error: InputError) -> Iterator[bytes]:
    yield b""
    raise error


def _gunzip(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The unpacked bytes, at most CHUNK at a time, of all members of a gzip file."""
    unpacker, begun = zlib.decompressobj(wbits=31), False
    try:
        for chunk in chunks:
            while chunk:
                begun = True
                yield from _unpacked(unpacker, chunk)
                if not unpacker.eof:
                    break
                chunk = unpacker.unused_data.lstrip(b"\0")  # zeros may pad the end
                unpacker, begun = zlib.decompressobj(wbits=31), bool(chunk)
    except zlib.error as error:
        raise MalformedInput(f"damaged gzip data ({error}): unpack or fetch it again") from error
    if begun:
        raise TruncatedInput("gzip data cut off before its end: fetch it again")


def _unpacked(unpacker: "zlib._Decompress", chunk: bytes) -> Iterator[bytes]:
    """What `chunk` unpacks to, a bounded piece at a time."""
    while True:
        piece = unpacker.decompress(chunk, CHUNK)
        yield piece
        chunk = unpacker.unconsumed_tail
        if unpacker.eof or (not chunk and len(piece) < CHUNK):
            return


def _as_utf8(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in chunks:
            yield decoder.decode(chunk).encode()
        decoder.decode(b"", final=True)
    except UnicodeError as error:
        raise UndecodableInput(f"is not all {encoding} ({error}): name its encoding (--encoding), or save it as UTF-8") from error


def _lines(chunks: Iterable[bytes], limit: int) -> Iterator[Line]:
    held, size, idle = bytearray(), 0, 0
    for chunk in chunks:
        idle = 0 if chunk.strip() else idle + len(chunk)
        *done, rest = chunk.split(b"\n")
        for part in done:
            yield _line(bytes(held) + part, size + len(part), limit, ended=True)
            held.clear()
            size = 0
        size += len(rest)
        if max(size, idle) > GIVE_UP * limit:
            raise OversizedInput(f"{GIVE_UP * limit:,} bytes of one line or of blanks: the rest of the file was not read")
        if size <= limit:
            held += rest
        else:
            held.clear()
    if size:
        yield _line(bytes(held), size, limit, ended=False)


def _line(raw: bytes, size: int, limit: int, *, ended: bool) -> Line:
    return Line(b"", ended, too_long=True) if size > limit else Line(raw.removesuffix(b"\r"), ended)
