import gzip
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.core.errors import MalformedInput, OversizedInput, TruncatedInput
from standoff.intake.stream import Line, Stream

RAW = b"".join(b"line %d\n" % number for number in range(20_000))


def pieces(raw: bytes, size: int = 1000) -> Iterator[bytes]:
    return (raw[at : at + size] for at in range(0, len(raw), size))


def test_looking_ahead_uses_nothing_up() -> None:
    stream = Stream(pieces(RAW))
    assert stream.head.startswith(b"line 0")
    assert stream.whole(10**9) == RAW


def test_gzip_is_unpacked_also_in_several_members_and_padded() -> None:
    assert Stream(pieces(gzip.compress(RAW) + gzip.compress(b"more") + b"\0" * 9)).whole(10**9) == RAW + b"more"


def test_gzip_cut_off_yields_its_lines_and_then_fails() -> None:
    lines = Stream(pieces(gzip.compress(RAW)[:-5000])).lines(100)
    assert next(lines) == Line(b"line 0", ended=True)
    with pytest.raises(TruncatedInput):
        list(lines)


def test_damaged_gzip_fails() -> None:
    packed = bytearray(gzip.compress(RAW))
    packed[-6] ^= 1  # the checksum
    with pytest.raises(MalformedInput):
        Stream(pieces(bytes(packed))).whole(10**9)


def test_a_bomb_is_left_at_the_limit() -> None:
    unpacked = 0

    def counted() -> Iterator[bytes]:
        nonlocal unpacked
        for piece in pieces(gzip.compress(bytes(30_000_000))):
            unpacked += len(piece)
            yield piece

    with pytest.raises(OversizedInput):
        Stream(counted()).whole(100_000)
    assert unpacked < 2000


def test_a_line_bomb_ends_its_file() -> None:
    with pytest.raises(OversizedInput):
        list(Stream(pieces(gzip.compress(b"x" * 3_000_000))).lines(1000))


def test_a_long_line_is_marked_and_the_next_one_read() -> None:
    assert list(Stream(pieces(b"a\n" + b"x" * 50 + b"\nb", 7)).lines(20)) == [
        Line(b"a", ended=True),
        Line(b"", ended=True, too_long=True),
        Line(b"b", ended=False),
    ]


@given(st.binary(max_size=300), st.integers(1, 50))
def test_lines_hold_every_byte_but_line_ends(raw: bytes, size: int) -> None:
    lines = list(Stream(pieces(gzip.compress(raw), size)).lines(10_000))
    if not raw.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        assert b"\n".join(line.raw for line in lines) == b"\n".join(
            part.removesuffix(b"\r") for part in raw.removesuffix(b"\n").split(b"\n")
        )


def test_a_bomb_of_blank_lines_ends_its_file() -> None:
    with pytest.raises(OversizedInput):
        for _ in Stream(pieces(gzip.compress(b"\n" * 3_000_000))).lines(1000):
            pass
