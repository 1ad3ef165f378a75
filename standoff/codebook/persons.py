"""Persons of the shipped fact files: who may be meant by a name, and under which Wikidata item; proposals, never evidence."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from standoff.codebook.leaders import Spell, folded, leaders
from standoff.codebook.tables import rows

FILE = "actors/leaders_wikidata.tsv"
_COLUMNS = ("name", "actor", "wikidata")
LATER = 2  # years after an office in which news still names its holder with it, as in leaders.py


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """A person who held office for `actor` in these years, under all names that the files give."""

    name: str
    actor: str
    names: tuple[str, ...]
    spells: tuple[tuple[int, int], ...]
    prominent: bool
    wikidata: str | None = None

    def in_office(self, year: int | None) -> bool:
        """Whether there was an office in that year or shortly before; without a year, ever."""
        return year is None or any(since <= year <= until + LATER for since, until in self.spells)


def wikidata_of(name: str, parties: tuple[str, ...]) -> str | None:
    """The item of the person of that full name who holds or held office for one of these actors; None where none is sure."""
    found = {item for person in _by_name().get(folded(name), ()) if person.actor in parties and (item := person.wikidata)}
    return found.pop() if len(found) == 1 else None


def is_known(name: str) -> bool:
    """Whether a person of that full name held office, by the files."""
    return " " in folded(name) and folded(name) in _by_name()


def known_as(name: str, actors: Collection[str]) -> frozenset[tuple[str, str]]:
    """Who of that full name held office for one of these actors, each by the files' own name and the actor."""
    return frozenset((person.name, person.actor) for person in _by_name().get(folded(name), ()) if person.actor in actors)


def persons_of(actor: str) -> tuple[KnownPerson, ...]:
    """Everybody whom the files know to have held office for this actor."""
    return _by_actor().get(actor, ())


@cache
def _persons() -> tuple[KnownPerson, ...]:
    """One person an actor and name, with all names and spells; raises CodebookError where a data file breaks its rules."""
    items = {(folded(name), actor): item for name, actor, item in rows(FILE, _COLUMNS)}
    spells: dict[tuple[str, str], list[Spell]] = defaultdict(list)
    names: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for called, held in leaders().full.items():
        for spell in held:
            key = (folded(spell.name), spell.actor)
            spells[key].append(spell)
            names[key][called] = None
    return tuple(
        KnownPerson(
            name=held[0].name,
            actor=key[1],
            names=tuple(names[key]),
            spells=tuple(sorted({(spell.since, spell.until) for spell in held})),
            prominent=any(spell.prominent for spell in held),
            wikidata=items.get(key),
        )
        for key, held in spells.items()
    )


@cache
def _by_name() -> dict[str, tuple[KnownPerson, ...]]:
    found: dict[str, list[KnownPerson]] = defaultdict(list)
    for person in _persons():
        for name in person.names:
            found[name].append(person)
    return {name: tuple(those) for name, those in found.items()}


@cache
def _by_actor() -> dict[str, tuple[KnownPerson, ...]]:
    found: dict[str, list[KnownPerson]] = defaultdict(list)
    for person in _persons():
        found[person.actor].append(person)
    return {actor: tuple(those) for actor, those in found.items()}
