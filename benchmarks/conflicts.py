"""Conflicts: pairs of places in real articles, labelled by a person, against what the program makes of them.

    python -m benchmarks.conflicts [--data PATH] [--half development|held_out] [--kind figure] [--misses] [--json]
    python -m benchmarks.conflicts --gate          exit status 1 where a figure is below its floor
    python -m benchmarks.conflicts --lower         write the present figures as the new floor (a decision: say why in the commit)

The sheets (`benchmarks/conflicts/*.jsonl`) hold no text: corpus, id, SHA-256 and code-point offsets of two places, the kind of
thing that they say (figure, denial, actor, quotation, forecast, when) and a label:

    conflict              both speak of one thing at one time and cannot both hold
    update                one thing; a later count or word takes over from an earlier
    compatible            one thing; both can hold (bounds that meet, a part and its whole told as such)
    same_told_twice       one claim, told twice
    different_referent    two things that share a number, a noun or a name

The labels were given by reading the texts, before the program was run on them. The halves are split by event; rules and
thresholds were made on `development` only. A place is matched by the claim that overlaps it; for a figure, which the
reader enters once an article, else by the claim of the same number. Where no claim is found (`unread`), or nothing is said
of the two (`none`), that is a miss for every label but different_referent: what is not set side by side is kept apart.
"""

import argparse
import datetime as dt
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.sheets import SHARED
from standoff.core.dates import Published
from standoff.core.ids import text_id
from standoff.core.records import Article
from standoff.reading.reader import read_articles
from standoff.relating.claims import claims_of
from standoff.relating.conflicts import decide
from standoff.relating.conflicts_sets import SERIOUS
from standoff.relating.conflicts_tables import Claim, Decision

SHEETS = Path(__file__).with_name("conflicts")
FLOOR = Path(__file__).with_name("conflicts_floor.json")
HALVES = ("development", "held_out")
CORPORA = {"news": Path("news/international.jsonl.gz"), "stories": Path("stories/triples_dev.jsonl.gz")}
LABELS = ("conflict", "update", "compatible", "same_told_twice", "different_referent")
SLOTS = {
    "figure": ("figure",),
    "denial": ("deed",),
    "actor": ("deed",),
    "quotation": ("quotation",),
    "forecast": ("forecast", "deed"),
    "when": ("when",),
}
UNREAD, NONE = "unread", "none"
SLACK = 0.01  # a floor is written so much below the measured figure: wheels for other processors may round differently
_NUMBER = re.compile(
    r"\d[\d,.]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|dozens?|hundreds|thousands)\b", re.IGNORECASE
)


class Pair(NamedTuple):
    """Two places with the label of a person and what the program made of them."""

    event: str
    kind: str
    label: str
    got: str
    words: tuple[str, str]
    reason: str


def load(half: str) -> list[dict[str, Any]]:
    """The rows of a sheet."""
    return [json.loads(line) for line in (SHEETS / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()]


def texts(data: Path, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], dict[str, Any]]:
    """The corpora's rows that a sheet names."""
    found = {}
    for corpus, path in CORPORA.items():
        for row in _rows(data / "data" / path):
            if (corpus, row["id"]) in wanted:
                found[corpus, row["id"]] = row
    return found


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def article_of(key: tuple[str, str], row: dict[str, Any]) -> Article:
    """A row of a corpus as an article: its title above its text, its date as given."""
    text = f"{row['title']}\n\n{row['text']}"
    day = dt.date.fromisoformat(row["date"]) if row.get("date") else None
    given = Published(earliest=day, latest=day, basis="given") if day else Published()
    return Article(id=text_id(text), name=":".join(key), text=text, outlet=row["source"], published_given=given)


def claims(articles: Iterable[Article]) -> dict[str, tuple[Article, tuple[Claim, ...]]]:
    """The claims of each article, by its name."""
    every = list(articles)
    return {one.name: (one, claims_of(one.text, reading)) for one, reading in zip(every, read_articles(every), strict=True)}


def measure(data: Path, halves: Iterable[str]) -> dict[str, list[Pair]]:
    """Each half's pairs, decided; stops where a corpus is not the one that was labelled."""
    rows = {half: load(half) for half in halves}
    sides = [row[side] for some in rows.values() for row in some for side in "ab"]
    found = texts(data, {(side["corpus"], side["id"]) for side in sides})
    articles = {key: article_of(key, row) for key, row in found.items()}
    for side in sides:
        key = (side["corpus"], side["id"])
        if key not in articles or articles[key].id != side["sha256"]:
            raise SystemExit(f"the corpus text of {':'.join(key)} is not the one that was labelled; is {data} another version?")
    told = claims(articles.values())
    return {half: [_decided(row, told) for row in some] for half, some in rows.items()}


def _decided(row: dict[str, Any], told: dict[str, tuple[Article, tuple[Claim, ...]]]) -> Pair:
    (left, mine), (right, theirs) = (_at(row[side], row["kind"], told) for side in "ab")
    decisions = [one for a in mine for b in theirs if (one := decide(a, b)) is not None]
    best: Decision | None = min(decisions, key=lambda one: SERIOUS[one.verdict], default=None)
    got = NONE if mine and theirs else UNREAD
    if best is not None:
        got = "same_told_twice" if best.verdict == "same" else best.verdict
    return Pair(row["event"], row["kind"], row["label"], got, (left, right), best.reason if best else "")


