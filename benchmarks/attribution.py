"""Exact spans of source, cue and content against PolNeAR (Newell, Margolin and Ruths 2018), beside a peer.

usage: python -m benchmarks.attribution --data FOLDER [--json] [--limit N]

FOLDER holds `text/*.txt` and `attributions/*.ann` (brat stand-off, discontinuous spans). The corpus counts the marks and the
word "that" into a content, so readings are cut by the convention "polnear"; nothing else is converted. A span counts where
all of its pieces have the very offsets; `linked` asks for that of source and content of one attribution at once; `overlap`
only asks that both share at least half of what either covers, letters and digits counted, each attribution being matched
once. Rows: the rules; the trained network, which is shown what the rules found; and, where textacy is installed, its direct
quotations of the same parses in the same process; it fails on an article with a mark that is not closed, and finds nothing there.
"""

import argparse
import json
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.inputs import reading
from standoff.core.ids import text_id
from standoff.core.records import Article, Attribution
from standoff.reading.attribution import Finder, Options, find_attributions
from standoff.reading.context import Context
from standoff.reading.tokens import DEFAULT_MODEL, masked, parse

Bounds = tuple[tuple[int, int], ...]
Relation = dict[str, Bounds]
PARTS = ("source", "cue", "content")
# The share of what either of two spans covers that both have to, for `overlap`.
ALIKE = 0.5


def read_ann(raw: str) -> list[Relation]:
    """The attributions of one brat file: for each part its pieces, in order of place."""
    spans: dict[str, Bounds] = {}
    relations: list[Relation] = []
    for line in raw.splitlines():
        fields = line.split("\t")
        if re.match(r"T\d+\t", line):
            pieces = fields[1].split(" ", 1)[1].split(";")
            spans[fields[0]] = tuple(sorted((int(a), int(b)) for a, b in (piece.split() for piece in pieces)))
    for line in raw.splitlines():
        if not line.startswith("E"):
            continue
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for argument in line.split("\t")[1].split():
            role, name = argument.split(":")
            found[re.sub(r"\d+$", "", role).lower()] += spans.get(name, ())
        relations.append({part: tuple(sorted(found[part])) for part in PARTS if found.get(part)})
    return relations


def ours(records: Iterable[Attribution]) -> list[Relation]:
    """Our records in the corpus's form."""
    found = []
    for record in records:
        relation: Relation = {"content": tuple((c.start, c.end) for c in record.content)}
        if record.source is not None:
            relation["source"] = ((record.source.start, record.source.end),)
        if record.cue is not None:
            relation["cue"] = ((record.cue.start, record.cue.end),)
        found.append(relation)
    return found


def textacy_quotations(doc: Any) -> list[Relation]:
    """Textacy's direct quotations of one parsed text; raises ValueError where a mark is not closed, as it does."""
    direct_quotations = import_module("textacy.extract").direct_quotations  # a peer, not a dependency
    found: list[Relation] = []
    for quotation in direct_quotations(doc):
        parts = {"source": quotation.speaker, "cue": quotation.cue, "content": quotation.content}
        found.append(
            {part: ((tokens[0].idx, tokens[-1].idx + len(tokens[-1])),) for part, tokens in parts.items() if len(tokens)}
        )
    return found


class Tally:
    """Hits, predictions and gold for each part, over all articles."""

    def __init__(self) -> None:
        self.counts: dict[str, list[int]] = {part: [0, 0, 0] for part in (*PARTS, "linked", "overlap")}

    def add(self, gold: list[Relation], found: list[Relation], text: str) -> None:
        """Count one article of `text`."""
        for part in (*PARTS, "linked"):
            wanted, got = _keys(gold, part), _keys(found, part)
            self._count(part, len(wanted & got), len(got), len(wanted))
        sides = [[one for one in side if "source" in one and "content" in one] for side in (found, gold)]
        self._count("overlap", _alike(sides[0], sides[1], text), len(sides[0]), len(sides[1]))

    def _count(self, part: str, *sizes: int) -> None:
        self.counts[part] = [old + new for old, new in zip(self.counts[part], sizes, strict=True)]

    def table(self) -> dict[str, dict[str, float]]:
        return {part: _scores(*count) for part, count in self.counts.items()}


