"""Which actors may be one: names that sound alike, office-holders of the shipped files, offices without a name.

Candidates are looked up by the consonants of last names with one left out, never by comparing everybody with everybody.
"""

import datetime as dt
import shlex
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import msgspec

from standoff.codebook.forms import pieces_in
from standoff.codebook.persons import KnownPerson, is_known, known_as, persons_of, wikidata_of
from standoff.codebook.roles import roles
from standoff.codebook.world import world
from standoff.core.ids import content_id
from standoff.core.records import Attribution
from standoff.relating.actors import Gathered, key_of_person
from standoff.relating.names import name_likeness, plain, skeletons
from standoff.relating.proposals_tables import Place, Proposal
from standoff.relating.tables import Actor

# Last names and first names must sound so much alike where both speak for one party. Chosen on the first half of the pairs in
# benchmarks/actors.py, where it finds all but the worst garbled ones.
LAST, FIRST = 0.7, 0.6
# Where no common party is known, or one article names both, names must be nearly the same.
NEARLY = 0.88
LAST_COUNTS = 0.6  # of a score; the first name counts the rest
LONE = 0.75  # what a match of a lone last name is worth at most
RUN_TOGETHER = 0.95  # what a name of three words is worth without the last
OFFICE = 0.5  # what an office alone is worth, a holder named in the same article 0.2 more
UNTOLD = 0.5  # what a pair is worth of which nothing but people's doubt speaks
UNSURE = "people judged it and were unsure"
# Names of one skeleton beyond so many are too common to be told by their sound.
MOST_ALIKE = 60


@dataclass(frozen=True, kw_only=True)
class Unnamed:
    """A source that an article names by office only: the attribution, the article's name and its days."""

    attribution: Attribution
    article: str
    earliest: dt.date | None = None


def propose(gathered: Gathered, unnamed: Iterable[Unnamed] = ()) -> tuple[Proposal, ...]:
    """The proposed matches, the likeliest first; what is judged already is for others to leave out."""
    persons = [actor for actor in gathered.actors if actor.type == "person"]
    found = [*_by_name(persons, gathered), *_by_file(persons, gathered), *_by_office(persons, gathered, unnamed)]
    return tuple(sorted({one.id: one for one in found}.values(), key=lambda one: (-one.score, one.id)))


def with_unsure(proposals: Iterable[Proposal], gathered: Gathered, unsure: Set[frozenset[str]]) -> tuple[Proposal, ...]:
    """The proposals with the pairs of actors (by id) that people were unsure of, each once, the likeliest first."""
    found = [
        msgspec.structs.replace(one, reason=f"{one.reason}; {UNSURE}") if frozenset((one.a, one.b)) in unsure else one
        for one in proposals
    ]
    by_id = {actor.id: actor for actor in gathered.actors}
    for pair in sorted(unsure - {frozenset((one.a, one.b)) for one in found}, key=sorted):
        if len(pair) == 2 and pair <= by_id.keys():
            a, b = sorted((by_id[one] for one in pair), key=_known_last)
            one = _of_two(a, b, _score(a.name, b.name, shared_party(a, b)) or UNTOLD, gathered)
            found.append(msgspec.structs.replace(one, way="unsure", reason=f"{one.reason}; {UNSURE}"))
    return tuple(sorted(found, key=lambda one: (-one.score, one.id)))