def _at(side: dict[str, Any], kind: str, told: dict[str, tuple[Article, tuple[Claim, ...]]]) -> tuple[str, list[Claim]]:
    """The words at a place, and the claims there."""
    article, every = told[f"{side['corpus']}:{side['id']}"]
    words = article.text[side["start"] : side["end"]]
    found = [one for one in every if one.slot in SLOTS[kind] and one.start < side["end"] and side["start"] < one.end]
    number = _NUMBER.search(words)
    if not found and kind == "figure" and number:
        found = [one for one in every if one.slot == "figure" and _same_number(one.text, number[0])][:1]
    return words, found


def _same_number(text: str, number: str) -> bool:
    there = _NUMBER.search(text)
    return there is not None and there[0].lower().rstrip(".,") == number.lower().rstrip(".,")


def scores(pairs: Iterable[Pair]) -> dict[str, tuple[float, float, int]]:
    """Precision, recall and number of pairs by label; what is not set side by side counts as kept apart."""
    table = Counter((one.label, "different_referent" if one.got in (UNREAD, NONE) else one.got) for one in pairs)
    found = {}
    for label in LABELS:
        hits, there = table[label, label], sum(table[label, got] for got in LABELS)
        told = sum(table[other, label] for other in LABELS)
        found[label] = (hits / told if told else 0.0, hits / there if there else 0.0, there)
    return found


def parted(found: dict[str, list[Pair]]) -> dict[str, list[Pair]]:
    """The pairs of each half, those of days by themselves: they came later, and many labels of theirs are rare elsewhere."""
    days = {f"{half}, when": [one for one in pairs if one.kind == "when"] for half, pairs in found.items()}
    return {half: [one for one in pairs if one.kind != "when"] for half, pairs in found.items()} | days


def show(half: str, pairs: list[Pair]) -> None:
    """Print the table of a half, and what became of each label."""
    print(f"\n{half}: {len(pairs)} pairs of {len({one.event for one in pairs})} events")
    print(f"{'':20}{'pairs':>7}{'P':>8}{'R':>8}   told as")
    for label, (precision, recall, there) in scores(pairs).items():
        told = Counter(one.got for one in pairs if one.label == label)
        print(f"{label:20}{there:7}{precision:8.2f}{recall:8.2f}   {', '.join(f'{got} {n}' for got, n in told.most_common())}")


def below(found: dict[str, list[Pair]], floor: dict[str, dict[str, list[float]]]) -> list[str]:
    """What is below its floor, in words."""
    failures = []
    for half, labels in floor.items():
        now = scores(found.get(half, []))
        for label, (precision, recall) in labels.items():
            if now[label][0] < precision or now[label][1] < recall:
                failures.append(
                    f"{half}: {label} {now[label][0]:.2f}/{now[label][1]:.2f} is below {precision:.2f}/{recall:.2f} (P/R)"
                )
    return failures


def main() -> int:
    """Run the command; the exit status."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path, default=SHARED, help="folder with data/news and data/stories (default: %(default)s)")
    cli.add_argument("--half", choices=HALVES, help="one half only")
    cli.add_argument("--kind", choices=tuple(SLOTS), help="one kind of thing only")
    cli.add_argument("--misses", action="store_true", help="list what was told otherwise; of the development half only")
    cli.add_argument("--gate", action="store_true", help="fail where a figure is below its floor")
    cli.add_argument("--lower", action="store_true", help="write the present figures as the new floor")
    cli.add_argument("--json", action="store_true", help="print one JSON object")
    args = cli.parse_args()
    missing = [str(path) for path in CORPORA.values() if not (args.data / "data" / path).is_file()]
    if missing:
        print(f"skipped: {', '.join(missing)} is not in {args.data / 'data'}", file=sys.stderr)
        return 0
    found = measure(args.data, [args.half] if args.half else HALVES)
    found = parted({half: [one for one in pairs if args.kind in (None, one.kind)] for half, pairs in found.items()})
    if args.json:
        print(json.dumps({half: scores(pairs) for half, pairs in found.items()}))
    else:
        for half, pairs in found.items():
            if pairs:
                show(half, pairs)
    if args.misses:
        _show_misses([one for half, pairs in found.items() if half.startswith("development") for one in pairs])
    if args.lower:
        floor = {h: {k: [round(max(0.0, x - SLACK), 2) for x in v[:2]] for k, v in scores(p).items()} for h, p in found.items()}
        FLOOR.write_text(json.dumps(floor, indent=1) + "\n", encoding="utf-8")
        return 0
    failures = below(found, json.loads(FLOOR.read_text(encoding="utf-8"))) if args.gate else []
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if failures else 0


def _show_misses(pairs: Iterable[Pair]) -> None:
    for one in pairs:
        kept_apart = one.label == "different_referent" and one.got in (UNREAD, NONE)
        if one.got != one.label and not kept_apart:
            print(f"{one.event}: {one.label} told as {one.got}: {one.words[0]!r} | {one.words[1]!r} {one.reason}")


if __name__ == "__main__":
    sys.exit(main())
