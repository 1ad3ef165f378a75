"""Rows with named fields (of JSON, of tables) → drafts."""

from collections.abc import Iterable, Mapping

from standoff.core.errors import MalformedInput, UndecodableInput
from standoff.intake.drafts import Draft
from standoff.intake.options import IntakeOptions

_KINDS = {type(None): "null", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
SHOWN = 20  # columns that a message lists


def draft_of(
    fields: Mapping[str, object], options: IntakeOptions, *, row: int | None, digest: str, flags: tuple[str, ...]
) -> Draft:
    """The draft that one row makes; raises MalformedInput for a row without text."""
    text = fields.get(options.column("text"))
    if not isinstance(text, str):
        wanted = options.column("text")
        if wanted in fields:
            kind = _KINDS.get(type(text), "no text")
            raise MalformedInput(f"what stands under {wanted!r} is {kind}; name another with --column text=NAME")
        raise no_text("this row has no", fields, options)
    return Draft(
        text=text,
        raw_sha256=digest,
        row=row,
        title=_words(fields, "title", options),
        published=options.value(fields, "published"),
        url=_words(fields, "url", options),
        outlet=_words(fields, "source", options),
        author=_words(fields, "author", options),
        flags=flags,
    )


def no_text(what: str, columns: Iterable[str], options: IntakeOptions) -> MalformedInput:
    """The error for a text that is not where it should be, with the columns there are and how to name the right one."""
    names = list(columns)
    shown = ", ".join(names[:SHOWN]) + (" ..." if len(names) > SHOWN else "")
    wanted = options.column("text")
    return MalformedInput(f"{what} text under {wanted!r}; found: {shown or 'nothing'}. Name it with --column text=NAME")


def _words(fields: Mapping[str, object], name: str, options: IntakeOptions) -> str | None:
    """A field's words, None where it has none."""
    value = options.value(fields, name)
    if not isinstance(value, str) or not value.strip():
        return None
    if any("\ud800" <= mark <= "\udfff" for mark in value):
        raise UndecodableInput(f"half a character in {name} (a lone surrogate): save it as UTF-8")
    return value.strip()
