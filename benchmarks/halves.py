"""Minimal pairs of sentences parted by chance into a half that rules may be made from and one to check on."""

import random
from collections.abc import Iterable
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
