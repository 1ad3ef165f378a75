"""The words by which an article says who speaks for whom: offices, unnamed sources, and what binds them to a party."""

from functools import cache
from typing import Literal

import msgspec

from standoff.codebook.files import load

Gender = Literal["m", "f", "n"]


class CastWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The word lists of `cast.yaml`, each described there; lower case, nouns in the singular."""

    offices: frozenset[str]
    office_words: frozenset[str]
    honorifics: dict[str, Gender]
    agents: frozenset[str]
    places: frozenset[str]
    unnamed: frozenset[str]
    belonging: frozenset[str]
    locatives: frozenset[str]
    not_of: frozenset[str]
    opposed: frozenset[str]
    speech: frozenset[str]


@cache
def cast_words() -> CastWords:
    """The shipped word lists; raises CodebookError where the file breaks its rules."""
    return load("cast.yaml", CastWords)
