"""Degrading sentences on purpose, each kind in one seeded function: a clean sentence in, a damaged one out, or None."""

import re
from collections.abc import Callable
from random import Random

Damager = Callable[[str, Random, "Spare"], str | None]

FUNCTION_WORDS = {
    "the", "a", "an", "of", "to", "in", "on", "at", "by", "for", "with", "from", "that", "which", "who", "is", "are", "was",
    "were",
    "has", "have", "had", "will", "would", "be", "been", "and", "but", "or", "as",
}  # fmt: skip
# Pieces left in the language of the original; none was used in choosing the words of damage.yaml.
PIECES = (
    "la situación actual", "una medida urgente", "los aliados europeos", "cette question", "des mesures fortes",
    "notre position", "die Lage", "unsere Partner und Freunde", "eine neue Regierung", "o acordo de paz", "uma resposta firme",
    "il governo italiano", "questa vicenda", "наши партнёры", "безопасность", "حكومة", "nasz kraj", "bu karar",
    "de nieuwe regering",
    "regeringens beslut",
)  # fmt: skip


class Spare:
    """What damage is made with: surnames of other people and odd words."""

    def __init__(self, surnames: list[str], words: list[str]) -> None:
        self.surnames = surnames
        self.words = words


def _gaps(sentence: str, pattern: str) -> list[re.Match[str]]:
    return list(re.finditer(pattern, sentence))


def _inner(sentence: str, found: list[re.Match[str]]) -> list[re.Match[str]]:
    """Matches that are neither at the very beginning nor at the very end."""
    return [one for one in found if one.start() > 15 and one.end() < len(sentence) - 15]


def full_stop(sentence: str, rng: Random, spare: Spare) -> str | None:
    places = _inner(sentence, _gaps(sentence, r"(?<=[a-z]{2}) (?=[a-z]{2})"))
    return _put(sentence, rng.choice(places), ". ") if places else None


def full_stop_capital(sentence: str, rng: Random, spare: Spare) -> str | None:
    places = _inner(sentence, _gaps(sentence, r"(?<=[a-z]{2}) (?=[a-z]{2})"))
    if not places:
        return None
    place = rng.choice(places)
    return sentence[: place.start()] + ". " + sentence[place.end()].upper() + sentence[place.end() + 1 :]


def stray_capital(sentence: str, rng: Random, spare: Spare) -> str | None:
    places = _inner(sentence, _gaps(sentence, r"(?<=[a-z]{2} )[a-z](?=[a-z]+ [a-z])"))
    return _at_one(sentence, places, rng, str.upper)


def dropped_word(sentence: str, rng: Random, spare: Spare) -> str | None:
    places = [one for one in _gaps(sentence, r"(?<= )[a-z]+ ") if one.group().strip() in FUNCTION_WORDS]
    return _put(sentence, rng.choice(places), "") if places else None


def foreign_words(sentence: str, rng: Random, spare: Spare) -> str | None:
    places = _inner(sentence, _gaps(sentence, r"(?<= )[a-z]+ [a-z]+(?= )"))
    if not places:
        return None
    piece = rng.choice(PIECES)
    return _put(sentence, rng.choice(places), f"[{piece}]" if rng.random() < 0.7 else piece)


def mangled_name(sentence: str, rng: Random, spare: Spare) -> str | None:
    places = _gaps(sentence, r"(?<![A-Z][a-z] )\b[A-Z][a-z]+ ([A-Z][a-z]{2,})\b(?! [A-Z])")
    places = [one for one in places if one.group(1) in spare.surnames]
    others = [one for one in spare.surnames if one not in sentence]
    if not places or not others:
        return None
    place = rng.choice(places)
    return _put(sentence, place, f"{place.group()} {rng.choice(others)}")


def swapped_words(sentence: str, rng: Random, spare: Spare) -> str | None:
    places = [one for one in _gaps(sentence, r"(?<= )([a-z]+) ([a-z]+)(?=[ ,.])") if one.group(1) != one.group(2)]
    if not places:
        return None
    place = rng.choice(places)
    return _put(sentence, place, f"{place.group(2)} {place.group(1)}")


def odd_word(sentence: str, rng: Random, spare: Spare) -> str | None:
    places = _inner(sentence, _gaps(sentence, r"(?<= )[a-z]{5,}(?=[ ,])"))
    return _put(sentence, rng.choice(places), rng.choice(spare.words)) if places else None


def lost_quote(sentence: str, rng: Random, spare: Spare) -> str | None:
    places = _gaps(sentence, r"(?<=\w)[,.]?[\"”](?= [A-Za-z])")
    return _at_one(sentence, places, rng, lambda words: words[:-1])


def doubled_word(sentence: str, rng: Random, spare: Spare) -> str | None:
    places = [one for one in _gaps(sentence, r"(?<= )[a-z]+ ") if one.group().strip() in FUNCTION_WORDS]
    return _at_one(sentence, places, rng, lambda words: words * 2)


def spaced_mark(sentence: str, rng: Random, spare: Spare) -> str | None:
    places = _gaps(sentence, r"(?<=[a-z]),(?= )|(?<=[a-z])\.$")
    return _at_one(sentence, places, rng, lambda words: " " + words)


def _at_one(sentence: str, places: list[re.Match[str]], rng: Random, changed: Callable[[str], str]) -> str | None:
    if not places:
        return None
    place = rng.choice(places)
    return _put(sentence, place, changed(place.group()))


def _put(sentence: str, place: re.Match[str], words: str) -> str:
    return sentence[: place.start()] + words + sentence[place.end() :]


KINDS: dict[str, Damager] = {
    "full_stop": full_stop,
    "full_stop_capital": full_stop_capital,
    "stray_capital": stray_capital,
    "dropped_word": dropped_word,
    "foreign_words": foreign_words,
    "mangled_name": mangled_name,
    "swapped_words": swapped_words,
    "odd_word": odd_word,
    "lost_quote": lost_quote,
    "doubled_word": doubled_word,
    "spaced_mark": spaced_mark,
}
