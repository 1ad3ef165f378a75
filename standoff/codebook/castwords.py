"""The words by which an article says who speaks for whom: offices, unnamed sources, and what binds them to a party."""

from functools import cache
from typing import Literal

import msgspec

from standoff.codebook.files import load

Gender = Literal["m", "f", "n"]


class CastWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The word lists of `cast.yaml`, each described there; lower case, nouns in the singular."""

    office_words: frozenset[str]
    honorifics: dict[str, Gender]
    not_persons: frozenset[str]
    before_names: frozenset[str]
    agents: frozenset[str]
    office_links: frozenset[str]
    close_roles: frozenset[str]
    generic: dict[str, frozenset[str]]
    state_nouns: frozenset[str]
    own_side: frozenset[str]
    documents: frozenset[str]
    collectives: frozenset[str]
    state_words: frozenset[str]
    papers: frozenset[str]
    private_persons: frozenset[str]
    private_bodies: frozenset[str]
    institutes: frozenset[str]
    groups: dict[str, frozenset[Literal["group", "organisation", "bloc"]]]
    pairs: frozenset[str]
    abbreviated: dict[str, str]
    lacking: dict[str, frozenset[str]]
    places: frozenset[str]
    unnamed: frozenset[str]
    belonging: frozenset[str]
    posted: frozenset[str]
    unaligned: frozenset[str]
    learned: frozenset[str]
    press: frozenset[str]
    official: frozenset[str]
    one_voice: frozenset[str]
    gone: frozenset[str]
    subjects: frozenset[str]
    ties: frozenset[str]
    irregulars: frozenset[str]
    from_anywhere: frozenset[str]
    private_voices: frozenset[str]
    partisans: frozenset[str]
    locatives: frozenset[str]
    not_of: frozenset[str]
    opposed: frozenset[str]
    speech: frozenset[str]
    organs: frozenset[str]
    interim: frozenset[str]
    heading: frozenset[str]
    peers: frozenset[str]
    landforms: frozenset[str]
    taking_in: frozenset[str]


@cache
def cast_words() -> CastWords:
    """The shipped word lists; raises CodebookError where the file breaks its rules."""
    return load("cast.yaml", CastWords)


class _FirstNames(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    f: tuple[str, ...]
    m: tuple[str, ...]


@cache
def first_names() -> dict[str, Gender]:
    """The gender that a first name tells, by the name in lower case without accents."""
    file = load("first_names.yaml", _FirstNames)
    return {**dict.fromkeys(file.f, "f"), **dict.fromkeys(file.m, "m")}
