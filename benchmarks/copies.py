"""Copies: near copies and contained ones found, precision, and speed from text to verified pair.

usage: python -m benchmarks.copies --data PATH [--peers [PYTHON]] [--record] [--json]

PATH is a folder with `reuters21578.jsonl.gz` (one story a line: id, text) and `silver_pairs.jsonl` (pairs by an exact join
over word 5-grams: near_dup with a Jaccard index of at least one half, contained with a containment of at least .6).
`found` is the share of silver pairs that come out as a pair, `joined` the share that is joined: the difference are forms
filled in twice, which are found and kept apart. Precision is that of the joined pairs, checked by sets of 5-grams of words
(no hashes). `--peers` runs rensa, gaoya and datasketch with this interpreter or the one named, and the same verification on their
candidates. `--record` measures the same through the tables of an SQLite record. Speed counts seconds of one process.
"""

import argparse
import datetime as dt
import gzip
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import insert

from benchmarks.inputs import reading
from standoff.relating.copies import GRAM, LEAST_SHARE, words_of
from standoff.relating.copies_index import MemoryShelf, Sheet, match
from standoff.store import schema
from standoff.store.database import open_engine, transaction
from standoff.store.origins import RecordShelf, pair_row

Ends = frozenset[int]
_NOW = dt.datetime(2031, 1, 1, tzinfo=dt.UTC)


class Corpus(NamedTuple):
    """The texts with a body, and the silver pairs among them by kind."""

    texts: list[str]
    silver: dict[str, set[Ends]]


def load(folder: Path) -> Corpus:
    """The corpus in `folder`; ends the program where a file is missing or of another form."""
    form = "a folder with reuters21578.jsonl.gz (id, text) and silver_pairs.jsonl (kind, a, b)"
    silver: dict[str, set[Ends]] = {"near_dup": set(), "contained": set()}
    with reading(folder, form):
        with gzip.open(folder / "reuters21578.jsonl.gz", "rt", encoding="utf-8") as lines:
            stories = {row["id"]: row["text"] for row in map(json.loads, lines) if row["text"]}
        rows = [json.loads(line) for line in (folder / "silver_pairs.jsonl").read_text(encoding="utf-8").splitlines()]
        number = {identifier: place for place, identifier in enumerate(stories)}
        for row in rows:
            silver[row["kind"]].add(frozenset((number[row["a"]], number[row["b"]])))
    return Corpus(list(stories.values()), silver)


def exact(a: str, b: str) -> float:
    """The share of the shorter text's different 5-grams that stand in the other, by the words themselves."""
    one, other = (
        {tuple(words[place : place + GRAM]) for place in range(len(words) - GRAM + 1)} for words in (words_of(a), words_of(b))
    )
    return len(one & other) / max(1, min(len(one), len(other)))


def ours(corpus: Corpus) -> dict[str, Any]:
    """Everything in this process's memory: fingerprints, candidates, verification, forms told apart."""
    shelf, start = MemoryShelf(), time.process_time()
    for text in corpus.texts:
        shelf.add(Sheet(text))
    seconds = time.process_time() - start
    found = {frozenset((pair.a, pair.b)) for pair in shelf.pairs}
    joined = {frozenset((pair.a, pair.b)) for pair in shelf.pairs if pair.verdict == "joined"}
    return {**scores(corpus, found, joined), "forms_apart": len(found - joined), "articles_per_second": rate(corpus, seconds)}


def scores(corpus: Corpus, found: set[Ends], joined: set[Ends]) -> dict[str, Any]:
    """Recall by kind, and precision of what was joined."""
    right = sum(exact(*(corpus.texts[one] for one in pair)) >= LEAST_SHARE for pair in joined)
    recall = {kind: {"found": len(pairs & found) / max(1, len(pairs)), "joined": len(pairs & joined) / max(1, len(pairs))}
              for kind, pairs in corpus.silver.items()}  # fmt: skip
    return {**recall, "pairs_joined": len(joined), "precision": right / max(1, len(joined))}


def rate(corpus: Corpus, seconds: float) -> int:
    """Articles a second."""
    return round(len(corpus.texts) / seconds)


