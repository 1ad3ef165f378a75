"""The keeper: holds the newest index and brings it up to date behind the pages, so that no page waits for a read."""

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import msgspec
from sqlalchemy import Engine

from standoff.core.errors import StandoffError
from standoff.core.records import Attribution
from standoff.store import lookup
from standoff.store.judgements import Ruling
from standoff.store.lookup import Mark
from standoff.store.origins_views import index_around
from standoff.store.positions_views import Book, book_of, filed_again, issues_by_statement
from standoff.store.views import Views
from standoff.web.exchanged import ready
from standoff.web.index import Index, State, alter
from standoff.web.kept import kept_lines
from standoff.web.lines import Article, Line, article_of, judged_line, lines_of, renamed
from standoff.web.making import Maker
from standoff.web.tables import Gathering, Tables, make_tables

LOOK_SECONDS = 2.0  # between two quick looks at whether anything came in
WHOLE_LOOK_SECONDS = 60.0  # between two looks for readings put back in force, which leave no newer reading behind
LEAST_REST = 10.0  # seconds after bringing up to date: pages kept ready are of use for so long
REST = 12  # times as long as bringing up to date took is rested after it: at most a thirteenth of one core goes to it
# What is told of the record as a whole is made in a process of its own, and after a rest of so many times as long as it took.
# Up to FEW readings it takes less than half a second, and is made with the index.
TABLES_REST, LEAST_TABLES_REST = 4, 60.0
FEW = 500

BESIDE = {"origins": ("told",), "conflicts": ("denials",)}  # what comes with a table

log = logging.getLogger("standoff.web")


