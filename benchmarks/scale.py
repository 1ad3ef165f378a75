"""What relating an article costs as the record grows, step by step, and what a run with nothing new costs.

    python -m benchmarks.scale --articles 2700 27000 --read 900

Some articles are read for real (`--read`, kept in `--readings` for another run); the others are perturbed from them as
`perturbing.py` says, so that a large record does not take hours of reading. Each is put into the record as `standoff read` puts
it, one transaction an article. A copy of the record is kept at each size; in the end the same further articles are put into all
of them, some at a time in turn, so that neither what the articles are nor what else the machine does tells the sizes apart. Costs
are processor time; memory is the most that the process held until then. With `--minutes` the record stops growing in good order
at that time, and the table ends at the size that was reached.
"""

import argparse
import gc
import gzip
import json
import resource
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Engine

from benchmarks.perturbing import Perturber, Read
from benchmarks.sheets import SHARED
from standoff.api import Record
from standoff.core.errors import InputError
from standoff.core.records import Article
from standoff.intake import article_of
from standoff.scale.run import RunOptions, read_all, reader_version
from standoff.store import steps as relating
from standoff.store.database import open_engine
from standoff.store.subject import Subject
from standoff.store.write import put

DATA = SHARED / "data" / "news" / "international.jsonl.gz"
SIZES = (2700, 27000)
WARMING, FURTHER = 300, 300  # further articles put into the record at each size: to fill its caches, then to tell their cost
CHUNK = 25  # articles put between two looks at the clock, and into one record before it is the next one's turn
MOST_GROWTH, MOST_MEMORY, MOST_IDLE = 1.3, 2048, 2.0  # times; MB; seconds of a run with nothing new


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description="Cost of relating as the record grows.")
    parser.add_argument("--data", type=Path, default=DATA, help="JSON lines with text, title, date and source each, gzipped")
    parser.add_argument("--articles", type=int, nargs="+", default=SIZES, metavar="N", help="sizes at which costs are told")
    parser.add_argument("--read", type=int, default=900, metavar="N", help="articles that are read for real")
    parser.add_argument("--readings", type=Path, help="file to keep these readings in; read anew where it is missing")
    parser.add_argument("--record", type=Path, help="file to keep the record in; must not exist")
    parser.add_argument("--steps", nargs="+", metavar="STEP", help="relate by these steps only")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop in good order after so many minutes")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    sources = list(_sources(options.data, options.read, options.readings))
    if not sources:
        sys.exit(f"nothing to read at {options.data}; give --data or --readings")
    with tempfile.TemporaryDirectory() as folder:
        path = options.record or Path(folder) / "scale.db"
        until = time.monotonic() + 60 * options.minutes
        found = measure(sources, sorted(options.articles), path, until, options.steps)
    print(json.dumps(found, indent=1) if options.json else table(found))


def measure(
    sources: Sequence[Read], sizes: Sequence[int], path: Path, until: float = float("inf"), only: Sequence[str] | None = None
) -> list[dict[str, Any]]:
    """One row a size reached: milliseconds an article by step, megabytes, and the seconds of a run with nothing new."""
    perturber = Perturber(sources)
    rows: list[dict[str, Any]] = []
    copies: list[Path] = []
    known: list[Article] = []  # without their texts: that they are known is told by id and name
    try:
        with _Spent().watched(only):
            for size in sizes:
                _grow(path, perturber, known, size, until)
                rows.append(_row(path, known))
                copies.append(path.with_suffix(f".{len(known)}.db"))
                shutil.copy(path, copies[-1])
                if len(known) < size:
                    break
        further = [perturber.made(len(known) + place) for place in range(WARMING + FURTHER)]
        gc.freeze()  # the collector does not go over what the benchmark itself holds, which no reader of articles does
        spent = _side_by_side(copies, further, only)
    finally:
        for copy in copies:
            copy.unlink(missing_ok=True)
    return [{**row, **one.row()} for row, one in zip(rows, spent, strict=True)]


def _grow(path: Path, perturber: Perturber, known: list[Article], size: int, until: float) -> None:
    """Put articles until the record holds so many, or the time is over."""
    engine = open_engine(path)
    while (number := len(known)) < size and time.monotonic() < until:
        made = [perturber.made(place) for place in range(number, min(size, number + CHUNK))]
        for one in made:
            put(engine, one.article, one.reading)
        known += [msgspec.structs.replace(one.article, text="") for one in made]
    _close(engine)


def _close(engine: Engine) -> None:
    """Leave the whole record in its one file."""
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def _side_by_side(paths: Sequence[Path], further: Sequence[Read], only: Sequence[str] | None) -> list["_Spent"]:
    """What the same articles cost in each of these records: each in turn is the first to be given some of them."""
    engines, spent = [open_engine(path) for path in paths], [_Spent() for _ in paths]
    for turn, first in enumerate(range(0, len(further), CHUNK)):
        if first == WARMING:
            spent = [_Spent() for _ in paths]
        for place in range(len(paths)):
            one = (turn + place) % len(paths)
            with spent[one].watched(only):
                spent[one].put(engines[one], further[first : first + CHUNK])
    for engine in engines:
        _close(engine)
    return spent


def _row(path: Path, known: Sequence[Article]) -> dict[str, Any]:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    engine = open_engine(path)
    idle = _timed(lambda: Record(engine).add(known, RunOptions()))
    asked = {name: _timed(view) for name, view in _views(Record(engine)).items()}
    _close(engine)
    return {
        "articles": len(known), "nothing_new_s": idle, "memory_mb": round(peak),
        "record_mb": round(path.stat().st_size / 2**20), "views_s": asked,
    }  # fmt: skip


