"""Stories: triples of articles about one event, found among thousands of others with one fixed threshold.

usage: python -m benchmarks.stories --data PATH [--among 3000 10000] [--record N] [--only-ours] [--json]

PATH is a folder with `stories/triples_dev.jsonl.gz` (or the file that --triples names: story, title, date, text),
`news/international.jsonl.gz` and `copies/reuters21578.jsonl.gz`. Distractors are the news articles, ordered by the SHA-256 of
their ids, then, where more are asked for, Reuters stories of at least 100 words, ordered likewise and spread over the days of
2010 to 2019 by another hash, so that their real dates (1987) give nothing away. Nothing is read by the reader: an article is
its title, its text and its date (15% of the news have none).

BCubed F1 counts the articles of the triples; a distractor in their story is an error, though some tell of the same event. The
threshold was chosen on the triples of half A (`half_of`), for 3,000 distractors.
`tfidf` is the usual single pass in the same run: weights from the counts of the whole set, each article to the most similar
centroid at or above the threshold; `tfidf_days` the same with likeness fading by the days between two articles, as ours does.
`--record N` measures ours through an SQLite record, among so many distractors.
"""

import argparse
import datetime as dt
import gzip
import hashlib
import json
import math
import resource
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import insert

from benchmarks.inputs import reading
from standoff.core.ids import text_id
from standoff.relating.copies import words_of
from standoff.relating.stories import Telling, group
from standoff.relating.stories_index import FADES, TOLD_ALIKE, UNDATED, Days, Likeness, MemoryShelf, Outline
from standoff.relating.stories_words import terms_of
from standoff.store import schema
from standoff.store.database import open_engine, transaction
from standoff.store.stories import put_story
from standoff.store.subject import Subject

LEAST_SCORES = (0.10, 0.12, 0.14, 0.16, 0.18, 0.20, 0.22, 0.24, 0.26, 0.30)
LEAST_COSINES = (0.15, 0.18, 0.20, 0.22, 0.25, 0.28, 0.30, 0.35, 0.40)
LEAST_WORDS = 100
FIRST_DAY, DAYS = dt.date(2010, 1, 1), 3652


class Text(NamedTuple):
    """One article: the name of its story, or None for a distractor."""

    id: str
    story: str | None
    title: str
    text: str
    day: dt.date | None


