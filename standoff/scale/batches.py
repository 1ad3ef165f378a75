"""The unit that is handed to a worker: a few articles, read one after the other, each of which fails alone."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from standoff.core.records import Article, Reading
from standoff.reading.reader import ReaderOptions, read_articles

# Articles handed to a worker at a time: enough for the parser to work in batches, few enough that a killed run has
# little to read again and that memory stays flat.
BATCH = 8


class Outcome(NamedTuple):
    """An article with its reading, or with the reason why there is none."""

    article: Article
    reading: Reading | str


def in_batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Batches of BATCH articles; the first ones are smaller, so that something is kept soon."""
    source, size = iter(articles), 1
    while batch := list(islice(source, size)):
        yield batch
        size = min(BATCH, 2 * size)


def read_batch(batch: list[Article], options: ReaderOptions) -> list[Outcome]:
    """The outcomes of a batch, all at once: what a worker of any engine is asked to do."""
    return list(outcomes(batch, options))


def outcomes(batch: list[Article], options: ReaderOptions) -> Iterator[Outcome]:
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
