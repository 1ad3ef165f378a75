"""An article with its reading in force as the record holds them: loaded once, for all steps that relate it."""

from functools import cached_property
from typing import Any

import msgspec
from sqlalchemy import Connection

from standoff.core.records import (
    AnyItem,
    Attribution,
    Figure,
    Forecast,
    LocalActor,
    Meeting,
    Noise,
    Reading,
    Statement,
)
from standoff.relating.copies import without
from standoff.store.query import KINDS
from standoff.store.quick import Row, ask_each, decoded


class Subject:
    """One article, by its id, to be told beside all that the record holds; what is asked of it is asked once."""

    def __init__(self, connection: Connection, article: str) -> None:
        self.connection = connection
        self.article = article

    @cached_property
    def reading(self) -> int | None:
        """The number of the reading in force; None where there is none."""
        return None if self._row is None else int(self._row[0])

    @cached_property
    def text(self) -> str:
        """The article's text, noise and all."""
        ((text,),) = self._ask("SELECT text FROM article WHERE id = ?", self.article)
        return str(text)

    @cached_property
    def body(self) -> str:
        """The text with what its reading finds to be noise blanked."""
        return without(self.text, [(item.start, item.end) for item in self._items["noise"]])

    @cached_property
    def outline(self) -> Reading:
        """The reading without its items, actors and sentences."""
        if self._row is None:
            raise LookupError(f"no reading of the article {self.article} is in force")
        return decoded(self._row[1], Reading)

    @cached_property
    def whole(self) -> Reading:
        """The reading with its items, by place, its actors and its sentences."""
        return msgspec.structs.replace(
            self.outline, sentences=self.sentences, actors=self.actors,
            attributions=self._of(Attribution), statements=self.statements, figures=self.figures,
            forecasts=self._of(Forecast), meetings=self.meetings, noise=self._of(Noise),
        )  # fmt: skip

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The statements, by place."""
        return self._of(Statement)

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """The meetings, by place."""
        return self._of(Meeting)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures, by place."""
        return self._of(Figure)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The bounds of the sentences (code points), as whichever reader came first cut them."""
        return tuple(
            (start, end)
            for start, end in self._ask('SELECT start, "end" FROM passage WHERE article = ? ORDER BY start', self.article)
        )

    @cached_property
    def actors(self) -> tuple[LocalActor, ...]:
        """The actors of the reading, in its order."""
        rows = self._ask("SELECT data FROM local_actor WHERE reading = ? ORDER BY place", self.reading)
        return tuple(decoded(data, LocalActor) for (data,) in rows)

    def _of(self, shape: type[Any]) -> tuple[Any, ...]:
        return tuple(self._items[shape.__struct_config__.tag])

    @cached_property
    def _items(self) -> dict[str, list[AnyItem]]:
        # asked by reading alone: asked by kind too, SQLite goes through all items of that kind in the record
        found: dict[str, list[AnyItem]] = {kind: [] for kind in KINDS}
        for kind, data in self._ask("SELECT kind, data FROM item WHERE reading = ? ORDER BY start, id", self.reading):
            found[kind].append(decoded(data, KINDS[kind]))
        return found

    @cached_property
    def _row(self) -> Row | None:
        rows = self._ask("SELECT id, data FROM reading WHERE article = ? AND current", self.article)
        return rows[0] if rows else None

    def _ask(self, query: str, value: Any) -> list[Row]:
        return next(ask_each(self.connection, query, [(value,)]))
