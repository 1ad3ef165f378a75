"""How common words are in the news at large: which share of articles holds each."""

from functools import cache

import msgspec

from standoff.codebook.files import load
from standoff.core.errors import CodebookError

# A word that the file does not hold: rarer than all that it does.
RARE = 0.002
# Words of other languages are not in the file. The shorter a word of two to five letters is, the commoner it is in any
# language: so little is assumed that a few function words alone join no two texts. Not calibrated; no such sheet is at hand.
_SHORT = {1: 0.3, 2: 0.3, 3: 0.15, 4: 0.03, 5: 0.008}


class _Band(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    share: float
    words: str


class _CommonFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    bands: tuple[_Band, ...]


def share_at_large(word: str) -> float:
    """The share of news articles that hold the word (lower case), 0 to 1; what is not known is taken for rare."""
    found = _shares().get(word)
    if found is not None:
        return found
    return RARE if word.isascii() else _SHORT.get(len(word), RARE)


@cache
def _shares() -> dict[str, float]:
    """Each word with its share; raises CodebookError where a word stands in two bands or a share is none."""
    found: dict[str, float] = {}
    for band in load("common_words.yaml", _CommonFile).bands:
        words = band.words.split()
        if not 0 < band.share <= 1 or any(word in found for word in words):
            raise CodebookError(f"common_words.yaml: the band {band.share} is no share (0 to 1), or holds a word of another band")
        found |= dict.fromkeys(words, band.share)
    return found
