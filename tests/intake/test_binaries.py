import io
import zipfile
from pathlib import Path

import pytest

from tests.intake.helpers import failure_of, one_of


def archive() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        made.writestr("word/document.xml", "<w:t>One.</w:t>")
    return held.getvalue()


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (archive(), "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9), "Word"),
        (b"\x89PNG\r\n\x1a\n" + bytes(9), "PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(9), "JPEG"),
        (b"{\\rtf1\\ansi One.}", "RTF"),
        (b"SQLite format 3\0" + bytes(9), "SQLite"),
    ],
)
def test_known_kinds_are_named_with_what_to_do(tmp_path: Path, raw: bytes, kind: str) -> None:
    failure = failure_of(tmp_path, "a.txt", raw)
    assert failure.error == "BinaryInput"
    assert kind in failure.reason


def test_prose_may_begin_with_letters_that_some_binaries_have(tmp_path: Path) -> None:
    assert one_of(tmp_path, "a.txt", b"RIFF between the two ports widens").text.startswith("RIFF")


def test_nul_and_control_characters_are_binary(tmp_path: Path) -> None:
    assert failure_of(tmp_path, "a.txt", b"One\0two").error == "BinaryInput"
    assert failure_of(tmp_path, "b.txt", b"One\x01\x02\x03two").error == "BinaryInput"


def test_a_few_control_characters_are_kept(tmp_path: Path) -> None:
    assert one_of(tmp_path, "a.txt", b"The envoys met in the\x1f afternoon.").text.count("\x1f") == 1
