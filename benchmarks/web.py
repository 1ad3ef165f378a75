"""How fast pages answer: a synthetic record, clients that walk its pages, and a writer that goes on writing into it.

    python -m benchmarks.web --articles 27000

The record is made by storing readings directly, without a language model, and kept at --record for another run. Server,
clients and writer are processes of their own on this machine; the median and the 95th percentile are told by page, in
milliseconds as a client waits for the whole answer. Every client asks for other filters, so that answers kept ready help
only as they would help people at work.
"""

import argparse
import datetime as dt
import json
import multiprocessing
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import defaultdict
from pathlib import Path
from typing import Any

from standoff.codebook.acts import acts
from standoff.core.dates import Published, When
from standoff.core.ids import content_id, text_id
from standoff.core.records import Article, Attribution, Figure, Forecast, LocalActor, Meeting, Reading, Statement
from standoff.core.spans import Span
from standoff.store.database import open_engine
from standoff.store.write import put, put_dossier

STATES = ("NOR", "SWE", "DNK", "FIN", "ISL", "EST", "LVA", "LTU", "POL", "DEU", "NLD", "BEL", "FRA", "GBR", "IRL", "ESP")
TOPICS = (
    *("herring", "cod", "ports", "pipelines", "islands", "fog signals", "tolls", "trawlers"),
    *("ice roads", "lighthouses", "wrecks", "cables"),
)
ACTS = ("demand", "reject", "offer_talks", "accuse", "threaten", "deny", "accept", "support", "warn", "defer", "reaffirm")
OUTLETS = tuple(f"Outlet {number}" for number in range(120))
FIRST = dt.date(2028, 1, 1)
DAYS = 500
STATEMENTS, FIGURES, FILLER = 12, 3, 20
LIMITS = (200, 500)  # milliseconds: median and 95th percentile


def made(number: int) -> tuple[Article, Reading]:
    """The article of that number and its reading; the same in every run."""
    chance = random.Random(number)
    pieces: list[str] = []
    spans: list[tuple[str, Span]] = []
    at = 0
    for place in range(STATEMENTS + FIGURES + 2 + FILLER):
        kind = "statement" if place < STATEMENTS else "figure" if place < STATEMENTS + FIGURES else "other"
        one, other = chance.sample(STATES, 2)
        words = f"{one} {chance.choice(ACTS)} {other} over {chance.choice(TOPICS)} in talks number {number}-{place}"
        spans.append((kind, Span(at, at + len(words), words)))
        pieces.append(words + ".")
        at += len(words) + 2
    article = Article(id=text_id(" ".join(pieces)), name=f"a{number}.txt", text=" ".join(pieces), outlet=chance.choice(OUTLETS))
    return article, _reading(article, spans, chance)


def _reading(article: Article, spans: list[tuple[str, Span]], chance: random.Random) -> Reading:
    day = FIRST + dt.timedelta(days=chance.randrange(DAYS))
    statements, attributions, figures = [], [], []
    for number, (kind, span) in enumerate(spans[: STATEMENTS + FIGURES]):
        base: dict[str, Any] = {"article": article.id, "start": span.start, "end": span.end, "text": span.text}
        one, act, other = span.text.split()[:3]
        said = f"Person {chance.randrange(40)} of {one}"
        key = content_id("attribution", article.id, span.start, span.end)
        attributions.append(Attribution(id=key, content=(span,), speaker=said, party=(one,), source=span, **base))
        key_of = content_id(kind, article.id, span.start, span.end)
        if kind == "statement":
            when = day - dt.timedelta(days=chance.randrange(4))
            date = When(earliest=when, latest=when, precision="day", basis="inferred")
            statements.append(
                Statement(id=key_of, act=act, party=(one,), addressee=(other,), speaker=said, date=date, content=span,
                          attribution=key, certainty=chance.random(), **base)
            )  # fmt: skip
        else:
            low = chance.randrange(100, 9000)
            figures.append(
                Figure(id=key_of, low=low, high=low + number * 40, unit="sailors", party=(one,), attribution=key, **base)
            )
    meeting, forecast = spans[STATEMENTS + FIGURES][1], spans[STATEMENTS + FIGURES + 1][1]
    ahead = day + dt.timedelta(days=chance.randrange(1, 30))
    return Reading(
        article=article.id, reader="synthetic", language="en", published=Published(earliest=day, latest=day, basis="stated"),
        sentences=tuple((span.start, span.end + 1) for _, span in spans), statements=tuple(statements),
        attributions=tuple(attributions), figures=tuple(figures),
        meetings=(
            Meeting(id=content_id("meeting", article.id), article=article.id, start=meeting.start, end=meeting.end,
                    text=meeting.text, participants=tuple(meeting.text.split()[0:3:2]), status="planned",
                    date=When(earliest=ahead, latest=ahead, precision="day", basis="stated")),
        ),
        forecasts=(
            Forecast(id=content_id("forecast", article.id), article=article.id, start=forecast.start, end=forecast.end,
                     text=forecast.text, holder=(forecast.text.split()[0],)),
        ),
        actors=tuple(LocalActor(name=code, type="state", code=code, mentions=(spans[0][1],)) for code in STATES[:4]),
    )  # fmt: skip


def build(path: Path, articles: int, *, dossier: bool) -> None:
    """Keep the articles, as far as the record does not hold them."""
    engine = open_engine(path)
    if dossier:
        issues = [{"id": topic.replace(" ", "-"), "name": topic, "words": [topic]} for topic in TOPICS]
        put_dossier(engine, {"name": "Synthetic", "parties": ["NOR", "SWE"], "issues": issues})
    begun = time.monotonic()
    for number in range(articles):
        put(engine, *made(number))
        if number % 3000 == 2999:
            print(f"  {number + 1} articles kept, {(number + 1) / (time.monotonic() - begun):.0f} a second", file=sys.stderr)
    engine.dispose()


