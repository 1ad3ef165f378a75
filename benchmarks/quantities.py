"""Quantities against NewsQuant: F1 of value, value and change, value and unit.

usage: python -m benchmarks.quantities --data FILE [--json] [--misses]

FILE holds JSON: texts with their quantities (value, change: = ~ < > up down, unit, normalized_unit). Every number of the text
counts there, so this measures the recogniser, not the choice of figures. Vague sizes are compared by that set's own convention
("dozens" is 12-120). A unit is right where its name or its written form is, or the last word of what is counted.
Where quantulum3 is installed it reads the same texts in the same process: as it comes, which takes the numbers of dates for
quantities, and without those of the dates we find. So does CQE, where it is: it asks for versions of other packages that exclude
ours, but runs with ours (see README.md).
"""

import argparse
import json
import warnings
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.inputs import reading
from standoff.codebook.quantities import quantity_words
from standoff.reading.quantities import Quantity, find_quantities
from standoff.reading.times import find_times
from standoff.reading.tokens import DEFAULT_MODEL, masked, parse

# How the set bounds sizes without a number.
VAGUE = {
    24: "12-120",
    40: "20-200",
    200: "100-1000",
    2000: "1000-10000",
    20000: "10000-100000",
    200000: "100000-1000000",
    2000000: "1000000-10000000",
    20000000: "10000000-100000000",
    200000000: "100000000-1000000000",
    2000000000: "1000000000-10000000000",
}
NAMES = {"value": "value_f1", "value+change": "value_change_f1", "value+unit": "value_unit_f1"}
PEER, OTHER_PEER = "quantulum3", "CQE"
CHANGES = {"above": ">", "below": "<", "about": "~"}


def value_of(quantity: Quantity) -> tuple[float, ...]:
    """The value as the set gives it: one number, or the two ends of a range."""
    if quantity.vague and quantity.values[0] in VAGUE:
        return tuple(float(part) for part in VAGUE[int(quantity.values[0])].split("-"))
    return quantity.values


def gold_value(text: str) -> tuple[float, ...]:
    """The value of a gold entry: "252.0-287.0" is a range, "-5.0" is not."""
    head, sep, tail = text[1:].partition("-")
    if sep and "E" not in text:
        return float(text[0] + head.strip()), float(tail)
    return (float(text),)


def change_of(quantity: Quantity) -> str:
    """The set's sign for how the number is meant."""
    neutral = quantity.modifier in quantity_words().neutral
    if quantity.bound in ("above", "about") and not neutral and quantity.modifier not in ("nearly", "almost"):
        return CHANGES[quantity.bound]
    if quantity.direction:
        return quantity.direction
    return CHANGES[quantity.bound] if quantity.bound and not neutral else "="


def unit_fits(gold: dict[str, Any], quantity: Quantity) -> bool:
    """Whether the unit is the one of the gold entry."""
    wanted = {_plain(gold["unit"]), _plain(gold["normalized_unit"])}
    if wanted == {""}:
        return quantity.kind == "none"
    have = {_plain(quantity.unit or ""), _plain(quantity.unit_name or "")}
    if wanted & have - {""}:
        return True
    if quantity.kind != "counted" or not quantity.counted:
        return False
    last = _plain(quantity.counted).split()[-1:]
    return any(unit.split()[-1:] == last or _singular(unit.split()[-1:]) == _singular(last) for unit in wanted if unit)


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("-", " ").split()).strip("- ")


def _singular(words: list[str]) -> list[str]:
    return [word.removesuffix("s") for word in words]


def score(entries: list[dict[str, Any]], found: list[list[Quantity]]) -> dict[str, float]:
    """F1 of each criterion over all entries; each gold quantity is matched once."""
    hits = {"value": 0, "value_change": 0, "value_unit": 0}
    gold_n = sum(len(entry["quantities"]) for entry in entries)
    found_n = sum(map(len, found))
    for entry, quantities in zip(entries, found, strict=True):
        for gold, quantity in match(entry["quantities"], quantities):
            hits["value"] += 1
            hits["value_change"] += change_of(quantity) == gold["change"]
            hits["value_unit"] += unit_fits(gold, quantity)
    return {"gold": gold_n, "found": found_n, **{f"{name}_f1": 2 * n / max(gold_n + found_n, 1) for name, n in hits.items()}}


def match(gold: list[dict[str, Any]], found: list[Quantity]) -> list[tuple[dict[str, Any], Quantity]]:
    """Pairs of equal value; among several of one value those of the same unit and change first."""
    pairs = [
        (unit_fits(g, q) + (change_of(q) == g["change"]), i, j)
        for i, g in enumerate(gold)
        for j, q in enumerate(found)
        if _same(gold_value(g["value"]), value_of(q))
    ]
    used_gold: set[int] = set()
    used_found: set[int] = set()
    kept = []
    for _, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            kept.append((gold[i], found[j]))
    return kept


