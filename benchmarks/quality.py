"""Quality: the table of F1 end to end, against hand-made gold, every other part in brief, and the floors that CI holds them to.

    python -m benchmarks.quality                 the table for every sheet that is at hand but those named below, and the parts
    python -m benchmarks.quality --only times    one sheet or part
    python -m benchmarks.quality --only dev2     the table for a sheet that is printed only when asked for
    python -m benchmarks.quality --only check2   the same for one that nothing is tuned on: look seldom
    python -m benchmarks.quality --gate          as without; exit status 1 where a figure is below its floor
    python -m benchmarks.quality --lower         write the present figures as the new floor (a decision: say why in the commit)

Sheets: `sample`, the bundled sample coverage with its gold (always there); `five`, `work`, `dev`, `dev2`, `more`, `check`,
`check2` and `check3`, articles that cannot be shipped, read from the folder --data where it is there. `work` (52 articles of
other crises) is for development; the classifier of acts is trained on `five`, `work` and `more` (525); thresholds are chosen on
`dev` (41), which nothing is trained on; `dev2` (37) came later, and every other article of it was looked at; `check` (14),
`check2` (10) and `check3` (19) are only for checking. `more`, `dev2` and these three are printed only when asked for, and are no
part of the gate.
`polnear`, exact spans on a few documents of PolNeAR's development split, is read from --data too. `reversals` are minimal pairs
of sentences (see `reversals.py`), which ship with the project. A few of these are held with the other presets as well. The parts
(times, quantities, damage, copies, sentences on other records than acts and so on) stand in `parts.py`; where what one needs is
absent, it is skipped and that is said.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import reversals
from benchmarks.attribution import measure as measure_spans
from benchmarks.parts import PARTS, SLACK, absent, sample
from benchmarks.scoring import ROWS, Mark, Score, marks_of, score
from benchmarks.sheets import SHARED, SHEET, Sheet, load_offsets, load_quotes
from standoff.core.ids import text_id
from standoff.core.records import Article, Reading, items_of, spans_of
from standoff.reading.reader import Preset, ReaderOptions, preset, read_articles

FLOOR = Path(__file__).with_name("quality_floor.json")
ROOT = Path(__file__).resolve().parent.parent
ASKED_FOR = ("more", "dev2", "check", "check2", "check3")
NEWS = Path("data/news/international.jsonl.gz")
POLNEAR = Path("data/attribution/polnear/dev")
# Documents of PolNeAR, the first ones by name: enough to see a loss, few enough for every run.
DOCUMENTS = 12
# What has a floor for other presets too: enough to see a loss of theirs in a few seconds.
PINNED: dict[str, tuple[Preset, ...]] = {"sample": ("fast", "thorough"), "dev": ("fast",), "reversals": ("fast",)}


def sheets(data: Path) -> dict[str, Sheet]:
    """Every sheet that is at hand, by name."""
    found = {"sample": load_quotes(ROOT / "tests" / "sample_gold", {article.name: article for article in sample()})}
    if (data / "articles").is_dir() and (data / "gold").is_dir():
        five = {path.name: _plain(path) for path in sorted((data / "articles").glob("*.txt"))}
        found["five"] = load_quotes(data / "gold", five)
    if (data / NEWS).is_file():
        for half in ("work", "dev", *ASKED_FOR):
            found[half] = load_offsets(SHEET / f"{half}.jsonl", data / NEWS)
    return found


def _plain(path: Path) -> Article:
    text = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    return Article(id=text_id(text), name=path.name, text=text)


def measure(sheet: Sheet, options: ReaderOptions | None = None) -> tuple[dict[str, Score], int]:
    """The score of each row, and how many spans do not hold their own text (there must be none)."""
    found: dict[str, list[Mark]] = defaultdict(list)
    titles: dict[str, tuple[int, int]] = {}
    wrong = 0
    for article, reading in zip(sheet.articles, read_articles(sheet.articles, options), strict=True):
        wrong += _wrong_offsets(article, reading)
        if reading.title is not None:
            titles[article.name] = (reading.title.start, reading.title.end)
        for kind, marks in marks_of(article, reading).items():
            found[kind] += marks
    return {row.name: score(sheet.gold[row.kind], found[row.kind], titles, row) for row in ROWS}, wrong


def _wrong_offsets(article: Article, reading: Reading) -> int:
    spans = (span for item in items_of(reading) for span in spans_of(item))
    return sum(article.text[span.start : span.end] != span.text for span in spans)


def polnear(data: Path) -> dict[str, float]:
    """F1 of exact spans on the sample of PolNeAR, by part."""
    table = measure_spans(data / POLNEAR, DOCUMENTS, finders=("network",))["systems"]["network"]
    return {part: row["f1"] for part, row in table.items()}


class Result(NamedTuple):
    """What was measured: shares by row, and how many spans do not hold their own text."""

    name: str
    rows: dict[str, float]
    wrong: int = 0


def _titled(name: str, chosen: Preset) -> str:
    return name if chosen == "standard" else f"{name}, {chosen}"


def _presets(name: str, chosen: Preset, only: str | None) -> list[Preset]:
    """With which presets something is read: the one chosen and those pinned beside it, or what is asked for alone."""
    every = list(dict.fromkeys((chosen, *(PINNED.get(name, ()) if chosen == "standard" else ()))))
    if only is None:
        return [] if name in ASKED_FOR else every
    return [chosen] if only == name else [one for one in every if only == _titled(name, one)]


def results(data: Path, chosen: Preset, only: str | None, quiet: bool) -> Iterator[Result]:
    """Everything that is at hand and asked for, measured one after the other and printed unless `quiet`."""
    for sheet_name, sheet in () if only in PARTS else sheets(data).items():
        for one in _presets(sheet_name, chosen, only):
            scores, wrong = measure(sheet, preset(one))
            if not quiet:
                show(_titled(sheet_name, one), sheet, scores, wrong)
            yield Result(_titled(sheet_name, one), {row: score.f1 for row, score in scores.items()}, wrong)
    for result in _others(data, chosen, only):
        if not quiet:
            print(f"\n{result.name}: " + ", ".join(f"{row} {share:.3f}" for row, share in result.rows.items()))
        yield result


def _others(data: Path, chosen: Preset, only: str | None) -> Iterator[Result]:
    if only in (None, "polnear") and (data / POLNEAR).is_dir():
        yield Result("polnear", polnear(data))
    for one in _presets("reversals", chosen, only):
        yield Result(_titled("reversals", one), reversals.pinned(reversals.measure(preset(one))))
    for name, part in PARTS.items():
        if only in (None, name) and absent(name, data) is None:
            yield Result(name, part.measure(data))


def skipped(floor: Iterable[str], measured: Iterable[str], data: Path) -> list[str]:
    """What has a floor and was not measured, in words."""
    names = sorted(set(floor) - set(measured))
    needs = {name: absent(name, data) or "another preset" for name in PARTS}
    return [f"skipped: {name!r} needs {needs.get(name, f'data that is not in {data}')}" for name in names]


def show(name: str, sheet: Sheet, scores: dict[str, Score], wrong: int) -> None:
    """Print one sheet's table."""
    print(f"\n{name}: {len(sheet.articles)} articles, spans that do not hold their text: {wrong}")
    print(f"{'':22}{'gold':>6}{'found':>7}{'hits':>6}{'P':>8}{'R':>8}{'F1':>8}")
    for row, one in scores.items():
        print(f"{row:22}{one.gold:6}{one.predicted:7}{one.hits:6}{one.precision:8.3f}{one.recall:8.3f}{one.f1:8.3f}")


