import json
from pathlib import Path

import pytest

from standoff.store.database import open_engine
from tests.cli.conftest import Run
from tests.store.test_stories import three


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record with one story of three articles, and an article besides."""
    path = tmp_path / "told.db"
    engine = open_engine(path)
    three(engine)
    engine.dispose()
    monkeypatch.setenv("STANDOFF_RECORD", str(path))
    return path


def stories(run: Run, *args: str) -> list[dict[str, object]]:
    result = run("stories", "--format", "json", *args)
    assert result.exit_code == 0, result.stderr
    found: list[dict[str, object]] = json.loads(result.stdout)
    return found


def test_a_story_names_what_its_articles_share(run: Run, told: Path) -> None:
    (story,) = stories(run)
    assert story["articles"] == ["1.txt", "2.txt", "3.txt"]
    text = run("stories").stdout
    assert "both have names" in text and "apart" in text


def test_stories_are_those_of_the_articles_asked_for(run: Run, told: Path) -> None:
    assert stories(run, "--article", "other.txt") == []
    assert len(stories(run, "--article", "1.txt")) == 1


def test_an_article_is_judged_out_of_a_story_and_back(run: Run, told: Path) -> None:
    made = run("judge", "not-same", "--story", "2.txt", "3.txt", "--by", "Ada")
    assert made.exit_code == 0, made.stderr
    assert all(not {"2.txt", "3.txt"} <= set(story["articles"]) for story in stories(run))  # type: ignore[call-overload]
    assert len(stories(run, "--raw")) == 1
    assert run("judge", "undo", made.stdout.strip(), "--by", "Ada").exit_code == 0
    assert len(stories(run)[0]["articles"]) == 3  # type: ignore[arg-type]


def test_an_article_that_is_not_there_is_said_to_be_missing(run: Run, told: Path) -> None:
    result = run("judge", "same", "--story", "1.txt", "none.txt")
    assert result.exit_code == 3
    assert "none.txt" in result.stderr
