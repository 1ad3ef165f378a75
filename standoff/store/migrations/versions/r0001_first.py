"""The first version of the record.

The tables are written out here, not taken from `schema.py`: a migration describes the past and must not change when
the schema does.
"""

import sqlalchemy as sa
from alembic import op

revision = "r0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, and the full-text index in the engine's own way."""
    _articles()
    _readings()
    _items()
    _others()
    _full_text()


def downgrade() -> None:
    """Remove everything."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE passage_text")
    for table in ("dossier", "failure", "passage", "local_actor", "party", "item", "reading", "sighting", "article"):
        op.drop_table(table)


def _articles() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "sighting",
        sa.Column("article", sa.String(64), sa.ForeignKey("article.id"), primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("url", sa.Text),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
    )


def _readings() -> None:
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("article", sa.String(64), sa.ForeignKey("article.id"), nullable=False, index=True),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("published_earliest", sa.Date),
        sa.Column("published_latest", sa.Date),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("article", "reader"),
    )


def _items() -> None:
    op.create_table(
        "item",
        sa.Column("reading", sa.Integer, sa.ForeignKey("reading.id"), primary_key=True),
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("article", sa.String(64), sa.ForeignKey("article.id"), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("act", sa.String(24)),
        sa.Column("earliest", sa.Date),
        sa.Column("latest", sa.Date),
        sa.Column("data", sa.JSON, nullable=False),
    )
    op.create_index("ix_item_id", "item", ["id"])
    op.create_index("ix_item_kind_act", "item", ["kind", "act"])
    op.create_index("ix_item_article_start", "item", ["article", "start"])
    op.create_table(
        "party",
        sa.Column("reading", sa.Integer, sa.ForeignKey("reading.id"), primary_key=True),
        sa.Column("item", sa.String(40), primary_key=True),
        sa.Column("role", sa.String(12), primary_key=True),
        sa.Column("actor", sa.String(200), primary_key=True),
    )
    op.create_index("ix_party_actor_role", "party", ["actor", "role"])


def _others() -> None:
    op.create_table(
        "local_actor",
        sa.Column("reading", sa.Integer, sa.ForeignKey("reading.id"), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, index=True),
        sa.Column("code", sa.String(16), index=True),
        sa.Column("data", sa.JSON, nullable=False),
    )
    op.create_table(
        "passage",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("article", sa.String(64), sa.ForeignKey("article.id"), nullable=False, index=True),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "failure",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("name", "reason"),
    )
    op.create_table(
        "dossier",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
    )


def _full_text() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE passage_text USING fts5"
            "(text, content='passage', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"
        )
    else:
        op.execute("CREATE INDEX ix_passage_text ON passage USING gin (to_tsvector('english', text))")
