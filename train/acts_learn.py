"""How the classifier of acts learns: batches of rows, the loss, and what is predicted of rows."""

import math
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 (as everybody calls it)

from standoff.reading.act_rows import ASKED, BLIND
from train.acts_data import Example, Soft
from train.acts_torch import Coder
from train.numbers import quickest

# Chosen on folds: rows of a batch, rates of the encoder and of what is new.
ROWS, RATE, NEW_RATE, WARM = 24, 2e-4, 1e-3, 0.1
# How often what the frames found is hidden: the classifier has to know acts by itself.
HIDDEN = 0.3
SIDE_WEIGHT, MEETING_WEIGHT, SMOOTH = 0.5, 0.3, (0.05, 0.1)

Batch = dict[str, Tensor]


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _table(rows: Sequence[Any]) -> Any:
    table = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    return table


def collate(batch: Sequence[Example], *, training: bool) -> Batch:
    """The tensors of a batch; the predicates of all rows, and the options of all predicates, stand in one list each."""
    rows = [one.row for one in batch]
    dark = [int(training and random.random() < (one.hides or HIDDEN)) for one in batch]  # noqa: S311 (no secret)
    given: dict[str, Any] = {name: _table([getattr(row, name) for row in rows]) for name in ("pieces", "named", "said", "seen")}
    marks = np.zeros_like(given["pieces"])
    for number, (row, hide) in enumerate(zip(rows, dark, strict=True)):
        marks[number, row.places] = BLIND if hide else ASKED
        given["seen"][number] *= 1 - hide
    numbers, first = range(len(rows)), np.cumsum([0, *(len(row.places) for row in rows)])
    given |= {
        "marks": marks,
        "rows": np.repeat(numbers, [len(row.places) for row in rows]),
        "places": np.concatenate([row.places for row in rows]).astype(np.int64),
        "features": np.concatenate([row.features[hide] for row, hide in zip(rows, dark, strict=True)]),
        "whose": np.concatenate(
            [start + np.repeat(range(len(row.options)), row.options) for start, row in zip(first, rows, strict=False)]
        ),
        "side_rows": np.repeat(numbers, [len(row.side_places) for row in rows]),
        "side_places": np.concatenate([row.side_places for row in rows]).astype(np.int64),
        "signs": np.concatenate([row.signs[hide] for row, hide in zip(rows, dark, strict=True)]).astype(np.float32),
        "root": np.array([one.root for one in batch]),
    }
    given["whose"] = given["whose"].astype(np.int64)
    return {name: torch.from_numpy(array) for name, array in (given | _targets(batch)).items()}


def _targets(batch: Sequence[Example]) -> dict[str, Any]:
    soft = [one.soft for one in batch]
    if soft[0] is not None:
        return {
            f"soft_{name}": np.concatenate([getattr(one, name) for one in soft]).astype(np.float32)
            for name in ("act", "side", "meeting")
        }
    return {
        "act": np.array([act for one in batch for act in one.act], dtype=np.int64),
        "meeting": np.array([status for one in batch for status in one.meeting], dtype=np.int64),
        "roles": np.array([pair for one in batch for pairs in one.roles for pair in pairs], dtype=np.int64).reshape(-1, 2),
        "weight": np.array([weight for one in batch for weight in one.weight], dtype=np.float32),
    }


class Lower:
    """The states above the layers that are not trained, worked out once for each row; rows must live as long as this object."""

    def __init__(self, coder: Coder, *, keep: bool = True) -> None:
        self.coder, self.keep, self.kept = coder, keep, dict[int, Tensor]()

    def states(self, batch: Sequence[Example], pieces: Tensor) -> Tensor:
        """The states of a batch."""
        if any(id(one.row) not in self.kept for one in batch):
            training = self.coder.training
            with torch.no_grad():
                fresh = self.coder.eval().below(pieces)
            self.coder.train(training)
            if not self.keep:
                return fresh
            self.kept |= {id(one.row): fresh[row, : len(one.row.pieces)].clone() for row, one in enumerate(batch)}
        return torch.nn.utils.rnn.pad_sequence([self.kept[id(one.row)] for one in batch], batch_first=True)


