"""Make `damage.npz` and fit the weights of `damage.yaml`.

usage: python -m train.damage --data FOLDER [--fit-only]

FOLDER holds `news/international.jsonl.gz` and `attribution/polnear/train/text`. Word sequences are counted over three eighths of
the news and PolNeAR's training texts; the weights are fitted on another eighth, degraded on purpose; the other half is left for
`python -m benchmarks.damage`. Only hashes of word sequences and their counts are kept. Takes about four minutes.
"""

import argparse
import io
import sys
from collections import Counter
from itertools import islice, pairwise
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.damage_sets import COUNTED, FITTED, contexts, degraded, news, open_words
from benchmarks.damaging import KINDS
from standoff.codebook.damage import NGRAMS, Ngrams, unpacked
from standoff.codebook.damage import __file__ as codebook_file
from standoff.core.ids import text_id
from standoff.core.records import Article, Attribution, Reading, Statement
from standoff.reading.context import Context
from standoff.reading.damage import DOUBT, measures_of
from standoff.reading.damage_wording import gram_hashes, row_of
from standoff.reading.reader import read_articles
from standoff.reading.tokens import DEFAULT_MODEL, masked, pipeline

SEED = 11
FREQUENT = 6000
KNOWN_FROM = 2
NEVER_FROM, NEVER_SHARE = 20, 0.002
TARGET = Path(codebook_file).with_name("data") / NGRAMS
FALSE_ALARMS = 0.01
ARTICLES = 40


def count(texts: list[str]) -> dict[str, NDArray[Any]]:
    """The arrays of `damage.npz` for these texts."""
    nlp = pipeline(DEFAULT_MODEL)
    docs = [nlp.make_doc(masked(text, ())) for text in texts]
    frequent, known, never = _vocabulary(docs)
    grams: tuple[list[NDArray[np.uint32]], ...] = ([], [])
    total = 0
    for doc in docs:
        classes = row_of(doc, frequent).classes
        total += len(classes)
        for length in (1, 2):
            grams[length - 1].append(gram_hashes(classes, length))
    hashes, counts = _merged([np.concatenate(part) for part in grams])
    steps = np.diff(hashes, prepend=np.uint32(0))
    levels = np.minimum(np.round(np.log2(counts) * 8), 255).astype(np.uint8)
    return {
        "frequent": frequent, "known": known, "uncapitalised": never, "gram_steps": steps, "levels": levels,
        "total": np.array(total),
    }  # fmt: skip


def _vocabulary(docs: list[Any]) -> tuple[NDArray[np.uint64], ...]:
    words: Counter[int] = Counter()
    lower: Counter[int] = Counter()
    capital: Counter[int] = Counter()
    for doc in docs:
        for before, token in pairwise(doc):
            words[token.orth if token.is_upper and not token.is_title else token.lower] += not token.is_space
            if before.is_alpha and not before.is_title and token.is_alpha:
                (capital if token.is_title else lower)[token.lower] += 1
            elif token.is_alpha and token.is_lower:
                lower[token.lower] += 1
    never = [word for word, n in lower.items() if n >= NEVER_FROM and capital[word] <= NEVER_SHARE * n]
    known = [word for word, n in lower.items() if n >= KNOWN_FROM]
    return tuple(np.array(sorted(part), dtype=np.uint64) for part in ([w for w, _ in words.most_common(FREQUENT)], known, never))


