import json
from pathlib import Path

import pytest

from standoff.store.database import open_engine
from standoff.store.write import put
from tests.cli.conftest import Run
from tests.exchange.test_events import told


@pytest.fixture
def met(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record of two articles that tell of one meeting, at two places."""
    path = tmp_path / "met.db"
    engine = open_engine(path)
    for name, place in (("a.txt", "Arica"), ("b.txt", "Tacna")):
        put(engine, *told(name, place))
    engine.dispose()
    monkeypatch.setenv("STANDOFF_RECORD", str(path))


def rows(run: Run, *args: str) -> list[dict[str, object]]:
    result = run(*args, "--format", "jsonl")
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("view", ["events", "meetings"])
def test_what_two_articles_tell_is_one_row(run: Run, met: None, view: str) -> None:
    (row,) = rows(run, view)
    assert row["articles"] == ["a.txt", "b.txt"]
    result = run(view)
    assert "place: Arica (a.txt), Tacna (b.txt)" in result.stdout
    assert result.stderr.startswith(f"1 {view[:-1]}")


def test_a_join_is_undone_by_a_judgement_on_the_command_line(run: Run, met: None) -> None:
    (event,) = rows(run, "events")
    tellings: list[dict[str, list[str]]] = event["tellings"]  # type: ignore[assignment]
    judged = run("judge", "not-same", "--event", str(event["id"]), tellings[1]["items"][0], "--by", "Ada")
    assert judged.exit_code == 0, judged.stderr
    assert rows(run, "events") == []
    assert len(rows(run, "meetings")) == 2
    assert len(rows(run, "events", "--raw")) == 1
    assert run("judge", "undo", judged.stdout.strip(), "--by", "Ada").exit_code == 0
    assert rows(run, "events") == [event]


def test_an_event_and_a_story_are_two_questions(run: Run, met: None) -> None:
    result = run("judge", "same", "--event", "--story", "a", "b")
    assert result.exit_code == 2
    assert "give one of them" in result.stderr


def test_an_event_that_is_not_there_is_told(run: Run, met: None) -> None:
    result = run("judge", "same", "--event", "event-0000000000000000", "event-1111111111111111")
    assert result.exit_code == 3
    assert "no event has the id" in result.stderr
