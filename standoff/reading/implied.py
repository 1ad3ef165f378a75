"""Acts that no cue word names: what a clause put in a party's mouth amounts to, by who its subject is and how it is said.

"We will go on helping them" is a commitment, "they plunder our fields" an accusation, "this can only end badly" a
warning, "Iran must stop" a demand, though none of their words is a cue. Only the words of an attribution are read so, and
only clauses in which no frame was found.
"""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from standoff.codebook.lexicon import Frame, Lexicon, lexicon
from standoff.core.records import Attribution
from standoff.reading.clauses import Slots, is_infinitive, verb_slots
from standoff.reading.moods import Mood
from standoff.reading.roles import Parties, Roles

_JUDGING = frozenset({"dobj", "attr", "acomp", "oprd", "advmod", "xcomp", "ccomp", "agent"})
_CLAUSES = frozenset({"ROOT", "ccomp", "conj", "parataxis", "advcl"})
# Certainty of an implied act: on the hand-coded sheets about half of them are what a person codes.
SURE = 0.5
_REPORTING = frozenset(lexicon().moods.reporting)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SHORTEST = 3  # words of a clause; shorter ones are "we'll see" and debris of the parse


def frame_of(act: str) -> Frame:
    """A frame without cues, for acts that the construction alone gives."""
    return Frame(act=act, cues=(), sure=SURE)


class Implied:
    """Reads the clauses of attributions in which no frame was found."""

    def __init__(self, roles: Roles, lexicon: Lexicon, at_odds: frozenset[frozenset[str]] = frozenset()) -> None:
        self.roles, self.lexicon, self._at_odds = roles, lexicon, at_odds
        self._negative = lexicon.classes["NEGATIVE"]
        self._hurting = lexicon.classes["HOSTILE_VERB"]
        self._avoiding = lexicon.classes["AVOID"] | set(lexicon.moods.unsaying)

    def clauses(self, said: Iterable[Attribution], taken: set[int]) -> Iterator[tuple[Token, Attribution]]:
        """The verbs of the main clauses of attributed words, without those at or around the tokens `taken`."""
        doc = self.roles.scene.context.doc
        for attribution in said:
            for piece in attribution.content:
                for index in self.roles.covering(piece):
                    token = doc[index]
                    if token.pos_ in ("VERB", "AUX") and token.dep_ in _CLAUSES and not taken & _around(token):
                        yield token, attribution

    def act(self, verb: Token, slots: Slots, mood: Mood, said: Parties) -> tuple[str, Parties, Parties] | None:
        """The act of the clause of `verb` with its party and addressee, None where it amounts to none."""
        if (
            not said
            or is_infinitive(verb)
            or mood.under_if
            or mood.question
            or mood.kind == "void"
            or sum(1 for _ in _clause(verb)) < SHORTEST
        ):
            return None
        subject = self._subject(slots)
        own = bool(set(subject) & set(said))
        act = self._own(verb, mood, slots.passive) if own else self._other(verb, slots, mood, bool(subject))
        if act is None and not own and self._charged(verb, mood, said, subject):
            act = "accuse"
        if act is None:
            return None
        other = tuple(party for party in subject if party not in said)
        return act, said, other

    def _subject(self, slots: Slots) -> Parties:
        token = slots.subject if slots.subject is not None else slots.object if slots.passive else None
        return self.roles.of_phrase(token) if token is not None else ()

    def _own(self, verb: Token, mood: Mood, passive: bool) -> str | None:
        """What a party says of itself."""
        if verb.lemma_.lower() in self.lexicon.classes["VAGUE"]:
            return None
        if verb.lemma_.lower() in self._avoiding and mood.kind == "future" and not mood.negated:
            return "assure"  # "would avoid provoking them"
        punishing = any(token.lemma_.lower() in self.lexicon.classes["RETRIBUTION"] for token in _clause(verb))
        hurts = verb.lemma_.lower() in self._hurting or self._bad(verb) or punishing
        if mood.kind == "future" or (mood.kind == "plain" and mood.continuous and mood.negated):
            if mood.negated:
                return "assure" if hurts and not passive else "reject"
            if mood.conditional and verb.lemma_.lower() in self.lexicon.classes["GIVING"] and not (self._bad(verb) or punishing):
                return "offer"
            return "threaten" if hurts or mood.conditional else "commit"
        return "deny" if mood.kind == "plain" and mood.negated and hurts and _past(verb) else None

    def _other(self, verb: Token, slots: Slots, mood: Mood, named: bool) -> str | None:
        """What a party says of another one, or of things."""
        if slots.subject is None and not slots.passive:
            return None
        if mood.kind == "must":
            return None if mood.negated and not named else "demand"
        bad = self._bad(verb)
        if (
            mood.kind == "future"
            and slots.passive
            and slots.subject is None
            and not mood.negated
            and verb.lemma_.lower() in self._hurting
        ):
            return "threaten"
        if mood.kind == "future" and mood.negated and named:
            return "red_line"
        if mood.kind in ("future", "may") and bad and not mood.negated:
            return None if named else "warn"
        if mood.kind == "plain" and bad and named and not mood.negated:
            return "accuse"
        strong = self.lexicon.classes["STRONG"]
        if (
            mood.kind == "plain"
            and not mood.negated
            and slots.complement is not None
            and slots.complement.lemma_.lower() in strong
        ):
            return "accuse"
        return None

    def _charged(self, verb: Token, mood: Mood, said: Parties, subject: Parties) -> bool:
        """Whether a party tells what another one, with which it is at odds, does or has done: nothing good."""
        if (
            mood.kind != "plain"
            or verb.dep_ == "advcl"
            or not _finite(verb)
            or verb.lemma_.lower() in self.lexicon.classes["NEUTRAL"]
        ):
            return False
        return any(frozenset((a, b)) in self._at_odds for a in said for b in subject)

    def _bad(self, verb: Token) -> bool:
        return any(token.lemma_.lower() in self._negative for token in _said_of(verb))


def _finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(c.dep_ in ("aux", "auxpass") and c.tag_ in _FINITE for c in verb.lefts)


def _past(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") and c.lower_ in ("did", "was", "were", "has", "have", "had") for c in verb.lefts)


def _clause(verb: Token) -> Iterator[Token]:
    """The tokens of a clause without those of the clauses below it."""
    yield verb
    for child in verb.children:
        if child.dep_ not in ("conj", "ccomp", "advcl", "parataxis", "nsubj"):
            yield from _phrase(child)


def _said_of(verb: Token) -> Iterator[Token]:
    """The verb, its complements and their adjectives: the words that judge the subject."""
    yield verb
    for child in verb.children:
        if child.dep_ in _JUDGING:
            yield child
            yield from (c for c in child.children if c.dep_ in ("amod", "compound", "dobj", "conj", "acomp", "attr"))


def _phrase(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep_ != "relcl":
            yield from _phrase(child)


def _around(verb: Token) -> set[int]:
    """The tokens whose own frames speak for the clause: those in it, and the verbs that it depends on."""
    found = {token.i for token in _clause(verb)} | {c.i for c in verb.lefts}
    above = verb
    while above.head.i != above.i and above.dep_ in _CLAUSES and above.head.lemma_.lower() not in _REPORTING:
        above = above.head
        found.add(above.i)
    return found


__all__ = ["SURE", "Implied", "frame_of", "verb_slots"]
