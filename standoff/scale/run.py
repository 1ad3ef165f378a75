"""Reading many articles: in this process, or in a pool of worker processes; the reading code does not know which."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import wait
from typing import NamedTuple

import msgspec
from threadpoolctl import threadpool_limits

from standoff.core.errors import StandoffError
from standoff.core.records import Article, Reading
from standoff.reading.reader import Preset, ReaderOptions, preset, read_articles, version

# Articles handed to a worker at a time: enough for the parser to work in batches, few enough that a killed run has
# little to read again and that memory stays flat.
BATCH = 8
# Batches waiting for each worker: one in work, one ready.
AHEAD = 2


class RunOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How reading is spread: over `jobs` processes of this machine, each with the spaCy pipeline `model` (None: default).

    `preset` says which trained networks are asked: none (fast), that of acts (standard), or all (thorough).
    """

    jobs: int = 1
    model: str | None = None
    preset: Preset = "standard"

    @property
    def reader(self) -> ReaderOptions:
        """The options of the reader itself."""
        return preset(self.preset, self.model)


class Outcome(NamedTuple):
    """An article with its reading, or with the reason why there is none."""

    article: Article
    reading: Reading | str


def reader_version(options: RunOptions) -> str:
    """The version that readings made with these options are stamped with."""
    return version(options.reader)


def read_all(articles: Iterable[Article], options: RunOptions) -> Iterator[Outcome]:
    """Each article with its reading, as they are done; at most a few batches are held in memory."""
    batches = _batches(articles)
    if options.jobs <= 1:
        for batch in batches:
            yield from _outcomes(batch, options.reader)
        return
    yield from _in_pool(batches, options)


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Batches of BATCH articles; the first ones are smaller, so that something is kept soon."""
    source, size = iter(articles), 1
    while batch := list(islice(source, size)):
        yield batch
        size = min(BATCH, 2 * size)


def _in_pool(batches: Iterator[list[Article]], options: RunOptions) -> Iterator[Outcome]:
    # spawn, not fork: a forked child would inherit open database connections and the locks of other threads
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(options.jobs, mp_context=context, initializer=_begin)
    try:
        yield from _handed_out(pool, batches, options)
    except BrokenProcessPool as error:
        raise StandoffError(
            "a worker process died (out of memory, perhaps); what was read is kept: run the same command again, with fewer --jobs"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)  # whoever stops asking does not wait for what lies ready


def _handed_out(pool: ProcessPoolExecutor, batches: Iterator[list[Article]], options: RunOptions) -> Iterator[Outcome]:
    """The outcomes in order, with a bounded number of batches out; when interrupted, those in work to their end."""
    waiting: deque[Future[list[Outcome]]] = deque()
    try:
        for batch in batches:
            waiting.append(pool.submit(_read_batch, batch, options.reader))
            if len(waiting) > AHEAD * options.jobs:
                yield from _next(waiting)
        while waiting:
            yield from _next(waiting)
    except KeyboardInterrupt:
        for future in [future for future in waiting if not future.cancel()]:
            yield from future.result()
        raise


def _next(waiting: deque[Future[list[Outcome]]]) -> list[Outcome]:
    """The outcomes of the first batch, which stays in the queue where waiting for it is interrupted."""
    found = waiting[0].result()
    waiting.popleft()
    return found


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


def _read_batch(batch: list[Article], options: ReaderOptions) -> list[Outcome]:
    return list(_outcomes(batch, options))


def _outcomes(batch: list[Article], options: ReaderOptions) -> Iterator[Outcome]:
    """Each article of the batch as it is read; one that cannot be read fails alone, with its reason."""
    done = 0
    try:
        for pair in zip(batch, read_articles(batch, options), strict=True):
            done += 1
            yield Outcome(*pair)
    except Exception:
        for article in batch[done:]:
            yield _read_alone(article, options)


def _read_alone(article: Article, options: ReaderOptions) -> Outcome:
    try:
        return Outcome(article, next(iter(read_articles([article], options))))
    except RecursionError:
        return Outcome(article, "sentences nested too deep to be read: leave out what is no sentence, and read it again")
    except Exception as error:
        return Outcome(article, f"could not be read ({type(error).__name__}: {error}); please report it with the article")
