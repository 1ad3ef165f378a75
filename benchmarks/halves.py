"""Minimal pairs of sentences: parted by chance into a half that rules may be made from and one to check on, and counted."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

Half = Literal["work", "check"]
HALVES: tuple[Half, ...] = ("work", "check")
# Long enough for the language of an article of one sentence to be told.
HEADING = "What happened in the world today, as it was told by those who were there"


def work_pairs(pairs: Iterable[int], parted: int, seed: int) -> set[int]:
    """The pairs to work on: one half of those up to number `parted`, drawn by chance, and all that came later."""
    known = sorted(set(pairs))
    drawn, later = [pair for pair in known if pair <= parted], [pair for pair in known if pair > parted]
    random.Random(seed).shuffle(drawn)
    return {*drawn[: (len(drawn) + 1) // 2], *later}


def share(part: int, whole: int) -> float:
    """A share to three places; 0 of nothing."""
    return round(part / whole, 3) if whole else 0.0


def counted(found: Sequence[tuple[int, str]], verdicts: Sequence[str]) -> dict[str, float]:
    """How many sentences and pairs there are, and the shares: of each verdict, and of pairs with both sentences right.

    `found`: the pair of each sentence and what is to be thought of it.
    """
    counts = Counter(verdict for _, verdict in found)
    by_pair: dict[int, list[str]] = {}
    for pair, verdict in found:
        by_pair.setdefault(pair, []).append(verdict)
    apart = sum(all(verdict == "right" for verdict in pair) for pair in by_pair.values())
    return {
        "sentences": len(found),
        **{name: share(counts[name], len(found)) for name in verdicts},
        "pairs": len(by_pair),
        "told apart": share(apart, len(by_pair)),
    }


def show(name: str, row: Mapping[str, float]) -> None:
    """Print the figures of one half of a sheet."""
    print(f"\n{name}: {row['sentences']:.0f} sentences, {row['pairs']:.0f} pairs")
    for column, figure in row.items():
        if column not in ("sentences", "pairs"):
            print(f"  {column:12}{figure:.3f}")
