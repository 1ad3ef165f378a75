"""Sightings keep the outlet, the author and the date of every time that a text was given, not of the first alone.

Of texts given again before, only name and address are known; the next `standoff read` of their sources adds the rest.
"""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "r0009"
down_revision = "r0008"
branch_labels = None
depends_on = None
_MANY = 1_000


def upgrade() -> None:
    """Make the table anew with what the articles themselves know of their first sighting."""
    made = op.create_table(
        "sighting_given",
        sa.Column("article", sa.String(64), sa.ForeignKey("article.id"), primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("mark", sa.String(16), primary_key=True),
        sa.Column("url", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("data", sa.JSON),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
    )
    bind = op.get_bind()
    for some in _batches(bind.execute(_before())):
        bind.execute(sa.insert(made), some)
    op.drop_table("sighting")
    op.rename_table("sighting_given", "sighting")


def _before() -> sa.Select[Any]:
    moment = sa.DateTime(timezone=True)
    seen = sa.table("sighting", *map(sa.column, ("article", "name", "url")), sa.column("seen", moment))
    article = sa.table("article", *map(sa.column, ("id", "name", "outlet")), sa.column("data", sa.JSON))
    columns = (seen, article.c.name.label("own"), article.c.outlet, article.c.data)
    return sa.select(*columns).join(article, article.c.id == seen.c.article).order_by(seen.c.article, seen.c.seen, seen.c.name)


def _batches(rows: Iterable[Any]) -> Iterator[list[dict[str, Any]]]:
    """The new rows, some hundreds at a time."""
    made = (row for _, some in groupby(rows, key=lambda row: row.article) for row in _of_article(list(some)))
    while batch := list(islice(made, _MANY)):
        yield batch


def _of_article(rows: list[Any]) -> Iterator[dict[str, Any]]:
    first = next((row for row in rows if row.name == row.own), rows[0])
    for row in rows:
        outlet, data = (row.outlet, row.data) if row is first else (None, {})
        plain = {"article": row.article, "name": row.name, "url": row.url, "outlet": outlet, "data": data, "seen": row.seen}
        yield {**plain, "mark": _mark(row.url, outlet, data)}


def _mark(url: str | None, outlet: str | None, data: dict[str, Any]) -> str:
    given = data.get("published_given") or {}
    unread = [flag for flag in data.get("flags", ()) if flag.startswith("published_unreadable:")]
    said = (url, outlet, data.get("author"), given.get("earliest"), given.get("latest"), *unread)
    return hashlib.sha256("\0".join(one or "" for one in said).encode("utf-8", "replace")).hexdigest()[:16]


def downgrade() -> None:
    """Keep one sighting a name, with its address."""
    op.create_table(
        "sighting_named",
        sa.Column("article", sa.String(64), sa.ForeignKey("article.id"), primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("url", sa.Text),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
    )
    op.execute(
        "INSERT INTO sighting_named (article, name, url, seen) "
        "SELECT article, name, MIN(url), MIN(seen) FROM sighting GROUP BY article, name"
    )
    op.drop_table("sighting")
    op.rename_table("sighting_named", "sighting")
