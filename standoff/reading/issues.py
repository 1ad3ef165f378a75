"""What a statement is about, in a few words of the text."""

from spacy.tokens import Token

from standoff.codebook.lexicon import Lexicon
from standoff.reading.clauses import Slots, verb_slots

_KEEP = frozenset({"compound", "amod", "poss", "nmod"})
MAX_DEPTH = 4


def issue_of(slots: Slots, lexicon: Lexicon) -> tuple[str, ...]:
    """The noun phrase that the act is about, lower case: what is asked for, refused, discussed."""
    for name in ("about", "on", "over", "for"):
        token = slots.preps.get(name)
        if token is not None and token.pos_ in ("NOUN", "PROPN") and not token.ent_type_.startswith(("DATE", "TIME")):
            return (_phrase(token),)
    if slots.inf is not None:
        inner = verb_slots(slots.inf)
        for name in ("about", "on", "over"):
            token = inner.preps.get(name)
            if token is not None and token.pos_ in ("NOUN", "PROPN"):
                return (_phrase(token),)
    for token in (slots.object if not slots.passive else None, slots.inf, slots.that, slots.ing):
        found = _noun(token, lexicon, 0) if token is not None else None
        if found is not None:
            return (_phrase(found),)
    return ()


def _noun(token: Token, lexicon: Lexicon, depth: int) -> Token | None:
    if depth > MAX_DEPTH:
        return None
    if token.pos_ in ("VERB", "AUX"):
        inner = verb_slots(token)
        below = inner.object or inner.inf or inner.that or inner.preps.get("on") or inner.preps.get("to")
        return _noun(below, lexicon, depth + 1) if below is not None and below.i != token.i else None
    if token.lemma_.lower() in lexicon.classes["DEMAND"] | lexicon.classes["OFFER"] | lexicon.classes["CONTAINER"]:
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("for", "of", "on", "to"):
                for inner_token in child.children:
                    if inner_token.dep_ in ("pobj", "pcomp"):
                        return _noun(inner_token, lexicon, depth + 1) or token
    return token if token.pos_ in ("NOUN", "PROPN") else None


def _phrase(noun: Token) -> str:
    words = [c.text for c in noun.lefts if c.dep_ in _KEEP and c.i >= noun.i - 4]
    return " ".join((*words, noun.text)).lower()
