"""Batches read by the machines of a Ray cluster.

Ray's core rather than Ray Data: articles come as a stream, and are to be kept one batch after the other as they are done, so that
a read that is interrupted has lost nothing. Ray looks after machines that fail: a batch whose worker dies is given to another.
"""

import os
import socket
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

from standoff.core.errors import InputError, StandoffError
from standoff.core.records import Article
from standoff.reading.reader import ReaderOptions, version
from standoff.scale.batches import Outcome, read_batch
from standoff.scale.pool import Submit

LOCAL = "local"
PATIENCE = 5.0  # seconds for an address to answer: Ray itself would wait for minutes, and then end the whole program


@contextmanager
def ray_cluster(address: str, processors: int | None) -> Iterator[tuple[Submit, int]]:
    """What takes a batch and promises its outcomes, and how many batches the cluster works on at once.

    `address` as Ray takes it: `auto` for the cluster that this machine belongs to, HOST:PORT, or `local` for one of this machine
    alone, with so many `processors`, started now and stopped in the end. Raises InputError where there is no such cluster.
    """
    engine = _engine()
    ours = not engine.is_initialized()  # a program that has joined a cluster stays in it
    if ours:
        _join(engine, address, processors)
    try:
        yield _Task(engine), int(engine.cluster_resources().get("CPU", 1))
    except engine.exceptions.RayTaskError as error:
        raise StandoffError(f"a machine of the Ray cluster failed: {error.cause}") from error
    except engine.exceptions.RayError as error:
        raise StandoffError(
            f"the Ray cluster failed ({type(error).__name__}); what was read is kept: mend it and run the same command again"
        ) from error
    finally:
        if ours:
            engine.shutdown()


def _engine() -> Any:
    try:
        import ray
    except ImportError as error:
        raise InputError("reading on a Ray cluster needs Ray: pip install 'standoff[ray]'") from error
    return ray


def _join(engine: Any, address: str, processors: int | None) -> None:
    if ":" in address:
        _check_answers(address)
    try:
        engine.init(
            address=address, log_to_driver=False, logging_level="error", **(_alone(processors) if address == LOCAL else {})
        )
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise InputError(f"no Ray cluster at {address!r}: {error}") from error


def _alone(processors: int | None) -> dict[str, Any]:
    """How a cluster of this machine alone is started: it answers and reports to nobody else, and shows no page of its own."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    # It is what the user waits for; by itself Ray lets any other program go first.
    os.environ.setdefault("RAY_worker_niceness", "0")
    return {"num_cpus": processors, "include_dashboard": False, "_node_ip_address": "127.0.0.1"}


def _check_answers(address: str) -> None:
    """Raise InputError unless HOST:PORT takes a connection."""
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host.removeprefix("ray://").strip("[]"), int(port)), PATIENCE).close()
    except (OSError, ValueError, OverflowError) as error:
        raise InputError(
            f"no Ray cluster at {address!r} ({error}): give HOST:PORT of its head, or auto on one of its machines"
        ) from error


class _Task:
    """Hands batches to the cluster: one processor each, and its linear algebra one thread (Ray's own default)."""

    def __init__(self, engine: Any) -> None:
        self.remote = engine.remote(num_cpus=1)(_read_as)

    def __call__(self, batch: list[Article], options: ReaderOptions) -> Future[list[Outcome]]:
        found: Future[list[Outcome]] = self.remote.remote(batch, options, version(options)).future()
        return found


def _read_as(batch: list[Article], options: ReaderOptions, wanted: str) -> list[Outcome]:
    """The outcomes of a batch, on a machine that must read as the one does that keeps the record."""
    if (here := version(options)) != wanted:
        raise StandoffError(f"it reads as {here}, not as {wanted}; install the same Standoff on all machines")
    return read_batch(batch, options)
