"""Web pages: main text by trafilatura, publication date by htmldate, both offline."""

import logging
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from standoff.core.errors import EmptyInput, MalformedInput, TruncatedInput
from standoff.intake.decoding import decode
from standoff.intake.drafts import Draft, sha256
from standoff.intake.formats.format import Format
from standoff.intake.options import IntakeOptions
from standoff.intake.stream import HEAD, Stream, peek

_LOOKS = re.compile(
    r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_OPEN_TAG = re.compile(r"<(?:[a-z/!?][^>]*)?\Z", re.IGNORECASE)
_PARAGRAPH_END = re.compile(r"\n+")
_DOCTYPE = "<!DOCTYPE html>\n"


def read(stream: Stream, options: IntakeOptions) -> Iterator[Draft]:
    """The page's main text as one draft, a blank line between paragraphs, with its title, author, date and site."""
    raw = stream.whole(options.max_raw_bytes)
    declared = _CHARSET.search(raw[:HEAD])
    decoded = decode(raw, declared[1].decode() if declared else None, options.encoding)
    _refuse_cut(decoded.text)
    page = _extract(decoded.text)
    text = _PARAGRAPH_END.sub("\n\n", (page.text if page else None) or "").strip()
    if not text:
        raise EmptyInput("no main text found in the page: save its text as a .txt file")
    day, flags = _published(page.date, decoded.text)
    yield Draft(
        text=text,
        raw_sha256=sha256(raw),
        title=page.title,
        published=day,
        url=page.url,
        outlet=page.sitename,
        author=page.author,
        flags=(*decoded.flags(), *flags),
    )


def _refuse_cut(source: str) -> None:
    """Raise TruncatedInput for a page that is never closed and ends within a tag."""
    if _OPEN_TAG.match(source, max(source.rfind("<"), 0)) and not _CLOSED.search(source):
        raise TruncatedInput("the page ends in the middle of a tag: it was cut off; fetch it again")


def _extract(source: str) -> Any:
    """Trafilatura's document, None where it finds nothing."""
    bare_extraction = _extractor()
    # without a mention of HTML near the beginning trafilatura takes a page for a fragment and refuses it
    page = source if "html" in source[:50].lower() else _DOCTYPE + source
    try:
        return bare_extraction(page, with_metadata=True, include_comments=False, date_extraction_params=_date_params())
    except Exception as error:  # other people's parsers meet any page of the web; whatever they raise, this page alone fails
        raise MalformedInput(f"the page cannot be parsed ({type(error).__name__}): save its text as a .txt file") from error


def _date_params() -> dict[str, Any]:
    """The first publication, not the last change; only where the page marks it, since free search also finds event dates."""
    return {"original_date": True, "extensive_search": False}


@cache
def _extractor() -> Any:
    """Trafilatura's function, loaded when a page comes; what it logs goes to those who ask for logs, not to the terminal."""
    from trafilatura import bare_extraction

    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).addHandler(logging.NullHandler())
    return bare_extraction


def _published(day: str | None, source: str) -> tuple[str | None, tuple[str, ...]]:
    """The date that was found, kept only where the page writes it in a form that means one day."""
    if day is None:
        return None, ()
    if _written(day, source):
        return day, ()
    return None, (f"published_unreadable:{day}",)


def _written(day: str, source: str) -> bool:
    """Whether `source` has the ISO day with its year first, with a month in words, or with a day above 12.

    htmldate settles 03/04/2022 by a guess and fills in missing days with 1; neither is a date that the page gives.
    """
    year, month, number = (int(part) for part in day.split("-"))
    dd, mm, th = f"0?{number}(?!\\d)", f"0?{month}", r"(?:st|nd|rd|th)?"
    forms = [
        rf"{year}\D{{0,3}}{mm}\D{{0,3}}{dd}",
        rf"{year}\W[^\W\d]{{3,9}}\W{dd}",
        rf"(?<!\d){dd}{th}\W{{0,3}}(?:de\s|of\s)?[^\W\d]{{3,20}}\W{{0,3}}(?:de\s)?{year}",
        rf"[^\W\d]{{3,20}}\W{{0,3}}(?<!\d){dd}{th}\W{{1,3}}{year}",
    ]
    if number > 12 or number == month:
        forms += [rf"(?<!\d){dd}[-./]{mm}[-./]{year}", rf"(?<!\d){mm}[-./]{dd}[-./]{year}"]
    return any(re.search(form, source) for form in forms)


def _looks_like(head: bytes) -> bool:
    return _LOOKS.match(peek(head)) is not None


FORMAT = Format(name="html", extensions=frozenset({".html", ".htm", ".xhtml"}), looks_like=_looks_like, read=read)
