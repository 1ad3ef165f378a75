"""Perturbed readings: articles that were read once, told again with other words, names, states and days, their spans still true.

Every content word is swapped for another one of the same number of letters and of about the same frequency, the same one
throughout an article, so that each span stays where it is and holds its words; function words stay. States are swapped for
states, and all days move together. So a perturbed article is no copy of its source, speaks of other things at other times, and
asks as much of relating as its source did.
"""

import datetime as dt
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from zlib import crc32

import msgspec

from standoff.core.ids import content_id, text_id
from standoff.core.records import Article, Reading

STAYS = 120  # the commonest words are function words: they stay, and so do words of fewer than four letters
NEAR = 150  # ranks up or down within which a word is swapped for another of its length
MOST_DAYS = 2000
_WORD = re.compile(r"[^\W\d_]{4,}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ID = re.compile(r"[a-z]+-[0-9a-f]{16}")
_CODE = re.compile(r"[A-Z]{3}")
_CODED = frozenset({"party", "addressee", "participants", "holder", "speaks_for", "code"})


class Read(msgspec.Struct):
    """An article with its reading."""

    article: Article
    reading: Reading


class Perturber:
    """Makes any number of perturbed articles out of some that were read; the same ones in every run."""

    def __init__(self, sources: Sequence[Read]) -> None:
        self.sources = sources
        counts = Counter(word.lower() for source in sources for word in _WORD.findall(source.article.text))
        ranked = [word for word, _ in counts.most_common()]
        self.stays = set(ranked[:STAYS])
        self.by_length: dict[int, list[str]] = defaultdict(list)
        for word in ranked[STAYS:]:
            if word.isascii():
                self.by_length[len(word)].append(word)
        self.rank = {word: place for words in self.by_length.values() for place, word in enumerate(words)}
        self.codes = _codes(sources)

    def made(self, number: int) -> Read:
        """The article of that number: the sources in turn, each time told anew; the first time as it was read."""
        source = self.sources[number % len(self.sources)]
        return source if number < len(self.sources) else _Telling(self, source, number).told()


class _Telling:
    """One article told with other words."""

    def __init__(self, perturber: Perturber, source: Read, number: int) -> None:
        self.of, self.source = perturber, source
        self.seed = number
        chance = random.Random(number)
        self.shift = dt.timedelta(days=chance.randrange(-MOST_DAYS, MOST_DAYS))
        swapped = perturber.codes[:]
        chance.shuffle(swapped)
        self.code = dict(zip(perturber.codes, swapped, strict=True))
        self.words: dict[str, str] = {}
        self.text = self._words(source.article.text)
        self.id = text_id(self.text)

    def told(self) -> Read:
        article = self._changed(msgspec.to_builtins(self.source.article))
        article |= {"id": self.id, "name": f"{self.seed}.txt", "text": self.text, "url": None}
        reading = self._changed(msgspec.to_builtins(self.source.reading))
        return Read(msgspec.convert(article, Article), msgspec.convert(reading, Reading))

    def _words(self, text: str) -> str:
        return _WORD.sub(lambda match: self._word(match.group()), text)

    def _word(self, word: str) -> str:
        found = self.words.get(word)
        if found is None:
            found = self.words[word] = self._other(word)
        return found

    def _other(self, word: str) -> str:
        low = word.lower()
        place = self.of.rank.get(low)
        if place is None or len(low) != len(word):
            return word
        same = self.of.by_length[len(low)]
        step = crc32(f"{self.seed} {low}".encode()) % (2 * NEAR + 1) - NEAR  # a generator seeded for each word costs more
        other = same[min(max(0, place + step), len(same) - 1)]
        return other.upper() if word.isupper() else other.capitalize() if word[0].isupper() else other

    def _changed(self, value: Any, field: str = "") -> Any:
        if isinstance(value, dict):
            changed = {name: self._changed(part, name) for name, part in value.items()}
            start, end = value.get("start"), value.get("end")
            if isinstance(start, int) and isinstance(end, int) and "text" in value:
                changed["text"] = self.text[start:end]
            return changed
        if isinstance(value, list | tuple):
            return [self._changed(part, field) for part in value]
        return self._string(value, field) if isinstance(value, str) else value

    def _string(self, value: str, field: str) -> str:
        if value == self.source.article.id:
            return self.id
        if _ID.fullmatch(value):
            return content_id(value.partition("-")[0], str(self.seed), value)
        if _DAY.fullmatch(value):
            return (dt.date.fromisoformat(value) + self.shift).isoformat()
        if field in _CODED and value in self.code:
            return self.code[value]
        return (
            value
            if field in ("act", "status", "kind", "type", "plover", "reader", "language", "basis", "precision")
            else self._words(value)
        )


def _codes(sources: Iterable[Read]) -> list[str]:
    """The codes of states that act anywhere, commonest first."""
    acting = Counter(code for one in sources for said in one.reading.statements for code in said.party if _CODE.fullmatch(code))
    return [code for code, _ in acting.most_common()]