def with_known_names(actors: Iterable[Actor], keys: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> tuple[Actor, ...]:
    """The actors whom people hold to be an office-holder of the shipped files, under that person's name.

    `keys` are the keys judged the same by the actor's id, `names` the names judged by key.
    """
    found = []
    for actor in actors:
        known = [names[key] for key in keys.get(actor.id, ()) if is_known(names[key])]
        if known and actor.code is None and not is_known(actor.name):
            item = wikidata_of(known[0], actor.speaks_for)
            forms = tuple(dict.fromkeys((*actor.names, known[0])))
            actor = msgspec.structs.replace(actor, name=known[0], names=forms, wikidata=item)
        found.append(actor)
    return tuple(found)


def _by_name(persons: Sequence[Actor], gathered: Gathered) -> Iterator[Proposal]:
    """Pairs of the record's own persons."""
    alike: dict[str, set[str]] = defaultdict(set)
    for actor in persons:
        for skeleton in _skeletons(actor.name):
            alike[skeleton].add(actor.id)
    by_id = {actor.id: actor for actor in persons}
    pairs = {two for those in alike.values() if len(those) <= MOST_ALIKE for two in combinations(sorted(those), 2)}
    for one, other in sorted(pairs):
        a, b = sorted((by_id[one], by_id[other]), key=_known_last)
        score = _score(a.name, b.name, shared_party(a, b), together=bool(gathered.articles[one] & gathered.articles[other]))
        if score is not None:
            yield _of_two(a, b, score, gathered)


def _known_last(actor: Actor) -> tuple[bool, int, str, str]:
    """The name that is likelier to be garbled first: one that the files do not know, then the rarer one."""
    return bool(known_as(actor.name, actor.speaks_for)), actor.mentions, actor.name, actor.id


def _of_two(a: Actor, b: Actor, score: float, gathered: Gathered) -> Proposal:
    together = gathered.articles[a.id] & gathered.articles[b.id]
    office = _offices(a) & _offices(b)
    reasons = [*_names_alike(a.name, b.name), _parties_words(a, b)]
    if office:
        reasons.append(f"both hold the office of {', '.join(sorted(one.replace('_', ' ') for one in office))}")
    if together:
        reasons.append(f"against it: {min(together)} names both")
    return Proposal(
        id=content_id("proposal", "name", *sorted((a.id, b.id))),
        way="name",
        a=a.id,
        a_name=a.name,
        b=b.id,
        b_name=b.name,
        score=round(min(1.0, score + 0.05 * bool(office)), 3),
        reason="; ".join(reasons),
        a_places=gathered.places[a.id],
        b_places=gathered.places[b.id],
        accept=shlex.join(("standoff", "judge", "same", a.id, b.id)),
        reject=shlex.join(("standoff", "judge", "not-same", a.id, b.id)),
    )


def _by_file(persons: Sequence[Actor], gathered: Gathered) -> Iterator[Proposal]:
    """Persons of the record beside office-holders of the same party and years, where the file has not the very name."""
    own = {actor.id for actor in persons}
    for actor in persons:
        year = _year(actor, gathered)
        for party in actor.speaks_for:
            holders = [one for one in _sounding_like(actor.name, party) if one.in_office(year)]
            if any(plain(actor.name) in map(plain, (one.name, *one.names)) for one in holders):
                continue
            for known in holders:
                best = _best(actor.name, known)
                if best is not None and key_of_person(known.name) not in own:
                    yield _of_known(actor, known, best, gathered)


def _sounding_like(name: str, party: str) -> list[KnownPerson]:
    """The office-holders of a party whose last names may sound like one of this name's last two words."""
    words = plain(name).split()
    last = words[-2:] if len(words) > 2 else words[-1:]  # in damaged text the next word runs into a name
    found = {one.name: one for word in last for bones in skeletons(word) for one in _known_by_sound(party).get(bones, ())}
    return [found[key] for key in sorted(found)]


@cache
def _known_by_sound(party: str) -> dict[str, tuple[KnownPerson, ...]]:
    """The office-holders of a party by the skeletons of their last names."""
    found: dict[str, dict[str, KnownPerson]] = defaultdict(dict)
    for person in persons_of(party):
        for name in (person.name, *person.names):
            for bones in _skeletons(name):
                found[bones][person.name] = person
    return {bones: tuple(those.values()) for bones, those in found.items()}


def _of_known(actor: Actor, known: KnownPerson, best: tuple[float, str, str], gathered: Gathered) -> Proposal:
    score, form, other = best
    key = key_of_person(known.name)
    years = ", ".join(f"{since}-{'' if until == 9999 else until}" for since, until in known.spells)
    reasons = [*_names_alike(form, other), f"{known.name} held office for {known.actor} ({years})"]
    return Proposal(
        id=content_id("proposal", "file", actor.id, key),
        way="file",
        a=actor.id,
        a_name=actor.name,
        b=key,
        b_name=known.name,
        score=round(score, 3),
        reason="; ".join((*reasons, "the file of office-holders is a hint, not evidence")),
        a_places=gathered.places[actor.id],
        b_places=(),
        accept=shlex.join(("standoff", "judge", "same", actor.id, known.name)),
        reject=shlex.join(("standoff", "judge", "not-same", actor.id, known.name)),
    )


def _best(name: str, known: KnownPerson) -> tuple[float, str, str] | None:
    """The best match with any of a known person's names, and the two forms that match.

    A lone last name is matched by those that news calls so alone.
    """
    if " " not in plain(name) and not known.prominent:
        return None
    words = name.split()
    forms = [(name, 1.0)]
    if len(words) > 2:  # in damaged text the next word runs into a name
        forms.append((" ".join(words[:-1]), RUN_TOGETHER))
    scores = [
        (score * worth, form, other)
        for form, worth in forms
        for other in dict.fromkeys((known.name, *known.names))
        if (score := _score(form, other, same_party=True)) is not None
    ]
    return max(scores, default=None)


def _by_office(persons: Sequence[Actor], gathered: Gathered, unnamed: Iterable[Unnamed]) -> Iterator[Proposal]:
    """Sources without a name beside the only person of the party whom the record knows in that office."""
    holders: dict[tuple[str, str], list[Actor]] = defaultdict(list)
    for actor in persons:
        for held in _offices(actor):
            for party in actor.speaks_for:
                holders[held, party].append(actor)
    for one in unnamed:
        source, parties = one.attribution.source, one.attribution.party
        office = office_of(source.text) if source is not None else None
        if office is None or len(parties) != 1 or one.attribution.anonymous:
            continue
        there = holders.get((office, parties[0]), [])
        near = [actor for actor in there if one.article in gathered.articles[actor.id]]
        for actor in near if len(near) == 1 else there if len(there) == 1 else ():
            yield _of_office(one, office, actor, gathered)


def _of_office(one: Unnamed, office: str, actor: Actor, gathered: Gathered) -> Proposal:
    source = one.attribution.source
    assert source is not None  # noqa: S101 - only sources with an office come here; this tells the type checker
    there = one.article in gathered.articles[actor.id]
    where = "in the same article" if there else "in other articles"
    party = one.attribution.party[0]
    return Proposal(
        id=content_id("proposal", "office", one.attribution.id, actor.id),
        way="office",
        a=one.attribution.id,
        a_name=source.text,
        b=actor.id,
        b_name=actor.name,
        score=round(OFFICE + 0.2 * there, 3),
        reason=f"{actor.name} is the only {office.replace('_', ' ')} of {party} whom the record names, {where}",
        a_places=(Place(article=one.article, start=source.start, end=source.end, text=source.text),),
        b_places=gathered.places[actor.id],
        accept=shlex.join(("standoff", "judge", "correct", one.attribution.id, "--speaker", actor.name)),
    )


def office_of(words: str) -> str | None:
    """The kind of office that a description names ("the top Norwegian diplomat"), None where it names none, or a former one."""
    for match in reversed(list(world().find(words))):
        words = f"{words[: match.start]} {words[match.end :]}"
    pieces = pieces_in(words.casefold())
    if not roles().former.isdisjoint(pieces.words):
        return None
    first = next(roles().posts.find(pieces), None)  # "an aide to the president" is the aide
    return next((post.name for post in first[2] if _singles_out(post)), None) if first is not None else None


# Offices that one person holds at a time; of ministers, envoys and spokespersons there are many.
_SINGLE = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "organisation_head"})


