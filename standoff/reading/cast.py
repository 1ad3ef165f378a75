"""The cast of an article: which actors its words name, and for whom each noun phrase acts or speaks."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec
from spacy.tokens import Doc, Token

from standoff.codebook.castwords import cast_words
from standoff.codebook.world import world
from standoff.core.records import LocalActor
from standoff.core.spans import Span
from standoff.reading.affiliation import infer, know, lead, pair_off, settle, spread_persons
from standoff.reading.context import Context
from standoff.reading.coreference import Resolver
from standoff.reading.layout import Layout
from standoff.reading.mentions import Mention, find_mentions
from standoff.reading.office_links import link_offices
from standoff.reading.offices import Office, find_offices
from standoff.reading.persons import Person, find_persons
from standoff.reading.phrases import Parties, head_of, join_coordinations, named_parties, spread
from standoff.reading.referents import Meanings, Referent


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Who is who in one article; built once by `find_cast`, asked by every later stage."""

    actors: tuple[LocalActor, ...] = ()
    _parties: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _speakers: dict[int, str] = field(default_factory=dict)
    _anonymous: frozenset[int] = frozenset()
    _guessed: frozenset[int] = frozenset()

    def party(self, token: Token) -> tuple[str, ...]:
        """For whom the noun phrase headed by `token` acts or speaks: actor codes (names without a code), () if unknown.

        "Russian officials", "the Kremlin", "Anna Berg" (by role or affiliation as read), "he", "the ministry",
        and a coordination ("Washington and Kyiv" gives both). First person words are resolved by the scene, which
        knows who speaks.
        """
        return self._parties.get(token.i, ())

    def speaker(self, token: Token) -> str | None:
        """The fullest name in the article of the person that the noun phrase headed by `token` means, or None."""
        return self._speakers.get(token.i)

    def anonymous(self, token: Token) -> bool:
        """Whether the noun phrase headed by `token` is an unnamed source ("a senior official", later "he")."""
        return token.i in self._anonymous

    def known(self, token: Token) -> bool:
        """Whether the cast knows whom `token` means, be it somebody who speaks for no party."""
        return token.i in self._parties

    def guessed(self, token: Token) -> bool:
        """Whether the party of `token` was inferred (a pronoun, an office without its state) and not read."""
        return token.i in self._guessed

    def parties_between(self, first: int, last: int) -> tuple[str, ...]:
        """Each distinct party named by the tokens `first`..`last` (indices, both included), in order of mention."""
        found: dict[str, None] = {}
        for index in range(first, last + 1):
            found.update(dict.fromkeys(self._parties.get(index, ())))
        return tuple(found)


def find_cast(context: Context) -> Cast:
    """The cast of the article in `context`: names first, then offices, noun phrases, and what refers back to them."""
    layout = Layout(context)
    doc = context.doc
    mentions = find_mentions(layout)
    parties = named_parties(doc, mentions)
    offices = find_offices(layout, parties)
    people = find_persons(doc, mentions, offices)
    offices = _settled(layout, people, offices, mentions, parties)
    heads = _heads(doc, people, mentions)
    _appose(doc, mentions, parties)
    _spread_all(doc, mentions, parties)
    meanings = Meanings(parties=parties, speakers=_names(people))
    Resolver(layout, meanings, heads, _office_heads(doc, people, offices, heads), mentions).run()
    join_coordinations(doc, parties)
    return Cast(
        actors=tuple(_actors(context, people, mentions)),
        _parties={place: _one_by_one(named) for place, named in parties.items()},
        _speakers=meanings.speakers,
        _anonymous=frozenset(meanings.anonymous),
        _guessed=frozenset(meanings.guessed),
    )


def _one_by_one(parties: tuple[str, ...]) -> tuple[str, ...]:
    """The parties, with the members for what is only a name for them ("both Koreas")."""
    together = world().together
    if not any(code in together for code in parties):
        return parties
    return tuple(dict.fromkeys(member for code in parties for member in together.get(code, (code,))))


def _settled(
    layout: Layout, people: list[Person], offices: list[Office], mentions: list[Mention], parties: Parties
) -> list[Office]:
    """The offices again, once the persons named in them have their own party ("an aide to the minister Ann Berg")."""
    link_offices(layout.doc, people, offices)
    settle(people)
    lead(layout.doc, people, parties)
    pair_off(layout.doc, people, offices, parties)
    know(layout, people, mentions)
    spread_persons(people, parties)
    again = find_offices(layout, parties)
    for person in people:
        person.offices.clear()
    link_offices(layout.doc, people, again)
    settle(people)
    lead(layout.doc, people, parties)
    infer(layout, people, again, mentions)
    spread_persons(people, parties)
    return again


