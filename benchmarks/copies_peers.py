"""Other libraries on the same texts: their candidates, verified as ours are. Run by `benchmarks.copies`, in an environment
that has them; needs only numpy of our own dependencies.

usage: python -m benchmarks.copies_peers < TEXTS, where TEXTS is a JSON list; prints one JSON object.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from standoff.relating.copies import GRAM, words_of
from standoff.relating.copies_print import Print, compare

PERMUTATIONS = 128
THRESHOLD = 0.5  # of the Jaccard index, as their manuals set it for near copies
Pairs = Iterator[tuple[int, int]]


def grams(text: str) -> list[str]:
    """The word 5-grams of a text, as words."""
    words = words_of(text)
    return [" ".join(words[place : place + GRAM]) for place in range(len(words) - GRAM + 1)]


def rensa(texts: list[str]) -> Pairs:
    peer = import_module("rensa")

    index = peer.RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=32)
    for number, text in enumerate(texts):
        found = peer.RMinHash(num_perm=PERMUTATIONS, seed=1)
        found.update(grams(text))
        yield from ((one, number) for one in index.query(found))
        index.insert(number, found)


def gaoya(texts: list[str]) -> Pairs:
    index = import_module("gaoya.minhash").MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=THRESHOLD,
        num_bands=42,
        band_size=3,
        analyzer="word",
        lowercase=True,
        ngram_range=(GRAM, GRAM),
    )
    for number, text in enumerate(texts):
        yield from ((one, number) for one in index.query(text))
        index.insert_document(number, text)


def datasketch(texts: list[str]) -> Pairs:
    peer = import_module("datasketch")

    index = peer.MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    for number, text in enumerate(texts):
        found = peer.MinHash(num_perm=PERMUTATIONS)
        if shingles := [gram.encode() for gram in grams(text)]:
            found.update_batch(shingles)
        yield from ((one, number) for one in index.query(found))
        index.insert(number, found)


def run(peer: Callable[[list[str]], Pairs], texts: list[str]) -> dict[str, Any]:
    """The verified pairs of a peer and the seconds of this process that it took, verification and all."""
    prints: dict[int, Print] = {}

    def print_of(number: int) -> Print:
        if number not in prints:
            prints[number] = Print.of(texts[number])
        return prints[number]

    start = time.process_time()
    met, pairs = 0, []
    try:
        for one, number in peer(texts):
            met += 1
            if one != number and compare(print_of(one), print_of(number)).joined:
                pairs.append((one, number))
    except Exception as error:
        return {"failed": f"{type(error).__name__}: {error}"}
    return {"seconds": time.process_time() - start, "candidates": met, "pairs": pairs}


def main() -> None:
    texts = json.load(sys.stdin)
    print(json.dumps({peer.__name__: run(peer, texts) for peer in (rensa, gaoya, datasketch)}))


if __name__ == "__main__":
    main()
