"""Time expressions against TimeML: strict and relaxed span F1, and value F1, as TempEval-3 defines them.

usage: python -m benchmarks.times --data PATH [--half first|second|all] [--peers [PYTHON]] [--json] [--misses]

PATH is a folder with .tml files at any depth (TempEval-3's TBAQ-cleaned, or its test set). The document's creation time is
given to the resolver as the publication day, as it is to every system in that evaluation. Value F1 counts a relaxed match
whose TIMEX3 value string is the gold one. `--peers` runs HeidelTime, dateparser and timexy on the same texts with the same days,
as far as this interpreter, or the one named, has them (see `times_peers.py`).
"""

import argparse
import calendar
import datetime as dt
import html
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.inputs import reading
from standoff.codebook.times import time_words
from standoff.reading.resolution import Days, Timed, anchored, needs_anchor, settle, stated
from standoff.reading.tense import Tenses
from standoff.reading.time_periods import Periods
from standoff.reading.times import RawTime, find_times
from standoff.reading.tokens import DEFAULT_MODEL, masked, parse

_TIMEX = re.compile(r"<TIMEX3([^>]*)>(.*?)</TIMEX3>", re.S)
_TAG = re.compile(r"<[^>]+>")
_NAMES = frozenset(calendar.day_name[i].lower() for i in range(7)) | frozenset(
    calendar.month_name[i].lower() for i in range(1, 13)
)
_REFS = {"present": "PRESENT_REF", "past": "PAST_REF", "future": "FUTURE_REF"}


@dataclass(frozen=True)
class Timex:
    """One annotated or found expression: code points into the text, TIMEX3 type and value."""

    start: int
    end: int
    text: str
    type: str
    value: str


@dataclass(frozen=True)
class Document:
    """A TimeML document: its text without tags, its creation day and its TIMEX3."""

    name: str
    text: str
    created: dt.date
    gold: tuple[Timex, ...]


def read_document(path: Path) -> Document:
    """The document in the TimeML file `path`; raises ValueError where it has no creation time or text."""
    raw = path.read_text(encoding="utf-8")
    dct = re.search(r"<DCT>.*?value=\"(\d{4}-\d{2}-\d{2})", raw, re.S)
    body = re.search(r"<TEXT>(.*)</TEXT>", raw, re.S)
    if dct is None or body is None:
        raise ValueError(f"{path} has no creation time or no text; is it TimeML?")
    text, gold, place = "", [], 0
    for match in _TIMEX.finditer(body[1]):
        text += _plain(body[1][place : match.start()])
        words = _plain(match[2])
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', match[1]))
        gold.append(Timex(len(text), len(text) + len(words), words, attributes.get("type", ""), attributes.get("value", "")))
        text += words
        place = match.end()
    return Document(path.name, text + _plain(body[1][place:]), dt.date.fromisoformat(dct[1]), tuple(gold))


def _plain(marked: str) -> str:
    return html.unescape(_TAG.sub("", marked))


def read_corpus(folder: Path, half: str) -> list[Document]:
    """All documents under `folder` by name; "first" and "second" are every other one of each sub-folder's TimeML files."""
    found = []
    for parent in sorted({path.parent for path in folder.rglob("*.tml")}):
        paths = sorted(parent.glob("*.tml"))
        found += paths if half == "all" else (paths[0::2] if half == "first" else paths[1::2])
    return [read_document(path) for path in found]


# --- TIMEX3 values ----------------------------------------------------------------------------------------------------


def value_of(raw: RawTime, days: Days | None) -> str:
    """The TIMEX3 value string of an expression that was resolved to `days`."""
    if raw.kind == "reference":
        return _REFS[raw.name or "present"]
    if raw.type == "SET":
        return _set_value(raw)
    if raw.type == "DURATION":
        return duration_value(raw.amount, raw.unit or "day")
    if raw.kind == "century" and raw.amount:
        return f"{int(raw.amount) - 1:02d}"
    if raw.kind == "ago" and raw.amount is None:
        return _REFS["past" if raw.shift == -1 else "future"]
    if days is None:
        return "XXXX"
    value = _day_value(days)
    if raw.daytime and days.precision == "day":
        value += f"T{raw.daytime}"
    return value


def _set_value(raw: RawTime) -> str:
    if raw.weekday:
        return f"XXXX-WXX-{raw.weekday}"
    if raw.month:
        return f"XXXX-{raw.month:02d}"
    if raw.name:
        return time_words().sets.get(raw.name, "P1D")
    return duration_value(raw.amount, raw.unit or "day")