def through_a_record(corpus: Corpus) -> dict[str, Any]:
    """The same through an SQLite record: speed of the first and the last tenth, size of the index."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.db"
        engine = open_engine(path)
        order = list(range(len(corpus.texts)))
        random.Random(1).shuffle(order)
        shares, tenth, pairs = [], len(order) // 10, 0
        for first in range(0, tenth * 10, tenth):
            start = time.process_time()
            pairs += _put(engine, [corpus.texts[one] for one in order[first : first + tenth]], first)
            shares.append(tenth / (time.process_time() - start))
        engine.dispose()
        size = sum(one.stat().st_size for one in Path(folder).iterdir())
    return {
        "articles_per_second_first_tenth": round(shares[0]),
        "articles_per_second_last_tenth": round(shares[-1]),
        "pairs": pairs,
        "bytes_an_article": round(size / (tenth * 10)),
    }


def _put(engine: Any, texts: Sequence[str], first: int) -> int:
    """Keep texts as the record does, but for readings: a shelf that answers with the texts at hand."""
    found = 0
    with transaction(engine) as connection:
        for number, text in enumerate(texts, first + 1):
            sheet = Sheet(text)
            identifier = f"{number:064}"
            row = {"id": identifier, "name": identifier, "text": text, "data": {}, "added": _NOW}
            connection.execute(insert(schema.article).values(**row))
            kept = {"size": len(sheet.print.fingerprint), "words": sheet.print.to_bytes(), "made": _NOW}
            connection.execute(insert(schema.fingerprint).values(id=number, article=identifier, method="bench", **kept))
            matched = match(_Shelf(connection), number, sheet)
            if matched.hashes:
                connection.execute(insert(schema.gram), [{"hash": one, "fingerprint": number} for one in matched.hashes])
            if matched.pairs:
                connection.execute(insert(schema.overlap), [pair_row(pair) for pair in matched.pairs])
            found += len(matched.pairs)
    return found


class _Shelf(RecordShelf):
    """The record's shelf over articles without readings."""

    def sheet(self, number: int) -> Sheet:
        """The stored text as it is."""
        table = schema.article
        query = table.select().where(table.c.id == f"{number:064}")
        return Sheet(self.connection.execute(query).one().text)


def peers(corpus: Corpus, python: str) -> dict[str, Any]:
    """The peers, run by the interpreter that has them."""
    command = [python, "-m", "benchmarks.copies_peers"]
    root = Path(__file__).parent.parent
    done = subprocess.run(command, input=json.dumps(corpus.texts), capture_output=True, text=True, cwd=root, check=False)
    if done.returncode:
        return {"failed": done.stderr.strip().splitlines()[-1]}
    told: dict[str, Any] = {}
    for name, row in json.loads(done.stdout).items():
        if "failed" in row:
            told[name] = row
            continue
        pairs = {frozenset(pair) for pair in row["pairs"]}
        told[name] = {**scores(corpus, pairs, pairs), "candidates": row["candidates"],
                      "articles_per_second": rate(corpus, row["seconds"])}  # fmt: skip
    return told


def show(report: dict[str, Any]) -> None:
    """The report as lines."""
    for name, row in report.items():
        if "near_dup" not in row:
            print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in row.items()))
            continue
        print(
            f"{name}: near copies {row['near_dup']['found']:.1%} found, {row['near_dup']['joined']:.1%} joined; "
            f"contained {row['contained']['found']:.1%} found, {row['contained']['joined']:.1%} joined; "
            f"precision {row['precision']:.1%} of {row['pairs_joined']:,}; {row['articles_per_second']:,} articles/s"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the stories and the silver pairs")
    peers_help = "run rensa, gaoya and datasketch, as far as this interpreter has them"
    parser.add_argument("--peers", nargs="?", const=sys.executable, metavar="PYTHON", help=peers_help)
    parser.add_argument("--record", action="store_true", help="measure through an SQLite record too")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    corpus = load(options.data)
    report: dict[str, Any] = {"standoff": ours(corpus)}
    report["memory"] = {"peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}
    if options.record:
        report["record"] = through_a_record(corpus)
    if options.peers:
        report |= peers(corpus, options.peers)
    if options.json:
        json.dump(report, sys.stdout, indent=2)
        print()
    else:
        show(report)


if __name__ == "__main__":
    main()
