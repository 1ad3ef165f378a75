"""The cast of an article: which actors its words name, and for whom each noun phrase acts or speaks."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from standoff.codebook.castwords import cast_words
from standoff.codebook.world import world
from standoff.core.records import LocalActor
from standoff.core.spans import Span
from standoff.reading.context import Context
from standoff.reading.coreference import Meanings, Referent, Resolver
from standoff.reading.mentions import Mention, find_mentions
from standoff.reading.persons import Person, find_persons
from standoff.reading.phrases import Parties, head_of, join_coordinations, named_parties, spread
from standoff.reading.sides import settle_sides
from standoff.reading.stage import stage_of
from standoff.reading.titles import read_offices


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Who is who in one article; built once by `find_cast`, asked by every later stage."""

    actors: tuple[LocalActor, ...] = ()
    _parties: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _speakers: dict[int, str] = field(default_factory=dict)
    _anonymous: frozenset[int] = frozenset()

    def party(self, token: Token) -> tuple[str, ...]:
        """For whom the noun phrase headed by `token` acts or speaks: actor codes (names without a code), () if unknown.

        "Russian officials", "the Kremlin", "Sergei Lavrov" (by role or affiliation as read), "he", "the ministry",
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

    def parties_between(self, first: int, last: int) -> tuple[str, ...]:
        """Each distinct party named by the tokens `first`..`last` (indices, both included), in order of mention."""
        found: dict[str, None] = {}
        for index in range(first, last + 1):
            found.update(dict.fromkeys(self._parties.get(index, ())))
        return tuple(found)


def find_cast(context: Context) -> Cast:
    """The cast of the article in `context`: names first, then offices, noun phrases, and what refers back to them."""
    doc = context.doc
    mentions = find_mentions(context)
    parties = named_parties(doc, mentions)
    people = find_persons(context, mentions)
    offices = read_offices(doc, people, parties)
    settle_sides(doc, people, offices, mentions)
    heads = _heads(doc, people, mentions, parties)
    _spread_all(doc, mentions, parties)
    meanings = Meanings(parties=parties, speakers=_names(doc, people), anonymous=set())
    Resolver(stage_of(context), meanings, heads).run()
    join_coordinations(doc, parties)
    return Cast(
        actors=tuple(_actors(context, people, mentions)),
        _parties=parties,
        _speakers=meanings.speakers,
        _anonymous=frozenset(meanings.anonymous),
    )


def _heads(doc: Doc, people: list[Person], mentions: list[Mention], parties: Parties) -> dict[int, Referent]:
    """The referents of names by the token that heads each; persons' tokens get their party."""
    found: dict[int, Referent] = {}
    known: dict[str, Referent] = {}
    for mention in mentions:
        if not mention.place and mention.kind != "adjective":
            known.setdefault(mention.code, Referent(kind="party", party=(mention.code,)))
            found[head_of(doc, mention.first, mention.last).i] = known[mention.code]
    for person in people:
        referent = Referent(kind="person", party=person.party, speaker=person.name, gender=person.gender, nouns=_nouns(person))
        for first, last in person.places:
            found[head_of(doc, first, last).i] = referent
            if person.party:
                parties.update(dict.fromkeys(range(first, last + 1), person.party))
    return found


def _nouns(person: Person) -> set[str]:
    """The words of a person's offices, by which "the minister" can mean them."""
    offices = cast_words().offices
    return {word for role in person.roles for word in role.title.lower().split() if word in offices}


def _names(doc: Doc, people: list[Person]) -> dict[int, str]:
    return {i: person.name for person in people for first, last in person.places for i in range(first, last + 1)}


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
            roles=tuple(person.roles),
            mentions=tuple(place for place in places if place is not None),
        )
