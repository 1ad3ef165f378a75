"""Events across articles: mentions of one event linked, against MEANTIME's gold groups, beside same-head-lemma baselines.

usage: python -m benchmarks.events [--data PATH] [--half dev|test] [--gate] [--json]
       python -m benchmarks.events --stories FILE

PATH is a folder that holds the MEANTIME articles (corpus_airbus, corpus_gm: `dev`, used for development; corpus_apple,
corpus_stock: `test`, measured and never looked at). `--gate` fails where our own CoNLL F1 is below FLOOR. Mentions are given
by the corpus, all else is read by our own pipeline, see `meantime.py`. The 60 articles of a half come in one by one, through
the same index, verdicts and grouping as a record's. CoNLL F1 is the mean of the F1 of MUC, B3 and CEAFe over all mentions,
singletons among them. `lemma` joins what has the same head lemma in any article, `lemma, one article` only within one, `none`
joins nothing. Pairs of two articles are told apart: `across`.

FILE holds articles of known stories (one a line: id, story, date, text). They are read, and their statements and meetings
linked: told is which share of the pairs joined across articles lies within one story. No join across stories can be right.
"""

import argparse
import datetime as dt
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Collection, Hashable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.clusters import Conll, conll
from benchmarks.meantime import HALVES, load
from benchmarks.meantime_mentions import mentions as given_mentions
from benchmarks.sheets import SHARED
from standoff.core.dates import Published
from standoff.core.ids import text_id
from standoff.core.records import Article, Reading
from standoff.reading.reader import read_articles
from standoff.relating.copies import without
from standoff.relating.events import alone, by_article, group
from standoff.relating.events_index import MemoryShelf
from standoff.relating.events_mentions import Placed
from standoff.relating.events_readings import mentions_of, page_of, placed_in

MEANTIME = Path("data/temporal/meantime")
Groups = list[list[int]]
# The least CoNLL F1 that a change may leave: .01 below the measured figure, see `quality.SLACK`.
FLOOR = {"dev": 0.802, "test": 0.761}


def grouped(keys: Sequence[Hashable]) -> Groups:
    """Places by their key."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        found[key].append(place)
    return list(found.values())


def linked(placed: Sequence[Placed]) -> Groups:
    """Our own groups."""
    shelf = MemoryShelf()
    for article in by_article(placed):
        shelf.add(article)
    groups = group(shelf.mentions, shelf.pairs)
    place_of = {one.mention.id: place for place, one in enumerate(placed)}
    every = [*groups, *((one,) for one in alone(shelf.mentions, groups))]
    return [[place_of[shelf.mentions[number].mention.id] for number in members] for members in every]


def across(placed: Sequence[Placed], groups: Groups, gold: Groups) -> dict[str, float]:
    """How many pairs of mentions in two articles are joined, and how many of them rightly."""
    right = _pairs(placed, gold)
    found = _pairs(placed, groups)
    return {"gold": len(right), "joined": len(found), "right": len(found & right)}


def _pairs(placed: Sequence[Placed], groups: Groups) -> set[tuple[int, int]]:
    every = (pair for members in groups for pair in combinations(sorted(members), 2))
    return {(a, b) for a, b in every if placed[a].page.article != placed[b].page.article}


def measure(folder: Path, half: str) -> dict[str, dict[str, Any]]:
    """Each way of grouping with its scores."""
    told = list(given_mentions(load(folder, half)))
    placed = [one for one, _ in told]
    gold = grouped([key for _, key in told])
    heads = [one.mention.head for one in placed]
    ways: dict[str, Groups] = {
        "standoff": linked(placed),
        "lemma": grouped(heads),
        "lemma, one article": grouped([(one.page.article, one.mention.head) for one in placed]),
        "none": [[place] for place in range(len(placed))],
    }
    return {name: {**_row(conll(gold, groups)), "across": across(placed, groups, gold)} for name, groups in ways.items()}


def _row(score: Conll) -> dict[str, Any]:
    parts = {"muc": score.muc, "b3": score.b3, "ceafe": score.ceafe}
    by_part: dict[str, Collection[float]] = {name: [round(v, 3) for v in (*part, part.f1)] for name, part in parts.items()}
    return {"conll_f1": round(score.f1, 3), **by_part}


def within_stories(path: Path) -> dict[str, int]:
    """How many pairs of mentions are joined across the articles of `path`, and how many of them within one story."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        rows = {row["id"]: row for row in map(json.loads, lines)}
    articles = [_article(row) for row in rows.values()]
    placed = [one for article, reading in zip(articles, read_articles(articles), strict=True) for one in _told(article, reading)]
    story = {article.id: rows[article.name]["story"] for article in articles}
    pairs = _pairs(placed, linked(placed))
    inside = sum(story[placed[a].page.article] == story[placed[b].page.article] for a, b in pairs)
    return {"articles": len(articles), "joined": len(pairs), "within_a_story": inside}


def _article(row: dict[str, str]) -> Article:
    day = dt.date.fromisoformat(row["date"])
    given = Published(earliest=day, latest=day, basis="given")
    return Article(id=text_id(row["text"]), name=row["id"], text=row["text"], published_given=given)


def _told(article: Article, reading: Reading) -> tuple[Placed, ...]:
    """The mentions of a reading, as a record makes them."""
    mentions = mentions_of(reading.statements, reading.meetings, reading.figures, reading.sentences)
    text = without(article.text, [(noise.start, noise.end) for noise in reading.noise])
    return placed_in(page_of(article.id, text, mentions, reading.published), mentions)


def show(half: str, report: dict[str, dict[str, Any]]) -> None:
    """The report as a table."""
    print(f"{half}: {', '.join(HALVES[half])}")
    print(f"{'':20}{'CoNLL':>7}{'MUC':>7}{'B3':>7}{'CEAFe':>7}   pairs across articles: joined, right, of gold")
    for name, row in report.items():
        parts = "".join(f"{row[part][2]:7.3f}" for part in ("muc", "b3", "ceafe"))
        pairs = row["across"]
        print(f"{name:20}{row['conll_f1']:7.3f}{parts}   {pairs['joined']:,}, {pairs['right']:,}, {pairs['gold']:,}")


def below(report: dict[str, dict[str, Any]]) -> list[str]:
    """What is below its floor, in words."""
    found = ((half, rows["standoff"]["conll_f1"]) for half, rows in report.items())
    return [f"{half}: CoNLL F1 {f1:.3f} is below the floor of {FLOOR[half]:.3f}" for half, f1 in found if f1 < FLOOR[half]]


def main() -> int:
    """Run the command; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=SHARED / MEANTIME, help="the folder with MEANTIME (default: %(default)s)")
    parser.add_argument("--half", choices=sorted(HALVES), help="one half only")
    parser.add_argument("--stories", type=Path, metavar="FILE", help="measure on articles of known stories instead")
    parser.add_argument("--gate", action="store_true", help="fail where a figure is below its floor")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    if options.stories:
        print(json.dumps(within_stories(options.stories)))
        return 0
    if not any(options.data.rglob("*.xml")):
        print(f"skipped: MEANTIME is not in {options.data}; --data names its folder", file=sys.stderr)
        return 0
    halves = [options.half] if options.half else sorted(HALVES)
    report = {half: measure(options.data, half) for half in halves}
    if options.json:
        json.dump(report, sys.stdout, indent=2)
        print()
    else:
        for half, rows in report.items():
            show(half, rows)
    failures = below(report)
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if options.gate and failures else 0


if __name__ == "__main__":
    sys.exit(main())
