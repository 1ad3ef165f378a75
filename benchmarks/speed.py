"""How fast the reader is, next to the bare spaCy pipeline on the same texts in the same run.

`python -m benchmarks.speed [--data PATH] [--articles N] [--rounds N] [--preset NAME] [--json]`

PATH holds one JSON object a line with a `text` (gzipped or not). Where it is missing, the bundled sample is read again
and again with its paragraphs shuffled.
"""

import argparse
import gzip
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial, wraps
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import spacy
from threadpoolctl import threadpool_limits

from standoff.api import open_record
from standoff.core.ids import text_id
from standoff.core.records import Article
from standoff.intake import Failure, take_in
from standoff.reading import reader
from standoff.reading.noise import find_noise
from standoff.reading.reader import Preset, preset
from standoff.reading.tokens import DEFAULT_MODEL, masked, parse
from standoff.scale.run import RunOptions

DATA = Path(__file__).parents[2] / "shared" / "data" / "news" / "international.jsonl.gz"
BATCH = 8  # articles at a time, as in standoff.scale
SEED = 1
LEAST_SHARE = 0.60  # of the bare pipeline's speed, for a reading without networks
LEAST_JOBS = 1.6  # times as fast with two processes
MOST_GROWTH = 1.15  # resident memory at the end, against a tenth of the way
# What the reader calls in turn; the parse of spaCy's tokens, which comes in batches, is measured by itself.
STAGES = (
    "find_noise",
    "detect_language",
    "find_title",
    "find_dates",
    "carried_by",
    "find_cast",
    "find_attributions",
    "resolve_speakers",
    "frames_of",
    "classified",
    "revised",
    "statements_of",
    "set_deadlines",
    "date_deeds",
    "tie_replies",
    "damage_of",
    "damage_flags",
    "lower_certainty",
    "find_figures",
    "find_meetings",
    "find_forecasts",
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description="Speed and memory of the reader against the bare spaCy pipeline.")
    parser.add_argument("--data", type=Path, default=DATA, help="JSON lines with a text each, gzipped or not")
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5, help="interleaved rounds of pipeline and reader")
    parser.add_argument("--preset", choices=get_args(Preset), default="standard")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--memory-of", type=Path, help=argparse.SUPPRESS)  # the process whose memory is watched
    parser.add_argument("--jobs", type=int, default=0, help=argparse.SUPPRESS)  # the process whose read is timed
    options = parser.parse_args(arguments)
    if options.jobs:
        _read_into_a_record(load(options.data, options.articles), options.jobs, options.preset)
        return
    if options.memory_of is not None:
        print(json.dumps(_resident(load(options.memory_of, options.articles), options.preset)))
        return
    threadpool_limits(limits=1, user_api="blas")
    found = measure(load(options.data, options.articles), options.rounds, options.data, options.preset)
    print(json.dumps(found, indent=2) if options.json else table(found))


def load(path: Path, number: int) -> list[Article]:
    """The first `number` articles at `path`, or as many made from the bundled sample where there is no such file."""
    return list(_made(number) if not path.exists() else _lines(path, number))


def _lines(path: Path, number: int) -> Iterator[Article]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for place, line in zip(range(number), lines, strict=False):
            text = json.loads(line)["text"]
            yield Article(id=text_id(text), name=f"{place}", text=text)


def _made(number: int) -> Iterator[Article]:
    """The bundled sample's articles in English, repeated with their paragraphs shuffled, so that no text is read twice."""
    with tempfile.TemporaryDirectory() as folder:
        for entry in files("standoff").joinpath("sample").iterdir():
            if entry.name.endswith((".txt", ".jsonl", ".html")):
                Path(folder, entry.name).write_bytes(entry.read_bytes())
        taken = [one for one in take_in([folder]) if not isinstance(one, Failure)]
    chance = random.Random(SEED)
    for place in range(number):
        paragraphs = taken[place % len(taken)].text.split("\n\n")
        chance.shuffle(paragraphs)
        text = f"Report {place}\n\n" + "\n\n".join(paragraphs)
        yield Article(id=text_id(text), name=f"{place}", text=text)