def below(name: str, scores: dict[str, float], wrong: int, floor: dict[str, dict[str, float]]) -> list[str]:
    """What is below its floor, in words; `scores` are F1 and other shares by row."""
    found = [
        f"{name}: {row} {scores.get(row, 0.0):.3f} is below the floor of {least:.3f}"
        for row, least in floor.get(name, {}).items()
        if scores.get(row, 0.0) < least
    ]
    return [*found, f"{name}: {wrong} spans do not hold their text"] if wrong else found


def lowered(floor: dict[str, dict[str, float]], found: Iterable[Result]) -> dict[str, dict[str, float]]:
    """The floors with those of what was measured written anew, a little below it."""
    slack = {name: part.slack for name, part in PARTS.items()}
    now: dict[str, dict[str, float]] = {}
    for one in found:
        less = slack.get(one.name, SLACK)
        now[one.name] = {row: round(max(0.0, share - less), 3) for row, share in one.rows.items()}
    return {**floor, **now}


def _options() -> argparse.Namespace:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path, default=SHARED, help="folder with articles/, gold/ and data/ (default: %(default)s)")
    cli.add_argument("--gate", action="store_true", help="fail where a figure is below its floor")
    cli.add_argument("--lower", action="store_true", help="write the present figures as the new floor")
    cli.add_argument("--preset", choices=("fast", "standard", "thorough"), default="standard", help="the preset to read with")
    cli.add_argument("--only", metavar="NAME", help="one sheet or part by name")
    cli.add_argument("--json", action="store_true", help="print one JSON object")
    args = cli.parse_args()
    if args.data != SHARED and not args.data.is_dir():
        cli.error(f"{args.data} is no folder")
    return args


def main() -> int:
    """Run the command; the exit status."""
    args = _options()
    floor = json.loads(FLOOR.read_text(encoding="utf-8")) if FLOOR.exists() else {}
    found = list(results(args.data, args.preset, args.only, args.json))
    if not found:
        known = ", ".join((*sheets(args.data), "polnear", "reversals", *PARTS))
        print(f"nothing is called {args.only!r}, or what it needs is not in {args.data}; there are: {known}", file=sys.stderr)
        return 2
    if args.json:
        print(json.dumps({one.name: {row: round(share, 3) for row, share in one.rows.items()} for one in found}))
    for line in skipped(floor, (one.name for one in found), args.data) if args.only is None and args.preset == "standard" else ():
        print(line, file=sys.stderr)
    if args.lower:
        FLOOR.write_text(json.dumps(lowered(floor, found), indent=1) + "\n", encoding="utf-8")
        return 0
    failures = [line for one in found for line in below(one.name, one.rows, one.wrong, floor)]
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if args.gate and failures else 0


if __name__ == "__main__":
    sys.exit(main())
