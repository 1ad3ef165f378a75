"""What may state an act: the predicates of an article, with what the frames found at each and who could be its party."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from standoff.codebook.lexicon import Pos
from standoff.codebook.meetings import meeting_nouns
from standoff.reading.clauses import Slots
from standoff.reading.frames import Match, Matcher
from standoff.reading.implied import frame_of
from standoff.reading.moods import Mood
from standoff.reading.roles import Parties, Roles

PLACES = ("subject", "speaker", "owner", "object")
_HELPING = frozenset({"aux", "auxpass"})
_WITHIN = frozenset({"amod", "compound"})


@dataclass(frozen=True, slots=True)
class Option:
    """A side that could act or be aimed at; `token` is where the sentence names it, None where it does not."""

    parties: Parties
    token: Token | None
    signs: tuple[float, ...]

    def shown(self, *, blind: bool) -> tuple[float, ...]:
        """The signs; `blind` leaves out what the frames found, which are the last two."""
        return (*self.signs[:-2], 0.0, 0.0) if blind else self.signs


@dataclass
class Candidate:
    """One predicate: a verb, an event noun, or any word at which a frame was found.

    `found` is what the frames code there, `inner` what they found but left out, as the content of another act.
    """

    token: Token
    slots: Slots
    clause: Token
    mood: Mood
    roles: Roles
    found: Match | None = None
    inner: Match | None = None
    options: tuple[Option, ...] = ()

    @property
    def match(self) -> Match:
        """What the frames match here, else a match of no frame in particular."""
        return self.found or self.inner or Match(frame_of("accuse"), "accuse", None, self.slots, self.clause, self.mood)

    @cached_property
    def parties(self) -> tuple[Parties, ...]:
        """The parties that stand at each of PLACES."""
        slots = self.slots
        return (
            self.roles.of_phrase(slots.subject) if slots.subject is not None else (),
            self.roles.speaker(self.token),
            self.roles.owners(self.token),
            self.roles.of_phrase(slots.object) if slots.object is not None else (),
        )


def candidates(matcher: Matcher, inner: Iterable[Match], found: Iterable[Match]) -> tuple[Candidate, ...]:
    """The predicates of the article in the order of the text; `found` are the frames' statements, `inner` all their matches."""
    coded, left_out = _by_head(found), _by_head(inner)
    return tuple(
        _candidate(matcher, token, coded.get(token.i), left_out.get(token.i)) for token in _predicates(matcher, coded, left_out)
    )


def _by_head(matches: Iterable[Match]) -> dict[int, Match]:
    return {match.slots.head.i: match for match in matches}


def _predicates(matcher: Matcher, coded: Mapping[int, Match], left_out: Mapping[int, Match]) -> Iterator[Token]:
    cues = matcher.lexicon.cues
    for token in matcher.scene.context.doc:
        pos = token.pos_
        if (
            token.i in coded
            or token.i in left_out
            or (pos in ("VERB", "AUX") and token.dep_ not in _HELPING and (pos == "AUX" or token.dep_ not in _WITHIN))
            or (pos == "NOUN" and (("noun", token.lemma_.lower()) in cues or token.lemma_.lower() in meeting_nouns()))
        ):
            yield token


def _candidate(matcher: Matcher, token: Token, found: Match | None, inner: Match | None) -> Candidate:
    match = found or inner
    if match is not None:
        slots, clause = match.slots, match.clause
    else:
        slots = matcher.slots(token, part(token))
        clause = matcher.clause(slots, part(token))
    return Candidate(token, slots, clause, matcher.mood(clause), matcher.roles, found, inner)


def part(token: Token) -> Pos:
    """The part of speech by which the slots of a predicate are read."""
    if token.pos_ in ("VERB", "AUX"):
        return "verb"
    return "noun" if token.pos_ in ("NOUN", "PROPN") else "adj"
