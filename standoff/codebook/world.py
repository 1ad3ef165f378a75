"""The world's actors as news names them: states, organisations and groups, found in a text by their forms.

A form is cut into pieces (words and single signs) and looked up by its first piece, longest form first, so that
"South Sudan" is never read as "Sudan" and "US" is never the pronoun. Files that are not there yet are skipped.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from standoff.codebook.files import load
from standoff.core.records import ActorType

Kind = Literal["name", "adjective", "people", "capital", "seat", "media", "company", "contextual"]

_PIECE = re.compile(r"\w+|[^\w\s]")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "–": "-"})


class State(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One state: its code (ISO 3166 alpha-3) and the forms by which it, its people, organs and media are named."""

    code: str
    name: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    contextual: tuple[str, ...] = ()
    wikidata: str | None = None
    historic: bool = False
    from_: int | None = msgspec.field(default=None, name="from")
    to: int | None = None


class Organisation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An alliance, court, agency or standing group of states; `civil` where it speaks for nobody but itself."""

    code: str
    name: str
    kind: Literal["organisation", "bloc", "court", "agency"]
    parent: str | None = None
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    joined: dict[str, int] = {}
    base: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    contextual: tuple[str, ...] = ()
    civil: bool = False
    wikidata: str | None = None
    historic: bool = False
    from_: int | None = msgspec.field(default=None, name="from")
    to: int | None = None


class Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An armed group, movement, region with authorities of its own, or a bloc of states spoken of as one."""

    code: str
    name: str
    kind: Literal["armed_group", "movement", "government", "region", "bloc"]
    base: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    contextual: tuple[str, ...] = ()
    with_article: tuple[str, ...] = ()
    wikidata: str | None = None
    historic: bool = False
    from_: int | None = msgspec.field(default=None, name="from")
    to: int | None = None


Entry = State | Organisation | Group


class _StatesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    states: tuple[State, ...]


class _OrganisationsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    organisations: tuple[Organisation, ...]


class _GroupsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """That a form may name the actor `code`; `ambiguous` where the form has another common meaning."""

    code: str
    kind: Kind
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A form found at `start`:`end` (code points), with every actor that claims it."""

    start: int
    end: int
    claims: tuple[Claim, ...]


@dataclass(frozen=True, kw_only=True)
class World:
    """The index of all forms; ask it with `find`."""

    forms: dict[str, tuple[tuple[tuple[str, ...], tuple[Claim, ...]], ...]]
    names: dict[str, str]
    types: dict[str, ActorType]
    heads: dict[str, tuple[str, ...]]

    def find(self, text: str) -> Iterator[Match]:
        """Every longest form in `text`, left to right, none overlapping another."""
        bounds = [match.span() for match in _PIECE.finditer(text)]
        words = [text[start:end] for start, end in bounds]
        place = 0
        while place < len(words):
            length = 0
            for pieces, claims in self.forms.get(words[place], ()):
                length = len(pieces)
                if tuple(words[place : place + length]) == pieces and _whole(claims, words, place + length):
                    yield Match(bounds[place][0], bounds[place + length - 1][1], claims)
                    break
            else:
                length = 0
            place += max(1, length)


def _whole(claims: tuple[Claim, ...], words: list[str], end: int) -> bool:
    """Whether the form ends at `end`: "the North" does not where a name goes on ("the North Korean", "the North Sea")."""
    return claims[0].kind != "contextual" or end >= len(words) or not words[end][:1].isupper()


def pieces_of(form: str) -> tuple[str, ...]:
    """The words and signs of a form, typographic apostrophes made plain."""
    return tuple(_PIECE.findall(form.translate(_APOSTROPHES)))


_KINDS: dict[str, Kind] = {
    "names": "name",
    "adjectives": "adjective",
    "people": "people",
    "capital": "capital",
    "seats": "seat",
    "media": "media",
    "companies": "company",
}


def _forms(entry: Entry) -> Iterator[tuple[str, Claim]]:
    """Every form of an actor with its claim; one that needs its article comes with it, in both cases."""
    fixed = getattr(entry, "with_article", ())
    for form, kind in ((entry.name, "name"), *((f, k) for name, k in _KINDS.items() for f in getattr(entry, name, ()))):
        claim = Claim(entry.code, kind, form in entry.ambiguous)
        for written in (f"the {form}", f"The {form}") if form in fixed else (form,):
            yield written, claim
    for form in entry.contextual:
        yield form, Claim(entry.code, "contextual", True)
        yield form[0].upper() + form[1:], Claim(entry.code, "contextual", True)


def _index(entries: Iterable[tuple[str, Claim]]) -> dict[str, tuple[tuple[tuple[str, ...], tuple[Claim, ...]], ...]]:
    claims: dict[tuple[str, ...], dict[str, Claim]] = defaultdict(dict)
    for form, claim in entries:
        claims[pieces_of(form)].setdefault(claim.code, claim)
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[Claim, ...]]]] = defaultdict(list)
    for pieces, found in claims.items():
        by_first[pieces[0]].append((pieces, tuple(found.values())))
    return {first: tuple(sorted(forms, key=lambda f: -len(f[0]))) for first, forms in by_first.items()}


def _type(entry: Entry) -> ActorType:
    if isinstance(entry, State):
        return "state"
    if entry.kind == "bloc":
        return "bloc"
    return "organisation" if isinstance(entry, Organisation) else "group"


@cache
def world() -> World:
    """The actors of the shipped data files; raises CodebookError where a file breaks its rules."""
    entries: tuple[Entry, ...] = (
        *load("actors/states.yaml", _StatesFile).states,
        *load("actors/organisations.yaml", _OrganisationsFile).organisations,
        *load("actors/groups.yaml", _GroupsFile).groups,
    )
    heads: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for head in getattr(entry, "heads", ()):
            heads[head].append(entry.code)
    return World(
        forms=_index(pair for entry in entries for pair in _forms(entry)),
        names={entry.code: entry.name for entry in entries},
        types={entry.code: _type(entry) for entry in entries},
        heads={head: tuple(codes) for head, codes in heads.items()},
    )
