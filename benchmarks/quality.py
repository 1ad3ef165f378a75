"""Quality, end to end, against hand-made gold: the table of F1 by part, and the floor that CI holds it to.

    python -m benchmarks.quality                 the table for every sheet that is at hand but those named below
    python -m benchmarks.quality --only check2   the table for a sheet that nothing is tuned on: look seldom
    python -m benchmarks.quality --gate          the same; exit status 1 where a figure is below its floor
    python -m benchmarks.quality --lower         write the present figures as the new floor (a decision: say why in the commit)

Sheets: `sample`, the bundled sample coverage with its gold (always there); `five`, `work`, `dev`, `more`, `check`, `check2` and
`check3`, articles that cannot be shipped, read from the folder --data where it is there. `work` (52 articles of other crises) is
for development; the classifier of acts is trained on `five`, `work` and `more` (525); thresholds are chosen on `dev` (41), which
nothing is trained on; `check` (14), `check2` (10) and `check3` (19) are only for checking. `more` and these three are printed
only when asked for, and are no part of the gate.
`polnear`, exact spans on a few documents of PolNeAR's development split, is read from --data too. `reversals` are minimal pairs
of sentences (see `reversals.py`), which ship with the project.
"""

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

from benchmarks import reversals
from benchmarks.attribution import measure as measure_spans
from benchmarks.scoring import ROWS, Mark, Score, marks_of, score
from benchmarks.sheets import SHARED, SHEET, Sheet, load_offsets, load_quotes
from standoff.core.ids import text_id
from standoff.core.records import Article, Reading, items_of, spans_of
from standoff.intake import IntakeOptions, take_in
from standoff.reading.reader import ReaderOptions, preset, read_articles

FLOOR = Path(__file__).with_name("quality_floor.json")
ROOT = Path(__file__).resolve().parent.parent
CHECKS = ("check", "check2", "check3")
ASKED_FOR = ("more", *CHECKS)
NEWS = Path("data/news/international.jsonl.gz")
POLNEAR = Path("data/attribution/polnear/dev")
# Documents of PolNeAR, the first ones by name: enough to see a loss, few enough for every run.
DOCUMENTS = 12
# A floor is written this much below the measured figure: models are deterministic here, but a wheel for another
# processor may round differently and move one borderline item.
SLACK = 0.01


def sheets(data: Path) -> dict[str, Sheet]:
    """Every sheet that is at hand, by name."""
    sample = {a.name: a for a in take_in([ROOT / "standoff" / "sample"], IntakeOptions()) if isinstance(a, Article)}
    found = {"sample": load_quotes(ROOT / "tests" / "sample_gold", sample)}
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


def _shown(name: str, only: str | None) -> bool:
    return name not in ASKED_FOR or only == name


def polnear(data: Path) -> dict[str, float]:
    """F1 of exact spans on the sample of PolNeAR, by part; nothing where the corpus is not there."""
    if not (data / POLNEAR).is_dir():
        return {}
    table = measure_spans(data / POLNEAR, DOCUMENTS, finders=("network",))["systems"]["network"]
    return {part: row["f1"] for part, row in table.items()}


def show(name: str, sheet: Sheet, scores: dict[str, Score], wrong: int) -> None:
    """Print one sheet's table."""
    print(f"\n{name}: {len(sheet.articles)} articles, spans that do not hold their text: {wrong}")
    print(f"{'':22}{'gold':>6}{'found':>7}{'hits':>6}{'P':>8}{'R':>8}{'F1':>8}")
    for row, one in scores.items():
        print(f"{row:22}{one.gold:6}{one.predicted:7}{one.hits:6}{one.precision:8.3f}{one.recall:8.3f}{one.f1:8.3f}")


def below(name: str, scores: dict[str, float], wrong: int, floor: dict[str, dict[str, float]]) -> list[str]:
    """What is below its floor, in words; `scores` are F1 by row."""
    found = [
        f"{name}: {row} F1 {scores.get(row, 0.0):.3f} is below the floor of {least:.3f}"
        for row, least in floor.get(name, {}).items()
        if scores.get(row, 0.0) < least
    ]
    return [*found, f"{name}: {wrong} spans do not hold their text"] if wrong else found


def main() -> int:
    """Run the command; the exit status."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument(
        "--data", type=Path, default=SHARED, help="folder with articles/, gold/ and data/news (default: %(default)s)"
    )
    cli.add_argument("--gate", action="store_true", help="fail where a figure is below its floor")
    cli.add_argument("--lower", action="store_true", help="write the present figures as the new floor")
    cli.add_argument("--preset", choices=("fast", "standard", "thorough"), default="standard", help="the preset to read with")
    cli.add_argument("--only", help="one sheet by name")
    cli.add_argument("--json", action="store_true", help="print one JSON object")
    args = cli.parse_args()
    floor = json.loads(FLOOR.read_text(encoding="utf-8")) if FLOOR.exists() else {}
    found = {name: sheet for name, sheet in sheets(args.data).items() if name == (args.only or name) and _shown(name, args.only)}
    failures: list[str] = []
    report: dict[str, dict[str, float]] = {}
    for name, sheet in found.items():
        scores, wrong = measure(sheet, preset(args.preset))
        report[name] = {row: round(one.f1, 3) for row, one in scores.items()}
        failures += below(name, {row: one.f1 for row, one in scores.items()}, wrong, floor)
        if not args.json:
            show(name, sheet, scores, wrong)
    spans = polnear(args.data) if args.only in (None, "polnear") else {}
    if spans:
        report["polnear"] = {part: round(f1, 3) for part, f1 in spans.items()}
        failures += below("polnear", spans, 0, floor)
        if not args.json:
            print(f"\npolnear, {DOCUMENTS} documents, exact F1: {report['polnear']}")
    if args.only in (None, "reversals"):
        report["reversals"] = reversals.pinned(reversals.measure(preset(args.preset)))
        failures += below("reversals", report["reversals"], 0, floor)
        if not args.json:
            print(f"\nreversals, shares of minimal pairs: {report['reversals']}")
    if args.json:
        print(json.dumps(report))
    for name in floor.keys() - report.keys():
        if args.only is None:
            print(f"skipped: the sheet {name!r} needs data that is not in {args.data}", file=sys.stderr)
    if args.lower:
        lowered = {name: {row: round(max(0.0, f1 - SLACK), 3) for row, f1 in rows.items()} for name, rows in report.items()}
        FLOOR.write_text(json.dumps({**floor, **lowered}, indent=1) + "\n", encoding="utf-8")
        return 0
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if args.gate and failures else 0


if __name__ == "__main__":
    sys.exit(main())