def _write(path: str, first: int, stop: Any) -> None:
    """Keep an article every fifth of a second, about what one reader yields."""
    engine = open_engine(path)
    number = first
    while not stop.wait(0.2):
        put(engine, *made(number))
        number += 1
    engine.dispose()


def addresses(chance: random.Random, articles: list[str]) -> list[tuple[str, str]]:
    """One walk over the pages: each page's name and an address of it with filters of its own."""
    day = (FIRST + dt.timedelta(days=chance.randrange(60, DAYS))).isoformat()
    party, act, topic = chance.choice(STATES), chance.choice(ACTS), chance.choice(TOPICS).replace(" ", "-")
    page = chance.randrange(1, 30)
    return [
        ("situation", "/situation"), ("situation, as of a day", f"/situation?until={day}"),
        ("issue", f"/issues/{topic}"), ("issue, as of a day", f"/issues/{topic}?until={day}&party={party}"),
        ("actor", f"/actors/{party}"), ("actor, one act", f"/actors/{party}?act={act}&page={page}"),
        ("timeline", "/timeline"), ("timeline, filtered", f"/timeline?party={party}&act={act}&until={day}"),
        ("meetings", f"/meetings?party={party}"), ("figures", f"/figures?party={party}&until={day}"),
        ("forecasts", f"/forecasts?page={page}"), ("conflicts", f"/conflicts?until={day}"),
        ("search, rare", f"/search?q=%22number+{chance.randrange(20000)}-3%22"),
        ("search, common", f"/search?q={topic}+{party}"), ("search, facets", f"/search?party={party}&issue={topic}&page={page}"),
        ("articles", f"/articles?until={day}&page={page}"), ("article", f"/articles/{chance.choice(articles)}"),
        ("issues", "/issues"), ("actors", "/actors"), ("sources", "/sources"),
    ]  # fmt: skip


def _client(base: str, seed: int, walks: int, articles: list[str], out: Any) -> None:
    chance = random.Random(seed)
    times: list[tuple[str, float, int]] = []
    for _ in range(walks):
        walk = addresses(chance, articles)
        chance.shuffle(walk)
        for name, address in walk:
            begun = time.monotonic()
            try:
                with urllib.request.urlopen(base + address, timeout=60) as answer:
                    size = len(answer.read())
            except OSError as error:
                print(f"{address}: {error}", file=sys.stderr)
                continue
            times.append((name, (time.monotonic() - begun) * 1000, size))
            time.sleep(chance.random() * 0.6)  # a person looks at the page
    out.put(times)


def measure(path: Path, articles: int, clients: int, walks: int) -> dict[str, list[tuple[float, int]]]:
    """The waits and the sizes by page."""
    command = [sys.executable, "-c", "from standoff.cli.main import main; main()", "serve", "--port", "0", "--record", str(path)]
    begun = time.monotonic()
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        base = next(word for word in server.stderr.readline().split() if word.startswith("http")).rstrip("/")
        told = threading.Thread(target=lambda: sys.stderr.writelines(server.stderr or ()), daemon=True)
        told.start()  # a server whose words nobody reads would wait for ever
        urllib.request.urlopen(base + "/sources", timeout=600).read()
        print(f"served after {time.monotonic() - begun:.1f} s", file=sys.stderr)
        known = [made(number)[0].id[:16] for number in range(0, articles, max(1, articles // 200))]
        stop = multiprocessing.Event()
        out: Any = multiprocessing.Queue()
        writer = multiprocessing.Process(target=_write, args=(str(path), 10_000_000 + int(time.time()), stop))
        readers = [multiprocessing.Process(target=_client, args=(base, seed, walks, known, out)) for seed in range(clients)]
        for process in (writer, *readers):
            process.start()
        found: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for _ in readers:
            for name, wait, size in out.get(timeout=400):
                found[name].append((wait, size))
        stop.set()
        for process in (*readers, writer):
            process.join(timeout=60)
        print(f"server: {_memory(server.pid)} MB", file=sys.stderr)
        server.terminate()
    return found


def _memory(process: int) -> int:
    status = Path(f"/proc/{process}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS")), 0)


def main() -> None:
    """Make the record, measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=27_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--walks", type=int, default=3)
    parser.add_argument("--record", type=Path, help="keep the record here, and use it again")
    parser.add_argument("--no-dossier", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.record or Path(folder) / "synthetic.db"
        if not path.exists():
            build(path, given.articles, dossier=not given.no_dossier)
        found = measure(path, given.articles, given.clients, given.walks)
    rows: list[dict[str, Any]] = []
    print(f"{'page':28}{'answers':>8}{'median ms':>11}{'95% ms':>9}{'kB':>7}")
    for name, answers in sorted(found.items()):
        waits = sorted(wait for wait, _ in answers)
        median, high = statistics.median(waits), waits[min(len(waits) - 1, int(len(waits) * 0.95))]
        size = statistics.median(size for _, size in answers) / 1000
        rows.append({"page": name, "median_ms": median, "p95_ms": high, "kB": size})
        slow = "" if median <= LIMITS[0] and high <= LIMITS[1] else "  slow"
        print(f"{name:28}{len(waits):8}{median:11.0f}{high:9.0f}{size:7.0f}{slow}")
    every = sorted(wait for answers in found.values() for wait, _ in answers)
    print(f"{'all':28}{len(every):8}{statistics.median(every):11.0f}{every[int(len(every) * 0.95)]:9.0f}")
    print(json.dumps(rows), file=sys.stderr)


assert set(ACTS) <= set(acts())

if __name__ == "__main__":
    main()
