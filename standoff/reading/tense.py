"""On which side of the article an expression of time lies, by tense and by words of planning."""

from typing import Literal

from spacy.tokens import Doc, Token

from standoff.codebook.times import time_words
from standoff.reading.offsets import TokenIndex
from standoff.reading.times import RawTime

Side = Literal["past", "future"]
_FUTURE_MODALS = frozenset({"will", "would", "shall", "should", "may", "might", "could", "can", "must", "'ll", "wo", "'d"})
_SURE = frozenset({"will", "'ll", "wo", "shall", "could", "may", "might"})
_PERFECT = frozenset({"have", "has", "had", "'ve"})
_PRESENT_PERFECT = frozenset({"have", "has", "'ve"})
_UNTIL_THEN = frozenset({"after", "once", "until", "till", "when", "before", "if", "unless"})
_ORDER: dict[str, Side] = {"after": "past", "following": "past", "before": "future", "ahead": "future"}
_LASTING = frozenset({"last", "hold", "remain", "stay", "continue", "run", "rage", "wait", "fight", "govern", "rule"})  # "until"
_STEPS = 8  # how many heads up a governing verb is looked for


class Tenses:
    """Answers for one parsed text, which side of "now" its places lie on; offsets are code points."""

    def __init__(self, doc: Doc) -> None:
        self._index = TokenIndex(doc)

    def token_at(self, offset: int) -> Token | None:
        """The token that covers or precedes the code point at `offset`."""
        return self._index.at(offset)

    def side(self, raw: RawTime) -> Side | None:
        """past, future, or None where neither the words nor the tense tell."""
        words = time_words()
        token = self.token_at(raw.start)
        if raw.lead in ("until", "till", "by") and token is not None and _till_then(token):
            return "past"
        if raw.lead in words.forward or raw.lead == "between":
            return "future"
        if raw.lead in words.backward:
            return "past"
        return side_of_token(token) if token is not None else None

    def sure(self, raw: RawTime) -> bool:
        """Whether the expression surely lies ahead: by a modal of the future, or a word such as "until"."""
        token = self.token_at(raw.start)
        return raw.lead in ("until", "till") or (token is not None and surely_ahead(token))


def _till_then(token: Token) -> bool:
    """Whether what the time ends is past: "until Thursday, they had not answered", "held until Friday", "had left by May"."""
    preposition = token.head if token.dep_ == "pobj" else token
    verb = preposition.head
    if verb.tag_ in ("VBD", "VBN") and verb.lemma_.lower() in _LASTING and preposition.lower_ != "by":
        return True
    return verb.pos_ == "VERB" and any(child.dep_ == "aux" and child.lower_ in ("had", "'d") for child in verb.children)


def surely_ahead(token: Token) -> bool:
    """Whether the verb governing `token` has a modal of the future: the present tense alone may tell a story."""
    current = token
    for _ in range(_STEPS):
        if current.pos_ in ("VERB", "AUX"):
            auxiliaries = {child.lower_ for child in current.children if child.dep_ == "aux"}
            if auxiliaries != {"to"}:
                return bool(auxiliaries & _SURE) and not auxiliaries & _PERFECT
        if current.head.i == current.i:
            return False
        current = current.head
    return False


def side_of_token(token: Token) -> Side | None:
    """The side that the verb governing `token` lies on, or None."""
    if token.dep_ == "poss" and token.head.lemma_.lower() not in _DATED and token.ent_type_ == "DATE":
        return "past"
    current = token
    for _ in range(_STEPS):
        if current.pos_ in ("VERB", "AUX") and not (current.tag_ == "VBG" and current.head.lower_ in _ORDER):
            side = "future" if _awaited(current) else _side_of_verb(current)
            if side is not None:
                return side
        elif current.lemma_.lower() in {"upcoming", "forthcoming", "deadline"}:
            return "future"
        if current.head.i == current.i:
            return None
        if current.dep_ in ("pobj", "pcomp") and current.head.lower_ in _ORDER:
            return _ORDER[current.head.lower_]
        current = current.head
    return None


