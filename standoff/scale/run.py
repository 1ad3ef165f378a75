"""Reading many articles: in this process, in a pool of processes, or on a Ray cluster; the reading code does not know which."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future

import msgspec

from standoff.core.records import Article
from standoff.reading.reader import Preset, ReaderOptions, preset, version
from standoff.scale.batches import Outcome, in_batches, outcomes
from standoff.scale.cluster import ray_cluster
from standoff.scale.pool import Submit, process_pool

# Batches waiting for each worker: one in work, one ready.
AHEAD = 2


class RunOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How reading is spread: over `jobs` processes of this machine, each with the spaCy pipeline `model` (None: default).

    With `ray`, over the Ray cluster at that address instead, `jobs` batches at a time (None: one for each of its processors;
    without Ray, one). `preset` says which trained networks are asked: none (fast), that of acts (standard), or all (thorough).
    """

    jobs: int | None = None
    ray: str | None = None
    model: str | None = None
    preset: Preset = "standard"

    @property
    def reader(self) -> ReaderOptions:
        """The options of the reader itself."""
        return preset(self.preset, self.model)


def reader_version(options: RunOptions) -> str:
    """The version that readings made with these options are stamped with."""
    return version(options.reader)


def read_all(articles: Iterable[Article], options: RunOptions) -> Iterator[Outcome]:
    """Each article with its reading, as they are done; at most a few batches are held in memory.

    Raises InputError where there is no such Ray cluster, StandoffError when a worker dies.
    """
    batches = in_batches(articles)
    if options.ray is not None:
        with ray_cluster(options.ray, options.jobs) as (submit, processors):
            yield from _handed_out(submit, batches, options.reader, options.jobs or processors)
    elif options.jobs is not None and options.jobs > 1:
        with process_pool(options.jobs) as submit:
            yield from _handed_out(submit, batches, options.reader, options.jobs)
    else:
        for batch in batches:
            yield from outcomes(batch, options.reader)


def _handed_out(submit: Submit, batches: Iterator[list[Article]], reader: ReaderOptions, jobs: int) -> Iterator[Outcome]:
    """The outcomes in order, with a bounded number of batches out; when interrupted, those in work to their end."""
    waiting: deque[Future[list[Outcome]]] = deque()
    try:
        for batch in batches:
            waiting.append(submit(batch, reader))
            if len(waiting) > AHEAD * jobs:
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