def _views(record: Record) -> dict[str, Callable[[], Any]]:
    return {"issues": record.issues, "positions": record.positions, "demands": record.demands}


def _timed(work: Callable[[], Any]) -> float:
    begun = time.process_time()
    work()
    return round(time.process_time() - begun, 3)


class _Spent:
    """Processor time over some articles, split by the wall time of each step: asking for it is dear."""

    def __init__(self) -> None:
        self.walls: dict[str, float] = defaultdict(float)
        self.wall = self.processor = 0.0
        self.count = 0

    def put(self, engine: Engine, made: Sequence[Read]) -> None:
        """Put these articles into the record."""
        processor, wall = time.process_time(), time.perf_counter()
        for one in made:
            put(engine, one.article, one.reading)
        self.processor += time.process_time() - processor
        self.wall += time.perf_counter() - wall
        self.count += len(made)

    def row(self) -> dict[str, Any]:
        """Milliseconds an article by step, of all steps, and of what is no step of relating, the transaction's end included."""
        rate = 1000 * self.processor / max(self.wall, 1e-9) / max(1, self.count)
        related = sum(self.walls.values())
        steps = {name: round(rate * wall, 2) for name, wall in self.walls.items()}
        keeping = round(rate * (self.wall - related), 2)
        return {"measured_on": self.count, "steps": steps, "relating": round(rate * related, 2), "keeping": keeping}

    def watched(self, only: Sequence[str] | None = None) -> "_Watched":
        """Every step of relating (or `only` these) timed under its name while this lasts."""
        return _Watched(self, only)


class _Watched:
    def __init__(self, spent: _Spent, only: Sequence[str] | None) -> None:
        self.spent, self.only = spent, only
        self.real = relating.steps

    def __enter__(self) -> None:
        wanted = [step for step in self.real() if self.only is None or step.name in self.only]
        watched = tuple(step._replace(put=self._put(step)) for step in wanted)
        relating.steps = lambda: watched  # type: ignore[assignment]

    def __exit__(self, *_: object) -> None:
        relating.steps = self.real

    def _put(self, step: relating.Step) -> Callable[[Subject], None]:
        def put_timed(subject: Subject) -> None:
            begun = time.perf_counter()
            step.put(subject)
            self.spent.walls[step.name] += time.perf_counter() - begun

        return put_timed


def table(rows: Sequence[dict[str, Any]]) -> str:
    """The rows as Markdown, with the growth from the first size to the last."""
    names = list(rows[-1]["steps"])
    lines = ["| | " + " | ".join(f"{row['articles']:,} articles" for row in rows) + " | growth |"]
    lines.append("|---" * (len(rows) + 2) + "|")

    def line(title: str, values: Sequence[float], unit: str) -> str:
        growth = f"{values[-1] / values[0]:.2f}" if len(values) > 1 and values[0] else ""
        return f"| {title} | " + " | ".join(f"{value:,g} {unit}" for value in values) + f" | {growth} |"

    lines += [line(name, [row["steps"].get(name, 0.0) for row in rows], "ms") for name in names]
    lines.append(line("relating, all steps", [row["relating"] for row in rows], "ms"))
    lines.append(line("keeping the reading itself", [row["keeping"] for row in rows], "ms"))
    lines.append(line("both", [round(row["relating"] + row["keeping"], 2) for row in rows], "ms"))
    lines.append(line("a run with nothing new", [row["nothing_new_s"] for row in rows], "s"))
    lines += [line(f"view: {name}", [row["views_s"][name] for row in rows], "s") for name in rows[-1]["views_s"]]
    lines.append(line("most memory", [row["memory_mb"] for row in rows], "MB"))
    lines.append(line("the record", [row["record_mb"] for row in rows], "MB"))
    last, first = rows[-1], rows[0]
    growth = last["relating"] / first["relating"] if first["relating"] else 0
    bars = {
        f"growth under {MOST_GROWTH}": growth < MOST_GROWTH,
        f"memory under {MOST_MEMORY:,} MB": last["memory_mb"] < MOST_MEMORY,
        f"nothing new under {MOST_IDLE:g} s": last["nothing_new_s"] < MOST_IDLE,
    }
    return "\n".join([*lines, "", "; ".join(f"{bar}: {'yes' if met else 'no'}" for bar, met in bars.items())])


def _sources(data: Path, number: int, kept: Path | None) -> Iterator[Read]:
    """Articles with their readings: those kept by an earlier run, else read now and kept."""
    if kept is not None and kept.exists():
        with kept.open("rb") as lines:
            for _, one in zip(range(number), lines, strict=False):
                yield _as_of_now(msgspec.json.decode(one, type=Read))
        return
    if not data.exists():
        return
    pairs = [pair for pair in read_all(_articles(data, number), RunOptions()) if not isinstance(pair.reading, str)]
    found = [Read(article, reading) for article, reading in pairs if not isinstance(reading, str)]
    if kept is not None:
        kept.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in found))
    yield from found


def _as_of_now(one: Read) -> Read:
    """A kept reading as if this version of the reader had made it, so that nothing is read again."""
    return Read(one.article, msgspec.structs.replace(one.reading, reader=reader_version(RunOptions())))


def _articles(data: Path, number: int) -> Iterator[Article]:
    """So many articles, taken evenly over the file."""
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for place in range(min(number, len(rows))):
        row = rows[int(place * len(rows) / min(number, len(rows)))]
        try:
            yield article_of(row["text"], name=row["id"], title=row["title"], published=row["date"], outlet=row["source"])
        except InputError:
            continue


if __name__ == "__main__":
    main()
