"""Telling by their first bytes the files that are no text."""

from standoff.core.errors import BinaryInput

_TEXT_OF = "save or export its text first"
_UNPACK = "unpack it and give the files inside"
_KINDS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", _TEXT_OF),
    (b"{\\rtf", "a rich text (RTF) document", _TEXT_OF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or Outlook file", _TEXT_OF),
    (b"PK\x03\x04", "a zip archive, such as a Word (docx), OpenDocument or EPUB file", "export its text, or unpack it"),
    (b"PK\x05\x06", "an empty zip archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"BZh", "bzip2 data", _UNPACK),
    (b"\xfd7zXZ\0", "xz data", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "Zstandard data", _UNPACK),
    (b"\x1f\x8b", "gzip data within gzip data", _UNPACK),
    (b"\x89PNG\r\n", "a PNG image", "recognise its text first"),
    (b"\xff\xd8\xff", "a JPEG image", "recognise its text first"),
    (b"GIF8", "a GIF image", "recognise its text first"),
    (b"II*\0", "a TIFF image", "recognise its text first"),
    (b"MM\0*", "a TIFF image", "recognise its text first"),
    (b"RIFF", "a sound, film or WebP image", "give a text"),
    (b"ID3", "a sound", "transcribe it first"),
    (b"\x7fELF", "a program", "give a text"),
    (b"PAR1", "a Parquet table", "export it as CSV or JSON lines"),
    (b"SQLite format 3\0", "an SQLite database", "export its texts as CSV or JSON lines"),
)
_LETTERS = (b"BZh", b"GIF8", b"RIFF", b"ID3", b"PAR1")  # these could begin a text: binary only with a NUL near


def refuse_binary(head: bytes) -> None:
    """Raise BinaryInput, naming the kind, where the first bytes are those of a known kind of binary file."""
    for magic, kind, advice in _KINDS:
        if head.startswith(magic) and (magic not in _LETTERS or b"\0" in head):
            raise BinaryInput(f"{kind}, not text: {advice}")
    if head[257:262] == b"ustar":
        raise BinaryInput(f"a tar archive, not text: {_UNPACK}")