def _singles_out(post: object) -> bool:
    return getattr(post, "name", "") in _SINGLE and not getattr(post, "plural", False)


def _offices(actor: Actor) -> set[str]:
    return {office for role in actor.roles if (office := office_of(role.title)) is not None}


def shared_party(a: Actor, b: Actor) -> bool | None:
    """Whether both speak for one party; None where that is not known of one of them."""
    if not a.speaks_for or not b.speaks_for:
        return None
    return not set(a.speaks_for).isdisjoint(b.speaks_for)


def _score(a: str, b: str, same_party: bool | None = None, *, together: bool = False) -> float | None:
    """How well two names match, 0 to 1; None where too little speaks for one person."""
    last, first = name_likeness(a, b, LAST if same_party and not together else (NEARLY - 1 + LAST_COUNTS) / LAST_COUNTS)
    if first is None:
        lone = last >= (NEARLY if same_party else 1.0) and not together
        return LONE * last if lone and same_party is not False else None
    score = LAST_COUNTS * last + (1 - LAST_COUNTS) * first
    if last < LAST or first < FIRST:
        return None
    return score if (same_party and not together) or score >= NEARLY else None


def _names_alike(a: str, b: str) -> Iterator[str]:
    last, first = name_likeness(a, b)
    yield f"last names {_degree(last)}" + ("" if first is None else f", first names {_degree(first)}")


def _degree(likeness: float) -> str:
    return "the same in sound" if likeness >= 0.99 else f"alike in sound ({likeness:.0%})"


def _parties_words(a: Actor, b: Actor) -> str:
    shared = [party for party in a.speaks_for if party in b.speaks_for]
    if shared:
        return f"both speak for {', '.join(shared)}"
    if a.speaks_for and b.speaks_for:
        return f"against it: one speaks for {', '.join(a.speaks_for)}, the other for {', '.join(b.speaks_for)}"
    return "for whom one of them speaks is not known"


def _skeletons(name: str) -> frozenset[str]:
    words = plain(name).split()
    return skeletons(words[-1]) if words else frozenset()


def _year(actor: Actor, gathered: Gathered) -> int | None:
    """The year of the articles that name an actor; None where they have no date."""
    days: Mapping[str, dt.date] = gathered.first_day
    first = days.get(actor.id)
    return None if first is None else first.year