class Scores(NamedTuple):
    """What the coder says of a batch, before it is made chances."""

    act: Tensor
    side: Tensor
    meeting: Tensor
    root: Tensor


def scores(coder: Coder, lower: Lower, batch: Sequence[Example], *, training: bool) -> tuple[Batch, Scores]:
    """The batch with the scores of acts, sides, meetings and roots."""
    given = collate(batch, training=training)
    states = lower.states(batch, given["pieces"])
    kind = coder.act.weight.dtype
    above = coder.above(states.to(kind), *(given[name] for name in ("pieces", "named", "said", "seen", "marks")))
    root = coder.roots(above, given["pieces"], given["named"]).float()
    if not len(given["rows"]):
        none = torch.zeros(0, 2)
        return given, Scores(none, none, none, root)
    inner = coder.inside(above, given["rows"], given["places"], given["features"].to(kind))
    signs = given["signs"].to(kind)
    side = coder.sides(above, inner, given["whose"], given["side_rows"], given["side_places"], signs)
    return given, Scores(coder.act(inner).float(), side.float(), coder.meeting(inner).float(), root)


def loss_of(coder: Coder, lower: Lower, batch: Sequence[Example]) -> Tensor:
    """The loss of a batch: acts, sides, meetings and roots; of rows that a teacher read, how far from it the coder is."""
    given, told = scores(coder, lower, batch, training=True)
    if "soft_act" in given:
        # Of a predicate without an act the teacher has not learnt whose it would be.
        sure = 1 - given["soft_act"][given["whose"], :1].expand(-1, told.side.shape[-1])
        side = F.binary_cross_entropy_with_logits(told.side, given["soft_side"], sure, reduction="sum") / (sure.sum() + 1)
        meeting = F.cross_entropy(told.meeting, given["soft_meeting"])
        return F.cross_entropy(told.act, given["soft_act"]) + SIDE_WEIGHT * side + MEETING_WEIGHT * meeting
    loss = torch.zeros(())
    there = given["act"] >= 0
    if there.any():
        weight = given["weight"][there]
        each = F.cross_entropy(told.act[there], given["act"][there], reduction="none", label_smoothing=SMOOTH[0])
        loss = loss + (each * weight).sum() / weight.sum()
    known = given["roles"] >= 0
    if known.any():
        loss = loss + SIDE_WEIGHT * F.binary_cross_entropy_with_logits(told.side[known], given["roles"][known].float())
    told_of = given["meeting"] >= 0
    if told_of.any():
        loss = loss + MEETING_WEIGHT * F.cross_entropy(told.meeting[told_of], given["meeting"][told_of])
    rooted = given["root"] >= 0
    if rooted.any():
        loss = loss + F.cross_entropy(told.root[rooted], given["root"][rooted], label_smoothing=SMOOTH[1])
    return loss


def _kind(one: Example) -> int:
    return 2 if one.soft is not None else int(one.root >= 0)


def shuffled(examples: Sequence[Example]) -> Iterator[list[Example]]:
    """Batches of rows of like length, all of one kind, in a random order."""
    batches = []
    for kind in range(3):
        rows = [one for one in examples if _kind(one) == kind]
        random.shuffle(rows)
        for start in range(0, len(rows), ROWS * 8):
            block = sorted(rows[start : start + ROWS * 8], key=lambda one: len(one.row.pieces))
            batches += [block[at : at + ROWS] for at in range(0, len(block), ROWS)]
    random.shuffle(batches)
    yield from batches


class Course(NamedTuple):
    """How long and how fast a coder learns: rounds over the examples, a factor of the rates, the name in what is printed."""

    rounds: int
    rate: float
    label: str
    each_round: Callable[[], str] | None = None