def _same(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return len(a) == len(b) and all(abs(x - y) <= 1e-3 * max(1.0, abs(x)) for x, y in zip(a, b, strict=True))


def misses(entry: dict[str, Any], found: list[Quantity], text: str) -> list[str]:
    """Lines that say what is missing, spurious or of another change or unit."""
    pairs = match(entry["quantities"], found)
    lines = [f"missed   {g['change']} {g['value']} {g['unit']}" for g in entry["quantities"] if all(g is not p[0] for p in pairs)]
    lines += [f"spurious {value_of(q)} {q.unit} {text[q.start : q.end]!r}" for q in found if all(q is not p[1] for p in pairs)]
    lines += [f"change   {g['change']} {g['value']} found {change_of(q)}" for g, q in pairs if change_of(q) != g["change"]]
    lines += [
        f"unit     {g['unit']} ({g['normalized_unit']}) found {q.unit} ({q.unit_name})" for g, q in pairs if not unit_fits(g, q)
    ]
    return [f"* {text[:300]}", *(f"    {line}" for line in lines)] if lines else []


def load(path: Path) -> list[dict[str, Any]]:
    """The entries of a file in the set's form; ends the program where it is another."""
    with reading(path, "NewsQuant's JSON: a list of texts with their quantities"):
        entries: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        for entry in entries:
            entry["text"].strip()
            for gold in entry["quantities"]:
                gold_value(gold["value"]), gold["change"], gold["unit"], gold["normalized_unit"]
    return entries


Spans = list[tuple[int, int]]


def tag(texts: Sequence[str]) -> tuple[list[list[Quantity]], list[Spans]]:
    """The quantities that we find in each text, and the bounds of its dates, whose numbers are left out."""
    found, dates = [], []
    for doc in parse([masked(text, ()) for text in texts], DEFAULT_MODEL):
        dates.append([(r.start, r.end) for r in find_times(doc.text) if r.type in ("DATE", "TIME") and r.kind != "reference"])
        found.append(find_quantities(doc, dates[-1]))
    return found, dates


def by_quantulum(text: str) -> list[Quantity]:
    """What quantulum3 finds in a text, in our form; without its classifier of units, stored by a scikit-learn that is no more."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of the classifier that is not there
        classifier: Any = import_module("quantulum3.classifier")
        classifier.USE_CLF = False
        told = import_module("quantulum3.parser").parse(text)
    found = []
    for one in told:
        (start, end), spread = one.span, one.uncertainty or 0.0
        values = (one.value - spread, one.value + spread) if spread else (one.value,)
        plain = one.unit.name == "dimensionless"
        found.append(
            Quantity(start=start, end=end, number_start=start, number_end=end, values=values, low=min(values), high=max(values),
                     unit=next(iter(one.unit.symbols), None), unit_name=one.unit.name, kind="none" if plain else "measure")
        )  # fmt: skip
    return found


def by_cqe(texts: Sequence[str]) -> list[list[Quantity]]:
    """What CQE finds in each text, in our form; a text that it fails on counts as if it had found nothing."""
    found: list[list[Quantity]] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its models of units are of an earlier spaCy
        parser = import_module("CQE.CQE").CQE(overload=True, spacy_model=DEFAULT_MODEL)
        for text in texts:
            try:
                found.append([_of_cqe(one) for one in parser.parse(text)])
            except Exception:
                found.append([])
    return found


def _of_cqe(told: Any) -> Quantity:
    """A quantity of CQE, whose values, changes and units are written as the set writes them."""
    values, sign, name = gold_value(str(told.value)), str(told.change.change), str(told.unit.norm_unit)
    return Quantity(
        start=0, end=0, number_start=0, number_end=0, values=values, low=min(values), high=max(values),
        bound=next((ours for ours, theirs in CHANGES.items() if theirs == sign), None),
        direction=sign if sign in ("up", "down") else None, unit=" ".join(str(word) for word in told.unit.unit), unit_name=name,
        kind="none" if name == "-" else "counted", counted=name,
    )  # fmt: skip


def peers(entries: list[dict[str, Any]], dates: list[Spans]) -> dict[str, dict[str, float]]:
    """The scores of the peers that are installed; of quantulum3 as it comes, and without what lies in a date that we find."""
    told: dict[str, dict[str, float]] = {}
    if find_spec(OTHER_PEER) is not None:
        told[OTHER_PEER] = score(entries, by_cqe([entry["text"] for entry in entries]))
    if find_spec(PEER) is None:
        return told
    whole = [by_quantulum(entry["text"]) for entry in entries]
    outside = [
        [one for one in found if not any(start < one.end and one.start < end for start, end in taken)]
        for found, taken in zip(whole, dates, strict=True)
    ]
    return {**told, PEER: score(entries, whole), f"{PEER}, dates left out": score(entries, outside)}


def show(result: dict[str, Any]) -> None:
    """Print the table, ours first."""
    print(f"{result['gold']} quantities\n{'F1':28}{'found':>6}" + "".join(f"{name:>14}" for name in NAMES))
    for name, row in {"standoff": result, **result["peers"]}.items():
        print(f"{name:28}{row['found']:6}" + "".join(f"{row[key]:14.3f}" for key in NAMES.values()))
    if PEER not in result["peers"]:
        print(f"skipped: {PEER} is not installed; make peers, or pip install {PEER}")


def main() -> None:
    """Print the scores of the file under --data."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path, required=True, help="JSON file of texts with their quantities")
    cli.add_argument("--json", action="store_true", help="print one JSON object")
    cli.add_argument("--misses", action="store_true", help="list what is wrong")
    args = cli.parse_args()
    entries = load(args.data)
    found, dates = tag([entry["text"] for entry in entries])
    for entry, ours in zip(entries, found, strict=True) if args.misses else ():
        print(*misses(entry, ours, entry["text"]), sep="\n", end="")
    result: dict[str, Any] = {**score(entries, found), "peers": peers(entries, dates)}
    print(json.dumps(result)) if args.json else show(result)


if __name__ == "__main__":
    main()
