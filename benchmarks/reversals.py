"""Acts that a few words turn into their opposite: minimal pairs of sentences, and how often the reading takes one for the other.

usage: python -m benchmarks.reversals [--half work|check] [--preset fast] [--misses] [--gate] [--json]

The sheet (reversals/pairs.jsonl) holds 220 pairs of sentences of our own, two lines a pair: "has not ruled out" and "has ruled
out", "was told to" and "told to", "will, if" and "will, unless". For each sentence stand the acts that a reader may code,
whether he may code none, whose they are, at whom they are aimed, and the acts that say the opposite. Each sentence is read as
an article of its own. The pairs are parted by chance into two halves: `work`, whose failures rules were made from, and `check`,
whose failures are not shown (`--misses` shows those of `work`) and which tells what the rules are worth elsewhere. Pairs added
since then are of `work`.

A sentence is `reversed` where a statement of its party says the opposite, or one of the other side says what is its party's
own, with a certainty of at least .7: the worst that can happen to a reader who trusts it. It is `doubted` where such a
statement has less certainty or carries a doubt of the act. Else it is `right` where one of its acts is coded for its party (or
none, where none may be), and `missed` where nothing of the kind is. A pair is told apart where both its sentences are right.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from benchmarks.halves import HALVES, HEADING, Half, counted, share, show, work_pairs
from standoff.core.ids import text_id
from standoff.core.records import Article, Statement
from standoff.reading.reader import ReaderOptions, preset, read_articles

SHEET = Path(__file__).with_name("reversals") / "pairs.jsonl"
FLOOR = Path(__file__).with_name("quality_floor.json")
SEED = 20261122
PARTED = 183  # the last pair that was there when the halves were parted
# From which certainty a reader takes a statement at its word: below it the program's own views ask for a second look.
HIGH = 0.7
# Doubts that are about the act itself, not about at whom it is aimed or who takes part.
ACT_DOUBTS = frozenset({"model_act", "implied", "hedged", "damaged_sentence"})

Verdict = Literal["right", "missed", "doubted", "reversed"]
VERDICTS: tuple[Verdict, ...] = ("right", "missed", "doubted", "reversed")


class Sentence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sentence of a pair: its words, the acts that may be coded, whose, at whom, and the acts that say the opposite.

    An act may stand with its status ("meet:happened").
    """

    pair: int
    kind: str
    text: str
    acts: tuple[str, ...]
    may_be_none: bool
    party: tuple[str, ...]
    addressee: tuple[str, ...]
    reversed: tuple[str, ...]


class Told(NamedTuple):
    """A sentence, what the reading says of it, and what is to be thought of that."""

    sentence: Sentence
    statements: tuple[Statement, ...]
    verdict: Verdict
    aimed: bool | None


def load(half: Half | None = None) -> list[Sentence]:
    """The sentences of one half, or of both, in the order of the sheet."""
    rows = [msgspec.json.decode(line, type=Sentence) for line in SHEET.read_bytes().splitlines()]
    work = work_pairs((row.pair for row in rows), PARTED, SEED)
    return [row for row in rows if half is None or (row.pair in work) == (half == "work")]


def says(statement: Statement, acts: Sequence[str]) -> bool:
    """Whether a statement is one of the acts, with the status where one is asked for."""
    return statement.act in acts or f"{statement.act}:{statement.status}" in acts


def _of(statement: Statement, party: Sequence[str]) -> bool:
    return not party or not statement.party or bool(set(party) & set(statement.party))


def opposite(sentence: Sentence, statement: Statement) -> bool:
    """Whether a statement says the opposite of the sentence: another act of its party, or its act of the other side."""
    if says(statement, sentence.reversed) and _of(statement, sentence.party):
        return True
    other = set(statement.party) & set(sentence.addressee)
    swapped = bool(other) and not set(statement.party) & set(sentence.party)
    return swapped and bool(sentence.party) and statement.act != "meet" and says(statement, sentence.acts)


def sure(statement: Statement) -> bool:
    """Whether a statement's act is told without a doubt."""
    return statement.certainty >= HIGH and not ACT_DOUBTS & set(statement.doubts)


