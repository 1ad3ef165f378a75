"""The world's actors as news names them: states, organisations and groups, found in a text by their forms.

Forms are case-sensitive, so that "US" is never the pronoun; the longest form counts, so that "South Sudan" is never read
as "Sudan".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from standoff.codebook.files import load
from standoff.codebook.forms import FormIndex, Pieces, pieces_in
from standoff.core.records import ActorType

Kind = Literal["name", "adjective", "people", "capital", "seat", "media", "company", "contextual"]


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
    default: tuple[str, ...] = ()
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
    """An armed group, movement, region with authorities of its own, or a bloc of states spoken of as one.

    `only_members`: a name for its members together, which acts as nothing else ("both Koreas").
    """

    code: str
    name: str
    kind: Literal["armed_group", "movement", "government", "region", "party", "bloc"]
    base: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    only_members: bool = False
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
    """That a form may name the actor `code`; `ambiguous` where the form has another common meaning.

    Of several actors with one form, the `default` is meant where the text names none of them otherwise.
    """

    code: str
    kind: Kind
    ambiguous: bool = False
    default: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A form found at `start`:`end` (code points), with every actor that claims it."""

    start: int
    end: int
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Owner:
    """The actor to whom an office belongs alone; `ambiguous` where others may have one of that name."""

    code: str
    ambiguous: bool


@dataclass(frozen=True, kw_only=True)
class World:
    """The index of all forms; ask it with `find`.

    `homes` gives the state of each political party, `lands` the states to which a region belongs, `wikidata` the items,
    `together` the members of what is only a name for them.
    """

    forms: FormIndex[Claim]
    heads: FormIndex[Owner]
    names: dict[str, str]
    types: dict[str, ActorType]
    parents: dict[str, str]
    homes: dict[str, str]
    lands: dict[str, tuple[str, ...]]
    wikidata: dict[str, str]
    together: dict[str, tuple[str, ...]]

    def find(self, text: str, pieces: Pieces | None = None) -> Iterator[Match]:
        """Every longest form in `text` (whose pieces may be given), left to right, none overlapping another."""
        cut = pieces if pieces is not None else pieces_in(text)
        words = cut.words

        def fits(claims: tuple[Claim, ...], end: int) -> bool:
            # "the North" ends where a name goes on: "the North Korean", "the North Sea"
            return claims[0].kind != "contextual" or end >= len(words) or not words[end][:1].isupper()

        for start, end, claims in self.forms.find(cut, fits):
            yield Match(start, end, _one_each(claims))

    def owner(self, title: str) -> Owner | None:
        """The actor that alone has an office named in `title`, the longest such name first; None where it says nothing."""
        found = [(end - start, owners) for start, end, owners in self.heads.find(pieces_in(title.lower()))]
        best = max(found, key=lambda f: f[0], default=None)
        return best[1][0] if best is not None and len(best[1]) == 1 else None


def _one_each(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The first claim of each actor, sure ones before ambiguous ones."""
    return tuple({claim.code: claim for claim in reversed(claims)}.values())[::-1]


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
        claim = Claim(entry.code, kind, form in entry.ambiguous, form in getattr(entry, "default", ()))
        for written in (f"the {form}", f"The {form}") if form in fixed else (form,):
            yield written, claim
    for form in entry.contextual:
        yield form, Claim(entry.code, "contextual", True)
        yield form[0].upper() + form[1:], Claim(entry.code, "contextual", True)


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
    owners = ((head, Owner(e.code, head in e.ambiguous)) for e in entries for head in getattr(e, "heads", ()))
    return World(
        forms=FormIndex(pair for entry in entries for pair in _forms(entry)),
        heads=FormIndex(owners),
        names={entry.code: entry.name for entry in entries},
        types={entry.code: _type(entry) for entry in entries},
        parents={e.code: e.parent for e in entries if isinstance(e, Organisation) and e.parent},
        homes={e.code: e.base[0] for e in entries if isinstance(e, Group) and e.kind == "party" and e.base},
        lands={e.code: e.base for e in entries if isinstance(e, Group) and e.kind == "region" and e.base},
        wikidata={e.code: e.wikidata for e in entries if e.wikidata},
        together={e.code: e.members for e in entries if isinstance(e, Group) and e.only_members},
    )
