"""Words and word pieces of a text for the trained models, each with its exact code-point offsets into that text.

The pieces are those of the uncased WordPiece vocabulary of BERT, which lies beside the models: longest piece first, letters in
lower case and without accents. Words are cut a little finer than there: a sign that is no letter, digit or mark of punctuation
stands alone, and what shows nothing (soft hyphens, joiners) is skipped.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

PAD, UNKNOWN, OPEN, CLOSE = 0, 100, 101, 102

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+|[^\w\s\u00ad\u200b-\u200f\u2060\ufeff]|_")
# As in the vocabulary's own tokenizer: a longer word is not looked up.
_LONGEST = 100
_KEPT = 1 << 16

Piece = tuple[int, int, int]
"""A piece of a word: its number in the vocabulary, its start and its end within the word (code points)."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a stretch of text and their pieces.

    `bounds` are the words' code points in the text; `pieces` are the numbers of all pieces in order, `offsets` their code points
    in the text, and `first` the place in `pieces` at which each word begins.
    """

    bounds: tuple[tuple[int, int], ...]
    pieces: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    first: tuple[int, ...]


@cache
def vocabulary() -> dict[str, int]:
    """The number of each piece, by the piece."""
    lines = files("standoff.reading").joinpath("models", "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece}


def words_of(text: str, start: int = 0, end: int | None = None) -> Words:
    """The words that lie within `start`:`end` of `text`, with their pieces."""
    bounds: list[tuple[int, int]] = []
    numbers: list[int] = []
    offsets: list[tuple[int, int]] = []
    first: list[int] = []
    cut = _cutter()
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        bounds.append(match.span())
        first.append(len(numbers))
        for number, left, right in cut(match.group()):
            numbers.append(number)
            offsets.append((match.start() + left, match.start() + right))
    return Words(tuple(bounds), tuple(numbers), tuple(offsets), tuple(first))


@cache
def _cutter() -> Callable[[str], tuple[Piece, ...]]:
    known = vocabulary()

    @lru_cache(maxsize=_KEPT)
    def cut(word: str) -> tuple[Piece, ...]:
        return _cut(word, known)

    return cut


def _cut(word: str, known: dict[str, int]) -> tuple[Piece, ...]:
    """The longest known piece, again and again; the whole word as unknown where some of it is in no piece."""
    plain, places = _plain(word)
    found: list[Piece] = []
    place = 0
    while place < len(plain) <= _LONGEST:
        end = next((end for end in range(len(plain), place, -1) if _key(plain, place, end) in known), 0)
        if not end:
            break
        found.append((known[_key(plain, place, end)], places[place], places[end - 1] + 1))
        place = end
    return tuple(found) if found and place == len(plain) else ((UNKNOWN, 0, len(word)),)


def _key(plain: str, start: int, end: int) -> str:
    return ("##" if start else "") + plain[start:end]


def _plain(word: str) -> tuple[str, list[int]]:
    """The word in lower case without accents, and the place in the word that each of its letters comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(word):
        for plain in unicodedata.normalize("NFD", letter.lower()):
            if unicodedata.category(plain) != "Mn":
                letters.append(plain)
                places.append(place)
    return "".join(letters), places
