"""From what a format found to an article: the checks and rules that all formats share."""

import hashlib
import re
from dataclasses import dataclass

import msgspec

from standoff.core.errors import BinaryInput, EmptyInput, InputError, MalformedInput, OversizedInput, UndecodableInput
from standoff.core.ids import text_id
from standoff.core.records import Article
from standoff.core.spans import Span, cut
from standoff.intake.given import UNREADABLE, given
from standoff.intake.options import IntakeOptions

MAX_CONTROL = 0.1  # share of control characters; text has none to speak of, decoded binaries a tenth and more
_LINE_END = re.compile(r"\r\n?")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")  # all but tab, line ends and feeds
_AFTER_TITLE = re.compile(r"\s*[|–—·:»-]\s")  # what stands between a page's title and its site's name


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """One item that could not be taken in: where, why and what to do, and the error's class name."""

    name: str
    reason: str
    error: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """One item as a format found it, not yet checked; `row` (from 1) where its file holds several."""

    text: str
    raw_sha256: str
    row: int | None = None
    title: str | None = None
    published: object = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """One row that its format could not read; the others go on."""

    row: int
    error: InputError


def sha256(raw: bytes) -> str:
    """The SHA-256 of an item's raw bytes, in hexadecimal digits."""
    return hashlib.sha256(raw).hexdigest()


def finish(draft: Draft, name: str, kind: str, options: IntakeOptions) -> Article:
    """The article that `draft` makes; raises an InputError that says what is wrong with it."""
    body = stored(draft.text)
    if not body.strip():
        raise EmptyInput("holds no text: nothing to read; give the article's text")
    text, title = titled(stored(draft.title or "").strip(), body)
    check(text, options)
    published, remarks = given(draft.published)
    return Article(
        id=text_id(text),
        name=name,
        text=text,
        title=title,
        published_given=published,
        url=draft.url,
        outlet=draft.outlet,
        author=draft.author,
        format=kind,
        raw_sha256=draft.raw_sha256,
        flags=(*draft.flags, *remarks),
    )


def article_of(
    text: str,
    *,
    name: str,
    title: str | None = None,
    published: object = None,
    url: str | None = None,
    outlet: str | None = None,
) -> Article:
    """The article of a text that a program already holds.

    Raises an InputError where it is empty, not text, or has a date that cannot be read.
    """
    words: dict[str, object] = {"text": text, "name": name, "title": title, "url": url, "outlet": outlet}
    for field, value in words.items():
        if not isinstance(value, str) and (value is not None or field in ("text", "name")):
            advice = "decode it first" if isinstance(value, bytes) else "give a str"
            raise MalformedInput(f"{field} is {type(value).__name__}, not text: {advice}")
    raw = sha256(text.encode("utf-8", "surrogatepass"))
    draft = Draft(text=text, raw_sha256=raw, title=title, published=published, url=url, outlet=outlet)
    article = finish(draft, name, "text", IntakeOptions())
    if any(flag.startswith(UNREADABLE) for flag in article.flags):
        raise MalformedInput(f"published {str(published)!r} is no date that can be read: write it as 2022-01-26, or leave it out")
    return article


def stored(text: str) -> str:
    """`text` as it is kept: line ends as line feeds, a byte-order mark dropped, nothing else changed."""
    return _LINE_END.sub("\n", text.removeprefix("\ufeff"))


def titled(title: str, body: str) -> tuple[str, Span | None]:
    """The text with its title above it, and the title's span; a body that begins with its title is left alone."""
    if not title:
        return body, None
    start = len(body) - len(body.lstrip())
    first = body[start:].partition("\n")[0].rstrip()
    if body.startswith(title, start) and not body[start + len(title) : start + len(title) + 1].isalnum():
        return body, cut(body, start, start + len(title))
    if _same_title(title, first):
        return body, cut(body, start, start + len(first))
    return f"{title}\n\n{body}", Span(0, len(title), title)


def _same_title(title: str, line: str) -> bool:
    """Whether `line` is `title`, case, spacing and a site's name behind it aside."""
    long, short = " ".join(title.casefold().split()), " ".join(line.casefold().split())
    return long == short or (long.startswith(short) and _AFTER_TITLE.match(long, len(short)) is not None)


def check(text: str, options: IntakeOptions) -> None:
    """Raise BinaryInput, UndecodableInput or OversizedInput for what is no text of a bearable size."""
    if "\0" in text:
        raise BinaryInput("not text: it holds NUL characters; save it as UTF-8 text")
    control = len(_CONTROL.findall(text))
    if control > MAX_CONTROL * len(text):
        raise BinaryInput(f"not text: {control:,} of its {len(text):,} characters are control characters")
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise UndecodableInput(f"half a character at {error.start} (a lone surrogate): save it as UTF-8") from error
    if size > options.max_text_bytes:
        raise OversizedInput(
            f"{size:,} bytes of text, {options.max_text_bytes:,} allowed: split it, or raise the limit (--max-text-bytes)"
        )
