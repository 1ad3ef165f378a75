"""Plain text: one article a file, title and noise included."""

from collections.abc import Iterator

from standoff.intake.decoding import decode
from standoff.intake.drafts import Draft, sha256
from standoff.intake.formats.format import Format
from standoff.intake.options import IntakeOptions
from standoff.intake.stream import Stream


def read(stream: Stream, options: IntakeOptions) -> Iterator[Draft]:
    """The whole file as one draft; its title is for the reading to find."""
    raw = stream.whole(options.max_raw_bytes)
    decoded = decode(raw, encoding=options.encoding)
    yield Draft(text=decoded.text, raw_sha256=sha256(raw), flags=decoded.flags())


FORMAT = Format(name="text", extensions=frozenset({".txt", ".text", ".md"}), looks_like=lambda head: False, read=read)
