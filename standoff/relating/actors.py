"""Actors over all articles: one actor behind its names, in a first form that never merges on a guess."""

import datetime as dt
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from standoff.codebook.persons import known_as, wikidata_of
from standoff.codebook.world import world
from standoff.core.dates import Published
from standoff.core.ids import content_id
from standoff.core.records import LocalActor
from standoff.relating.names import spellings
from standoff.relating.proposals_tables import Place
from standoff.relating.tables import Actor, DatedRole

# What a person can be looked up by: what kind of key it is, and the key.
_Form = tuple[str, str] | tuple[str, str, str]
PLACES = 3  # articles of which a place that names an actor is kept


@dataclass(slots=True)
class _Merged:
    """One actor while its articles are being gathered."""

    first: LocalActor
    names: Counter[str] = field(default_factory=Counter)
    called: Counter[str] = field(default_factory=Counter)
    parties: Counter[str] = field(default_factory=Counter)
    roles: dict[tuple[str, tuple[str, ...]], list[tuple[str, Published]]] = field(default_factory=lambda: defaultdict(list))
    articles: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    places: list[Place] = field(default_factory=list)
    first_day: dt.date | None = None
    mentions: int = 0


@dataclass(slots=True)
class _Persons:
    """The keys of persons by what their names can be looked up by, so that nobody is compared with everybody."""

    by_surname: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_form: dict[_Form, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, key: str, actor: LocalActor) -> None:
        self.by_surname[_surname(actor.name)].append(key)
        for form in _forms(actor):
            self.by_form[form].append(key)

    def under(self, forms: Iterable[_Form]) -> list[str]:
        return list(dict.fromkeys(key for form in forms for key in self.by_form.get(form, ())))


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

    Coded actors are one by their code. Persons of one party are one where their full names are the same but for diacritics
    and ways of transliteration (`names.spellings`), or are both known names of one office-holder; a lone surname, or one
    with an initial, joins the only person of that party whom it fits. What is only similar, as a garbled name is, is
    proposed and not merged. A person goes by a name that the files of office-holders know, else by the most frequent one.
    """
    return gather_in_order(sorted(found, key=lambda told: fullest_first(told[0], told[2].name)), judge)


def gather_in_order(found: Iterable[tuple[str, Published, LocalActor]], judge: Judge | None = None) -> Gathered:
    """The same of actors that come in the order of `fullest_first`, so that they need not all be in memory."""
    merged: dict[str, _Merged] = {}
    persons = _Persons()
    for article, published, actor in found:
        own = own_key(actor)
        key = actor.code or _key_of(actor, merged, persons)
        if judge is not None:
            key = judge.place(own, key, lambda other: merged[other].keys if other in merged else ())
        if key not in merged:
            merged[key] = _Merged(actor)
            if actor.code is None and actor.type == "person":
                persons.add(key, actor)
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


@lru_cache(maxsize=2**16)
def folded(name: str) -> str:
    """The name in lower case without diacritics or punctuation, its words as they stand."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())


def fullest_first(article: str, name: str) -> tuple[bool, bool, int, str, str]:
    """The order of actors' names: full ones before initials and lone surnames, which join them; else by article and name."""
    words = folded(name).split()
    return len(words) < 2, _has_initial(words), -len(words), article, name


def _surname(name: str) -> str:
    words = folded(name).split()
    return words[-1] if words else ""


def _has_initial(words: Sequence[str]) -> bool:
    return len(words) > 1 and len(words[0]) == 1


def _forms(actor: LocalActor) -> Iterator[_Form]:
    """What an actor can be looked up by: its name, its last name alone and with an initial, who the files say it is."""
    words = actor.name.split()
    if not words:
        return
    lasts = sorted(spellings(words[-1]))
    yield from (("last", last) for last in lasts)
    if len(folded(actor.name).split()) > 1:
        yield from (("name", one) for one in sorted(spellings(actor.name)))
        yield from (("initial", _initial(actor.name), last) for last in lasts)
        yield from (("known", *one) for one in sorted(known_as(actor.name, actor.speaks_for)))


def _initial(name: str) -> str:
    return folded(name)[:1]


def _key_of(actor: LocalActor, merged: dict[str, _Merged], persons: _Persons) -> str:
    """The key of the actor without a code that this one is, or a new one."""
    own = own_key(actor)
    if own in merged or actor.type != "person":
        return own
    words = folded(actor.name).split()
    kinds = ("last",) if len(words) < 2 else ("name", "known", "initial") if _has_initial(words) else ("name", "known")
    forms = list(_forms(actor))
    for kind in kinds:
        there = persons.under(form for form in forms if form[0] == kind)
        alike = [key for key in there if _same_party(merged[key], actor)]
        if alike:
            return alike[0] if len(alike) == 1 else own
    return own


def _same_party(one: _Merged, actor: LocalActor) -> bool:
    """Whether both speak for the same party; an unknown party agrees with any."""
    return not one.parties or not actor.speaks_for or bool(set(one.parties) & set(actor.speaks_for))


def _gather(one: _Merged, article: str, published: Published, actor: LocalActor) -> None:
    one.names.update(mention.text for mention in actor.mentions)
    one.names.update(dict.fromkeys((actor.name, *actor.names), 0))
    one.called[actor.name] += 1
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
    name = _best_name(one) if one.first.code is None and one.first.type == "person" else one.first.name
    return Actor(
        id=key,
        name=name,
        type=one.first.type,
        code=one.first.code,
        wikidata=_wikidata(one, name),
        names=tuple(name for name, _ in one.names.most_common()),
        speaks_for=tuple(party for party, _ in one.parties.most_common()),
        roles=tuple(_role(title, party, where) for (title, party), where in one.roles.items()),
        proposed=proposed,
        articles=len(one.articles),
        mentions=one.mentions,
    )


def _best_name(one: _Merged) -> str:
    """The name that a person goes by: one that the files know, a full one, the one of most articles."""

    def rank(name: str) -> tuple[bool, bool, bool, int, int, str]:
        words = folded(name).split()
        known = bool(known_as(name, tuple(one.parties)))
        return not known, len(words) < 2, _has_initial(words), -one.called[name], -len(words), name

    return min(one.called, key=rank)


def _wikidata(one: _Merged, name: str) -> str | None:
    """The item of an actor by its code, or by a person's full name and party as the shipped files have them."""
    if one.first.code is not None:
        return world().wikidata.get(one.first.code)
    return wikidata_of(name, tuple(one.parties)) if one.first.type == "person" else None


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
