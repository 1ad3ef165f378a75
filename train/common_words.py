"""Make standoff/codebook/data/common_words.yaml: which share of news articles holds each common word.

usage: python -m train.common_words --data FOLDER

FOLDER is that of the benchmarks' data: `news/international.jsonl.gz` (the half of its articles whose id's SHA-256 is even) and
`attribution/polnear/train/text`. The share is the mean of both sources, so that neither's topics outweigh the other's.
"""

import argparse
import gzip
import hashlib
import json
import math
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from standoff.relating.stories_words import terms_of

OUT = Path(__file__).resolve().parent.parent / "standoff" / "codebook" / "data" / "common_words.yaml"
LEAST = 0.0035  # of all articles; rarer words are all alike to us
STEP = math.sqrt(2)
HEAD = """\
# How common words are in English news: each band gives the share of articles that hold each of its words (a mean of the band).
# Counted, not written: see train/README.md. Words that stand in no band are rarer than all of these.
"""


def shares(texts: Iterable[str]) -> dict[str, float]:
    """The share of the texts that hold each word."""
    holding: Counter[str] = Counter()
    number = 0
    for text in texts:
        holding.update(terms_of(text).keys())
        number += 1
    return {word: count / number for word, count in holding.items()}


def news(folder: Path) -> Iterable[str]:
    """One half of the news articles, by their ids."""
    with gzip.open(folder / "news" / "international.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 2 == 0:
                yield row["text"]


def campaign(folder: Path) -> Iterable[str]:
    """PolNeAR's training articles."""
    for path in sorted((folder / "attribution" / "polnear" / "train" / "text").iterdir()):
        yield path.read_text(encoding="utf-8", errors="replace")


def main() -> None:
    """Count and write."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path, required=True, help="the folder of the benchmarks' data")
    folder = cli.parse_args().data
    one, other = shares(news(folder)), shares(campaign(folder))
    bands: dict[int, list[str]] = defaultdict(list)
    for word in one.keys() | other.keys():
        share = (one.get(word, 0) + other.get(word, 0)) / 2
        if share >= LEAST and min(one.get(word, 0), other.get(word, 0)) > 0:
            bands[round(math.log(share, STEP))].append(word)
    with OUT.open("w", encoding="utf-8") as out:
        out.write(HEAD + "bands:\n")
        for band in sorted(bands, reverse=True):
            out.write(f"- share: {STEP**band:.4f}\n  words: >-\n")
            for line in textwrap.wrap(" ".join(sorted(bands[band])), 120, break_on_hyphens=False):
                out.write(f"    {line}\n")


if __name__ == "__main__":
    main()
