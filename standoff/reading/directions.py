"""The way of a number: whether the text says that something rose or fell by it."""

from typing import Literal

from spacy.tokens import Token

from standoff.codebook.quantities import quantity_words

Direction = Literal["up", "down"]
_CLIMB = 7  # heads from a number to the verb of change: number, end of the range, unit, preposition, verb


def _up_or_down(token: Token) -> Direction | None:
    """The word "up" or "down" before the number ("up 5 percent"), unless it belongs to the verb or to "up to"."""
    for back in (1, 2, 3):
        if token.i < back:
            return None
        word = token.nbor(-back)
        if word.lower_ in ("up", "down"):
            part = word.dep_ == "prt" and word.head.lemma_.lower() not in quantity_words().drifts
            return None if part or word.nbor().lower_ in ("to", "from") else _way(word.lower_)
        if word.lower_ not in ("by", "nearly", "almost", "about", "some", "just", "$"):
            return None
    return None


def direction_of(token: Token | None, sign: str | None) -> Direction | None:
    """Whether the text says that something rose or fell by the number that starts with `token` and bears `sign`."""
    if sign in ("+", "-", "−"):
        return "up" if sign == "+" else "down"
    if token is None:
        return None
    if token.i and token.nbor(-1).lower_ in ("a", "an"):
        return None  # "added a 30-meter tower": the tower is what was added
    return _up_or_down(token) or _by_so_much(token) or _by_verb(token)


def _by_so_much(token: Token) -> Direction | None:
    """The way that the word right before "by" tells, verb or not: "revised upward by 40 billion"."""
    by = next((token.nbor(-back) for back in (1, 2) if token.i >= back and token.nbor(-back).lower_ == "by"), None)
    return _way(by.nbor(-1).lemma_.lower()) if by is not None and by.i else None


def _way(lemma: str) -> Direction | None:
    directions = quantity_words().directions
    return "up" if lemma in directions.up else ("down" if lemma in directions.down else None)


def _by_verb(token: Token) -> Direction | None:
    """The way of the verb that the number depends on: "sales fell by 3 percent"."""
    head = token
    for _ in range(_CLIMB):
        if head.dep_ == "prep" and head.lower_ != "by":
            return None
        if head.pos_ == "VERB":
            return _way(head.lemma_.lower())
        if head.head.i == head.i or head.dep_ in ("nsubj", "nsubjpass"):
            return None
        head = head.head
    return None
