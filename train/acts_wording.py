"""Train the model of the words around a predicate (`standoff/reading/act_wording.py`).

    python -m train.acts_wording --data ../shared [--out standoff/reading/models]

One logistic regression for each family of acts, and for none, over the hashed signs of every predicate of the hand-coded articles
of `five`, `work` and `more` in `benchmarks/sheet` (their texts lie in DATA). Printed, for the articles of `dev` and `dev2`, which
are not trained on: the mean negative log-likelihood of what people coded, and the F1 of predicates with the right family from the
best chance on, by the network alone, by the words alone and by both. No chance in it; six minutes. Needs scikit-learn.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from benchmarks.quality import sheets
from benchmarks.scoring import Mark
from benchmarks.sheets import Sheet
from standoff.codebook.acts import acts
from standoff.reading.act_model import Judged, judged
from standoff.reading.act_wording import BUCKETS, NONE, WEIGHTS, Weights, chances, reweighed, signs_of
from train.acts_data import ACTS, asked_in, labels_of, scenes

LEARNT, HELD_OUT = ("five", "work", "more"), ("dev", "dev2")
STRENGTH = 0.2  # inverse of the penalty; of .02, .05, .1 and .2 the likeliest on `dev` beside the network
FAMILIES = (NONE, *sorted({act.family for act in acts().values()}))
LEVELS = 127
Array = NDArray[Any]


class Predicates(NamedTuple):
    """Predicates of articles: their signs, the number of the family that people coded, and what the network says of them."""

    signs: list[set[int]]
    families: list[int]
    network: list[list[float]]
    both: list[list[float]]


def predicates(sheet: Sheet, *, weigh: Weights | None = None) -> Predicates:
    """The predicates of a sheet that people coded or left without an act; those that are open are left out."""
    gold: dict[str, list[Mark]] = defaultdict(list)
    for mark in sheet.gold["statement"]:
        gold[mark.article].append(mark)
    found = Predicates([], [], [], [])
    for article, scene in zip(sheet.articles, scenes(sheet.articles), strict=True):
        asked = asked_in(scene)
        labels = labels_of([(mark.fields, mark.bounds) for mark in gold[article.name]], scene, asked)
        told = judged(scene, asked)
        weighed = reweighed(scene, told, weigh) if weigh is not None else told
        for one, other, signs in zip(told, weighed, signs_of(scene, [one.candidate for one in told]), strict=True):
            act = labels.get(one.candidate.token.i, (0, None))[0]
            if act >= 0:
                found.signs.append(signs)
                found.families.append(FAMILIES.index(acts()[ACTS[act - 1]].family) if act else 0)
                found.network.append(_families(one))
                found.both.append(_families(other))
    return found


def _families(one: Judged) -> list[float]:
    told = {NONE: one.none, **one.families}
    return [told.get(family, 0.0) for family in FAMILIES]


def fitted(signs: Sequence[set[int]], families: Sequence[int]) -> tuple[Array, Array]:
    """The weights [buckets, families] and the biases."""
    ends = np.cumsum([0, *map(len, signs)])
    columns = np.concatenate([np.fromiter(one, np.int32, len(one)) for one in signs])
    table = csr_matrix((np.ones(len(columns), np.float64), columns, ends), shape=(len(signs), BUCKETS))
    wanted = np.array(families)
    models = [LogisticRegression(C=STRENGTH, solver="liblinear").fit(table, wanted == family) for family in range(len(FAMILIES))]
    return np.stack([one.coef_[0] for one in models], 1), np.array([one.intercept_[0] for one in models])


def written(file: Path, weights: Array, bias: Array) -> None:
    """Write the model with weights of one byte each."""
    steps = np.abs(weights).max(0) / LEVELS
    levels = np.round(weights / steps).astype(np.int8)
    np.savez_compressed(file, families=np.array(FAMILIES), levels=levels, steps=steps.astype(np.float32), bias=bias)


def figures(told: Array, families: Array) -> str:
    """The mean negative log-likelihood, and the best F1 over thresholds of the likeliest family's chance."""
    sure = np.clip(told[np.arange(len(families)), families], 1e-6, 1)
    best, likeliest = told[:, 1:].max(1), told[:, 1:].argmax(1) + 1
    scores = []
    for least in np.arange(0.1, 0.7, 0.025):
        hot = best > least
        scores.append(2 * (hot & (likeliest == families)).sum() / (hot.sum() + (families > 0).sum()))
    return f"{-np.log(sure).mean():.4f} {max(scores):.4f}"


def compared(sheet: Sheet, model: Weights) -> Iterator[str]:
    """The figures of the network, of the words and of both."""
    found = predicates(sheet, weigh=model)
    families = np.array(found.families)
    for name, told in (("network", found.network), ("words", chances(found.signs, model)), ("both", found.both)):
        yield f"{name} {figures(np.array(told), families)}"


def main() -> None:
    """Train, write, and print the figures."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path, required=True, help="the folder of articles, gold and data")
    cli.add_argument("--out", type=Path, default=Path("standoff/reading/models"))
    given = cli.parse_args()
    at_hand = sheets(given.data)
    parts = [predicates(at_hand[name]) for name in LEARNT]
    signs = [one for part in parts for one in part.signs]
    families = [one for part in parts for one in part.families]
    sys.stdout.write(f"{len(signs)} predicates, {sum(map(bool, families))} with an act\n")
    weights, bias = fitted(signs, families)
    written(given.out / WEIGHTS, weights, bias)
    for name in HELD_OUT:
        for line in compared(at_hand[name], Weights(FAMILIES, weights.astype(np.float32), bias)):
            sys.stdout.write(f"{name}: {line}\n")


if __name__ == "__main__":
    main()
