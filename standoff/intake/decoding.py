"""Bytes → characters: UTF-8 first, then what a byte-order mark or the page declares, then a checked guess."""

import codecs
import re
from dataclasses import dataclass, field
from unicodedata import name

from standoff.core.errors import BinaryInput, TruncatedInput, UndecodableInput
from standoff.intake.stream import bom_encoding

UTF8 = "utf-8"
# Encodings that news is found in, the commoner first; where several fit equally well, the first of them is taken.
LIKELY = (
    *("cp1252", "cp1251", "cp932", "gb18030", "cp949", "cp1250", "koi8_r", "cp1256", "cp1253", "cp1254", "cp1255"),
    *("cp1257", "big5", "euc_jp", "iso8859_2", "cp874", "cp1258"),
)
# What a page may declare: the web's text encodings by Python's names. Others (UTF-7, escapes) are tricks, not texts.
_DECLARABLE = {codecs.lookup(name).name for name in (*LIKELY, "gbk", "gb2312", "shift_jis", "euc_kr", "cp866", "koi8_u")}
_DECLARABLE |= {f"iso8859-{part}" for part in (*range(2, 12), 13, 14, 15, 16)}
_LATIN_1 = {"iso8859-1", "ascii"}  # the web reads these as windows-1252
# Set on 33 short texts in 12 encodings, of which 30 come out right and the others (Hebrew, Czech) with their rivals named:
# right readings had a mess of .03 or less, and one within .03 of the best mess and .12 of the best coherence might be it.
MAX_MESS = 0.1
TIED_MESS = 0.03
TIED_COHERENCE = 0.12
# Characters outside ASCII for each broken place: the legacy texts among those 33, read as UTF-8, have .31 at most.
WHOLE_PER_BROKEN = 4
SAMPLE = 65_536  # bytes that the guess is made on
_WORD = re.compile(r"[^\W\d_]+")
_IN_LATIN = ("LATIN", "MODIFIER", "FEMININE", "MASCULINE")  # how Unicode names letters that stand in Latin words
_ODD_LINES = re.compile(rb"[^\n]*[\x80-\xff][^\n]*\n?")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding that it was read by; `rivals` are others that would fit as well and read differently.

    `broken` counts the places whose bytes are no characters, which the text shows as U+FFFD. `guessed` says that neither
    the file nor the user named the encoding.
    """

    text: str
    encoding: str = UTF8
    rivals: tuple[str, ...] = ()
    broken: int = 0
    guessed: bool = False

    def flags(self) -> tuple[str, ...]:
        """Intake's remarks: none for UTF-8."""
        named = () if self.encoding == UTF8 else (f"encoding{'_guessed' if self.guessed else ''}:{self.encoding}",)
        damage = (f"undecodable_places:{self.broken}",) if self.broken else ()
        return (*named, *(f"encoding_unsure:{rival}" for rival in self.rivals), *damage)


@dataclass(slots=True)
class LineDecoder:
    """Decodes a file's lines one by one: UTF-8 where a line is, else the one legacy encoding of the file.

    The legacy encoding is settled on the first line that is not UTF-8, together with the file's `head`.
    """

    head: bytes
    legacy: Decoded | None = field(default=None)

    def decode(self, raw: bytes) -> Decoded:
        """The line as characters; raises UndecodableInput."""
        try:
            return Decoded(raw.decode(UTF8))
        except UnicodeDecodeError:
            damaged = _damaged_utf8(raw)
        if damaged is not None:
            return damaged
        if self.legacy is None:
            self.legacy = guess(_not_utf8(self.head) + raw)
        return _strictly(raw, self.legacy)


