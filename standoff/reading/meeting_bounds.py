"""How far a mention of a meeting reaches: its first and last token."""

from typing import NamedTuple

from spacy.tokens import Token

from standoff.codebook.meetings import meeting_nouns
from standoff.reading.clauses import Slots

_LONGEST = 30  # tokens on either side of the head; farther ones are parse errors
_BREAKS = frozenset({"nsubj", "nsubjpass", "mark", "advmod", "cc", "pobj", "dobj"})


class Bounds(NamedTuple):
    """The first and last token of a mention."""

    first: Token
    last: Token


def noun_bounds(noun: Token, verb: Token | None) -> Bounds:
    """What a meeting named by a noun covers: its phrase, and the clause of the verb that tells of it."""
    first, last = noun.left_edge, noun.right_edge
    if verb is not None and abs(verb.i - noun.i) <= _LONGEST:
        parts = _clause_parts(verb)
        first = min([first, *parts], key=lambda t: t.i)
        last = max([last, *parts], key=lambda t: t.i)
    return _trimmed(noun, first, _extended(last))


def _extended(last: Token) -> Token:
    """The last token, or the end of "in X", "on Y" that follow it at once, which the parser may hang elsewhere."""
    doc, end = last.doc, last.i
    while end + 2 < len(doc):
        place = end + 1 + (doc[end + 1].text == ")")
        if place + 1 >= len(doc) or doc[place].lower_ not in ("in", "on", "at") or doc[place + 1].pos_ != "PROPN":
            break
        end = place + 1
    return doc[end]


def verb_bounds(verb: Token, slots: Slots) -> Bounds:
    """What a meeting told by a verb covers: its clause, without clauses that hang on it."""
    parts = _clause_parts(verb)
    subject = slots.subject
    if subject is not None and 0 < verb.i - subject.i <= _LONGEST and subject.sent.start == verb.sent.start:
        parts = [subject.left_edge, *parts]
    return _trimmed(verb, min(parts, key=lambda t: t.i), max(parts, key=lambda t: t.i))


def _clause_parts(verb: Token) -> list[Token]:
    """The verb with its subject, object, adverbs and prepositional phrases, without clauses that hang on it."""
    parts = [verb]
    for child in verb.children:
        if child.dep_ in (
            "nsubj",
            "nsubjpass",
            "dobj",
            "prep",
            "npadvmod",
            "aux",
            "auxpass",
            "neg",
            "prt",
            "attr",
            "agent",
            "dative",
            "oprd",
        ):
            parts += [child.left_edge, child.right_edge]
    return parts


def _trimmed(head: Token, first: Token, last: Token) -> Bounds:
    doc = head.doc
    start = max(first.i, head.sent.start, head.i - _LONGEST)
    end = min(last.i, head.sent.end - 1, head.i + _LONGEST)
    for token in doc[head.i + 1 : end + 1]:
        if token.lower_ == "and" and _new_meeting(token):
            end = token.i - 1
            break
        if (
            token.lower_ in ("which", "who", "where", "because", "although", "while", "but", "after", "before")
            and token.dep_ in _BREAKS
        ):
            end = token.i - 1
            break
    return Bounds(doc[start], doc[max(end, head.i)])


def _new_meeting(joint: Token) -> bool:
    """Whether "and" begins another meeting: "a council in one town and a session in another"."""
    return any(t.lemma_.lower() in meeting_nouns() and t.pos_ == "NOUN" for t in joint.doc[joint.i + 1 : joint.i + 4])