class Master:
    """AdamW on full-precision copies of the weights; the network itself computes in what is quickest here."""

    def __init__(self, coder: Coder, scale: float) -> None:
        named = [(name, weight) for name, weight in coder.named_parameters() if coder.trained(name)]
        self.full = [weight.detach().float().clone() for _, weight in named]
        coder.to(quickest())
        self.low = [weight for _, weight in named]
        known = [name.startswith("layers") for name, _ in named]
        self.adam = torch.optim.AdamW(
            [
                {"params": [full for full, old in zip(self.full, known, strict=True) if old is kind], "most": scale * rate}
                for kind, rate in ((True, RATE), (False, NEW_RATE))
            ],
            weight_decay=0.01,
            fused=True,
        )

    def step(self, done: float) -> None:
        """One step along the gradients, which are then forgotten; `done` (0 to 1) is how far the training has come."""
        for group in self.adam.param_groups:
            group["lr"] = group["most"] * min((done + 0.001) / WARM, 1 - done)
        for full, low in zip(self.full, self.low, strict=True):
            full.grad = low.grad.float() if low.grad is not None else None
            low.grad = None
        nn.utils.clip_grad_norm_([full for full in self.full if full.grad is not None], 1.0)
        self.adam.step()
        with torch.no_grad():
            for full, low in zip(self.full, self.low, strict=True):
                low.copy_(full)


def train(coder: Coder, lower: Lower, examples: Sequence[Example], course: Course) -> None:
    """Train the coder on the examples; the rate falls to nothing over the rounds."""
    steps, done, started, total = course.rounds * math.ceil(len(examples) / ROWS), 0, time.monotonic(), 0.0
    optimizer = Master(coder, course.rate)
    for _ in range(course.rounds):
        for batch in shuffled(examples):
            coder.train()
            loss = loss_of(coder, lower, batch)
            loss.backward()
            optimizer.step(done / (steps + 1))
            done, total = done + 1, total + loss.item()
            if done % 100 == 0:
                say(f"{course.label}: {done} of {steps} batches, loss {total / 100:.3f}, {time.monotonic() - started:.0f} s")
                total = 0.0
        if course.each_round is not None:
            say(f"{course.label}: {course.each_round()}")
    coder.float()


class Told(NamedTuple):
    """The chances of one row: of acts, sides and meetings at its predicates, and of its root."""

    act: Any
    side: Any
    meeting: Any
    root: Any


def predict(coder: Coder, lower: Lower, examples: Sequence[Example]) -> list[Told]:
    """The chances of each row, in order; rows of like length go through the network together."""
    coder.eval().to(quickest())
    order = sorted(range(len(examples)), key=lambda place: len(examples[place].row.pieces))
    found: dict[int, Told] = {}
    with torch.no_grad():
        for start in range(0, len(order), ROWS):
            places = order[start : start + ROWS]
            batch = [examples[place] for place in places]
            _, told = scores(coder, lower, batch, training=False)
            asked = np.cumsum([len(one.row.places) for one in batch])[:-1]
            sides = np.cumsum([sum(one.row.options) for one in batch])[:-1]
            parts = (
                np.split(told.act.softmax(1).numpy(), asked),
                np.split(told.side.sigmoid().numpy(), sides),
                np.split(told.meeting.softmax(1).numpy(), asked),
                told.root.softmax(1).numpy(),
            )
            found |= {place: Told(*one) for place, one in zip(places, zip(*parts, strict=True), strict=True)}
    coder.float()
    return [found[place] for place in range(len(examples))]


def softened(examples: Sequence[Example], told: Sequence[Told]) -> list[Example]:
    """The rows with what a teacher says of them in place of their own labels."""
    return [
        Example(
            one.row,
            soft=Soft(*(getattr(chances, name).astype(np.float16) for name in ("act", "side", "meeting"))),
            hides=one.hides,
        )
        for one, chances in zip(examples, told, strict=True)
        if len(one.row.places)
    ]
