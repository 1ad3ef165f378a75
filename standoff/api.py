"""The Python API: read articles, keep them in a record, and ask it."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import msgspec

from standoff.codebook.dossier import Dossier, load_dossier
from standoff.core.errors import InputError, MalformedInput
from standoff.core.records import Article, Reading
from standoff.intake import Failure, IntakeOptions, article_of, take_in
from standoff.reading.reader import Preset, read
from standoff.reading.reader import preset as options_of
from standoff.relating.judgements_tables import Judgement
from standoff.report.brief import Brief, build_brief
from standoff.scale.run import RunOptions, read_all, reader_version
from standoff.store.database import open_engine
from standoff.store.judgements import export_lines, import_judgements, judgement_log
from standoff.store.judging import Judging
from standoff.store.query import EVERYTHING, Filter
from standoff.store.sightings import key_of
from standoff.store.steps import complete
from standoff.store.views import Views
from standoff.store.write import put, put_dossier, put_failure, revive, settled


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What adding did: how many articles were read, how many the record held already, and what failed with its reason.

    `skipped` counts the files of folders that are of no format that is read, by ending. `remarks` are intake's flags on what
    was new, each with the item's name: dates that could not be read, encodings that were guessed.
    """

    read: int = 0
    known: int = 0
    failed: tuple[tuple[str, str], ...] = ()
    skipped: tuple[tuple[str, int], ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()


class Record(Views):
    """A record: what was read, kept in a file or a database; every view is a method. Use it as a context manager."""

    def __enter__(self) -> "Record":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file or the database."""
        self.engine.dispose()

    def add(
        self,
        items: Iterable[Article | Failure],
        options: RunOptions | None = None,
        *,
        progress: Callable[[str, str], None] | None = None,
    ) -> Added:
        """Read the articles that this reader has not read yet; each is one transaction, so a stop loses nothing.

        `items` may hold Failures, which are kept with their reasons. `progress` is called with an item's name and
        what became of it ("read", "known", "failed").
        """
        return _Adding(self, options or RunOptions(), progress).run(items)

    def read_sources(
        self,
        sources: Iterable[str | Path],
        intake: IntakeOptions | None = None,
        options: RunOptions | None = None,
        *,
        stdin: BinaryIO | None = None,
        progress: Callable[[str, str], None] | None = None,
    ) -> Added:
        """Take in files, folders, patterns and standard input ("-") and read what is new."""
        passed: Counter[str] = Counter()

        def skipped(path: str) -> None:
            passed[Path(path).suffix.lower()] += 1

        items = take_in(sources, intake or IntakeOptions(), stdin=stdin, skipped=skipped)
        added = self.add(items, options, progress=progress)
        return msgspec.structs.replace(added, skipped=tuple(passed.most_common()))

    def use_dossier(self, path: str | Path) -> Dossier:
        """Put a dossier in force; raises CodebookError where the file breaks its rules."""
        dossier = load_dossier(path)
        put_dossier(self.engine, msgspec.to_builtins(dossier))
        return dossier

    def judge(self, who: str, *, reason: str | None = None) -> Judging:
        """Judge in somebody's name: `record.judge("Ada").actors("same", "A. Holm", "Ada Holm")`, `.wrong(id)` and so on.

        Each call adds one judgement to the log and returns it; nothing is ever overwritten.
        """
        return Judging(self.engine, who, reason)

    def undo(self, judgement: str, who: str, *, reason: str | None = None) -> Judgement:
        """Take back a judgement by its id, an undoing too; raises NotFound, UsageError where it is taken back already."""
        return self.judge(who, reason=reason).undo(judgement)

    def export_judgements(self) -> Iterator[bytes]:
        """The log of judgements as JSON lines, oldest first."""
        return export_lines(judgement_log(self.engine))

    def import_judgements(self, lines: Iterable[bytes | str]) -> tuple[int, int]:
        """Add judgements of an export, all or none: how many were new, and how many the log held already.

        Raises MalformedInput where a line is no judgement, or was changed after its id was made.
        """
        return import_judgements(self.engine, lines)

    def brief(self, where: Filter = EVERYTHING, *, since: dt.date | None = None) -> Brief:
        """The brief over all that passes the filter; with `since`, also what changed from that day on."""
        return build_brief(self, self.known(where), since=since)


class _Adding:
    """One call of `Record.add`: what is known is left out before the articles are spread over workers."""

    def __init__(self, record: Record, options: RunOptions, progress: Callable[[str, str], None] | None) -> None:
        self.record = record
        self.options = options
        self.progress = progress
        self.read = self.known = 0
        self.failed: list[tuple[str, str]] = []
        self.remarks: list[tuple[str, str]] = []
        self.waiting: set[str] = set()  # handed to workers, not in the record yet
        self.again: list[Article] = []  # the same texts met again meanwhile

    def run(self, items: Iterable[Article | Failure]) -> Added:
        for article, reading in read_all(self._new(items), self.options):
            if isinstance(reading, str):
                self._fail(article.name, reading)
                continue
            try:
                put(self.record.engine, article, reading)
            except InputError as error:
                self._fail(article.name, str(error))
                continue
            self.waiting.discard(article.id)
            self.read += 1
            self._tell(article.name, "read")
        for article in self.again:
            if revive(self.record.engine, article, reader_version(self.options)):
                self._known(article)
            else:
                self._fail(article.name, "is the same text as an article that could not be read")
        complete(self.record.engine)
        return Added(read=self.read, known=self.known, failed=tuple(self.failed), remarks=tuple(self.remarks))

    def _new(self, items: Iterable[Article | Failure]) -> Iterable[Article]:
        reader = reader_version(self.options)
        there = settled(self.record.engine, reader)
        for one in items:
            if isinstance(one, Failure):
                self._fail(one.name, one.reason)
                continue
            if key_of(one) in there:
                self._known(one)
                continue
            self.remarks += [(one.name, flag) for flag in one.flags]
            if one.id in self.waiting:
                self.again.append(one)
            elif revive(self.record.engine, one, reader):
                self._known(one)
            else:
                self.waiting.add(one.id)
                yield one

    def _known(self, article: Article) -> None:
        self.known += 1
        self._tell(article.name, "known")

    def _fail(self, name: str, reason: str) -> None:
        put_failure(self.record.engine, name, reason)
        self.failed.append((name, reason))
        self._tell(name, "failed")

    def _tell(self, name: str, what: str) -> None:
        if self.progress is not None:
            self.progress(name, what)


def open_record(path_or_url: str | Path, *, create: bool = True) -> Record:
    """The record in the SQLite file or at the PostgreSQL URL; made if it does not exist, unless `create` is off.

    Raises RecordError where it cannot be opened, RecordTooNew where a newer Standoff wrote it.
    """
    return Record(open_engine(path_or_url, create=create))


def read_article(
    text: str,
    *,
    name: str = "article",
    title: str | None = None,
    published: str | dt.date | None = None,
    url: str | None = None,
    outlet: str | None = None,
    model: str | None = None,
    preset: Preset = "standard",
) -> Reading:
    """Read one article, without a record; offsets are code points into `text` (with `title` above it where that is given).

    `published` is the publication day as its metadata has it, in any common form that means one day only. Raises an InputError
    where the text is empty, not text or nested too deep to be read, or `published` is no date; ModelMissing where the spaCy
    pipeline `model` is not installed. `preset` says which trained networks are asked: none (fast), that of acts (standard), or
    all (thorough).
    """
    article = article_of(text, name=name, title=title, published=published, url=url, outlet=outlet)
    try:
        return read(article, options_of(preset, model))
    except RecursionError as error:
        raise MalformedInput("sentences nested too deep to be read: leave out what is no sentence, and try again") from error
