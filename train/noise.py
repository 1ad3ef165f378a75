"""Train the forest that tells page furniture from articles, line by line, and the log odds of words that it reads.

    python -m train.noise --data FILE --out FOLDER --words FILE

FILE of `--data` holds labelled lines of whole pages (`wcxb-dev.fullpage.jsonl.gz`). Beside the pages as they are, the forest sees
each page as an extractor might have left it: all of the article, and here and there a run of furniture. Seeded; prints figures of
three folds by page; about ten minutes on one core. What it needs beside Standoff: scikit-learn, onnx.
"""

import argparse
import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper
from sklearn.ensemble import HistGradientBoostingClassifier

from standoff.reading.noise_signs import signs_of, words_of

SEED = 7
FOLDS = 3
# Set by hand after one trial by folds of the pages: slower learning with as many trees gained .001 of F1.
TREES, RATE, LEAVES, LEAST = 180, 0.1, 31, 40
# Log odds are kept of words of at least so many pages, and only if they say something.
PAGES, ODDS = 6, 0.7
# Of the furniture of whole pages this share is enough; there is much more of it than of articles.
FURNITURE_SHARE = 0.45
# A run of furniture is let through with this probability, and is at most so many lines long; both are guesses.
LEFT, RUN = 0.05, 4

Page = list[tuple[str, str]]
LABELS = {"boilerplate": 1, "content": 0}


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def pages_of(path: Path) -> list[Page]:
    """The pages of a file: lines with their labels, blank ones left out."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = (json.loads(line)["lines"] for line in file)
        return [[(x[0].replace("\n", " "), x[1]) for x in lines if x[0].strip()] for lines in rows]


def odds_of(pages: Sequence[Page]) -> dict[str, float]:
    """The log odds of words, counted once a page and kind."""
    counts: dict[str, Counter[str]] = {"boilerplate": Counter(), "content": Counter()}
    for page in pages:
        for label, counter in counts.items():
            counter.update({word for line, kind in page if kind == label for word in words_of(line)})
    noise, content = counts["boilerplate"], counts["content"]
    words = (word for word in sorted(set(noise) | set(content)) if noise[word] + content[word] >= PAGES)
    odds = {word: float(np.log((noise[word] + 0.5) / (content[word] + 0.5))) for word in words}
    return {word: round(value, 2) for word, value in odds.items() if abs(value) >= ODDS}


def extracted(page: Page, rng: random.Random) -> Page:
    """The page as an extractor might leave it: the article, with runs of furniture that it let through."""
    kept: Page = []
    running = 0
    for line, label in page:
        if label != "boilerplate":
            running = 0
        elif running == 0 and rng.random() < LEFT:
            running = rng.randint(1, RUN)
        if label != "boilerplate" or running > 0:
            kept.append((line, label))
            running -= label == "boilerplate"
    return kept


class Rows:
    """The signs, labels and sizes (words) of the lines of many pages."""

    def __init__(self, pages: Sequence[Page], odds: dict[str, float]) -> None:
        full = [page for page in pages if page]
        self.signs = np.vstack([signs_of([line for line, _ in page], odds) for page in full])
        self.labels = np.array([LABELS.get(label, -1) for page in full for _, label in page])
        self.sizes = np.array([len(line.split()) for page in full for line, _ in page])


def fit(whole: Rows, left: Rows) -> HistGradientBoostingClassifier:
    """The forest of these rows; a lost line of an article counts more the longer it is."""
    rng = np.random.default_rng(SEED)
    thin = (whole.labels == 0) | ((whole.labels == 1) & (rng.random(len(whole.labels)) < FURNITURE_SHARE))
    signs = np.vstack([whole.signs[thin], left.signs[left.labels >= 0]])
    labels = np.concatenate([whole.labels[thin], left.labels[left.labels >= 0]])
    sizes = np.concatenate([whole.sizes[thin], left.sizes[left.labels >= 0]])
    weights = np.where(labels == 0, 1 + np.minimum(sizes, 60) / 15, 1 / FURNITURE_SHARE)
    forest = HistGradientBoostingClassifier(
        max_iter=TREES, learning_rate=RATE, max_leaf_nodes=LEAVES, min_samples_leaf=LEAST, l2_regularization=1.0,
        early_stopping=False, random_state=SEED,
    )  # fmt: skip
    return forest.fit(signs, labels, sample_weight=weights)


def _branch(node: Any) -> tuple[int, str, float, int, int]:
    return int(node["feature_idx"]), "BRANCH_LEQ", float(node["num_threshold"]), int(node["left"]), int(node["right"])


def graph_of(forest: Any, columns: int) -> onnx.ModelProto:
    """The forest as an ONNX graph: `signs` (lines, columns) in, `score` (lines, 1) out, a log odds."""
    parts: dict[str, list[Any]] = {
        name: [] for name in ("treeids", "nodeids", "featureids", "modes", "values", "truenodeids", "falsenodeids")
    }
    leaves: dict[str, list[Any]] = {name: [] for name in ("treeids", "nodeids", "ids", "weights")}
    for tree, (predictor,) in enumerate(forest._predictors):
        for place, node in enumerate(predictor.nodes):
            leaf = bool(node["is_leaf"])
            row = (tree, place, *((0, "LEAF", 0.0, 0, 0) if leaf else _branch(node)))
            for name, value in zip(parts, row, strict=True):
                parts[name].append(value)
            if leaf:
                for name, value in zip(leaves, (tree, place, 0, float(node["value"])), strict=True):
                    leaves[name].append(value)
    node = helper.make_node(
        "TreeEnsembleRegressor", ["signs"], ["score"], domain="ai.onnx.ml", n_targets=1, aggregate_function="SUM",
        post_transform="NONE", base_values=[float(np.ravel(forest._baseline_prediction)[0])],
        **{f"nodes_{name}": values for name, values in parts.items()},
        **{f"target_{name}": values for name, values in leaves.items()},
    )  # fmt: skip
    graph = helper.make_graph(
        [node], "noise",
        [helper.make_tensor_value_info("signs", TensorProto.FLOAT, [None, columns])],
        [helper.make_tensor_value_info("score", TensorProto.FLOAT, [None, 1])],
    )  # fmt: skip
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8)


def figures(name: str, rows: Rows, chances: NDArray[np.float64]) -> Iterator[str]:
    """The line F1 of furniture, and the share of the article's words lost, by threshold."""
    noise, content = rows.labels == 1, rows.labels == 0
    for least in (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98):
        found = chances > least
        right = int((noise & found).sum())
        f1 = 2 * right / (int(noise.sum()) + int((found & (noise | content)).sum()))
        lost = rows.sizes[content & found].sum() / rows.sizes[content].sum()
        gone = rows.sizes[noise & found].sum() / rows.sizes[noise].sum()
        yield f"{name} {least:.2f}: line F1 {f1:.4f}, words of articles lost {lost:.4f}, words of furniture removed {gone:.3f}"


