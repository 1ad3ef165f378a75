"""Noise on whole pages, line by line, and on what an HTML extractor has already cleaned.

usage: python -m benchmarks.noise --data FILE [--json]
       python -m benchmarks.noise --pages FOLDER [--half first|second|all] [--json]

FILE holds pages as labelled lines (`aeb.fullpage.jsonl.gz`; neither mixed nor ambiguous ones count): F1 of furniture by line, and
the share of the articles' words that is lost. FOLDER holds `ground-truth.json` and `html/` of the article-extraction-benchmark:
F1 of the body by its 4-grams, trafilatura's text as it is and with our noise taken out, page by page, and the share of the words
let through by it which we remove.
Thresholds of whole pages were chosen with an eye on the aeb set, those of cleaned ones on the first half of FOLDER.
"""

import argparse
import gzip
import json
import math
import re
import statistics
from collections import Counter
from pathlib import Path

from trafilatura import extract

from benchmarks.inputs import reading
from standoff.core.ids import text_id
from standoff.core.records import Article
from standoff.reading.noise import find_noise

_WORD = re.compile(r"\w+")
GRAM = 4
# A line that the extractor let through is furniture where less than this share of its 4-grams stands in the article.
FOREIGN = 0.1


def article_of(text: str) -> Article:
    """An article without a title of its own."""
    return Article(id=text_id(text), name="page", text=text)


def labelled(path: Path) -> list[list[tuple[str, str]]]:
    """The lines of each page of `path` with their labels; ends the program where the file is of another form."""
    with reading(path, "gzipped JSON lines, each a page with labelled lines"), gzip.open(path, "rt", encoding="utf-8") as file:
        pages = [
            [(line.replace("\n", " "), label) for line, label, *_ in json.loads(row)["lines"] if line.strip()] for row in file
        ]
    if not pages:
        raise SystemExit(f"{path} holds no page")
    return pages


def lines_score(path: Path) -> dict[str, float]:
    """Precision, recall and F1 of furniture by line over the pages of `path`, and the share of articles' words lost."""
    hits = {(label, found): 0 for label in ("boilerplate", "content") for found in (False, True)}
    words = dict(hits)
    for lines in labelled(path):
        starts = {noise.start for noise in find_noise(article_of("\n".join(line for line, _ in lines)))}
        place = 0
        for line, label in lines:
            key = (label, place + len(line) - len(line.lstrip()) in starts)
            if key in hits:
                hits[key] += 1
                words[key] += len(line.split())
            place += len(line) + 1
    right, wrong, missed = hits["boilerplate", True], hits["content", True], hits["boilerplate", False]
    return {
        "precision": right / max(right + wrong, 1),
        "recall": right / max(right + missed, 1),
        "line_f1": 2 * right / max(2 * right + wrong + missed, 1),
        "content_words_lost": words["content", True] / max(words["content", True] + words["content", False], 1),
        "furniture_words_removed": words["boilerplate", True] / max(words["boilerplate", True] + words["boilerplate", False], 1),
    }


def grams(text: str) -> Counter[tuple[str, ...]]:
    """The 4-grams of the words of `text` (of a shorter text the words as one gram), as the benchmark's own evaluation counts."""
    words = _WORD.findall(text)
    if 0 < len(words) < GRAM:
        return Counter([tuple(words)])
    return Counter(tuple(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1))


def body_f1(text: str, truth: str) -> float:
    """F1 of the 4-grams of `text` against those of the true body."""
    found, wanted = grams(text), grams(truth)
    shared = sum((found & wanted).values())
    return 2 * shared / max(sum(found.values()) + sum(wanted.values()), 1)


def cleaned(text: str) -> str:
    """The text without its noise."""
    pieces, place = [], 0
    for noise in find_noise(article_of(text)):
        pieces.append(text[place : noise.start])
        place = noise.end
    return "".join((*pieces, text[place:]))


def foreign_words(text: str, truth: str) -> int:
    """The words of the lines of `text` that are not of the article; the first line may be its title, and does not count."""
    wanted = grams(truth)
    count = 0
    for line in text.strip().splitlines()[1:]:
        own = grams(line)
        if own and sum((own & wanted).values()) < FOREIGN * sum(own.values()) and " ".join(line.split()) not in truth:
            count += len(line.split())
    return count


def pages(folder: Path, half: str) -> list[tuple[str, str]]:
    """The HTML of each page and its true body, in the order of names; ends the program where there are less than two."""
    found = []
    with reading(folder, "the article-extraction-benchmark: ground-truth.json and html/*.html.gz"):
        truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
        for place, name in enumerate(sorted(truth)):
            if half == "all" or (place % 2 == 0) == (half == "first"):
                html = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
                found.append((html.decode("utf-8"), truth[name]["articleBody"]))
    if len(found) < 2:
        raise SystemExit(f"{folder} holds {len(found)} pages of this half; a standard error takes two")
    return found


def pages_score(folder: Path, half: str) -> dict[str, float]:
    """Mean body F1 before and after, the paired difference with its standard error, and the share of residues removed."""
    before, after, residues, left = [], [], 0, 0
    for html, truth in pages(folder, half):
        text = extract(html, include_comments=False) or ""
        less = cleaned(text)
        before.append(body_f1(text, truth))
        after.append(body_f1(less, truth))
        residues += foreign_words(text, truth)
        left += foreign_words(less, truth)
    gains = [b - a for a, b in zip(before, after, strict=True)]
    return {
        "pages": len(gains),
        "extractor_f1": statistics.fmean(before),
        "cleaned_f1": statistics.fmean(after),
        "gain": statistics.fmean(gains),
        "standard_error": statistics.stdev(gains) / math.sqrt(len(gains)),
        "pages_better": sum(gain > 0 for gain in gains),
        "pages_worse": sum(gain < 0 for gain in gains),
        "residual_words": residues,
        "residual_words_removed": 1 - left / max(residues, 1),
    }


def main() -> None:
    """Print the scores of what is given."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path, help="pages as labelled lines, gzipped JSON lines")
    cli.add_argument("--pages", type=Path, help="folder of the article-extraction-benchmark")
    cli.add_argument("--half", choices=("first", "second", "all"), default="second")
    cli.add_argument("--json", action="store_true", help="print one JSON object")
    args = cli.parse_args()
    if not (args.data or args.pages):
        cli.error("give --data FILE or --pages FOLDER")
    result = {**(lines_score(args.data) if args.data else {}), **(pages_score(args.pages, args.half) if args.pages else {})}
    print(json.dumps(result) if args.json else "\n".join(f"{name:24} {value:.4f}" for name, value in result.items()))


if __name__ == "__main__":
    main()
