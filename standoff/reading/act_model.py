"""The trained classifier of acts: for each predicate of an article the chance of each act, whose it is and at whom it is aimed.

One small network (see `train/README.md`): the acts of the codebook at the predicates of a sentence with the sides that play a
role in them, the meetings told there, and the PLOVER root of a sentence whose source and target are marked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np

from standoff.codebook.acts import acts as codebook_acts
from standoff.reading.act_candidates import Candidate
from standoff.reading.act_options import set_options
from standoff.reading.act_rows import SOURCE, TARGET, Row, arrays, rows_of
from standoff.reading.networks import Array, batches, network
from standoff.reading.roles import Parties
from standoff.reading.scene import Scene
from standoff.reading.wordpieces import CLOSE, OPEN, words_of

NETWORK = "acts"
CELLS = 256  # word pieces that go through the network together: eight times as many take a quarter longer, out of the cache


class Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the outputs of the network stand for, in their order."""

    acts: tuple[str, ...]
    roots: tuple[str, ...]
    meetings: tuple[str, ...]


@cache
def labels() -> Labels:
    """The labels of the shipped network."""
    return msgspec.json.decode(files("standoff.reading").joinpath("models", f"{NETWORK}.json").read_bytes(), type=Labels)


@dataclass(frozen=True, slots=True)
class Side:
    """One option of a predicate: the chance that it is the party, and that the act is aimed at it."""

    parties: Parties
    acts: float
    aimed: float


@dataclass(frozen=True, slots=True)
class Judged:
    """What the classifier says of one predicate: the chances of no act, of each act, of its sides, and of a meeting by status."""

    candidate: Candidate
    none: float
    acts: dict[str, float]
    sides: tuple[Side, ...]
    meetings: dict[str, float]

    @property
    def best(self) -> str:
        """The likeliest act."""
        return max(self.acts, key=self.acts.__getitem__)

    @property
    def families(self) -> dict[str, float]:
        """The chance of each family of acts."""
        chances: dict[str, float] = {}
        for act, chance in self.acts.items():
            family = codebook_acts()[act].family
            chances[family] = chances.get(family, 0.0) + chance
        return chances


def judged(scene: Scene, asked: Sequence[Candidate]) -> list[Judged]:
    """What the classifier says of the candidates, in the order of the text; of sentences without any party it is not asked."""
    set_options(scene, asked)
    rows = [row for row in rows_of(scene, asked) if any(one.found is not None or one.options for one in row.asked)]
    found: list[Judged] = []
    for batch in batches([len(row.pieces) for row in rows], CELLS):
        found += _judge([rows[place] for place in batch])
    return sorted(found, key=lambda one: one.candidate.token.i)


def _judge(rows: list[Row]) -> Iterator[Judged]:
    told = network(NETWORK).run(arrays(rows, labels().acts))
    yield from told_of((candidate for row in rows for candidate in row.asked), told["acts"], told["sides"], told["meetings"])


def told_of(asked: Iterable[Candidate], acts: Array, sides: Array, meetings: Array) -> Iterator[Judged]:
    """What the outputs of the network (predicates by acts, options by roles, predicates by statuses) say of the candidates."""
    first = 0
    for candidate, chances, statuses in zip(asked, acts, meetings, strict=True):
        told = zip(candidate.options, sides[first:], strict=False)
        yield Judged(
            candidate,
            float(chances[0]),
            dict(zip(labels().acts, map(float, chances[1:]), strict=True)),
            tuple(Side(option.parties, float(party), float(aimed)) for option, (party, aimed) in told),
            dict(zip(labels().meetings, map(float, statuses[1:]), strict=True)),
        )
        first += len(candidate.options)


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