def measure(articles: list[Article], rounds: int, data: Path, name: Preset) -> dict[str, Any]:
    """All figures; times are of this machine, the ratios are what to compare."""
    texts = [masked(one.text, [(noise.start, noise.end) for noise in find_noise(one)]) for one in articles]
    words = sum(len(one.text.split()) for one in articles)
    spent = _rounds(articles, texts, rounds, name)
    bare, parsed, whole = (statistics.median(spent[part]) for part in ("bare", "parse", "whole"))
    return {
        "preset": name,
        "articles": len(articles),
        "words": words,
        "spacy_words_per_second": round(words / bare),
        "parse_words_per_second": round(words / parsed),
        "words_per_second": round(words / whole),
        "articles_per_second": round(len(articles) / whole, 1),
        "share_of_spacy_speed": round(_ratio(spent["bare"], spent["whole"]), 3),
        "own_milliseconds_per_article": _stage_times(articles, name),
        "memory_mb": _memory(data, len(articles), name),
        "jobs": _jobs(data, len(articles), name),
        "own_share_of_time": round(1 - _ratio(spent["parse"], spent["whole"]), 3),
    }


def _ratio(above: list[float], below: list[float]) -> float:
    return statistics.median(one / other for one, other in zip(above, below, strict=True))


def _rounds(articles: list[Article], texts: list[str], rounds: int, name: Preset) -> dict[str, list[float]]:
    """Seconds of spaCy as it comes, of the parse as the reader does it, and of the reader.

    A slice of the articles at a time by turns, so that all three meet the same load of the machine.
    """
    nlp = spacy.load(DEFAULT_MODEL)
    for work in (partial(_bare, nlp, texts[:BATCH]), partial(_read, articles[:BATCH], name)):
        work()  # caches, data files, networks
    spent = {part: [0.0] * rounds for part in ("bare", "parse", "whole")}
    for turn in range(rounds):
        for start in range(0, len(articles), 5 * BATCH):
            part, raw = articles[start : start + 5 * BATCH], texts[start : start + 5 * BATCH]
            works = {"bare": partial(_bare, nlp, raw), "parse": partial(_parse, raw), "whole": partial(_read, part, name)}
            for one in works if turn % 2 else reversed(works):
                spent[one][turn] += _spent(works[one])
    return spent


def _bare(nlp: Any, texts: list[str]) -> None:
    for _ in nlp.pipe(texts, batch_size=BATCH):
        pass


def _parse(texts: list[str]) -> None:
    for _ in parse(texts, DEFAULT_MODEL):
        pass


def _read(articles: list[Article], name: Preset) -> None:
    for start in range(0, len(articles), BATCH):
        for _ in reader.read_articles(articles[start : start + BATCH], preset(name)):
            pass