def folds(pages: list[Page], left: list[Page]) -> None:
    """Print the figures of folds by page, the words' log odds made anew in each."""
    for fold in range(FOLDS):
        own = [place % FOLDS == fold for place in range(len(pages))]
        odds = odds_of([page for page, mine in zip(pages, own, strict=True) if not mine])
        sets = {
            mine: [Rows([p for p, m in zip(some, own, strict=True) if m == mine], odds) for some in (pages, left)]
            for mine in (False, True)
        }
        forest = fit(*sets[False])
        for name, rows in zip(("whole pages", "extracted"), sets[True], strict=True):
            for line in figures(f"fold {fold}, {name}", rows, forest.predict_proba(rows.signs)[:, 1]):
                say(line)


def main() -> None:
    """Train on all pages and write what the reader reads."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path, required=True)
    cli.add_argument("--out", type=Path, required=True, help="folder for noise.onnx")
    cli.add_argument("--words", type=Path, required=True, help="file for the log odds of words")
    cli.add_argument("--folds", action="store_true", help="print the figures of folds first")
    args = cli.parse_args()
    pages = pages_of(args.data)
    rng = random.Random(SEED)  # noqa: S311 (nothing secret)
    left = [extracted(page, rng) for page in pages]
    if args.folds:
        folds(pages, left)
    odds = odds_of(pages)
    args.words.write_text("".join(f"{word}\t{value}\n" for word, value in odds.items()), encoding="utf-8")
    whole = Rows(pages, odds)
    forest = fit(whole, Rows(left, odds))
    onnx.save(graph_of(forest, whole.signs.shape[1]), str(args.out / "noise.onnx"))
    say(f"{len(pages)} pages, {len(odds)} words, {forest.n_iter_} trees")


if __name__ == "__main__":
    main()