def duration_value(amount: float | None, unit: str) -> str:
    """A length of time as TIMEX3 writes it: P2W, PT3H, PXD, P2Y6M."""
    entry = next(u for u in time_words().units if u.name == unit)
    mark = "T" if entry.clock else ""
    if amount is None:
        return f"P{mark}X{'E' if unit == 'decade' else entry.letter}"
    total = amount * entry.factor
    if total == int(total):
        return f"P{mark}{int(total)}{entry.letter}"
    smaller = {"Y": "M", "H": "M", "M": "S" if entry.clock else "D", "W": "D", "D": "H"}.get(entry.letter, "D")
    size = {"Y": 12, "H": 60, "M": 60 if entry.clock else 30, "W": 7, "D": 24}.get(entry.letter, 1)
    rest = round((total - int(total)) * size)
    return f"P{mark}{int(total)}{entry.letter}{rest}{smaller}" if int(total) else f"P{mark}{rest}{smaller}"


def _day_value(days: Days) -> str:
    first = days.first
    iso = first.isocalendar()
    forms = {
        "day": first.isoformat(), "week": f"{iso.year}-W{iso.week:02d}", "weekend": f"{iso.year}-W{iso.week:02d}-WE",
        "month": f"{first.year}-{first.month:02d}", "quarter": f"{first.year}-Q{(first.month + 2) // 3}",
        "half": f"{first.year}-H{1 + first.month // 7}", "year": f"{first.year}", "decade": f"{first.year // 10}",
    }  # fmt: skip
    if days.precision == "season":
        code = next(s.code for s in time_words().seasons if s.first == first.month)
        return f"{first.year}-{code}"
    return forms.get(days.precision, first.isoformat() if days.first == days.last else f"{first.year}")


def bare_names(document: Document, found: list[Timex]) -> Iterator[tuple[str, str, str, str]]:
    """Weekdays and months without a date or "last": their name, the gold value, ours, and that of the last one before."""
    for gold in document.gold:
        name = gold.text.strip().lower()
        ours = next((f.value for f in found if _touch(gold, f)), None)
        raw = next((r for r in find_times(gold.text) if r.kind in ("weekday", "month")), None)
        if raw is None or ours is None or name not in _NAMES:
            continue
        before = value_of(raw, settle(Timed(raw=raw, side="past"), document.created))
        # "Friday" of "Friday night": the direction is right whatever the hour.
        yield name, gold.value.partition("T")[0], ours.partition("T")[0], before.partition("T")[0]


def directions(pairs: list[tuple[Document, list[Timex]]]) -> dict[str, float]:
    """How many bare weekdays and months there are, and which share is right: ours, and always the last one before."""
    names = [one for document, found in pairs for one in bare_names(document, found)]
    right = sum(_same_value(gold, ours) for _, gold, ours, _ in names)
    last = sum(_same_value(gold, before) for _, gold, _, before in names)
    return {"bare_names": len(names), "bare_right": right / max(len(names), 1), "bare_last_before": last / max(len(names), 1)}


def find_timexes(text: str, created: dt.date, tenses: Tenses) -> list[Timex]:
    """All expressions with their values, for a document created on that day."""
    found: list[Timex] = []
    anchor: Days | None = None
    periods = Periods()
    for raw in find_times(text):
        whole = replace(raw, part=None)
        timed = Timed(raw=whole, side=tenses.side(raw))
        days = stated(whole)
        days = periods.meant(whole, text) or days
        if days is None:
            before = anchor or Days(created, created, "day")
            days = anchored(whole, before) if needs_anchor(whole) else settle(timed, created)
        anchor = days or anchor
        periods.heard(whole, days)
        found.append(Timex(raw.start, raw.end, raw.text, raw.type, value_of(whole, days)))
    return found


# --- scores -----------------------------------------------------------------------------------------------------------


def score(pairs: list[tuple[list[Timex], list[Timex]]]) -> dict[str, float]:
    """Strict, relaxed and value F1 over (gold, found) of each document."""
    gold_n = sum(len(gold) for gold, _ in pairs)
    found_n = sum(len(found) for _, found in pairs)
    strict = value = relaxed_gold = relaxed_found = 0
    for gold, found in pairs:
        spans = {(g.start, g.end) for g in gold}
        strict += sum((f.start, f.end) in spans for f in found)
        relaxed_gold += sum(any(_touch(g, f) for f in found) for g in gold)
        relaxed_found += sum(any(_touch(g, f) for g in gold) for f in found)
        value += sum(any(_touch(g, f) and _same_value(g.value, f.value) for f in found) for g in gold)
    return {
        "documents": len(pairs), "gold": gold_n, "found": found_n, "strict_f1": _f1(strict, strict, found_n, gold_n),
        "relaxed_f1": _f1(relaxed_found, relaxed_gold, found_n, gold_n), "value_f1": _f1(value, value, found_n, gold_n),
        "relaxed_precision": relaxed_found / max(found_n, 1), "relaxed_recall": relaxed_gold / max(gold_n, 1),
    }  # fmt: skip


def _touch(a: Timex, b: Timex) -> bool:
    return a.start < b.end and b.start < a.end


def _same_value(gold: str, found: str) -> bool:
    return gold == found


