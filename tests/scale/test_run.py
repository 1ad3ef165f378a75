from collections.abc import Iterator
from time import sleep

import pytest

from standoff.core.errors import ModelMissing
from standoff.core.ids import text_id
from standoff.core.records import Article, Reading
from standoff.scale.batches import BATCH
from standoff.scale.run import AHEAD, RunOptions, read_all, reader_version


def articles(number: int) -> Iterator[Article]:
    for place in range(number):
        text = f"Chile rejected demand number {place} of Peru on Monday, its envoy said."
        yield Article(id=text_id(text), name=f"{place}.txt", text=text)


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_article_has_its_own_reading_in_order(jobs: int) -> None:
    outcomes = list(read_all(articles(2 * BATCH + 3), RunOptions(jobs=jobs)))
    assert [outcome.article.name for outcome in outcomes] == [f"{place}.txt" for place in range(2 * BATCH + 3)]
    assert all(isinstance(o.reading, Reading) and o.reading.article == o.article.id for o in outcomes)


def test_nothing_to_read_gives_nothing() -> None:
    assert list(read_all([], RunOptions())) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_only_a_few_articles_are_held_at_a_time(jobs: int) -> None:
    taken: list[str] = []

    def watched() -> Iterator[Article]:
        for article in articles(1000):
            taken.append(article.name)
            yield article

    outcomes = read_all(watched(), RunOptions(jobs=jobs))
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert len(taken) <= (AHEAD * jobs + 1) * BATCH


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_article_that_cannot_be_read_fails_alone(jobs: int) -> None:
    bad = Article(id="0" * 64, name="bad.txt", text="Half a character \ud800 " * 3)
    outcomes = list(read_all([*articles(3), bad], RunOptions(jobs=jobs)))
    assert [isinstance(outcome.reading, Reading) for outcome in outcomes[:3]] == [True] * 3
    reading = outcomes[3].reading
    assert isinstance(reading, Reading) or "could not be read" in reading


def test_readings_are_stamped_with_the_version_that_is_told() -> None:
    outcome = next(read_all(articles(1), RunOptions()))
    assert isinstance(outcome.reading, Reading)
    assert outcome.reading.reader == reader_version(RunOptions())


def test_a_model_that_is_missing_is_said_before_anything_is_read() -> None:
    with pytest.raises(ModelMissing):
        reader_version(RunOptions(model="no_such_model"))


def test_what_workers_have_in_hand_is_not_lost_when_the_run_is_interrupted() -> None:
    def interrupted() -> Iterator[Article]:
        yield from articles(3)
        sleep(2)  # until the batches lie with the workers
        raise KeyboardInterrupt

    names: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        for outcome in read_all(interrupted(), RunOptions(jobs=2, preset="fast")):
            names.append(outcome.article.name)  # noqa: PERF401 - those before the interruption count
    assert names == ["0.txt", "1.txt", "2.txt"]


def test_an_article_is_given_out_before_the_next_one_is_read() -> None:
    taken: list[str] = []

    def watched() -> Iterator[Article]:
        for article in articles(BATCH):
            taken.append(article.name)
            yield article

    outcomes = read_all(watched(), RunOptions(preset="fast"))
    assert next(outcomes).article.name == "0.txt"
    assert taken == ["0.txt"]
