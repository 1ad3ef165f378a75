"""Places as a clause names them: the words of the noun phrase behind "in", "at", "near"."""

import re
from collections.abc import Iterable

from spacy.tokens import Token

PLACE_WORDS = frozenset(
    {"in", "on", "near", "at", "along", "around", "inside", "within", "across", "into", "to", "outside", "throughout"}
)
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NO_PLACE = frozenset({"according", "due", "owing", "addition", "response", "contrast"})  # "according to", "in addition to"
_BOUNDS = frozenset({"border", "frontier", "coast", "peninsula", "strait", "island", "mainland"})  # places without a name
_ARTICLE = re.compile(r"^(?:the|its|their|a)\s+", re.IGNORECASE)


def place_in(tokens: Iterable[Token], words: frozenset[str] = PLACE_WORDS) -> str | None:
    """The first place that a preposition of `words` among `tokens` introduces, without its article, or None."""
    for token in tokens:
        if token.pos_ == "ADP" and token.lower_ in words and token.head.lower_ not in _NO_PLACE:
            found = _phrase(token)
            if found is not None:
                return found
    return None


def _phrase(preposition: Token) -> str | None:
    inside = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if inside is None:
        return None
    phrase = _kept([token for token in inside.subtree if inside.i - 5 <= token.i <= inside.i + 5])
    named = any(_names(token, inside) for token in phrase) or inside.lemma_.lower() in _BOUNDS
    if not named and not _looks_like_a_town(inside, preposition):
        return None
    words = preposition.doc[phrase[0].i : phrase[-1].i + 1].text
    return _ARTICLE.sub("", " ".join(words.split())).strip(" ,.\"'") or None


def _names(token: Token, inside: Token) -> bool:
    """Whether a place stands in the phrase itself, not only in what hangs on it ("air drops in Iraq", "a raid by Iraq")."""
    between = token
    while between.i > inside.i and between.head.i != between.i and between.i != inside.i:
        if between.dep_ in ("prep", "agent"):
            return False
        between = between.head
    return token.ent_type_ in _PLACES


def _kept(phrase: list[Token]) -> list[Token]:
    """The phrase up to a relative clause, a day, or a comma behind which no further place stands ("Osaka, Japan")."""
    for place, token in enumerate(phrase):
        relative = token.lower_ in ("that", "which", "where", "who", "including")
        ends = token.text in (",", "(", "-") and not (place + 1 < len(phrase) and phrase[place + 1].ent_type_ in _PLACES)
        dated = token.ent_type_ in ("DATE", "TIME") and not phrase[place - 1].ent_type_.startswith(("DATE", "TIME"))
        if place and (relative or ends or dated):
            return phrase[:place]
    return phrase


def _looks_like_a_town(noun: Token, preposition: Token) -> bool:
    """A bare name behind "in" or "at": the small model leaves many towns unlabelled, or calls them persons or bodies."""
    if noun.pos_ != "PROPN" or preposition.lower_ not in ("in", "at", "near") or noun.text.isupper():
        return False
    bare = not any(child.i < noun.i for child in noun.children)
    return noun.ent_type_ in ("", "PERSON") or (noun.ent_type_ == "ORG" and bare)
