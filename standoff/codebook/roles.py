"""Roles: the offices, organs and sides by which news names who speaks, and for whom each speaks as a rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from standoff.codebook.castwords import cast_words
from standoff.codebook.files import load
from standoff.codebook.forms import FormIndex

Level = Literal["leaders", "ministers", "senior_officials", "officials", "none"]
SpeaksFor = Literal["state", "organisation", "either", "none"]


class RoleEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of office: its words, how high it meets, and for whom it speaks where the text names no body."""

    role: str
    level: Level
    speaks_for: SpeaksFor
    words: tuple[str, ...]


class OrganEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nouns for an organ that takes its state from the context."""

    organ: str
    words: tuple[str, ...]


class Prefixes(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words before a role: those that leave it as it is, and those that end it."""

    neutral: tuple[str, ...]
    former: tuple[str, ...]


class AnonymousHeads(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nouns for sources without a name, and words that show that one is not named."""

    words: tuple[str, ...]
    unnamed: tuple[str, ...]


class RolesFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file `actors/roles.yaml`."""

    roles: tuple[RoleEntry, ...]
    organs: tuple[OrganEntry, ...]
    prefixes: Prefixes
    titles: tuple[str, ...]
    sides: tuple[str, ...]
    anonymous_heads: AnonymousHeads
    anonymous_marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """What a form stands for: a role (with level and `speaks_for`) or an organ; `plural` as it is written."""

    name: str
    kind: Literal["role", "organ"]
    speaks_for: SpeaksFor = "either"
    level: Level = "none"
    plural: bool = False


@dataclass(frozen=True, kw_only=True)
class Roles:
    """The roles, indexed; look a text's lower-case pieces up in `posts`."""

    posts: FormIndex[Post]
    marks: FormIndex[bool]
    neutral: frozenset[str]
    former: frozenset[str]
    titles: frozenset[str]


def plural_of(word: str) -> str:
    """The regular plural of a noun phrase's last word, and of the first one in "chief of staff", "consul general"."""
    head, _, tail = word.partition(" of ")
    if tail:
        return f"{plural_of(head)} of {tail}"
    if word.endswith("man"):
        return word[:-2] + "en"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def _posts(file: RolesFile) -> Iterator[tuple[str, Post]]:
    for entry in file.roles:
        for word in entry.words:
            yield word, Post(entry.role, "role", entry.speaks_for, entry.level)
            yield plural_of(word), Post(entry.role, "role", entry.speaks_for, entry.level, plural=True)
    for organ in file.organs:
        for word in organ.words:
            yield word, Post(organ.organ, "organ", "state")
    kinds = {word: entry for entry in file.roles for word in entry.words}
    for short, office in cast_words().abbreviated.items():
        entry = kinds[office]
        yield short, Post(entry.role, "role", entry.speaks_for, entry.level)
        if short.endswith("."):
            yield f"{short[:-1]}s.", Post(entry.role, "role", entry.speaks_for, entry.level, plural=True)


@cache
def roles() -> Roles:
    """The roles of the shipped data file; raises CodebookError where it breaks its rules."""
    file = load("actors/roles.yaml", RolesFile)
    return Roles(
        posts=FormIndex(_posts(file)),
        marks=FormIndex((mark, True) for mark in file.anonymous_marks),
        neutral=frozenset(file.prefixes.neutral),
        former=frozenset(file.prefixes.former),
        titles=frozenset(file.titles),
    )
