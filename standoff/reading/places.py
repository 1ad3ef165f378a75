"""Places as a clause names them: the words of the noun phrase behind "in", "at", "near"."""

import re
from collections.abc import Iterable

from spacy.tokens import Token

PLACE_WORDS = frozenset(
    {"in", "on", "near", "at", "along", "around", "inside", "within", "across", "into", "to", "outside", "throughout"}
)
_ARTICLE = re.compile(r"^(?:the|its|their|a)\s+", re.IGNORECASE)


def place_in(tokens: Iterable[Token], words: frozenset[str] = PLACE_WORDS) -> str | None:
    """The first place that a preposition of `words` among `tokens` introduces, without its article, or None."""
    for token in tokens:
        if token.pos_ == "ADP" and token.lower_ in words:
            found = _phrase(token)
            if found is not None:
                return found
    return None


def _phrase(preposition: Token) -> str | None:
    inside = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if inside is None:
        return None
    phrase = [token for token in inside.subtree if inside.i - 5 <= token.i <= inside.i + 5]
    if not any(token.ent_type_ in ("GPE", "LOC", "FAC") for token in phrase):
        return None
    words = preposition.doc[phrase[0].i : phrase[-1].i + 1].text
    return _ARTICLE.sub("", " ".join(words.split())).strip(" ,.\"'") or None
