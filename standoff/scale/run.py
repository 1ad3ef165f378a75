"""Reading many articles: in this process, or in a pool of worker processes; the reading code does not know which."""

import multiprocessing
import os
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
            yield from _read_batch(batch, options.reader)
        return
    yield from _in_pool(batches, options)


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    source = iter(articles)
    while batch := list(islice(source, BATCH)):
        yield batch


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
    """The outcomes in order, with a bounded number of batches out."""
    waiting: deque[Future[list[Outcome]]] = deque()
    for batch in batches:
        waiting.append(pool.submit(_read_batch, batch, options.reader))
        if len(waiting) > AHEAD * options.jobs:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _begin() -> None:
    """What a worker does first; its linear algebra takes one thread, for the other workers take the other processors."""
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
    """The batch read; an article that cannot be read fails alone, with its reason."""
    try:
        return [Outcome(*pair) for pair in zip(batch, read_articles(batch, options), strict=True)]
    except Exception:
        return [_read_alone(article, options) for article in batch]


def _read_alone(article: Article, options: ReaderOptions) -> Outcome:
    try:
        return Outcome(article, next(iter(read_articles([article], options))))
    except RecursionError:
        return Outcome(article, "sentences nested too deep to be read: leave out what is no sentence, and read it again")
    except Exception as error:
        return Outcome(article, f"could not be read ({type(error).__name__}: {error}); please report it with the article")