def _alike(found: list[Relation], gold: list[Relation], text: str) -> int:
    """How many attributions have a partner whose source and content cover nearly the same; the best pairs first."""
    covered = [[tuple(_letters(one[part], text) for part in ("source", "content")) for one in side] for side in (found, gold)]
    scores = sorted(
        ((min(map(_shared, a, b)), i, j) for i, a in enumerate(covered[0]) for j, b in enumerate(covered[1])),
        key=lambda pair: (-pair[0], *pair[1:]),
    )
    mine: set[int] = set()
    theirs: set[int] = set()
    for score, i, j in scores:
        if score >= ALIKE and i not in mine and j not in theirs:
            mine.add(i)
            theirs.add(j)
    return len(mine)


def _letters(bounds: Bounds, text: str) -> set[int]:
    return {place for start, end in bounds for place in range(start, end) if text[place].isalnum()}


def _shared(a: set[int], b: set[int]) -> float:
    return len(a & b) / max(len(a | b), 1)


def _keys(relations: list[Relation], part: str) -> set[object]:
    if part == "linked":
        return {(r["source"], r["content"]) for r in relations if "source" in r and "content" in r}
    return {r[part] for r in relations if part in r}


def _scores(hits: int, got: int, wanted: int) -> dict[str, float]:
    precision, recall = hits / got if got else 0.0, hits / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4), "gold": wanted}


FINDERS: tuple[Finder, ...] = ("rules", "network")
PEER = "textacy"


class Document(NamedTuple):
    """One article of the corpus with its attributions."""

    name: str
    text: str
    gold: list[Relation]


def load(folder: Path, limit: int | None = None) -> list[Document]:
    """The articles of a split, the first ones by name; ends the program where it is none of PolNeAR's form."""
    with reading(folder, "a split of PolNeAR with text/*.txt and attributions/*.ann"):
        found = []
        for file in sorted((folder / "text").glob("*.txt"))[:limit]:
            annotated = min((folder / "attributions").glob(f"{file.stem}*.ann")).read_text(encoding="utf-8")
            found.append(Document(file.name, file.read_text(encoding="utf-8"), read_ann(annotated)))
    if not found:
        raise SystemExit(f"{folder / 'text'} holds no .txt files")
    return found


def measure(folder: Path, limit: int | None = None, finders: Sequence[Finder] = FINDERS) -> dict[str, Any]:
    """The table of every system over the corpus in `folder`; the seconds of `network` hold those of the rules."""
    documents = load(folder, limit)
    peer = find_spec(PEER) is not None
    systems = {name: Tally() for name in (*finders, *([PEER] if peer else []))}
    spent, failed = dict.fromkeys(("parse", *finders), 0.0), 0
    for name, text, gold in documents:
        began = time.perf_counter()
        doc = next(iter(parse([masked(text, [])], DEFAULT_MODEL)))
        spent["parse"] += time.perf_counter() - began
        context = Context(article=Article(id=text_id(text), name=name, text=text), doc=doc)
        for finder in finders:
            began = time.perf_counter()
            found = find_attributions(context, Options(convention="polnear", finder=finder))
            spent[finder] += time.perf_counter() - began
            systems[finder].add(gold, ours(found), text)
        if peer:
            told: list[Relation] = []
            try:
                told = textacy_quotations(doc)
            except ValueError:
                failed += 1
            systems[PEER].add(gold, told, text)
    tables = {name: tally.table() for name, tally in systems.items()}
    seconds = {key: round(value, 2) for key, value in spent.items()}
    return {"articles": len(documents), "seconds": seconds, "systems": tables, "peer_failed": failed if peer else None}


def main() -> None:
    """Print the figures."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path, required=True, help="a split of PolNeAR: text/ and attributions/")
    cli.add_argument("--json", action="store_true", help="print one JSON object")
    cli.add_argument("--limit", type=int, help="read only the first N articles")
    args = cli.parse_args()
    report = measure(args.data, args.limit)
    if args.json:
        print(json.dumps(report))
        return
    print(f"{report['articles']} articles; seconds: {report['seconds']}")
    for name, table in report["systems"].items():
        for part, row in table.items():
            print(f"{name:10} {part:8} P {row['precision']:.3f}  R {row['recall']:.3f}  F1 {row['f1']:.3f}  (of {row['gold']})")
    if PEER not in report["systems"]:
        print(f"skipped: {PEER} is not installed; make peers, or pip install {PEER}")
    elif report["peer_failed"]:
        print(f"{PEER} failed on {report['peer_failed']} articles, which count as if it had found nothing there")


if __name__ == "__main__":
    main()
