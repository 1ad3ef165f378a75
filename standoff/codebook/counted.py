"""Kinds of thing that figures count, so that "troops" and "soldiers" are set side by side."""

import re
from functools import cache

import msgspec

from standoff.codebook.files import load
from standoff.core.errors import CodebookError


class _Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    words: tuple[str, ...]


class _CountedFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kinds: tuple[_Kind, ...]


def kind_of(unit: str) -> str | None:
    """The kind of thing that the words of a unit name, or None where no kind is known."""
    for kind, pattern in _patterns():
        if pattern.search(unit):
            return kind
    return None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each kind with its pattern; raises CodebookError where a kind has no words."""
    found = []
    for entry in load("counted.yaml", _CountedFile).kinds:
        if not entry.words:
            raise CodebookError(f"counted.yaml: the kind {entry.kind!r} has no words to know it by")
        words = "|".join(re.escape(word) for word in entry.words)
        found.append((entry.kind, re.compile(rf"(?<!\w)(?:{words})s?(?!\w)", re.IGNORECASE)))
    return tuple(found)
