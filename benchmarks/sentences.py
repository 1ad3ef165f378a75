"""Minimal pairs of sentences on meetings, attributions, parties, figures, times, fields of statements: how many are told right.

usage: python -m benchmarks.sentences [--kind meetings] [--half work|check] [--preset fast] [--misses] [--json]

The sheets (sentences/*.jsonl) hold pairs of sentences that a few words part ("met", "was to have met"; "12 of the 40 soldiers",
"12 soldiers and 40"), each with all that a reader may record of its kind; those on `fields` say what is to be recorded of the
one or two statements that the pair is about, and `parties` are attributions that ask for whom somebody speaks. They were written
by the codebook alone, before any was read. Each sentence is read as an article of its own. The pairs are parted by chance into
two halves: `work`, whose failures rules were made from (`--misses`), and `check`, whose failures are not shown. Pairs added since
then are of `work`.

A sentence is `wrong` where something is told that does not stand in it, or that differs in a field; else `missed` where
something is not told; else `right`. A pair is told apart where both its sentences are right. For each field stands the share
that is right of what was found.
"""

import argparse
import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from benchmarks import times
from benchmarks.halves import HALVES, HEADING, Half, counted, share, show, work_pairs
from standoff.core.dates import Published
from standoff.core.ids import text_id
from standoff.core.records import Article, Reading
from standoff.reading.reader import ReaderOptions, preset, read_articles

SHEETS = Path(__file__).with_name("sentences")
SEED = 20261123
PARTED = 70  # the last pair of each sheet that was there when the halves were parted
LEAD = len(HEADING) + 2  # code points before the sentence in its article

Verdict = Literal["right", "missed", "wrong"]
VERDICTS: tuple[Verdict, ...] = ("right", "missed", "wrong")
Fields = dict[str, Any]


