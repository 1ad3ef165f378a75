"""Reading on a real Ray cluster, which is started on this machine for the tests."""

import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from standoff.core.errors import InputError, StandoffError
from standoff.core.records import Article, Reading
from standoff.scale import cluster
from standoff.scale.batches import BATCH
from standoff.scale.run import AHEAD, RunOptions, read_all
from tests.scale.test_run import articles

pytest.importorskip("ray", reason="needs Ray: pip install 'standoff[ray]'")
HERE = RunOptions(ray="auto", preset="fast")  # the cluster that the program has joined already


@pytest.fixture(scope="module", autouse=True)
def joined() -> Iterator[None]:
    with cluster.ray_cluster("local", 2):
        yield


def test_every_article_has_the_reading_that_this_process_gives_it_in_order() -> None:
    many = list(articles(2 * BATCH + 3))
    assert list(read_all(many, HERE)) == list(read_all(many, RunOptions(preset="fast")))


def test_only_a_few_articles_are_held_at_a_time() -> None:
    taken: list[str] = []

    def watched() -> Iterator[Any]:
        for article in articles(1000):
            taken.append(article.name)
            yield article

    outcomes = read_all(watched(), HERE)
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert len(taken) <= (AHEAD * 2 + 1) * BATCH


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="needs /proc to find the workers")
def test_a_batch_whose_worker_dies_is_read_by_another() -> None:
    outcomes = read_all(_long(6 * BATCH), HERE)
    found = [next(outcomes)]
    os.kill(_at_work(), signal.SIGKILL)
    found += outcomes
    assert [outcome.article.name for outcome in found] == [f"{place}.txt" for place in range(6 * BATCH)]
    assert all(isinstance(outcome.reading, Reading) for outcome in found)


def test_a_machine_that_reads_otherwise_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "version", lambda _: "standoff-99")  # what is wanted; the workers read as what is installed
    with pytest.raises(StandoffError, match=r"not as standoff-99; install the same Standoff on all machines"):
        list(read_all(articles(1), HERE))


def test_a_program_that_had_joined_a_cluster_stays_in_it() -> None:
    import ray

    list(read_all(articles(1), HERE))
    assert ray.is_initialized()


def test_an_address_where_nobody_answers_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    import ray

    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(InputError, match=f"no Ray cluster at '{address}'.*HOST:PORT of its head"):
        list(read_all(articles(1), RunOptions(ray=address)))


@pytest.mark.parametrize("address", ["nowhere", "host:port", "host:99999"])
def test_what_is_no_address_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import ray

    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    with pytest.raises(InputError, match="no Ray cluster at"):
        list(read_all(articles(1), RunOptions(ray=address)))


def test_without_ray_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(InputError, match=r"pip install 'standoff\[ray\]'"):
        list(read_all(articles(1), HERE))


def _long(number: int) -> Iterator[Article]:
    """Articles that a batch of takes seconds, so that a worker can be met at work."""
    for article in articles(number):
        yield msgspec.structs.replace(article, text=f"{article.text} {'It rained all day and nobody went out. ' * 200}")


def _at_work() -> int:
    """A process of the cluster that has a batch in hand, waited for."""
    until = time.monotonic() + 60
    while not (found := _workers()):
        assert time.monotonic() < until, "no worker has a batch in hand"
        time.sleep(0.01)
    return found[0]


def _workers() -> list[int]:
    """The processes of the cluster that have a batch in hand, as they call themselves."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cmdline").read_bytes().startswith(b"ray::_read_as"):
                found.append(int(process.name))
        except OSError:
            continue  # it has ended meanwhile
    return found