def number_of(words: str) -> int:
    """A number that is the same on any machine."""
    return int(hashlib.sha256(words.encode()).hexdigest()[:12], 16)


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file, each with id and text; ends the program where it is missing or of another form."""
    with reading(path, "gzipped JSON lines with id, title and text"), gzip.open(path, "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
        if not all(row["id"] and isinstance(row["text"], str) for row in found):
            raise ValueError("a row has no id or no text")
    return found


def load(folder: Path, triples: Path | None, among: int | None) -> list[Text]:
    """The triples among so many distractors (None: all that there are), by date, those without one in the middle."""
    found = [
        Text(row["id"], row["story"], row["title"], row["text"], _day(row["date"]))
        for row in rows(triples or folder / "stories" / "triples_dev.jsonl.gz")
    ]
    news = sorted(rows(folder / "news" / "international.jsonl.gz"), key=lambda row: number_of(row["id"]))
    others = [Text("n" + row["id"], None, row["title"], row["text"], _day(row.get("date"))) for row in news]
    if among is None or len(others) < among:
        wire = sorted(rows(folder / "copies" / "reuters21578.jsonl.gz"), key=lambda row: number_of(row["id"]))
        others += [
            Text("r" + row["id"], None, row["title"], row["text"], FIRST_DAY + dt.timedelta(number_of("day" + row["id"]) % DAYS))
            for row in wire
            if len(row["text"].split()) >= LEAST_WORDS
        ]
    middle = FIRST_DAY + dt.timedelta(DAYS // 2)
    return sorted([*found, *others[:among]], key=lambda one: (one.day or middle, one.id))


def _day(given: str | None) -> dt.date | None:
    return dt.date.fromisoformat(given[:10]) if given else None


def f1(texts: Sequence[Text], story_of: Sequence[int], half: str | None = None) -> float:
    """BCubed F1 of the articles of the triples (of one half)."""
    held: dict[int, list[str | None]] = defaultdict(list)
    sizes = Counter(one.story for one in texts)
    for one, story in zip(texts, story_of, strict=True):
        held[story].append(one.story)
    precision = recall = number = 0.0
    for one, story in zip(texts, story_of, strict=True):
        if one.story is None or half not in (None, half_of(one.story)):
            continue
        same = held[story].count(one.story)
        precision, recall, number = precision + same / len(held[story]), recall + same / sizes[one.story], number + 1
    precision, recall = precision / number, recall / number
    return 2 * precision * recall / (precision + recall)


def half_of(story: str) -> str:
    """The half that an event belongs to."""
    return "B" if number_of(f"s{story}") % 2 else "A"


def ours(texts: Sequence[Text]) -> dict[str, Any]:
    """Everything in this process's memory, article by article in the order given."""
    shelf, shares, tenth = MemoryShelf(), [], max(1, len(texts) // 10)
    for first in range(0, len(texts), tenth):
        start = time.process_time()
        for one in texts[first : first + tenth]:
            outline = Outline(days=Days.of(one.day, one.day), title=one.title)
            shelf.add(terms_of(f"{one.title}\n{one.text}"), outline)
        shares.append((time.process_time() - start) / len(texts[first : first + tenth]) * 1000)
    at = {f"{least:.2f}": _halves(texts, stories(texts, shelf.pairs, least)) for least in LEAST_SCORES}
    return {
        "fixed": {"least": TOLD_ALIKE, **_halves(texts, found := stories(texts, shelf.pairs, TOLD_ALIKE))},
        "at": at,
        "largest": Counter(found).most_common(1)[0][1],
        "milliseconds_an_article_by_tenths": [round(share, 2) for share in shares],
    }


def stories(texts: Sequence[Text], pairs: Sequence[Likeness], least: float) -> list[int]:
    """The story of each article, by number; who stands alone is a story alone."""
    told = {n: Telling(id=one.id, name=one.id, earliest=one.day, latest=one.day) for n, one in enumerate(texts)}
    found = list(range(len(texts)))
    for core, members in group(told, pairs, least=least).items():
        for one in members:
            found[one] = core
    return found


def _halves(texts: Sequence[Text], found: Sequence[int]) -> dict[str, float]:
    return {
        "A": round(f1(texts, found, "A"), 3),
        "B": round(f1(texts, found, "B"), 3),
        "all": round(f1(texts, found), 3),
    }


def tfidf(texts: Sequence[Text]) -> dict[str, Any]:
    """The single pass over centroids, at every threshold from one table of likenesses, without and with days."""
    plain, dated = ([_Pass(least, len(texts)) for least in LEAST_COSINES] for _ in range(2))
    days = np.array([one.day.toordinal() if one.day else -1 for one in texts])
    keys, weights = _vectors(texts)
    found_by: dict[int, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    for number in range(len(texts)):
        likeness = np.zeros(number)
        for key, weight in zip(keys[number], weights[number], strict=True):
            holders, held = found_by[key]
            likeness[holders] += weight * np.array(held)
            holders.append(number)
            held.append(weight)
        undated = (days[:number] < 0) | (days[number] < 0)
        fading = np.where(undated, UNDATED, np.exp(-np.abs(days[:number] - days[number]) / FADES))
        for one, other in zip(plain, dated, strict=True):
            one.take(number, likeness)
            other.take(number, likeness * fading)
    return {
        name: {f"{one.least:.2f}": _halves(texts, one.cluster.tolist()) for one in passes}
        for name, passes in (("tfidf", plain), ("tfidf_days", dated))
    }


class _Pass:
    """One single pass: clusters as the lengths of their centroids, which the likenesses to the members suffice to tell."""

    def __init__(self, least: float, size: int) -> None:
        self.least, self.cluster, self.squares, self.number = least, np.zeros(size, int), np.zeros(size), 0

    def take(self, number: int, likeness: Any) -> None:
        sums = np.bincount(self.cluster[:number], likeness, minlength=self.number)[: self.number] if number else np.zeros(0)
        cosines = sums / np.sqrt(self.squares[: self.number])
        best = int(cosines.argmax()) if self.number else -1
        if best < 0 or cosines[best] < self.least:
            best, self.number = self.number, self.number + 1
            self.squares[best] = 1.0
        else:
            self.squares[best] += 2 * sums[best] + 1
        self.cluster[number] = best


def _vectors(texts: Sequence[Text]) -> tuple[list[list[int]], list[list[float]]]:
    counted = [Counter(words_of(f"{one.title} {one.text}")) for one in texts]
    holding = Counter(word for counts in counted for word in counts)
    number = {word: place for place, word in enumerate(holding)}
    keys, weights = [], []
    for counts in counted:
        own = {w: (1 + math.log(n)) * math.log(len(texts) / holding[w]) for w, n in counts.items() if holding[w] * 2 < len(texts)}
        length = math.sqrt(sum(weight * weight for weight in own.values())) or 1.0
        keys.append([number[word] for word in own])
        weights.append([weight / length for weight in own.values()])
    return keys, weights


def through_a_record(texts: Sequence[Text]) -> dict[str, Any]:
    """The same through an SQLite record: the time for an article by tenths of the record, and the size of the index."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(Path(folder) / "record.db")
        shares, tenth = [], len(texts) // 10
        for first in range(0, tenth * 10, tenth):
            with transaction(engine) as connection:
                for one in texts[first : first + tenth]:
                    _keep(connection, one)
            before = _size(folder)
            start = time.process_time()
            with transaction(engine) as connection:
                for one in texts[first : first + tenth]:
                    put_story(Subject(connection, _identity(one)))
            shares.append((time.process_time() - start) / tenth * 1000)
            grown = _size(folder) - before
        engine.dispose()
    return {
        "articles": tenth * 10,
        "milliseconds_an_article_by_tenths": [round(share, 2) for share in shares],
        "bytes_an_article_in_the_last_tenth": round(grown / tenth),
    }


def _size(folder: str) -> int:
    return sum(one.stat().st_size for one in Path(folder).iterdir())


def _identity(one: Text) -> str:
    return text_id(f"{one.id}\n{one.title}\n{one.text}")


def _keep(connection: Any, one: Text) -> None:
    """An article with the least of a reading: its title and its day."""
    now, text = dt.datetime(2031, 1, 1, tzinfo=dt.UTC), f"{one.title}\n{one.text}"
    connection.execute(insert(schema.article).values(id=_identity(one), name=one.id, text=text, data={}, added=now))
    day = None if one.day is None else one.day.isoformat()
    outline: Mapping[str, Any] = {
        "article": _identity(one), "reader": "none", "language": "en", "published": {"earliest": day, "latest": day},
        "title": {"start": 0, "end": len(one.title), "text": one.title},
    }  # fmt: skip
    row = {"article": _identity(one), "reader": "none", "current": True, "language": "en", "data": outline, "made": now}
    connection.execute(insert(schema.reading).values(**row))


def show(report: dict[str, Any]) -> None:
    """The report as lines."""
    for name, part in report.items():
        if "fixed" not in part:
            print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in part.items()))
            continue
        fixed = part["fixed"]
        print(f"{name}: F1 {fixed['all']:.3f} (A {fixed['A']:.3f}, B {fixed['B']:.3f}) at {fixed['least']}, {part['seconds']} s")
        print(f"  largest {part['largest']}; ms an article by tenths {part['milliseconds_an_article_by_tenths']}")
        for what in ("at", "tfidf", "tfidf_days"):
            if what in part:
                print(f"  {what}: " + ", ".join(f"{least} {row['all']:.3f}" for least, row in part[what].items()))


def main() -> None:
    """Run the command."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path, required=True, help="the folder of the benchmarks' data")
    cli.add_argument("--triples", type=Path, help="another file of triples")
    cli.add_argument("--among", type=int, nargs="*", default=(3000, 10000), help="numbers of distractors")
    cli.add_argument("--only-ours", action="store_true", help="leave out the baseline, which is the slow part")
    cli.add_argument("--record", type=int, metavar="N", help="measure through an SQLite record of N distractors too")
    cli.add_argument("--json", action="store_true", help="print one JSON object")
    options = cli.parse_args()
    report: dict[str, Any] = {}
    for among in options.among:
        texts = load(options.data, options.triples, among)
        start = time.process_time()
        report[f"among {among}"] = ours(texts)
        report[f"among {among}"]["seconds"] = round(time.process_time() - start, 1)
        if not options.only_ours:
            report[f"among {among}"] |= tfidf(texts)
    if options.record:
        report["record"] = through_a_record(load(options.data, options.triples, options.record))
    report["memory"] = {"peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}
    if options.json:
        json.dump(report, sys.stdout, indent=2)
        print()
    else:
        show(report)


if __name__ == "__main__":
    main()