class Sentence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sentence of a pair and what is to be told of it: each item by its fields, pieces of the sentence as its words.

    `published` is the day on which its article came out, where that matters.
    """

    pair: int
    kind: str
    text: str
    wanted: tuple[Fields, ...]
    published: dt.date | None = None


class Kind(NamedTuple):
    """A kind of record: what a reading tells of it, whether that is about what is wanted, and which fields are compared how.

    `whole`: the sheet says all that there is, so that whatever else is told is wrong.
    """

    told: Callable[[Article, Reading], list[Fields]]
    same: Callable[[Fields, Fields], bool]
    fields: dict[str, Callable[[Fields, Fields], bool]]
    whole: bool = True


class Told(NamedTuple):
    """A sentence, what was told of it, and what is to be thought of that; `fields` are those compared, and if they are right."""

    sentence: Sentence
    items: tuple[Fields, ...]
    verdict: Verdict
    fields: tuple[tuple[str, bool], ...]


# --- what a reading tells ---------------------------------------------------------------------------------------------


def _meetings(article: Article, reading: Reading) -> list[Fields]:
    return [{"participants": one.participants, "status": one.status} for one in reading.meetings]


def _attributions(article: Article, reading: Reading) -> list[Fields]:
    return [
        {
            "content": [piece.text for piece in one.content], "party": [code for code in one.party if _coded(code)],
            "speaker": one.speaker, "anonymous": one.anonymous,
        }
        for one in reading.attributions
    ]  # fmt: skip


def _coded(code: str) -> bool:
    """Whether a party is a state or one of the bodies that the sheets name: they leave parties and armed groups open."""
    return len(code) == _STATE or code in _BODIES


def _figures(article: Article, reading: Reading) -> list[Fields]:
    """The figures but for lengths of time, which the sheet leaves open."""
    return [
        {"text": one.text, "low": one.low, "high": one.high}
        for one in reading.figures
        if (one.unit or "").removesuffix("s") not in _UNITS_OF_TIME
    ]


def _statements(article: Article, reading: Reading) -> list[Fields]:
    return [
        {
            "acts": (one.act,), "party": one.party, "addressee": one.addressee, "status": (one.status,),
            "condition": one.condition and one.condition.text, "deadline": one.deadline and one.deadline.text,
        }
        for one in reading.statements
    ]  # fmt: skip


_STATE = 3  # letters of a state's code
_BODIES = frozenset({"UN", "EU", "NATO", "AU", "ASEAN", "OPEC", "IAEA", "ICRC"})
_UNITS_OF_TIME = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})


# --- whether it is what is wanted -------------------------------------------------------------------------------------


def overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """The share that two sets have in common; 1 where both are empty."""
    a, b = set(one), set(other)
    return len(a & b) / len(a | b) if a | b else 1.0


def words_overlap(one: Sequence[str] | str | None, other: Sequence[str] | str | None) -> float:
    """The share of words that two pieces of a sentence, or two lists of such, have in common; 1 where both are empty."""
    return overlap(list(_words(one)), list(_words(other)))


def _words(pieces: Sequence[str] | str | None) -> Iterator[str]:
    """The words in small letters, each with how often it came before."""
    seen: Counter[str] = Counter()
    for piece in [pieces] if isinstance(pieces, str) else pieces or ():
        for word in piece.lower().split():
            bare = word.strip("\"“”'‘’,.;:!?")
            if bare:
                yield f"{bare} {seen[bare]}"
                seen[bare] += 1


def _half(one: Sequence[str], other: Sequence[str]) -> bool:
    return overlap(one, other) >= 0.5


def _half_of_words(one: Sequence[str] | str | None, other: Sequence[str] | str | None) -> bool:
    return words_overlap(one, other) >= 0.5


def _any_word(one: str, other: str) -> bool:
    return words_overlap(one, other) > 0


def _aimed(wanted: Fields, told: Fields) -> bool:
    """Whether it is aimed at whom it should be; who is met may stand on either side."""
    sides = (*told["addressee"], *told["party"]) if "meet" in told["acts"] else told["addressee"]
    return _half(wanted["addressee"], [side for side in sides if side not in wanted["party"]])


def _status(wanted: Sequence[str] | None, told: Sequence[str]) -> bool:
    """Whether the status is one that is wanted: what is told by others has happened, what is denied is stated."""
    return _one_of(wanted, [_ALIKE.get(one, one) for one in told])


_ALIKE = {"reported": "happened", "denied": "stated"}


def _one_of(wanted: Sequence[str] | None, told: Sequence[str]) -> bool:
    return wanted is None or bool(set(wanted) & set(told))


def _named(wanted: str | None, told: str | None) -> bool:
    """Whether a speaker is who is wanted: the family name stands in the name as told."""
    return (wanted is None) == (told is None) and (wanted or "").lower() in (told or "").lower()


def _equal(wanted: object, told: object) -> bool:
    return wanted == told


def _about(wanted: Fields, told: Fields) -> bool:
    return _one_of(wanted["acts"], told["acts"]) and _half(wanted["party"], told["party"])


def _by(name: str, same: Callable[[Any, Any], bool]) -> Callable[[Fields, Fields], bool]:
    return lambda wanted, told: same(wanted[name], told[name])


KINDS: dict[str, Kind] = {
    "meetings": Kind(_meetings, lambda a, b: _half(a["participants"], b["participants"]), {"status": _by("status", _equal)}),
    "attributions": Kind(
        _attributions,
        lambda a, b: _half_of_words(a["content"], b["content"]),
        {"party": _by("party", _half), "speaker": _by("speaker", _named), "anonymous": _by("anonymous", _equal)},
    ),
    "parties": Kind(
        _attributions,
        lambda a, b: _half_of_words(a["content"], b["content"]),
        {"party": _by("party", _half), "speaker": _by("speaker", _named)},
    ),
    "figures": Kind(
        _figures, lambda a, b: _any_word(a["text"], b["text"]), {"low": _by("low", _equal), "high": _by("high", _equal)}
    ),
    "times": Kind(lambda article, reading: [], lambda a, b: _any_word(a["text"], b["text"]), {"value": _by("value", _equal)}),
    "fields": Kind(
        _statements,
        _about,
        {
            "addressee": _aimed,
            "status": lambda a, b: _status(a["status"], b["status"]),
            "condition": _by("condition", _half_of_words),
            "deadline": _by("deadline", _half_of_words),
        },
        whole=False,
    ),
}


def judge(kind: Kind, sentence: Sentence, items: Sequence[Fields]) -> Told:
    """What is to be thought of what was told: each item that is wanted goes with the told one that fits it best."""
    left, missed, compared = list(items), 0, []
    for wanted in sentence.wanted:
        near = [one for one in left if kind.same(wanted, one)]
        if not near:
            missed += 1
            continue
        best = max(near, key=lambda one: sum(right for _, right in _compared(kind, wanted, one)))
        left.remove(best)
        compared += _compared(kind, wanted, best)
    wrong = (kind.whole and left) or not all(right for _, right in compared)
    verdict: Verdict = "wrong" if wrong else "missed" if missed else "right"
    return Told(sentence, tuple(items), verdict, tuple(compared))


def _compared(kind: Kind, wanted: Fields, told: Fields) -> list[tuple[str, bool]]:
    return [(name, same(wanted, told)) for name, same in kind.fields.items()]


# --- reading and counting ---------------------------------------------------------------------------------------------


def load(kind: str, half: Half | None = None) -> list[Sentence]:
    """The sentences of one half of a sheet, or of both, in its order."""
    rows = [msgspec.json.decode(line, type=Sentence) for line in (SHEETS / f"{kind}.jsonl").read_bytes().splitlines()]
    work = work_pairs((row.pair for row in rows), PARTED, SEED)
    return [row for row in rows if half is None or (row.pair in work) == (half == "work")]


def told(kind: str, sentences: Sequence[Sentence], options: ReaderOptions | None = None) -> list[Told]:
    """Each sentence, read as an article of its own."""
    items = _times(sentences) if kind == "times" else _read(KINDS[kind], sentences, options)
    return [judge(KINDS[kind], sentence, found) for sentence, found in zip(sentences, items, strict=True)]


def _read(kind: Kind, sentences: Sequence[Sentence], options: ReaderOptions | None) -> list[list[Fields]]:
    articles = [_article(one) for one in sentences]
    return [kind.told(article, reading) for article, reading in zip(articles, read_articles(articles, options), strict=True)]


def _article(sentence: Sentence) -> Article:
    text, day = f"{HEADING}\n\n{sentence.text}\n", sentence.published
    given = Published(earliest=day, latest=day, basis="given") if day else Published()
    return Article(id=text_id(text), name=f"pair {sentence.pair}", text=text, published_given=given)


def _times(sentences: Sequence[Sentence]) -> list[list[Fields]]:
    documents = [times.Document(str(one.pair), one.text, one.published or dt.date.min, ()) for one in sentences]
    return [[{"text": one.text, "value": one.value} for one in found] for found in times.tag(documents)[0]]


def figures(found: Sequence[Told]) -> dict[str, float]:
    """How many sentences and pairs there are, and the shares: of each verdict, of pairs told apart, of each field right."""
    compared = Counter(name for one in found for name, _ in one.fields)
    right = Counter(name for one in found for name, fits in one.fields if fits)
    pairs = counted([(one.sentence.pair, one.verdict) for one in found], VERDICTS)
    return {**pairs, **{name: share(right[name], number) for name, number in compared.items()}}


def measure(kind: str, options: ReaderOptions | None = None) -> dict[Half, dict[str, float]]:
    """The figures of both halves of a sheet."""
    return {half: figures(told(kind, load(kind, half), options)) for half in HALVES}


def pinned() -> dict[str, float]:
    """What the floor holds: of each half of each sheet the shares right, not wrong, and of pairs told apart."""
    shares = {}
    for kind in KINDS:
        for half, row in measure(kind).items():
            shares[f"{kind}, {half}: right"] = row["right"]
            shares[f"{kind}, {half}: not wrong"] = round(1 - row["wrong"], 3)
            shares[f"{kind}, {half}: told apart"] = row["told apart"]
    return shares


def show_misses(found: Sequence[Told]) -> None:
    """Print each sentence that is not right with what was told of it."""
    for one in found:
        if one.verdict == "right":
            continue
        day = one.sentence.published or ""
        print(f"\n{one.verdict.upper()} ({one.sentence.pair}, {one.sentence.kind}) {day} {one.sentence.text}")
        print(*(f"  wanted: {item}" for item in one.sentence.wanted), *(f"  told:   {item}" for item in one.items), sep="\n")


def main() -> int:
    """Run the command; the exit status."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--kind", choices=tuple(KINDS), help="one sheet only (default: all)")
    cli.add_argument("--half", choices=HALVES, help="one half only (default: both)")
    cli.add_argument("--preset", choices=("fast", "standard", "thorough"), default="standard", help="the preset to read with")
    cli.add_argument("--misses", action="store_true", help="print what is not right in the half to work on")
    cli.add_argument("--json", action="store_true", help="print one JSON object")
    args = cli.parse_args()
    report: dict[str, dict[str, float]] = {}
    for kind in [args.kind] if args.kind else KINDS:
        for half in [args.half] if args.half else HALVES:
            found = told(kind, load(kind, half), preset(args.preset))
            report[f"{kind}, {half}"] = figures(found)
            if not args.json:
                show(f"{kind}, {half}", report[f"{kind}, {half}"])
            if args.misses and half == "work":
                show_misses(found)
    if args.json:
        print(json.dumps(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
