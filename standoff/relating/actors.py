"""Actors over all articles: one actor behind its names, in a first form that never merges on a guess."""

import datetime as dt
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from standoff.codebook.persons import wikidata_of
from standoff.codebook.world import world
from standoff.core.dates import Published
from standoff.core.ids import content_id
from standoff.core.records import LocalActor
from standoff.relating.proposals_tables import Place
from standoff.relating.tables import Actor, DatedRole

# Variants of one name's transliteration or spelling: at most this share of its letters differs. Calibrated on the
# leaders fact file: its own spelling variants of one person lie below .3 in nine of ten pairs.
MOST_DIFFERENT = 0.25
# The first names alone: one letter of three ("Ana", "Ane") is still a spelling, two of four ("Jane", "Joan") are two persons.
FIRST_DIFFERENT = 0.35
# Each word of a name that is respelt without asking: two letters of nine are already another name ("-otti", "-atta"), which half
# A of the pairs in benchmarks/actors.py shows; what differs more is proposed.
RESPELT = 0.2
PLACES = 3  # articles of which a place that names an actor is kept


@dataclass(slots=True)
class _Merged:
    """One actor while its articles are being gathered."""

    first: LocalActor
    names: Counter[str] = field(default_factory=Counter)
    parties: Counter[str] = field(default_factory=Counter)
    roles: dict[tuple[str, tuple[str, ...]], list[tuple[str, Published]]] = field(default_factory=lambda: defaultdict(list))
    articles: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    places: list[Place] = field(default_factory=list)
    first_day: dt.date | None = None
    mentions: int = 0


@dataclass(slots=True)
class _Persons:
    """The keys of persons by surname and by initials, so that nobody is compared with everybody."""

    by_surname: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_initials: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, key: str, name: str) -> None:
        self.by_surname[_surname(name)].append(key)
        self.by_initials[_initials(name)].append(key)


class Judge(Protocol):
    """What people judged of who is who."""

    def place(self, own: str, found: str, members: Callable[[str], Iterable[str]]) -> str:
        """The key under which an actor of the key `own` goes whom the rules put with `found`."""


def own_key(actor: LocalActor) -> str:
    """The key of an actor by itself: its code, else an id made from its type and name."""
    return actor.code or content_id("actor", actor.type, folded(actor.name))


def key_of_person(name: str) -> str:
    """The key of a person of that name without a code."""
    return content_id("actor", "person", folded(name))


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """The actors over all articles, and by id: some places that name each, the articles' names, their first possible day."""

    actors: tuple[Actor, ...]
    places: Mapping[str, tuple[Place, ...]]
    articles: Mapping[str, frozenset[str]]
    first_day: Mapping[str, dt.date]


def merge_actors(found: Iterable[tuple[str, Published, LocalActor]], judge: Judge | None = None) -> tuple[Actor, ...]:
    """The actors over all articles, most mentioned first; see `gather_actors`."""
    return gather_actors(found, judge).actors


def gather_actors(found: Iterable[tuple[str, Published, LocalActor]], judge: Judge | None = None) -> Gathered:
    """The actors over all articles, most mentioned first; `judge` holds what people said of them, which goes first.

    Coded actors are one by their code. Persons are one where their full names are the same but for diacritics, or
    differ little in spelling and speak for the same party; a lone surname joins the only person of that surname and
    party. What is only similar is proposed, not merged.
    """
    merged: dict[str, _Merged] = {}
    persons = _Persons()
    for article, published, actor in sorted(found, key=lambda one: (-len(one[2].name.split()), one[0], one[2].name)):
        own = own_key(actor)
        key = actor.code or _key_of(actor, merged, persons)
        if judge is not None:
            key = judge.place(own, key, lambda other: merged[other].keys if other in merged else ())
        if key not in merged:
            merged[key] = _Merged(actor)
            if actor.code is None and actor.type == "person":
                persons.add(key, actor.name)
        if own == key and key not in merged[key].keys:
            merged[key].first = actor  # judged the same as others that came before it, it still gives the name
        merged[key].keys.add(own)
        _gather(merged[key], article, published, actor)
    rows = [_actor(key, one, persons) for key, one in merged.items()]
    return Gathered(
        actors=tuple(sorted(rows, key=lambda row: (-row.mentions, row.name))),
        places={key: tuple(one.places) for key, one in merged.items()},
        articles={key: frozenset(one.articles) for key, one in merged.items()},
        first_day={key: one.first_day for key, one in merged.items() if one.first_day is not None},
    )


