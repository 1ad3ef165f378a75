"""Agreement: how far two codings of the same articles say the same, by the rules that readings are scored by.

    python -m benchmarks.agreement --data FOLDER     the 24 articles of `check` and `check2`, coded twice

What a reading can reach at most on such a sheet. The second coding (`sheet/again.jsonl`) was made by the same book and examples
as the first, without a look at it. It is scored as if it were a reading, the first as its gold; only sums are shown.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from benchmarks.inputs import reading
from benchmarks.quality import NEWS
from benchmarks.scoring import ROWS, Score, score
from benchmarks.sheets import SHARED, SHEET, load_offsets

FIRST = (SHEET / "check.jsonl", SHEET / "check2.jsonl")
AGAIN = SHEET / "again.jsonl"


def measure(news: Path, first: Iterable[Path] = FIRST, again: Path = AGAIN) -> dict[str, Score]:
    """The agreement of the first coding, in some sheets, and the second by row; `news` is the corpus of their articles."""
    sheets = [load_offsets(sheet, news).gold for sheet in first]
    found = load_offsets(again, news).gold
    return {row.name: score([mark for gold in sheets for mark in gold[row.kind]], found[row.kind], {}, row) for row in ROWS}


def main() -> int:
    """Run the command; the exit status."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path, default=SHARED, help="folder with data/news (default: %(default)s)")
    cli.add_argument("--json", action="store_true", help="print one JSON object")
    args = cli.parse_args()
    with reading(args.data / NEWS, "the news that the sheets are of"):
        found = measure(args.data / NEWS)
    if args.json:
        print(json.dumps({row: {"p": one.precision, "r": one.recall, "f1": one.f1} for row, one in found.items()}))
        return 0
    print(f"{'':22}{'first':>7}{'second':>8}{'alike':>7}{'F1':>8}")
    for row, one in found.items():
        print(f"{row:22}{one.gold:7}{one.predicted:8}{one.hits:7}{one.f1:8.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