def _merged(parts: list[NDArray[np.uint32]]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """All hashes once with their counts. Runs of three were tried: they doubled the file and found nothing that pairs do not."""
    found = [np.unique(part, return_counts=True) for part in parts]
    hashes, first = np.unique(np.concatenate([h for h, _ in found]), return_index=True)
    return hashes, np.concatenate([c for _, c in found])[first]


def examples(articles: list[Context], model: Ngrams, rng: Random) -> tuple[list[dict[str, float]], list[int]]:
    """Measures of undamaged sentences (0) and, for each degraded one, of the pieces that it is in (1)."""
    rows = [row for context in articles for row in measures_of(context, model)]
    labels = [0] * len(rows)
    words = open_words(articles)
    for kind in KINDS:
        made = [one for context in articles if (one := degraded(context, kind, rng, words))]
        for one, context in zip(made, contexts(one.text for one in made), strict=True):
            measured = measures_of(context, model)
            for start, end in one.places:
                rows += [m for s, m in zip(context.sentences, measured, strict=True) if s.start_char < end and start < s.end_char]
                labels += [1] * (len(rows) - len(labels))
    return rows, labels


def fit(rows: list[dict[str, float]], labels: list[int], names: list[str]) -> NDArray[np.float64]:
    """Weights (bias first) of a logistic regression, by Newton's method with a small ridge; damaged and not weigh the same."""
    x = np.array([[1.0, *(row.get(name, 0.0) for name in names)] for row in rows])
    y = np.array(labels, dtype=float)
    share = np.where(y == 1, 0.5 / y.mean(), 0.5 / (1 - y.mean()))
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        gradient = x.T @ (share * (y - p)) - weights
        weights += np.linalg.solve((x * (share * p * (1 - p))[:, None]).T @ x + np.eye(len(weights)), gradient)
    return weights


def agreement(articles: list[Context], rng: Random) -> tuple[int, int]:
    """Of what was coded in damaged sentences, how much was coded in the undamaged ones too, and of how much."""
    same = total = 0
    words = open_words(articles)
    for kind in KINDS:
        pairs = [(one, made) for one in articles if (made := degraded(one, kind, rng, words))]
        wholes = read_articles(one.article for one, _ in pairs)
        hurts = read_articles(Article(id=text_id(made.text), name="news", text=made.text) for _, made in pairs)
        for (_, made), whole, hurt in zip(pairs, wholes, hurts, strict=True):
            for place, original in zip(made.places, made.originals, strict=True):
                found = _coded(hurt, *place, doubtful=True)
                same += (found & _coded(whole, *original, doubtful=False)).total()
                total += found.total()
    return same, total


def _coded(reading: Reading, start: int, end: int, *, doubtful: bool) -> Counter[tuple[str, ...]]:
    """What was coded in a sentence, without its place; only what is doubted for damage where `doubtful`."""
    found: list[Statement | Attribution] = [*reading.statements, *reading.attributions]
    here = [one for one in found if start <= one.start < end and (not doubtful or DOUBT in one.doubts)]
    return Counter((one.act if isinstance(one, Statement) else "said", *one.party) for one in here)


def main() -> None:
    """Count, fit and print what goes into `damage.yaml`."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path, required=True)
    cli.add_argument("--kept", action="store_true", help="only print the share of codings that damage leaves as they were")
    cli.add_argument("--fit-only", action="store_true", help="keep the counts that are there")
    args = cli.parse_args()
    path = args.data / "news" / "international.jsonl.gz"
    if args.kept:
        same, total = agreement(list(contexts(islice(news(path, FITTED), ARTICLES // 4))), Random(SEED))  # noqa: S311
        sys.stdout.write(f"kept: {same / max(total, 1):.3f} ({same} of {total})\n")
        return
    if not args.fit_only:
        polnear = sorted((args.data / "attribution/polnear/train/text").iterdir())
        texts = [*news(path, COUNTED), *(one.read_text("utf-8") for one in polnear)]
        np.savez_compressed(TARGET, allow_pickle=False, **count(texts))
        sys.stdout.write(f"{TARGET.name}: {TARGET.stat().st_size / 1e6:.2f} MB\n")
    with np.load(io.BytesIO(TARGET.read_bytes())) as stored:
        model = unpacked({name: stored[name] for name in stored.files})
    rng = Random(SEED)  # noqa: S311 (no secret depends on it)
    rows, labels = examples(list(contexts(islice(news(path, FITTED), ARTICLES))), model, rng)
    names = sorted({name for row in rows for name in row})
    weights = fit(rows, labels, names)
    logits = np.array([[1.0, *(row.get(name, 0.0) for name in names)] for row in rows]) @ weights
    scores = 1 / (1 + np.exp(-logits))
    clean = np.array(labels) == 0
    sys.stdout.write(f"sentences: {int(clean.sum())} undamaged, {int((~clean).sum())} degraded\n")
    sys.stdout.write("weights:\n" + "".join(f"  {n}: {w:.3f}\n" for n, w in zip(["bias", *names], weights, strict=True)))
    threshold = float(np.quantile(scores[clean], 1 - FALSE_ALARMS))
    sys.stdout.write(f"threshold: {threshold:.4f}  (recall {(scores[~clean] >= threshold).mean():.3f})\n")
    for name in names:
        column = np.array([row.get(name, 0.0) for row in rows])
        sys.stdout.write(f"  # {name}: mean {column[clean].mean():.4f} undamaged, {column[~clean].mean():.4f} degraded\n")


if __name__ == "__main__":
    main()
