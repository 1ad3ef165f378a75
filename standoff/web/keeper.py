"""The keeper: holds the newest index and brings it up to date behind the pages, so that no page waits for a read."""

import datetime as dt
import threading
import time

from sqlalchemy import Engine

from standoff.codebook.dossier import Dossier, Issue
from standoff.core.errors import StandoffError
from standoff.relating.found_issues import find_issues
from standoff.store import lookup
from standoff.store.lookup import Mark
from standoff.store.views import Views
from standoff.web.index import Index
from standoff.web.lines import Article, Line, article_of, lines_of

LOOK_SECONDS = 2.0  # between two quick looks at whether anything came in
WHOLE_LOOK_SECONDS = 60.0  # between two looks for readings put back in force, which leave no newer reading behind
LEAST_REST = 10.0  # seconds after bringing up to date: pages kept ready are of use for so long
REST = 12  # times as long as bringing up to date took is rested after it: at most a thirteenth of one core goes to it
# Issues are found in at most so many statements, from the newest articles: the wording of a crisis is settled long before,
# and finding costs some 100 microseconds a statement.
MOST_FOR_ISSUES = 20_000
STALE_ISSUES = 1.3  # found issues are found anew when so many times as many statements are there


class Keeper:
    """The newest index of a record; use `index` for one page and keep to it, for the next may differ."""

    def __init__(self, engine: Engine) -> None:
        self.views = Views(engine)
        self.engine = engine
        self._index = self._whole()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._looked = time.monotonic()

    @property
    def index(self) -> Index:
        """The newest index."""
        return self._index

    def start(self) -> None:
        """Keep the index up to date in a thread of its own."""
        self._thread = threading.Thread(target=self._run, name="standoff-keeper", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def refresh(self) -> bool:
        """Bring the index up to date now; whether anything had changed."""
        old = self._index
        newest, dossier = lookup.newest_of(self.engine)
        waited = time.monotonic() - self._looked
        if (newest, dossier) == (old.mark.newest, old.mark.dossier) and waited < WHOLE_LOOK_SECONDS:
            return False
        self._looked = time.monotonic()
        mark = lookup.mark_of(self.engine)
        if mark == old.mark:
            return False
        self._index = self._grown(old, mark) if self._can_grow(old, mark) else self._whole()
        return True

    def _run(self) -> None:
        rest = LOOK_SECONDS
        while not self._stop.wait(rest):
            begun = time.monotonic()
            try:
                changed = self.refresh()
            except StandoffError:
                changed = False  # the record is busy or out of reach: pages go on with what there is, and we look again
            rest = max(LEAST_REST, REST * (time.monotonic() - begun)) if changed else LOOK_SECONDS

    def _can_grow(self, old: Index, mark: Mark) -> bool:
        """Whether the old index needs only what is newer: the same dossier, and issues that are not stale."""
        if mark.dossier != old.mark.dossier or mark.newest <= old.mark.newest:
            return False
        return old.dossier is not None or len(old.kinds.get("statement", ())) < STALE_ISSUES * old.read_for_issues

    def _whole(self) -> Index:
        """The index of all that is in force."""
        mark = lookup.mark_of(self.engine)
        dossier = self.views.dossier()
        issues = dossier.issues if dossier is not None else self._found_issues()
        articles, lines = self._loaded(0, mark.newest, issues)
        return self._made(mark, articles, lines, issues, dossier, read_for_issues=sum(line.kind == "statement" for line in lines))

    def _grown(self, old: Index, mark: Mark) -> Index:
        """The old index with what is newer; an article read again leaves its old lines behind."""
        articles, lines = self._loaded(old.mark.newest, mark.newest, old.issues)
        fresh = {one.id for one in articles}
        kept = [line for line in old.lines if line.article.id not in fresh]
        every = [one for one in old.articles.values() if one.id not in fresh] + articles
        return self._made(mark, every, kept + lines, old.issues, old.dossier, read_for_issues=old.read_for_issues)

    def _loaded(self, after: int, until: int, issues: tuple[Issue, ...]) -> tuple[list[Article], list[Line]]:
        articles = {head.reading: article_of(head) for head in lookup.heads(self.engine, after, until)}
        return list(articles.values()), list(lines_of(lookup.lines(self.engine, after, until), articles, issues))

    def _made(
        self, mark: Mark, articles: list[Article], lines: list[Line], issues: tuple[Issue, ...], dossier: Dossier | None,
        *, read_for_issues: int,
    ) -> Index:  # fmt: skip
        lines.sort(key=lambda line: line.key)
        return Index(
            mark=mark, made=dt.datetime.now(dt.UTC).replace(microsecond=0), lines=lines,
            articles={one.id: one for one in articles}, issues=issues, dossier=dossier, failures=len(self.views.failures()),
            read_for_issues=read_for_issues, names={issue.id: issue.name for issue in issues},
        ).warm()  # fmt: skip

    def _found_issues(self) -> tuple[Issue, ...]:
        """The issues that the statements keep coming back to; of a large record, those of its newest days."""
        return find_issues(row.item for row in lookup.newest_statements(self.engine, MOST_FOR_ISSUES))
