"""How fast pages answer: a synthetic record, clients that walk its pages, and a writer that goes on writing into it.

    python -m benchmarks.web --articles 27000

The record is made by benchmarks.records, without a language model, and kept at --record for another run. Server,
clients and writer are processes of their own on this machine; the median and the 95th percentile are told by page, in
milliseconds as a client waits for the whole answer. Every client asks for other filters, so that answers kept ready help
only as they would help people at work.
"""

import argparse
import datetime as dt
import json
import multiprocessing
import os
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

from benchmarks.records import ACTS, DAYS, FIRST, STATES, TOPICS, build, made
from standoff.store.database import open_engine
from standoff.store.write import put

LIMITS = (200, 500)  # milliseconds: median and 95th percentile


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
        ("positions", f"/positions?party={party}&until={day}"), ("positions, between", f"/positions?between={day}&issue={topic}"),
        ("events", f"/events?party={party}"), ("stories", f"/stories?until={day}"), ("origins", f"/origins?page={page}"),
        ("series", f"/series?party={party}"), ("review", f"/review?page={page}"),
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
                asked = urllib.request.Request(base + address, headers={"accept-encoding": "gzip"})
                with urllib.request.urlopen(asked, timeout=60) as answer:
                    size = len(answer.read())
            except OSError as error:
                print(f"{address}: {error}", file=sys.stderr)
                continue
            times.append((name, (time.monotonic() - begun) * 1000, size))
            time.sleep(chance.random() * 0.6)  # a person looks at the page
    out.put(times)


def _until_made(base: str, wait: float) -> None:
    """Wait until what hangs together over articles is there, so that no page is quick for being empty."""
    until = time.monotonic() + wait
    for page in ("/conflicts", "/series", "/stories", "/events", "/meetings", "/issues/cod", "/review"):
        address = f"{base}{page}.json" + ("?what=actors" if page == "/review" else "")
        while b"being worked out" in urllib.request.urlopen(address, timeout=600).read():
            if time.monotonic() > until:
                print(f"{page} is not worked out after {wait:.0f} s; measured all the same", file=sys.stderr)
                return
            time.sleep(2)


def measure(path: Path, articles: int, clients: int, walks: int, wait: float) -> dict[str, list[tuple[float, int]]]:
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
        _until_made(base, wait)
        print(f"all worked out after {time.monotonic() - begun:.1f} s", file=sys.stderr)
        known = [made(number)[0].id[:16] for number in range(0, articles, max(1, articles // 200))]
        stop = multiprocessing.Event()
        out: Any = multiprocessing.Queue()
        writer = multiprocessing.Process(target=_write, args=(str(path), 10_000_000 + int(time.time()), stop))
        readers = [multiprocessing.Process(target=_client, args=(base, seed, walks, known, out)) for seed in range(clients)]
        for process in (writer, *readers):
            process.start()
        found: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for _ in readers:
            for name, wait, size in out.get(timeout=600):
                found[name].append((wait, size))
        stop.set()
        for process in (*readers, writer):
            process.join(timeout=60)
        print(f"server: {_memory(server.pid)} MB, {_seconds(server.pid):.0f} s of a core", file=sys.stderr)
        server.terminate()
    return found


def _seconds(process: int) -> float:
    """The seconds of a core that a process has taken."""
    status = Path(f"/proc/{process}/stat")
    ticks = status.read_text().rpartition(")")[2].split()[11:13] if status.exists() else []
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


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
    parser.add_argument("--wait", type=float, default=1800, help="seconds for what is worked out over the whole record")
    parser.add_argument("--record", type=Path, help="keep the record here, and use it again")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.record or Path(folder) / "synthetic.db"
        if not path.exists():
            build(path, given.articles)
        found = measure(path, given.articles, given.clients, given.walks, given.wait)
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


if __name__ == "__main__":
    main()
