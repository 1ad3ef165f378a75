"""Words that name no issue by themselves."""

from functools import cache

import msgspec

from standoff.codebook.files import load


class _TopicsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    generic: tuple[str, ...]


@cache
def generic_words() -> frozenset[str]:
    """Words that any crisis is told with, in lower case."""
    return frozenset(load("issues.yaml", _TopicsFile).generic)
