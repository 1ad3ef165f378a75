"""Actors: which spellings of a name are joined without asking, which are proposed, which are missed.

usage: python -m benchmarks.actors [--data FOLDER] [--misses] [--json]

The sheet `actors_pairs.tsv` holds pairs of names: two spellings of one (transliterations, misheard and mistyped ones), or two
persons whose names are alike. Each pair is told as two persons who speak for one party, in two articles. Half A of the pairs was
looked at while the bars were set, half B only afterwards. Where FOLDER holds `articles` and `gold/across.yaml`, the persons of
those five articles are read and told over all of them: how many of the gold's forms stand under one actor, how many persons are
joined that are two, and which of the garbled names are proposed for whom (the gold's name, in some spelling).
"""

import argparse
import datetime as dt
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.inputs import reading as reading_of
from standoff.core.dates import Published
from standoff.core.ids import text_id
from standoff.core.records import Article, LocalActor
from standoff.core.spans import Span
from standoff.relating.actors import gather_actors
from standoff.relating.names import name_likeness
from standoff.relating.proposals import propose

PAIRS = Path(__file__).with_name("actors_pairs.tsv")
SHARED = Path(__file__).resolve().parents[2] / "shared"
_DAY = dt.date(1962, 10, 20)
ALIKE = 0.9  # how alike a proposed name must sound to the gold's: files and gold transliterate differently


class Pair(NamedTuple):
    """Two names, and whether they are one person's."""

    same: bool
    a: str
    b: str

    @property
    def half(self) -> str:
        """The half that the pair belongs to."""
        return "B" if int(hashlib.sha256(self.a.encode()).hexdigest()[:8], 16) % 2 else "A"


def pairs() -> list[Pair]:
    """The sheet."""
    rows = [line.split("\t") for line in PAIRS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [Pair(verdict == "same", a, b) for verdict, a, b in rows[1:]]


def fate(pair: Pair) -> str:
    """What becomes of two names: joined, proposed or apart."""
    published = Published(earliest=_DAY, latest=_DAY, basis="given")
    told = [
        (f"{number}.txt", published, LocalActor(name=name, type="person", speaks_for=("XYZ",), mentions=(Span(0, 1, "x"),)))
        for number, name in enumerate((pair.a, pair.b))
    ]
    gathered = gather_actors(told)
    if len(gathered.actors) == 1:
        return "joined"
    return "proposed" if propose(gathered) else "apart"


def measure(some: Iterable[Pair]) -> dict[str, Any]:
    """The fates of pairs, and precision and recall of what is joined or proposed."""
    told = [(pair.same, fate(pair)) for pair in some]
    counts = Counter(told)
    found = sum(number for (_, what), number in counts.items() if what != "apart")
    right = sum(number for (same, what), number in counts.items() if same and what != "apart")
    of_one = sum(same for same, _ in told)
    return {
        "same": {what: counts[True, what] for what in ("joined", "proposed", "apart")},
        "other": {what: counts[False, what] for what in ("joined", "proposed", "apart")},
        "precision": round(right / max(1, found), 3),
        "recall": round(right / max(1, of_one), 3),
    }


def five(data: Path) -> dict[str, Any] | None:
    """The five articles against the gold's persons; None where they are not at hand."""
    gold_file = data / "gold" / "across.yaml"
    if not gold_file.is_file():
        return None
    import yaml

    from standoff.reading.reader import read_articles

    with reading_of(gold_file, "the gold's YAML with persons, each with forms"):
        gold: Mapping[str, Sequence[Any]] = yaml.safe_load(gold_file.read_text(encoding="utf-8"))["persons"]
    texts = [path.read_bytes().decode("utf-8").replace("\r\n", "\n") for path in sorted((data / "articles").glob("*.txt"))]
    articles = [Article(id=text_id(text), name=str(number), text=text) for number, text in enumerate(texts)]
    readings = list(read_articles(articles))
    told = [
        (one.name, reading.published, actor) for one, reading in zip(articles, readings, strict=True) for actor in reading.actors
    ]
    gathered = gather_actors(told)
    persons = {actor.id: actor for actor in gathered.actors if actor.type == "person"}
    ids = {name: [key for key, actor in persons.items() if _named(actor.names, forms)] for name, (forms, _) in gold.items()}
    proposed = {(one.a, one.b_name) for one in propose(gathered)}
    respelt = [name for name, (forms, _) in gold.items() if name not in forms]
    holders = Counter(key for keys in ids.values() for key in keys)
    return {
        "persons": len(gold),
        "found_as_one": sum(len(keys) == 1 for keys in ids.values()),
        "joined_wrongly": sum(number > 1 for number in holders.values()),
        "respelt": len(respelt),
        "proposed_rightly": sum(any(key in ids[name] and _is(other, name) for key, other in proposed) for name in respelt),
    }


def _named(names: Sequence[str], forms: Sequence[str]) -> bool:
    """Whether an actor goes by one of the gold's forms; a full name may have the next word run into it."""
    return any(name == form or (" " in form and name.startswith(f"{form} ")) for name in names for form in forms)


def _is(a: str, b: str) -> bool:
    last, first = name_likeness(a, b)
    return last >= ALIKE and (first or 0) >= ALIKE


def main() -> None:
    """Run the command."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path, default=SHARED, help="folder with articles/ and gold/ (default: %(default)s)")
    cli.add_argument("--misses", action="store_true", help="print the pairs of half A that are told wrongly")
    cli.add_argument("--json", action="store_true", help="print one JSON object")
    options = cli.parse_args()
    if options.data != SHARED and not options.data.is_dir():
        cli.error(f"{options.data} is no folder")
    report: dict[str, Any] = {half: measure(pair for pair in pairs() if pair.half == half) for half in ("A", "B")}
    report["five"] = five(options.data)
    if options.json:
        json.dump(report, sys.stdout, indent=2)
        print()
        return
    for name, part in report.items():
        print(f"{name}: {part}" if part is not None else f"{name}: skipped, {options.data} does not hold it")
    for pair in pairs() if options.misses else ():
        if pair.half == "A" and (what := fate(pair)) != ("apart" if not pair.same else what.replace("apart", "")):
            print("same " if pair.same else "other", what, pair.a, "|", pair.b, name_likeness(pair.a, pair.b))


if __name__ == "__main__":
    main()
