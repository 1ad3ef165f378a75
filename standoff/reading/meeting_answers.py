"""Meetings that one side asked for and another granted or refused: "accepted an invitation to talks"."""

from typing import NamedTuple

from spacy.tokens import Token

from standoff.codebook.lexicon import lexicon
from standoff.codebook.meetings import meeting_words
from standoff.core.records import MeetingStatus
from standoff.reading.clauses import is_infinitive, verb_slots
from standoff.reading.meeting_sides import conjoined, union
from standoff.reading.meeting_status import with_particle
from standoff.reading.moods import mood_of
from standoff.reading.scene import Scene

_OWNING = frozenset({"poss", "amod", "compound", "nmod"})
_ASKED = frozenset({"for", "of", "to"})  # "a request for talks", "an offer of talks", "an invitation to talks"
_BY = frozenset({"from", "by"})


class Answer(NamedTuple):
    """What became of a meeting that was asked for: the verb of the answer, the status, and both sides."""

    verb: Token
    status: MeetingStatus
    sides: tuple[str, ...]


def answer_of(scene: Scene, noun: Token) -> Answer | None:
    """The answer to the request or offer of the meeting that `noun` names; None where there is none, or no two sides."""
    asked = _asked(noun)
    if asked is None:
        return None
    verb = asked.head.head if asked.dep_ == "pobj" and asked.head.lower_ in _ASKED else asked.head
    if verb.pos_ != "VERB" or asked.dep_ not in ("dobj", "nsubjpass", "pobj"):
        return None
    status = _status(verb)
    slots = verb_slots(verb)
    answering = conjoined(scene, slots.subject) if slots.subject is not None else ()  # of a passive who stands behind "by"
    sides = union(answering, _asking(scene, asked))
    return Answer(verb, status, sides) if status is not None and len(sides) > 1 else None


def _asked(noun: Token) -> Token | None:
    """The noun that asks for the meeting: "a request for talks", "an invitation to come to Lima for talks"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in _ASKED:
        return None
    above = noun.head.head
    if above.dep_ in ("acl", "relcl") and above.pos_ == "VERB" and is_infinitive(above):
        above = above.head
    return above if above.lemma_.lower() in meeting_words().asked else None


def _status(verb: Token) -> MeetingStatus | None:
    words, mood = meeting_words(), mood_of(verb, lexicon())
    if mood.under_if or mood.question or mood.foreseen or mood.kind not in ("plain", "future"):
        return None
    named = with_particle(verb)
    if named in words.granting:
        return "refused" if mood.negated else "planned"
    return "refused" if named in words.refused and not mood.negated else None


def _asking(scene: Scene, asked: Token) -> tuple[str, ...]:
    """Whose request it is: its owner, or who stands behind "from"."""
    owners = [child for child in asked.lefts if child.dep_ in _OWNING]
    owners += [inner for child in asked.rights if child.lower_ in _BY for inner in child.children if inner.dep_ == "pobj"]
    return union(*(conjoined(scene, owner) for owner in owners))