class Keeper:
    """The newest index of a record; use `index` for one page and keep to it, for the next may differ."""

    def __init__(self, engine: Engine, *, few: int = FEW, settled: Callable[[], None] = lambda: None) -> None:
        self.views = Views(engine)
        self._settled = settled
        self.engine = engine
        self.few = few
        self._lock = threading.Lock()
        self._looked = time.monotonic()
        self._tables, self._wants_tables = Tables(), True
        self._made_for: Mark | None = None
        self._copies: set[tuple[str, str, bool]] = set()  # what people judged of copies that the tables' origins are told with
        self._index = self._whole(lookup.mark_of(engine))
        self._stop = threading.Event()
        self._maker = Maker(engine)
        self._threads: list[threading.Thread] = []

    @property
    def index(self) -> Index:
        """The newest index."""
        return self._index

    def start(self) -> None:
        """Keep the index, and the tables of a large record, up to date in threads of their own."""
        for name, run in (("keeper", self._run), ("tables", self._run_tables)):
            thread = threading.Thread(target=run, name=f"standoff-{name}", daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        """End the threads."""
        self._stop.set()
        self._maker.stop()
        for thread in self._threads:
            thread.join(timeout=5)

    def refresh(self, *, tables: bool = True) -> bool:
        """Bring the index up to date now; whether anything had changed. What is of the whole record may wait (`tables` off)."""
        with self._lock:
            self._wants_tables = tables
            old = self._index
            waited = time.monotonic() - self._looked
            if (
                lookup.newest_of(self.engine) == (old.mark.newest, old.mark.dossier, old.mark.judged)
                and waited < WHOLE_LOOK_SECONDS
            ):
                return tables and self._catch_up(old)
            self._looked = time.monotonic()
            mark = lookup.mark_of(self.engine)
            if mark == old.mark:
                return False
            self._index = self._next(old, mark)
            return True

    def _run(self) -> None:
        rest = LOOK_SECONDS
        while not self._stop.wait(rest):
            begun = time.monotonic()
            try:
                changed = self.refresh()
                if changed:
                    self._settled()
            except StandoffError:
                changed = False  # the record is busy or out of reach: pages go on with what there is, and we look again
            rest = max(LEAST_REST, REST * (time.monotonic() - begun)) if changed else LOOK_SECONDS

    def _run_tables(self) -> None:
        rest = LOOK_SECONDS
        while not self._stop.wait(rest):
            if self._is_small(self._index.mark) or self._is_known(self._index.mark):
                rest = LOOK_SECONDS
                continue
            begun = time.monotonic()
            try:
                self.remake_tables()
            except (StandoffError, OSError, msgspec.DecodeError) as error:
                if not self._stop.is_set():
                    log.warning("%s; it is tried again", error)
            rest = max(LEAST_TABLES_REST, TABLES_REST * (time.monotonic() - begun))

    def remake_tables(self) -> None:
        """Make the tables of a large record anew in a process of its own; each is shown once it is there."""
        mark = self._index.mark
        gathering = Gathering(self._tables)
        for portion in self._maker.portions():
            if gathering.add(portion):
                self._take(gathering.tables, portion.name, mark)
            time.sleep(0.001)  # pages have their turn
        self._settled()
        self._made_for = mark  # where it failed they are not, and are made again

    def _catch_up(self, old: Index) -> bool:
        """Make the tables of a small record that a decision has left behind."""
        if not self._is_small(old.mark) or self._is_known(old.mark):
            return False
        tables = self._newest_tables(old.mark, old.state.ruling)
        self._index = alter(old, replace(old.state, tables=tables), old.articles, (), ())
        return True

    def _take(self, tables: Tables, name: str, mark: Mark) -> None:
        """Show one of the tables, made anew since that mark; origins that people judged meanwhile stay as they are."""
        if name == "demands":
            ready(tables.demands)
        with self._lock:
            old = self._index
            if name == "origins" and old.mark.judged != mark.judged:
                return
            fresh = {one: getattr(tables, one) for one in (name, *BESIDE.get(name, ()))}
            self._tables = replace(self._tables, **fresh)
            self._index = alter(old, replace(old.state, tables=self._tables), old.articles, (), ())

    def _is_small(self, mark: Mark) -> bool:
        return mark.newest <= self.few or self.engine.url.database in (None, "", ":memory:")

    def _is_known(self, mark: Mark) -> bool:
        """Whether the tables know all that the record holds."""
        return self._made_for == mark

    def _next(self, old: Index, mark: Mark) -> Index:
        """The old index with what is newer, where nothing else has changed; else all made anew."""
        book = book_of(self.engine)
        grown = mark.newest >= old.mark.newest and (mark.dossier, mark.unfiled) == (old.mark.dossier, old.mark.unfiled)
        if not grown or tuple(book.index.issues) != old.issues:
            return self._whole(mark)
        index = old if mark.newest == old.mark.newest else self._grown(old, mark, book)
        if mark.judged != old.mark.judged:
            index = self._judged(index, self._state(mark, book), book)
        in_force = mark.in_force == old.mark.in_force or mark.newest != old.mark.newest
        return index if in_force else self._whole(mark)

    def _state(self, mark: Mark, book: Book, ruling_of: Index | None = None) -> State:
        ruling = ruling_of.state.ruling if ruling_of is not None else self.views.ruling()
        return State(
            mark=mark, made=dt.datetime.now(dt.UTC).replace(microsecond=0), issues=tuple(book.index.issues),
            dossier=self.views.dossier(), failures=len(self.views.failures()), tables=self._newest_tables(mark, ruling),
            ruling=ruling,
        )  # fmt: skip

    def _newest_tables(self, mark: Mark, ruling: Ruling | None) -> Tables:
        """What is told of a small record as a whole, made anew; of a large one what there is, with its origins as judged."""
        said = _judged_copies(ruling)
        if self._is_small(mark) and self._wants_tables:
            self._tables, self._made_for, self._copies = make_tables(self.views), mark, said
        elif not self._is_small(mark) and not self._tables.origins.origins:
            self._tables, self._copies = replace(self._tables, origins=self.views.origin_index()), said
        changed = {one for a, b, _ in said ^ self._copies for one in (a, b)}
        if changed:  # what hangs together with these is told anew; of a large record all of it takes minutes
            origins = index_around(self.engine, self._tables.origins, changed, said)
            self._tables, self._copies = replace(self._tables, origins=origins), said
        return self._tables

    def _whole(self, mark: Mark) -> Index:
        """The index of all that is in force."""
        book = book_of(self.engine)
        state = self._state(mark, book)
        heads = [article_of(head) for head in lookup.heads(self.engine, 0, mark.newest)]
        rows = lookup.lines(self.engine, 0, mark.newest)
        read = list(lines_of(rows, _by_reading(heads), issues_by_statement(self.engine, book)))
        found = alter(Index(state=state), state, {one.id: one for one in heads}, (), read, {})
        return found if state.ruling is None else self._judged(found, state, book)

    def _grown(self, old: Index, mark: Mark, book: Book) -> Index:
        """The old index with what is newer; an article read again leaves its old lines behind."""
        heads = [article_of(head) for head in lookup.heads(self.engine, old.mark.newest, mark.newest)]
        ids = [one.id for one in heads]
        issues = issues_by_statement(self.engine, book, ids)
        read = lines_of(lookup.lines(self.engine, old.mark.newest, mark.newest), _by_reading(heads), issues)
        state = self._state(mark, book, None if self._names(ids, old) else old)
        fresh, raw = _as_judged(read, state)
        gone = [line for identifier in ids for line in old.by_article.get(identifier, ())]
        articles = {**old.articles, **{one.id: one for one in heads}}
        index = alter(old, state, articles, gone, fresh, {**old.raw, **raw})
        return self._judged(index, state, book) if self._names(ids, old) else index

    def _names(self, articles: Iterable[str], old: Index) -> bool:
        """Whether anything was judged in one of these articles, so that it is to be found again in their new readings."""
        ruling = old.state.ruling
        named = {subject.article for one in ruling.valid for subject in one.subjects} if ruling is not None else set()
        return not named.isdisjoint(articles)

    def _judged(self, old: Index, state: State, book: Book) -> Index:
        """The index with the judgements of a newer state: what was judged, or is no more, is looked at anew."""
        before, now = old.state.ruling, state.ruling
        canonical = now.canonical if now is not None else {}
        was = before.canonical if before is not state.ruling and before is not None else {}
        changed = {name for name in {*was, *canonical} if was.get(name) != canonical.get(name)}
        articles = {row.item.article for ruling in (before, now) if ruling is not None for row in ruling.rows} & set(old.articles)
        gone = [line for one in articles for line in old.by_article.get(one, ())]
        gone += [line for line in old.lines if line.article.id not in articles and _named(old.raw.get(line.id, line), changed)]
        rows = lookup.lines_of_articles(self.engine, articles)
        heads = {old.articles[one].reading: old.articles[one] for one in articles}
        again = filed_again(book, now)
        issues = {**issues_by_statement(self.engine, book, articles), **again}
        read = self._corrected(lines_of(rows, heads, issues), state, heads.values(), again)
        read += [old.raw.get(line.id, line) for line in gone if line.article.id not in articles]
        fresh, raw = _as_judged(read, state)
        left = {line.id for line in gone}
        kept = {identifier: line for identifier, line in old.raw.items() if identifier not in left}
        return alter(old, state, old.articles, gone, fresh, {**kept, **raw})

    def _corrected(
        self, read: Iterable[Line], state: State, heads: Iterable[Article], again: Mapping[str, tuple[str, ...]]
    ) -> list[Line]:
        """The lines of these articles as people corrected them, with what they keep and without what they dropped."""
        ruling = state.ruling
        if ruling is None:
            return list(read)
        said = {row.item.id: row.item.party for row in ruling.rows if isinstance(row.item, Attribution)}
        found = []
        for line in read:
            item = ruling.items.changed.get(line.id, line)
            if isinstance(item, Line):
                found.append(line)
            elif item is not None:
                teller = said.get(getattr(item, "attribution", None) or "", ())
                found.append(judged_line(line, item, teller, again.get(line.id, ())))
        return [*found, *kept_lines(ruling, {one.id: one for one in heads}, said, again)]


def _judged_copies(ruling: Ruling | None) -> set[tuple[str, str, bool]]:
    """Each two articles (ids) of which people said whether they are one text."""
    return set() if ruling is None else set(ruling.origins.pairs())


def _by_reading(heads: Iterable[Article]) -> dict[int, Article]:
    return {one.reading: one for one in heads}


def _as_judged(read: Iterable[Line], state: State) -> tuple[list[Line], dict[str, Line]]:
    """The lines under the names that people hold to be one, and as they were read those that this changes."""
    canonical: Mapping[str, str] = state.ruling.canonical if state.ruling is not None else {}
    fresh: list[Line] = []
    raw: dict[str, Line] = {}
    for line in read:
        fresh.append(renamed(line, canonical) if canonical else line)
        if fresh[-1] is not line:
            raw[line.id] = line
    return fresh, raw


def _named(line: Line, names: set[str]) -> bool:
    return bool(names) and not names.isdisjoint((*line.sides, *line.addressee, *line.told_by))
