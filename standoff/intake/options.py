"""What can be set about intake."""

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field

from standoff.core.errors import UsageError

FIELDS = ("text", "title", "published", "url", "source", "author")
# What rows of other programs call these, where they have no column of our name and none is named for it: a date that nobody
# took up would be lost without a word. The text alone must be named: a summary is soon taken for it.
ALSO: Mapping[str, tuple[str, ...]] = {
    "title": ("headline",),
    "published": (
        "date", "date_published", "datePublished", "published_at", "publish_date", "publication_date", "pubdate", "pub_date",
    ),
    "url": ("link",),
    "source": ("outlet", "publisher"),
    "author": ("byline",),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class IntakeOptions:
    """How sources are read.

    Where `columns` says nothing of a field, and rows have none of its name, the names in ALSO are tried.

    `input_format` (text, html, jsonl, csv) overrules name and content of standard input and of files named one by one.
    `columns` maps our fields (text, title, published, url, source, author) to the names that rows use for them, such as
    {"text": "body"}. `max_text_bytes` bounds an article's text in UTF-8, `max_raw_bytes` what it is read from, unpacked;
    both far more than news articles have (the parser needs about 1 GB of memory for 300,000 bytes of text). Raises
    UsageError for settings that make no sense. `encoding` overrules what files say of themselves and what is guessed, but for a
    byte-order mark.
    """

    input_format: str | None = None
    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    max_text_bytes: int = 400_000
    max_raw_bytes: int = 20_000_000

    def __post_init__(self) -> None:
        if self.encoding is not None:
            _check_encoding(self.encoding)
        unknown = sorted(set(self.columns) - set(FIELDS))
        if unknown:
            raise UsageError(f"no field {', '.join(unknown)} to map a column to: the fields are {', '.join(FIELDS)}")
        if self.max_text_bytes < 1 or self.max_raw_bytes < 1:
            raise UsageError("max_text_bytes and max_raw_bytes must be 1 or more")

    def column(self, name: str) -> str:
        """The name that rows use for our field `name`."""
        return self.columns.get(name, name)

    def value(self, fields: Mapping[str, object], name: str) -> object:
        """What a row holds for our field `name`, None where it holds nothing."""
        column = self.column(name)
        if column in fields or name in self.columns:
            return fields.get(column)
        return next((fields[other] for other in ALSO.get(name, ()) if fields.get(other) not in (None, "")), None)


def _check_encoding(name: str) -> None:
    try:
        known = codecs.lookup(name)
        "a".encode(known.name)
    except (LookupError, ValueError) as error:  # unknown, or a codec that is none of text
        raise UsageError(f"no encoding {name!r} of text; write it as in utf-8, latin-1, cp1250, koi8-r or shift_jis") from error
