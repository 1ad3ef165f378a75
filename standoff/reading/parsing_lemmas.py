"""Lemmas by the pipeline's own rules, each form with its part of speech and features asked for once; mistaken verbs set right.

Where two verbs could have a form, the pipeline's rules take the shorter one, whatever the spelling says: "hoped" is to them a
form of "hop". English doubles the last consonant of such a verb ("hopped"), so a single one tells of the longer ("hope").
"""

import re
from collections.abc import Container

import numpy as np
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.tokens import Doc

from standoff.reading.parsing_columns import UnknownLayers, columns_of, set_columns

_SINGLE = re.compile(r"(?:.*[^aeiou])?[aeiou][^aeiouwxy]")  # one vowel and one consonant: doubled before "-ed" and "-ing"
_MOST = 50_000  # kept: some 10 MB, more than a thousand articles have


class Lemmas:
    """What the lemmatizer of a pipeline sets where there is no lemma yet; raises UnknownLayers for one that goes by more."""

    def __init__(self, lemmatizer: EnglishLemmatizer) -> None:
        if type(lemmatizer) is not EnglishLemmatizer or lemmatizer.mode != "rule" or lemmatizer.overwrite:
            raise UnknownLayers("a lemmatizer of another kind")
        _quicken(lemmatizer)
        self._lemmatizer, self._strings = lemmatizer, lemmatizer.vocab.strings
        self._verbs: Container[str] = lemmatizer.lookups.get_table("lemma_index", {}).get("verb", frozenset())
        self._known: dict[tuple[int, int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The text with its lemmas."""
        if not len(doc):
            return doc
        told = columns_of(doc, ("LEMMA", "ORTH", "POS", "MORPH"))
        lemmas = [
            lemma or self._known.get((form, pos, morph)) or self._asked(doc, place, (form, pos, morph))
            for place, (lemma, form, pos, morph) in enumerate(told.tolist())
        ]
        set_columns(doc, ("LEMMA",), np.array(lemmas, dtype=np.uint64))
        return doc

    def _asked(self, doc: Doc, place: int, key: tuple[int, int, int]) -> int:
        if len(self._known) >= _MOST:
            self._known.clear()
        token = doc[place]
        lemma = self._lemmatizer.lemmatize(token)[0]
        if token.pos_ == "VERB":
            lemma = spelled(lemma, token.lower_, self._verbs)
        found = self._known[key] = self._strings.add(lemma)
        return found


def spelled(lemma: str, form: str, verbs: Container[str]) -> str:
    """The lemma of the verb form `form` by its spelling, where the rules made `lemma` of it; `verbs` are the known ones."""
    if form in (f"{lemma}es", f"{lemma}ed", f"{lemma}ing") and _SINGLE.fullmatch(lemma) and f"{lemma}e" in verbs:
        return f"{lemma}e"
    if lemma.endswith("ie") and form in (f"{lemma}s", f"{lemma}d") and lemma not in verbs:
        return f"{lemma[:-2]}y"  # "resupplied"
    return lemma


def _quicken(lemmatizer: EnglishLemmatizer) -> None:
    """Keep the known words of each part of speech as a set: the list that a pipeline comes with is gone through word by word."""
    index = lemmatizer.lookups.get_table("lemma_index", {})
    for pos in list(index):
        index[pos] = frozenset(index[pos])