def _spent(work: Callable[[], object]) -> float:
    """Seconds of processor time, which neighbours on the machine disturb less than the clock on the wall."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _stage_times(articles: list[Article], name: Preset) -> dict[str, float]:
    """Milliseconds an article of each stage of the reader, measured by wrapping the stages from outside."""
    with watched() as spent:
        _read(articles, name)
    return {stage: round(1000 * seconds / len(articles), 2) for stage, seconds in sorted(spent.items(), key=lambda one: -one[1])}


@contextmanager
def watched() -> Iterator[dict[str, float]]:
    """Seconds by stage, of what the reader does meanwhile; raises AttributeError where the reader has no such stage."""
    spent: dict[str, float] = defaultdict(float)
    kept = {name: getattr(reader, name) for name in STAGES}
    try:
        for name, stage in kept.items():
            setattr(reader, name, _timed(name, stage, spent))
        yield spent
    finally:
        for name, stage in kept.items():
            setattr(reader, name, stage)


def _timed(name: str, stage: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    @wraps(stage)
    def timed(*arguments: Any) -> Any:
        start = time.process_time()
        try:
            return stage(*arguments)
        finally:
            spent[name] += time.process_time() - start

    return timed


def _memory(data: Path, number: int, name: Preset) -> dict[str, float]:
    """Megabytes that a process of its own holds after a tenth, a half and all of the articles, and its peak."""
    command = [sys.executable, "-m", "benchmarks.speed", "--memory-of", str(data), "--articles", str(number), "--preset", name]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    held: dict[str, float] = json.loads(done.stdout)
    return held | {"growth": round(held["100%"] / held["10%"], 3)}


def _resident(articles: list[Article], name: Preset) -> dict[str, float]:
    import resource

    marks = {max(1, len(articles) * share // 100): f"{share}%" for share in (10, 50, 100)}
    held = {}
    for start in range(0, len(articles), BATCH):
        for place, _ in enumerate(reader.read_articles(articles[start : start + BATCH], preset(name)), start + 1):
            if place in marks:
                held[marks[place]] = _resident_now()
    scale = 1 if sys.platform == "darwin" else 1024
    return held | {"peak": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale / 1e6, 1)}


def _resident_now() -> float:
    """Megabytes that this process holds now; the highest so far where the system does not say."""
    import resource

    status = Path("/proc/self/statm")
    if status.exists():
        return round(int(status.read_text().split()[1]) * resource.getpagesize() / 1e6, 1)
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 1)


def _jobs(data: Path, number: int, name: Preset) -> dict[str, float]:
    """Seconds on the wall of a whole read into a record with one process and with two, each started anew as a user would."""
    seconds = {}
    for jobs in ("1", "2"):
        command = [sys.executable, "-m", "benchmarks.speed", "--jobs", jobs, "--data", str(data)]
        command += ["--articles", str(number), "--preset", name]
        start = time.perf_counter()
        subprocess.run(command, check=True)
        seconds[jobs] = round(time.perf_counter() - start, 1)
    return seconds | {"ratio": round(seconds["1"] / seconds["2"], 2)}


def _read_into_a_record(articles: list[Article], jobs: int, name: Preset) -> None:
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder, "record.db")) as record:
        record.add(articles, RunOptions(jobs=jobs, preset=name))


def table(found: dict[str, Any]) -> str:
    """The figures as lines of text, each target beside its figure."""
    memory, jobs = found["memory_mb"], found["jobs"]
    lines = [
        f"{found['articles']} articles, {found['words']:,} words, preset {found['preset']}",
        f"spaCy as it comes  {found['spacy_words_per_second']:>8,} words/s",
        f"our parse          {found['parse_words_per_second']:>8,} words/s",
        f"standoff           {found['words_per_second']:>8,} words/s   {found['articles_per_second']} articles/s",
        _judged("share of spaCy", f"{found['share_of_spacy_speed']:>8.1%}", found["share_of_spacy_speed"] >= LEAST_SHARE, "60%"),
        f"our share of time  {found['own_share_of_time']:>8.1%}",
        _judged("--jobs 2", f"{jobs['ratio']:>7.2f}x", jobs["ratio"] >= LEAST_JOBS, f"{LEAST_JOBS}x")
        + f"   ({jobs['1']} s, {jobs['2']} s)",
        _judged("memory growth", f"{memory['growth']:>7.2f}x", memory["growth"] <= MOST_GROWTH, "flat")
        + f"   ({memory['10%']:.0f}, {memory['50%']:.0f}, {memory['100%']:.0f} MB at 10, 50, 100%; peak {memory['peak']:.0f} MB)",
        "milliseconds an article by stage:",
        *(f"  {name:<20}{spent:>7.2f}" for name, spent in found["own_milliseconds_per_article"].items()),
    ]
    return "\n".join(lines)


def _judged(name: str, figure: str, good: bool, target: str) -> str:
    return f"{name:<19}{figure}   {'met' if good else 'MISSED'} (target {target})"


if __name__ == "__main__":
    main()