def _side_of_verb(verb: Token) -> Side | None:
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if auxiliaries & _FUTURE_MODALS:
        if "could" in auxiliaries and _denied(verb):
            return "past"
        return "past" if auxiliaries & _PERFECT else "future"
    planning = verb.lemma_.lower() in time_words().plans
    if verb.tag_ == "VB" and "to" in auxiliaries:
        return _side_of_infinitive(verb)
    if verb.tag_ == "VBN":
        return _side_of_participle(verb, auxiliaries, planning)
    if verb.tag_ == "VBG":
        return _side_of_ing(verb, auxiliaries)
    if verb.tag_ == "VBD":
        return "future" if verb.lemma_.lower() in ("plan", "schedule", "expect", "intend") or set_for(verb) else "past"
    if verb.tag_ in ("VBZ", "VBP"):
        return "past" if verb.lemma_.lower() in time_words().reports or auxiliaries & _PERFECT else "future"
    return None


def set_for(verb: Token) -> bool:
    """Whether a headline leaves out the "is" of what is "set for June 12"; whoever sets something for a day names it."""
    if verb.lower_ not in ("set", "slated") or any(child.dep_ in ("dobj", "aux", "auxpass") for child in verb.children):
        return False
    return any(child.dep_ == "prep" and child.lower_ == "for" for child in verb.rights)


def _awaited(verb: Token) -> bool:
    """Whether a perfect tells what will have been: "even after many rules have expired in 2035", "once it has left"."""
    if not any(child.dep_ == "aux" and child.lower_ in _PRESENT_PERFECT for child in verb.children):
        return False
    return any(child.dep_ in ("mark", "advmod") and child.i < verb.i and child.lower_ in _UNTIL_THEN for child in verb.lefts)


def _denied(verb: Token) -> bool:
    """Whether something could not be done: "neither could be reached on Monday" tells of what was."""
    return any(child.dep_ == "neg" or child.lower_ in ("neither", "none", "nobody", "no") for child in verb.children)


def _side_of_infinitive(verb: Token) -> Side | None:
    head = verb.head
    if head.i == verb.i:
        return "future"
    plans = time_words().plans
    if head.lemma_.lower() in plans or head.pos_ in ("NOUN", "ADJ", "PROPN") or head.lemma_ == "be":
        return "future"
    return "past" if head.tag_ in ("VBD", "VBN") else "future"


def _side_of_participle(verb: Token, auxiliaries: set[str], planning: bool) -> Side | None:
    if auxiliaries & _PERFECT:
        return "past"
    if planning and verb.lemma_.lower() not in _DONE:
        return "future"
    if auxiliaries & {"is", "are", "'s", "'re", "be"}:
        return "future"
    return "past"


# Plans whose own day is the day on which they were made, not the day planned: "agreed on Friday to meet".
_DONE = frozenset(
    [
        *("agree", "announce", "offer", "ask", "demand", "urge", "decide", "order", "give", "vow", "promise", "pledge", "call"),
        *("threaten", "allow", "propose", "delay", "postpone", "defer", "adjourn", "extend", "reschedule", "cancel", "invite"),
    ]
)
# Nouns whose weekday may lie ahead ("Monday's talks"); "Monday's ruling" is behind.
_DATED = frozenset(
    [
        *(
            "talk",
            "meeting",
            "summit",
            "vote",
            "election",
            "session",
            "appointment",
            "deadline",
            "visit",
            "negotiation",
            "hearing",
        ),
        *("round", "conference", "referendum", "gathering", "ceremony", "inauguration", "trip", "debate", "call", "launch"),
    ]
)


def _side_of_ing(verb: Token, auxiliaries: set[str]) -> Side | None:
    if auxiliaries & {"is", "are", "'s", "'re", "am", "'m"}:
        return "future"
    if auxiliaries & {"was", "were", "been", *_PERFECT}:
        return "past"
    return None


def subjunctive(verb: Token) -> bool:
    """Whether a clause says what shall be, not what is: "that Chile leave", "that the sanctions be lifted"."""
    auxiliaries = {child.lower_ for child in verb.lefts if child.dep_ in ("aux", "auxpass")}
    if verb.tag_ == "VBP" and not auxiliaries:  # taken for the plural of the present, with one subject: "that Chile pull back"
        subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
        return subject is not None and subject.tag_ in ("NN", "NNP") and not any(c.dep_ == "conj" for c in subject.rights)
    return (verb.tag_ == "VB" and not auxiliaries - {"be"}) or (verb.tag_ == "VBN" and auxiliaries == {"be"})
