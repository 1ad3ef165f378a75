"""Topics, issues and which statements are about them.

Articles read before are filed by the next `standoff read`.
"""

import sqlalchemy as sa
from alembic import op

revision = "r0005"
down_revision = "r0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "topic",
        sa.Column("key", sa.String(80), primary_key=True),
        sa.Column("articles", sa.Integer, nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
    )
    op.create_index("ix_topic_articles", "topic", ["articles"])
    op.create_table(
        "about",
        sa.Column("dossier", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(80), primary_key=True),
        sa.Column("reading", sa.Integer, sa.ForeignKey("reading.id"), primary_key=True),
        sa.Column("item", sa.String(40), primary_key=True),
        sa.Column("tied", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_about_reading", "about", ["reading"])
    op.create_table(
        "placing",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("article", sa.String(64), sa.ForeignKey("article.id"), nullable=False),
        sa.Column("reading", sa.Integer, sa.ForeignKey("reading.id"), nullable=False),
        sa.Column("dossier", sa.Integer, nullable=False),
        sa.UniqueConstraint("article"),
    )
    op.create_table(
        "issue",
        sa.Column("key", sa.String(80), primary_key=True),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("chosen", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Remove them."""
    for table in ("issue", "placing", "about", "topic"):
        op.drop_table(table)
