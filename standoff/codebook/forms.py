"""Looking up forms of several words in a text: one pass, longest form first at each place."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

_PIECE = re.compile(r"\w+|[^\w\s]")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "–": "-"})


@dataclass(frozen=True, slots=True)
class Pieces:
    """The words and single signs of a text with their bounds (code points)."""

    words: list[str]
    bounds: list[tuple[int, int]]

    def lower(self) -> "Pieces":
        """The same in lower case."""
        return Pieces([word.lower() for word in self.words], self.bounds)


def pieces_in(text: str) -> Pieces:
    """The pieces of `text`."""
    bounds = [match.span() for match in _PIECE.finditer(text)]
    return Pieces([text[start:end] for start, end in bounds], bounds)


def pieces_of(form: str) -> tuple[str, ...]:
    """The words and signs of a form, typographic apostrophes made plain."""
    return tuple(_PIECE.findall(form.translate(_APOSTROPHES)))


class FormIndex(Generic[T]):
    """Forms of one or more words with what each stands for, found by their first piece."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        claims: dict[tuple[str, ...], list[T]] = defaultdict(list)
        for form, value in entries:
            claims[pieces_of(form)].append(value)
        self._forms = {pieces: tuple(found) for pieces, found in claims.items()}
        lengths: dict[str, set[int]] = defaultdict(set)
        for pieces in claims:
            lengths[pieces[0]].add(len(pieces))
        # by length, not form by form: "the" begins many, and stands everywhere
        self._lengths = {first: tuple(sorted(some, reverse=True)) for first, some in lengths.items()}

    def find(
        self, pieces: Pieces, fits: Callable[[tuple[T, ...], int], bool] | None = None
    ) -> Iterator[tuple[int, int, tuple[T, ...]]]:
        """Every longest form as (start, end, values), left to right, none overlapping another.

        `fits` is asked with the values and the index of the piece after the form; where it says no, a shorter form may hold.
        """
        words, bounds, lengths = pieces.words, pieces.bounds, self._lengths
        free = 0
        for place in [place for place, word in enumerate(words) if word in lengths]:
            if place < free:
                continue
            for length in lengths[words[place]]:
                end = place + length
                values = self._forms.get(tuple(words[place:end]))
                if values is not None and end <= len(words) and (fits is None or fits(values, end)):
                    yield bounds[place][0], bounds[end - 1][1], values
                    free = end
                    break

    def get(self, form: str) -> tuple[T, ...]:
        """What exactly `form` stands for, () where it is no form."""
        return self._forms.get(pieces_of(form), ())
