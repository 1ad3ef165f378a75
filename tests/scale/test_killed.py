"""A read that is killed at any moment loses nothing and doubles nothing: a real process, a real SIGKILL, in a loop."""

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from standoff.store import schema
from standoff.store.database import asking, open_engine

SEED = 20310304
ARTICLES = 40
LEAST_KILLS = 3
MOST_RUNS = 60
SECONDS = 35  # for all killed runs together; then the last one is left alone
PARTIES = ("Chile", "Peru", "Norway", "Sweden", "Kenya", "Uganda", "Japan", "Canada")
# A process of its own, ended from outside; it says when it begins to read, so that kills do not all fall on its start.
READS = """
import sys
from pathlib import Path
from standoff.api import open_record
from standoff.core.ids import text_id
from standoff.core.records import Article
from standoff.scale.run import RunOptions

texts = [(path.name, path.read_text(encoding="utf-8")) for path in sorted(Path(sys.argv[1]).iterdir())]
articles = [Article(id=text_id(text), name=name, text=text) for name, text in texts]
with open_record(sys.argv[2]) as record:
    print("reading", flush=True)
    record.add(articles, RunOptions(jobs=int(sys.argv[3])), progress=lambda name, what: print(name, what, flush=True))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("articles")
    for number in range(ARTICLES):
        (made / f"{number:02}.txt").write_text(_text(number), encoding="utf-8")
    return made


def _text(number: int) -> str:
    chance = random.Random(SEED + number)  # noqa: S311 - planted text, not a secret
    first, second = chance.sample(PARTIES, 2)
    tons = chance.randrange(100, 900)
    return (
        f"{first} and {second} at odds over harbour number {number}\n\n"
        f"{first} demanded on Monday that {second} open the harbour. {second} rejected the demand, its envoy said.\n\n"
        f'"We will not sign," a spokesman of {first} said. About {tons} people waited at the gates on Tuesday.\n\n'
        "Subscribe to our newsletter\n"
    )


def _start(folder: Path, record: Path, jobs: int = 1) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", READS, str(folder), str(record), str(jobs)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _killed(folder: Path, record: Path, chance: random.Random) -> bool:
    """Run once, killed a moment after a random line of its progress; whether it was done before that."""
    with _start(folder, record) as process:
        assert process.stdout is not None
        for _ in range(chance.randrange(0, 14)):
            if not process.stdout.readline():
                break
        time.sleep(chance.random() * 0.05)
        process.kill()
        process.communicate()
        return process.returncode == 0


def _everything(record: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that the record holds, but for the numbers of rows and the hours of day."""
    engine = open_engine(record)
    left_out = {"added", "made", "seen"}
    with asking(engine) as connection:
        numbers = {row.id: row.article for row in connection.execute(select(schema.reading.c.id, schema.reading.c.article))}
        found = {}
        for name, table in schema.metadata.tables.items():
            columns = [c for c in table.columns if c.name not in left_out and not (c.name == "id" and c.autoincrement is True)]
            columns = [c for c in columns if not (c.name == "id" and str(c.type) == "INTEGER")]
            rows = connection.execute(select(*columns)).mappings().all()
            found[name] = sorted(
                [tuple(str(numbers[v] if k == "reading" else v) for k, v in row.items()) for row in rows],
            )
    engine.dispose()
    return found  # type: ignore[return-value]


def _check_valid(record: Path) -> int:
    """Fail unless every article in the record has its whole reading; returns how many there are."""
    with closing(sqlite3.connect(record)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("INSERT INTO passage_text(passage_text, rank) VALUES ('integrity-check', 1)")
    engine = open_engine(record)
    with asking(engine) as connection:
        articles = set(connection.execute(select(schema.article.c.id)).scalars())
        read = list(connection.execute(select(schema.reading.c.article).where(schema.reading.c.current)).scalars())
        sentences = set(connection.execute(select(schema.passage.c.article)).scalars())
        items = connection.execute(select(func.count()).select_from(schema.item)).scalar()
    engine.dispose()
    assert sorted(read) == sorted(articles) == sorted(sentences)
    assert items or not articles
    return len(articles)


def test_a_read_killed_again_and_again_ends_as_one_left_alone(folder: Path, tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311 - planted kills, not a secret
    alone, record = tmp_path / "alone.db", tmp_path / "killed.db"
    with _start(folder, alone) as process:
        process.communicate()
    assert process.returncode == 0
    end, held, kills = time.monotonic() + SECONDS, 0, 0
    while (kills < LEAST_KILLS or time.monotonic() < end) and kills < MOST_RUNS and not _killed(folder, record, chance):
        kills += 1
        if record.exists():
            now = _check_valid(record)
            assert now >= held
            held = now
    with _start(folder, record) as process:
        process.communicate()
    assert kills >= LEAST_KILLS
    assert _check_valid(record) == ARTICLES
    assert _everything(record) == _everything(alone)


def test_workers_end_when_the_process_that_started_them_is_killed(folder: Path, tmp_path: Path) -> None:
    with _start(folder, tmp_path / "record.db", jobs=2) as process:
        assert process.stdout is not None
        assert any(line.endswith(" read\n") for line in process.stdout)
        workers = _children(process.pid)
        process.kill()
    assert len(workers) >= 2
    end = time.monotonic() + 60
    while any(map(_runs, workers)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(map(_runs, workers))


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    if not listed.exists():
        pytest.skip("needs /proc to find the workers")
    return [int(child) for child in listed.read_text().split()]


def _runs(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