def folded(name: str) -> str:
    """The name in lower case without diacritics or punctuation, its words as they stand."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())


def difference(a: str, b: str) -> float:
    """The edits between two folded names as a share of the longer one's length, 0 (same) to 1."""
    a, b = folded(a), folded(b)
    if not a or not b:
        return 1.0
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (left != right))
    return row[-1] / max(len(a), len(b))


def _surname(name: str) -> str:
    words = folded(name).split()
    return words[-1] if words else ""


def _initials(name: str) -> str:
    return "".join(word[0] for word in folded(name).split())


def _key_of(actor: LocalActor, merged: dict[str, _Merged], persons: _Persons) -> str:
    """The key of the actor without a code that this one is, or a new one."""
    own = own_key(actor)
    if own in merged or actor.type != "person":
        return own
    words = folded(actor.name).split()
    rivals = [key for key in persons.by_surname[_surname(actor.name)] if _same_party(merged[key], actor)]
    if len(words) == 1:
        return rivals[0] if len(rivals) == 1 else own
    alike = [key for key in rivals if _one_name(merged[key].first.name, actor.name)]
    if not alike:
        alike = [
            key
            for key in persons.by_initials[_initials(actor.name)]
            if _same_party(merged[key], actor, known=True) and _respelt(merged[key].first.name, actor.name)
        ]
    return alike[0] if len(alike) == 1 else own


def _one_name(a: str, b: str) -> bool:
    """Whether two full names of one surname differ little, in their first names too: "Jane" and "Joan" are two persons."""
    first, other = folded(a).split()[0], folded(b).split()[0]
    return difference(a, b) <= MOST_DIFFERENT and (
        min(len(first), len(other)) == 1 or difference(first, other) <= FIRST_DIFFERENT
    )


def _respelt(a: str, b: str) -> bool:
    """Whether two full names are one name in two transliterations: word by word alike, with the same initials."""
    left, right = folded(a).split(), folded(b).split()
    if len(left) != len(right) or len(left) < 2:
        return False
    return all(x[0] == y[0] and difference(x, y) <= RESPELT for x, y in zip(left, right, strict=True))


def _same_party(one: _Merged, actor: LocalActor, *, known: bool = False) -> bool:
    """Whether both speak for the same party; an unknown party agrees with any unless `known` is asked for."""
    if not one.parties or not actor.speaks_for:
        return not known
    return bool(set(one.parties) & set(actor.speaks_for))


def _gather(one: _Merged, article: str, published: Published, actor: LocalActor) -> None:
    one.names.update(mention.text for mention in actor.mentions)
    one.names.update(dict.fromkeys((actor.name, *actor.names), 0))
    one.parties.update(actor.speaks_for)
    if actor.mentions and article not in one.articles and len(one.places) < PLACES:
        span = actor.mentions[0]
        one.places.append(Place(article=article, start=span.start, end=span.end, text=span.text))
    if published.earliest is not None:
        one.first_day = min(one.first_day or published.earliest, published.earliest)
    for role in actor.roles:
        one.roles[role.title, role.party].append((article, published))
    one.articles.add(article)
    one.mentions += len(actor.mentions)


def _actor(key: str, one: _Merged, persons: _Persons) -> Actor:
    proposed: tuple[str, ...] = ()
    if one.first.type == "person":
        proposed = tuple(sorted(set(persons.by_surname[_surname(one.first.name)]) - {key}))
    return Actor(
        id=key,
        name=one.first.name,
        type=one.first.type,
        code=one.first.code,
        wikidata=_wikidata(one),
        names=tuple(name for name, _ in one.names.most_common()),
        speaks_for=tuple(party for party, _ in one.parties.most_common()),
        roles=tuple(_role(title, party, where) for (title, party), where in one.roles.items()),
        proposed=proposed,
        articles=len(one.articles),
        mentions=one.mentions,
    )


def _wikidata(one: _Merged) -> str | None:
    """The item of an actor by its code, or by a person's full name and party as the shipped files have them."""
    if one.first.code is not None:
        return world().wikidata.get(one.first.code)
    return wikidata_of(one.first.name, tuple(one.parties)) if one.first.type == "person" else None


def _role(title: str, party: tuple[str, ...], where: list[tuple[str, Published]]) -> DatedRole:
    early = [published.earliest for _, published in where if published.earliest]
    late = [published.latest for _, published in where if published.latest]
    return DatedRole(
        title=title,
        party=party,
        earliest=min(early, default=None),
        latest=max(late, default=None),
        articles=tuple(sorted({article for article, _ in where})),
    )