def decode(raw: bytes, declared: str | None = None, encoding: str | None = None) -> Decoded:
    """`raw` as characters, a byte-order mark dropped; raises BinaryInput, TruncatedInput or UndecodableInput.

    `declared` is what a page says of itself, which may be wrong; `encoding` is what the user says, which goes before all but
    a byte-order mark.
    """
    wide = bom_encoding(raw) or (None if raw.startswith(codecs.BOM_UTF8) else encoding)
    if wide:
        return _strictly(raw, Decoded("", wide))
    try:
        return Decoded(raw.removeprefix(codecs.BOM_UTF8).decode(UTF8))
    except UnicodeDecodeError as error:
        _refuse_cut(raw, error)
    if b"\0" in raw:
        raise BinaryInput("not text: it holds NUL bytes; save it as UTF-8 text")
    damaged = _damaged_utf8(raw)
    if damaged is not None:
        return damaged
    named = _declarable(declared)
    if named:
        try:
            return Decoded(raw.decode(named), named)
        except UnicodeDecodeError:
            pass  # pages lie about their encoding: go on to the guess
    return _strictly(raw, guess(raw))


def guess(raw: bytes) -> Decoded:
    """The likeliest legacy encoding of `raw`, with its rivals; raises UndecodableInput where none is likely."""
    from charset_normalizer import from_bytes

    sample = b"".join(_ODD_LINES.findall(raw[: 16 * SAMPLE]))[:SAMPLE] or raw[:SAMPLE]
    fits = [match for match in from_bytes(sample, cp_isolation=list(LIKELY)) if match.chaos <= MAX_MESS]
    fits = [match for match in fits if not _mixes_scripts(str(match))] or fits
    if not fits:
        raise UndecodableInput(
            "text in no encoding that could be told, if text at all: name it (--encoding), or save it as UTF-8"
        )
    ties = [m for m in fits if m.chaos <= fits[0].chaos + TIED_MESS and m.coherence >= fits[0].coherence - TIED_COHERENCE]
    ties.sort(key=lambda match: LIKELY.index(match.encoding) if match.encoding in LIKELY else len(LIKELY))
    best = ties[0]
    return Decoded("", best.encoding, tuple(m.encoding for m in ties[1:] if str(m) != str(best)), guessed=True)


def _mixes_scripts(text: str) -> bool:
    """Whether a word holds plain Latin letters beside letters of another script: the accents of a Latin text read amiss."""
    odd = [word for word in _WORD.findall(text) if not word.isascii() and any(mark.isascii() for mark in word)]
    return any(not name(mark, "LATIN").startswith(_IN_LATIN) for word in odd for mark in word if mark.isalpha())


def _strictly(raw: bytes, by: Decoded) -> Decoded:
    try:
        text = raw.decode(by.encoding).removeprefix("\ufeff")
    except UnicodeError as error:
        raise UndecodableInput(
            f"is not all {by.encoding} ({error}): name its encoding (--encoding), or save it as UTF-8"
        ) from error
    return Decoded(text, by.encoding, by.rivals, guessed=by.guessed)


def _refuse_cut(raw: bytes, error: UnicodeDecodeError) -> None:
    """Raise TruncatedInput for UTF-8 that ends within a character, told from Latin text by an earlier character."""
    if error.reason == "unexpected end of data" and not raw[: error.start].isascii():
        raise TruncatedInput("ends in the middle of a character: it was cut off; fetch it again") from error


def _damaged_utf8(raw: bytes) -> Decoded | None:
    """`raw` as UTF-8 with its broken bytes shown as U+FFFD, None where it is more likely another encoding."""
    text = raw.removeprefix(codecs.BOM_UTF8).decode(UTF8, "replace")
    broken = text.count("\ufffd")
    whole = sum(not mark.isascii() for mark in text) - broken
    return Decoded(text, broken=broken) if whole >= WHOLE_PER_BROKEN * broken else None


def _declarable(name: str | None) -> str | None:
    if not name:
        return None
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return "cp1252" if known in _LATIN_1 else known if known in _DECLARABLE else None


def _not_utf8(head: bytes) -> bytes:
    """The whole lines of `head` that are not UTF-8."""
    return b"".join(line for line in head.splitlines(keepends=True)[:-1] if not _is_utf8(line))


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode(UTF8)
    except UnicodeDecodeError:
        return False
    return True
