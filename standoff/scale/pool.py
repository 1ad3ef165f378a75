"""Batches read by a pool of processes of this machine."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait

from threadpoolctl import threadpool_limits

from standoff.core.errors import StandoffError
from standoff.core.records import Article
from standoff.reading.reader import ReaderOptions
from standoff.scale.batches import Outcome, read_batch

Submit = Callable[[list[Article], ReaderOptions], Future[list[Outcome]]]


@contextmanager
def process_pool(jobs: int) -> Iterator[Submit]:
    """What takes a batch and promises its outcomes, from `jobs` processes; raises StandoffError when one of them dies."""
    # spawn, not fork: a forked child would inherit open database connections and the locks of other threads
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)
    try:
        yield lambda batch, options: pool.submit(read_batch, batch, options)
    except BrokenProcessPool as error:
        raise StandoffError(
            "a worker process died (out of memory, perhaps); what was read is kept: run the same command again, with fewer --jobs"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)  # whoever stops asking does not wait for what lies ready


def _begin() -> None:
    """What a worker does first; its linear algebra takes one thread, for the other workers take the other processors.

    An interruption of the whole group is for the parent to heed: what a worker has in hand is finished and kept.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threadpool_limits(limits=1, user_api="blas")
    _end_with_parent()


def _end_with_parent() -> None:
    """Let a worker end when the process that started it is killed: nobody would ever give it work or stop it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_and_end, args=(parent.sentinel,), daemon=True).start()


def _wait_and_end(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