def _heads(doc: Doc, people: list[Person], mentions: list[Mention]) -> dict[int, Referent]:
    """The referents of names by the token that heads each."""
    found: dict[int, Referent] = {}
    known: dict[str, Referent] = {}
    for mention in mentions:
        if not mention.place and mention.kind != "adjective":
            key = f"{mention.code}+" if mention.kind == "people" else mention.code
            known.setdefault(key, Referent(kind="party", party=mention.party, plural=mention.kind == "people"))
            found[head_of(doc, mention.first, mention.last).i] = known[key]
            if mention.kind == "media":
                known[key].nouns.update(("agency", "newspaper"))
    for person in people:
        referent = Referent(kind="person", party=person.party, speaker=person.name, gender=person.gender, guessed=not person.sure)
        referent.roles.update(office.post.name for office in person.offices if not office.former)
        referent.interim = any(not cast_words().interim.isdisjoint(role.title.lower().split()) for role in person.roles)
        for first, last in person.places:
            found[head_of(doc, first, last).i] = referent
    return found


def _office_heads(doc: Doc, people: list[Person], offices: list[Office], heads: dict[int, Referent]) -> dict[int, Office]:
    """The offices by their head token; one beside its holder's name means that person, and goes to `heads`."""
    holders = {(o.first, o.last): heads[head_of(doc, *p.places[0]).i] for p in people for o in p.offices}
    found: dict[int, Office] = {}
    for office in offices:
        head = head_of(doc, office.first, office.last).i
        holder = holders.get((office.first, office.last))
        if holder is not None:
            heads.setdefault(head, holder)
        elif head not in heads:
            found[head] = office
    return found


def _names(people: list[Person]) -> dict[int, str]:
    return {i: person.name for person in people for first, last in person.places for i in range(first, last + 1)}


def _appose(doc: Doc, mentions: list[Mention], parties: Parties) -> None:
    """Give a noun the party that is named between commas behind it ("Syria's ally, Russia, has", "its watchdog, the IAEA,")."""
    named = {head_of(doc, m.first, m.last).i: m.party for m in mentions if not m.place}
    for index, party in named.items():
        name, noun = doc[index], doc[index].head
        common = noun.pos_ == "NOUN" and noun.i not in parties and noun.lemma_.lower() not in cast_words().places
        if name.dep_ == "appos" and common and name.left_edge.i > 0 and doc[name.left_edge.i - 1].text == ",":
            others = (named.get(other.i, ()) for other in name.conjuncts)  # "the two sides, Peru and Chile, said"
            parties[noun.i] = tuple(dict.fromkeys((*party, *(code for one in others for code in one))))


def _spread_all(doc: Doc, mentions: list[Mention], parties: Parties) -> None:
    """Carry the parties of modifiers up to their nouns; modifiers before the noun go before those after it."""
    taken = set(parties)
    starts = [(doc[i], parties[i]) for i in sorted(parties)]
    starts += [(head_of(doc, m.first, m.last), (m.code,)) for m in mentions if m.place]
    for token, party in sorted(starts, key=lambda pair: pair[0].dep_ == "pobj"):
        spread(doc, token, party, parties, taken)


def _actors(context: Context, people: list[Person], mentions: list[Mention]) -> Iterator[LocalActor]:
    """The actors in order of first mention: those with a code, then the persons."""
    by_code: dict[str, list[Span]] = {}
    for mention in mentions:
        span = context.tokens_span(context.doc[mention.first], context.doc[mention.last])
        if span is not None:
            by_code.setdefault(mention.code, []).append(span)
    for code, spans in by_code.items():
        names = tuple(dict.fromkeys(span.text for span in spans))
        yield LocalActor(
            name=world().names[code], type=world().types[code], code=code, speaks_for=(code,), names=names, mentions=tuple(spans)
        )
    for person in people:
        places = [context.tokens_span(context.doc[a], context.doc[b]) for a, b in person.places]
        yield LocalActor(
            name=person.name,
            type="person",
            speaks_for=person.party,
            names=tuple(person.names),
            # The parser saw plain quotation marks; what is kept are the words as stored.
            roles=tuple(msgspec.structs.replace(role, title=context.text[role.start : role.end]) for role in person.roles),
            mentions=tuple(place for place in places if place is not None),
        )
