"""The trained classifier of acts: for each predicate of an article the chance of each act, and who its party is.

One small network (see `train/README.md`) with two answers: the acts of the codebook at the predicates of a sentence, and the
PLOVER root of a sentence whose source and target are marked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np

from standoff.reading.act_candidates import OPTIONS, Candidate
from standoff.reading.act_rows import SOURCE, TARGET, Row, arrays, rows_of
from standoff.reading.networks import batches, network
from standoff.reading.scene import Scene
from standoff.reading.wordpieces import CLOSE, OPEN, words_of

NETWORK = "acts"
CELLS = 256  # word pieces that go through the network together: eight times as many take a quarter longer, out of the cache


class Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the outputs of the network stand for, in their order."""

    acts: tuple[str, ...]
    roots: tuple[str, ...]


@cache
def labels() -> Labels:
    """The labels of the shipped network."""
    return msgspec.json.decode(files("standoff.reading").joinpath("models", f"{NETWORK}.json").read_bytes(), type=Labels)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the classifier says of one predicate: the chance of no act, of each act, and that each of OPTIONS is the party."""

    candidate: Candidate
    none: float
    acts: dict[str, float]
    options: tuple[float, ...]

    @property
    def best(self) -> str:
        """The likeliest act."""
        return max(self.acts, key=self.acts.__getitem__)

    @property
    def party(self) -> tuple[str, ...]:
        """The party that stands at the likeliest place, () where no place names one."""
        likely = sorted(range(len(OPTIONS)), key=lambda place: -self.options[place])
        return next((self.candidate.parties[place] for place in likely if self.candidate.parties[place]), ())


def judged(scene: Scene, asked: Sequence[Candidate]) -> list[Judged]:
    """What the classifier says of the candidates, in the order of the text; of sentences without any party it is not asked."""
    rows = [row for row in rows_of(scene, asked) if any(one.found is not None or any(one.parties) for one in row.asked)]
    found: list[Judged] = []
    for batch in batches([len(row.pieces) for row in rows], CELLS):
        found += _judge([rows[place] for place in batch])
    return sorted(found, key=lambda one: one.candidate.token.i)


def _judge(rows: list[Row]) -> Iterator[Judged]:
    acts = labels().acts
    told = network(NETWORK).run(arrays(rows, acts))
    asked = (candidate for row in rows for candidate in row.asked)
    for candidate, chances, options in zip(asked, told["acts"], told["options"], strict=True):
        yield Judged(
            candidate,
            float(chances[0]),
            dict(zip(acts, map(float, chances[1:]), strict=True)),
            tuple(map(float, options)),
        )


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence in which the source and the target of an event are marked, as code points into it."""

    text: str
    source: tuple[int, int] | None
    target: tuple[int, int] | None


def root_chances(sentences: Iterable[Marked]) -> list[dict[str, float]]:
    """The chance of each PLOVER root (CONCEDE and RETREAT are one, YIELD) for each marked sentence."""
    rows = [marked_row(sentence) for sentence in sentences]
    found: list[dict[str, float]] = [{} for _ in rows]
    for batch in batches([len(row.pieces) for row in rows], CELLS):
        told = network(NETWORK).run(arrays([rows[place] for place in batch], labels().acts))
        for place, chances in zip(batch, told["roots"], strict=True):
            found[place] = dict(zip(labels().roots, map(float, np.asarray(chances)), strict=True))
    return found


def marked_row(sentence: Marked, longest: int = 96) -> Row:
    """The row of a marked sentence: of a long one the `longest` pieces from a little before the first mark."""
    words = words_of(sentence.text)
    named = [_role(sentence, start, end) for start, end in words.offsets]
    marked = [place for place, role in enumerate(named) if role]
    first = min(max(min(marked, default=0) - longest // 5, 0), max(len(named) - longest, 0))
    last = first + longest
    pieces = [OPEN, *words.pieces[first:last], CLOSE]
    return Row(pieces, [0, *named[first:last], 0], [0] * len(pieces))


def _role(sentence: Marked, start: int, end: int) -> int:
    for role, span in ((SOURCE, sentence.source), (TARGET, sentence.target)):
        if span is not None and start < span[1] and end > span[0]:
            return role
    return 0