def verdict(sentence: Sentence, statements: Sequence[Statement]) -> Verdict:
    """What is to be thought of the statements coded for a sentence."""
    wrong = [statement for statement in statements if opposite(sentence, statement)]
    if wrong:
        return "reversed" if any(map(sure, wrong)) else "doubted"
    own = [one for one in statements if says(one, sentence.acts) and _of(one, sentence.party)]
    return "right" if own or sentence.may_be_none else "missed"


def aimed(sentence: Sentence, statements: Sequence[Statement]) -> bool | None:
    """Whether what is coded right is aimed at whom it should be, None where that is not asked or nothing is right."""
    own = [one for one in statements if says(one, sentence.acts) and _of(one, sentence.party)]
    if not own or not sentence.addressee:
        return None
    sides = (set(one.addressee) | (set(one.party) if one.act == "meet" else set()) for one in own)
    return any(side & set(sentence.addressee) for side in sides)


def told(sentences: Sequence[Sentence], options: ReaderOptions | None = None) -> list[Told]:
    """Each sentence, read as an article of its own."""
    texts = [f"{HEADING}\n\n{sentence.text}\n" for sentence in sentences]
    articles = [Article(id=text_id(text), name=f"pair {one.pair}", text=text) for one, text in zip(sentences, texts, strict=True)]
    readings = read_articles(articles, options)
    return [
        Told(one, reading.statements, verdict(one, reading.statements), aimed(one, reading.statements))
        for one, reading in zip(sentences, readings, strict=True)
    ]


def figures(found: Sequence[Told]) -> dict[str, float]:
    """How many sentences and pairs there are, and the shares: of each verdict, of pairs told apart, of addressees right."""
    asked = [one.aimed for one in found if one.aimed is not None]
    pairs = counted([(one.sentence.pair, one.verdict) for one in found], VERDICTS)
    return {**pairs, "addressee": share(sum(asked), len(asked))}


def pinned(report: dict[Half, dict[str, float]]) -> dict[str, float]:
    """What the floor holds: of each half the shares right, not reversed, and of pairs told apart."""
    shares = {}
    for half, row in report.items():
        shares[f"{half}: right"] = row["right"]
        shares[f"{half}: not reversed"] = round(1 - row["reversed"], 3)
        shares[f"{half}: told apart"] = row["told apart"]
    return shares


def measure(options: ReaderOptions | None = None) -> dict[Half, dict[str, float]]:
    """The figures of both halves."""
    return {half: figures(told(load(half), options)) for half in HALVES}


def show_misses(found: Sequence[Told]) -> None:
    """Print each sentence that is not right with what was coded for it."""
    for one in found:
        if one.verdict == "right":
            continue
        print(f"\n{one.verdict.upper()} ({one.sentence.pair}, {one.sentence.kind}) {one.sentence.text}")
        print(f"  wanted: {' '.join(one.sentence.acts) or 'none'} {one.sentence.party} > {one.sentence.addressee}")
        for made in one.statements:
            print(f"  coded:  {made.act} {made.status} {made.party} > {made.addressee} {made.certainty} {made.doubts}")


def main() -> int:
    """Run the command; the exit status."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--half", choices=HALVES, help="one half only (default: both)")
    cli.add_argument("--preset", choices=("fast", "standard", "thorough"), default="standard", help="the preset to read with")
    cli.add_argument("--misses", action="store_true", help="print what is not right in the half to work on")
    cli.add_argument("--gate", action="store_true", help="fail where a figure is below its floor")
    cli.add_argument("--json", action="store_true", help="print one JSON object")
    args = cli.parse_args()
    options = preset(args.preset)
    halves: tuple[Half, ...] = (args.half,) if args.half else HALVES
    found = {half: told(load(half), options) for half in halves}
    report = {half: figures(rows) for half, rows in found.items()}
    if args.json:
        print(json.dumps(report))
    else:
        for half, row in report.items():
            show(half, row)
    if args.misses and "work" in found:
        show_misses(found["work"])
    floor = json.loads(FLOOR.read_text(encoding="utf-8")).get("reversals", {}) if args.gate else {}
    now = pinned(report)
    failures = [f"reversals, {name} {now[name]:.3f} is below the floor of {least:.3f}" for name, least in floor.items()
                if name in now and now[name] < least]  # fmt: skip
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
