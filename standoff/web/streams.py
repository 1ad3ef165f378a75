"""Streams: the CSV of a whole list in one file, made part by part, so that a list of any length takes the memory of one part."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Engine

from standoff.web import render
from standoff.web.ask import Asked
from standoff.web.index import Index
from standoff.web.routes import Route
from standoff.web.shown import Shown


class Csv:
    """A table of a page as CSV: `first` is its head with its first rows, `rest` its further ones, made as they are asked for.

    All parts are of one state of the record. A list that is asked for by `page` is that part of it alone.
    """

    def __init__(self, route: Route, asked: Asked, index: Index, engine: Engine) -> None:
        self._route, self._asked, self._index, self._engine = route, asked, index, engine
        shown = self._shown(asked)
        self.first = render.to_csv(asked, shown)
        paged = shown.pages is not None and not asked.get("page") and asked.get("table") in ("", next(iter(shown.tables), ""))
        self.parts = shown.pages.pages if shown.pages is not None and paged else 1

    def rest(self) -> Iterator[bytes]:
        """The rows after the first part."""
        for page in range(2, self.parts + 1):
            asked = replace(self._asked, values={**self._asked.values, "page": str(page)})
            yield render.to_csv(asked, self._shown(asked), head=False)

    def _shown(self, asked: Asked) -> Shown:
        return self._route.view(asked, self._index, self._engine)