def _f1(hits_found: int, hits_gold: int, found: int, gold: int) -> float:
    precision, recall = hits_found / max(found, 1), hits_gold / max(gold, 1)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def misses(document: Document, found: list[Timex]) -> Iterator[str]:
    """One line for each expression missed, spurious, of other bounds or of another value."""
    for g in document.gold:
        near = next((f for f in found if _touch(g, f)), None)
        if near is None:
            around = " ".join(document.text[max(0, g.start - 40) : g.end + 30].split())
            yield f"missed   {g.type:8} {g.text!r:30} {g.value:12} | {around}"
        elif (near.start, near.end) != (g.start, g.end):
            yield f"bounds   {g.type:8} {g.text!r:30} found {near.text!r}"
        if near is not None and near.value != g.value:
            around = " ".join(document.text[max(0, g.start - 60) : g.end + 40].split())
            yield f"value    {g.type:8} {g.text!r:30} {g.value:12} found {near.value:12} created {document.created} | {around}"
    for f in found:
        if not any(_touch(g, f) for g in document.gold):
            around = " ".join(document.text[max(0, f.start - 40) : f.end + 30].split())
            yield f"spurious {f.type:8} {f.text!r:30} {f.value:12} | {around}"


def load(folder: Path, half: str) -> list[Document]:
    """The documents under `folder`; ends the program where there is none, or one that is not TimeML."""
    with reading(folder, "a folder with TimeML files (.tml)"):
        documents = read_corpus(folder, half)
    if not documents:
        raise SystemExit(f"{folder} holds no TimeML files (.tml)")
    return documents


def tag(documents: list[Document]) -> tuple[list[list[Timex]], float]:
    """What we find in each document, and the seconds that it took, the parse left aside."""
    found, seconds = [], 0.0
    for document, doc in zip(documents, parse([masked(d.text, ()) for d in documents], DEFAULT_MODEL), strict=True):
        began = time.perf_counter()
        found.append(find_timexes(doc.text, document.created, Tenses(doc)))
        seconds += time.perf_counter() - began
    return found, seconds


def figures(documents: list[Document], found: list[list[Timex]]) -> dict[str, float]:
    """The scores of a tagger, those of bare weekdays and months among them."""
    told = list(zip(documents, found, strict=True))
    return {**score([(list(document.gold), ours) for document, ours in told]), **directions(told)}


def peers(documents: list[Document], python: str) -> dict[str, dict[str, Any]]:
    """The scores of each peer that the interpreter `python` has; of the others what is missing."""
    given = json.dumps([[one.text, one.created.isoformat()] for one in documents])
    command, root = [python, "-m", "benchmarks.times_peers"], Path(__file__).parent.parent
    done = subprocess.run(command, input=given, capture_output=True, text=True, cwd=root, check=False)
    if done.returncode:
        raise SystemExit(f"{python} cannot run the peers: {done.stderr.strip()[-300:]}")
    told: dict[str, dict[str, Any]] = {}
    for name, row in json.loads(done.stdout.splitlines()[-1]).items():
        if "found" not in row:
            told[name] = row
            continue
        found = [
            [Timex(start, end, document.text[start:end], kind, value) for start, end, kind, value in one]
            for document, one in zip(documents, row["found"], strict=True)
        ]
        told[name] = {**figures(documents, found), "failed": row["failed"], "seconds": round(row["seconds"], 1)}
    return told


def show(result: dict[str, Any]) -> None:
    """Print the table, ours first."""
    print(
        f"documents {result['documents']}  gold {result['gold']}  found {result['found']}  words/s {result['words_per_second']}"
    )
    print(f"{'F1':12}{'strict':>8}{'relaxed':>9}{'value':>8}")
    for name, row in {"standoff": result, **result.get("peers", {})}.items():
        if "missing" in row:
            print(f"{name:12} skipped: {row['missing']}; pip install {row['package']}")
            continue
        print(f"{name:12}{row['strict_f1']:8.3f}{row['relaxed_f1']:9.3f}{row['value_f1']:8.3f}")
    print(
        f"bare weekdays and months {result['bare_names']}  right {result['bare_right']:.3f}  "
        f"always the last before {result['bare_last_before']:.3f}"
    )


def main() -> None:
    """Print the scores of the corpus under --data."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path, required=True, help="folder with TimeML files")
    cli.add_argument("--half", choices=("first", "second", "all"), default="all", help="only every other document")
    cli.add_argument("--peers", nargs="?", const=sys.executable, metavar="PYTHON", help="run the peers that this interpreter has")
    cli.add_argument("--json", action="store_true", help="print one JSON object")
    cli.add_argument("--misses", action="store_true", help="list what is wrong")
    args = cli.parse_args()
    documents = load(args.data, args.half)
    found, seconds = tag(documents)
    for document, ours in zip(documents, found, strict=True) if args.misses else ():
        print(*misses(document, ours), sep="\n")
    words = sum(len(document.text.split()) for document in documents)
    result: dict[str, Any] = {**figures(documents, found), "words_per_second": round(words / max(seconds, 1e-9))}
    if args.peers:
        result["peers"] = peers(documents, args.peers)
    print(json.dumps(result)) if args.json else show(result)


if __name__ == "__main__":
    main()
