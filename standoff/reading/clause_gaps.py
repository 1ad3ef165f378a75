"""What the parser takes for something else: a past for a participle, an object for the predicate of a clause with "what"."""

from spacy.tokens import Token

FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP"})


def missed_past(verb: Token) -> bool:
    """Whether the past of a sentence is taken for a participle of its subject: "Chile expelled on Friday Peru's envoy"."""
    subject = verb.head
    alone = verb.tag_ == "VBN" and verb.dep_ == "acl" and subject.dep_ == "ROOT" and subject.pos_ == "PROPN"
    return alone and subject.i < verb.i and not any(token.tag_ in FINITE_TAGS or token.tag_ == "MD" for token in verb.sent)


def named_by_what(clause: Token) -> Token | None:
    """What a clause with "what" calls the object ("conducted what it said was a test")."""
    what = next((t for t in clause.doc[clause.left_edge.i : clause.i] if t.lower_ == "what"), None)
    if what is None or what.i != clause.left_edge.i:
        return None
    for token in clause.doc[clause.i : clause.right_edge.i + 1]:
        if token.pos_ == "NOUN" and (token.dep_ in ("attr", "oprd") or (token.dep_ == "pobj" and token.head.lower_ == "as")):
            return token
    return None
