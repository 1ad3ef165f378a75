"""Damage: clean news sentences degraded on purpose, how many are found, by kind, on articles that nothing was fitted on.

usage: python -m benchmarks.damage --data FILE [--json] [--articles N] [--show FOLDER]

FILE is JSON lines (gzipped) with `id` and `text`; of its articles the half that `train/damage.py` leaves out is used. AUC: the
chance that a degraded sentence scores above an undamaged one; recall at 2% false alarms: share found where 2% of undamaged
sentences score as high; recall: share called damaged. A degraded sentence scores as the highest of the pieces it is now in.
--show lists the damaged sentences of the text files in FOLDER.
"""

import argparse
import json
import time
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from benchmarks.damage_sets import HELD_OUT, contexts, degraded, news, open_words
from benchmarks.damaging import KINDS
from benchmarks.inputs import reading
from standoff.reading.context import Context
from standoff.reading.damage import Damage, damage_flags, damage_of

SEED = 23
SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "articles"


def measure(articles: list[Context]) -> dict[str, Any]:
    """The scores of undamaged sentences and of each kind of degraded ones, as rates."""
    started = time.perf_counter()
    clean = [one for context in articles for one in damage_of(context)]
    own = time.perf_counter() - started
    scores = np.array([one.score for one in clean])
    limit = float(np.quantile(scores, 0.98))
    rng = Random(SEED)
    words = open_words(articles)
    kinds = {kind: _kind(kind, articles, rng, words, scores, limit) for kind in KINDS}
    total = sum(found["sentences"] for found in kinds.values())
    return {
        "clean_sentences": len(clean),
        "false_alarms": sum(one.damaged for one in clean) / len(clean),
        "words_a_second": sum(len(context.text.split()) for context in articles) / own,
        "kinds": kinds,
        "macro_auc": float(np.mean([found["auc"] for found in kinds.values()])),
        "all_recall_at_2": sum(found["recall_at_2"] * found["sentences"] for found in kinds.values()) / total,
    }


def _kind(kind: str, articles: list[Context], rng: Random, words: list[str], clean: Any, limit: float) -> dict[str, float]:
    made = [one for context in articles if (one := degraded(context, kind, rng, words))]
    worst: list[Damage] = []
    for one, context in zip(made, contexts(one.text for one in made), strict=True):
        found = damage_of(context)
        for start, end in one.places:
            touched = [damage for damage in found if damage.start < end and start < damage.end]
            worst += [max(touched, key=lambda damage: damage.score)] if touched else []
    scores = np.array([one.score for one in worst])
    ranks = (np.searchsorted(np.sort(clean), scores, "left") + np.searchsorted(np.sort(clean), scores, "right")) / 2
    return {
        "sentences": len(worst),
        "auc": float(ranks.mean() / len(clean)),
        "recall_at_2": float((scores > limit).mean()),
        "recall": float(np.mean([one.damaged for one in worst])),
    }


def show(folder: Path) -> list[str]:
    """The damaged sentences of the text files in the folder, with score and reasons."""
    lines = []
    paths = sorted(folder.glob("*.txt"))
    for path, context in zip(paths, contexts(path.read_text("utf-8") for path in paths), strict=True):
        damages = damage_of(context)
        lines.append(f"\n{path.name}: {len(damages)} sentences; flags {', '.join(damage_flags(context.text, damages)) or 'none'}")
        lines += [
            f"  {one.score:.2f} {'+'.join(one.reasons)}: {' '.join(context.text[one.start : one.end].split())[:150]}"
            for one in damages
            if one.damaged
        ]
    return lines


def load(path: Path, articles: int) -> list[Context]:
    """So many held-out articles of a file, parsed; ends the program where there is none."""
    with reading(path, "gzipped JSON lines with id and text"):
        texts = list(islice(news(path, HELD_OUT), articles))
    if not texts:
        raise SystemExit(f"{path} holds no article of the half that nothing was fitted on")
    return list(contexts(texts))


def main() -> None:
    """Print the table of the file under --data, and the damaged sentences of the development articles where they are."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path, required=True, help="gzipped JSON lines with id and text")
    cli.add_argument("--json", action="store_true", help="print one JSON object")
    cli.add_argument("--articles", type=int, default=60, help="how many held-out articles (default 60)")
    cli.add_argument("--show", type=Path, default=SHARED, help="folder of text files whose damaged sentences are listed")
    args = cli.parse_args()
    result = measure(load(args.data, args.articles))
    if args.json:
        print(json.dumps(result))
        return
    print(f"{result['clean_sentences']} undamaged sentences: {result['false_alarms']:.1%} called damaged")
    print(f"{'kind':20} sentences   AUC  recall at 2%  recall")
    for kind, row in result["kinds"].items():
        print(f"{kind:20} {row['sentences']:9}  {row['auc']:.3f}  {row['recall_at_2']:12.3f}  {row['recall']:.3f}")
    print(f"mean AUC {result['macro_auc']:.3f}; recall at 2% over all {result['all_recall_at_2']:.3f}")
    print(f"{result['words_a_second']:,.0f} words a second, the parse not counted")
    print("\n".join(show(args.show)) if args.show.is_dir() else f"\nno folder {args.show}: nothing to list")


if __name__ == "__main__":
    main()
