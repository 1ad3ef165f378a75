"""Stories: the weighted words of the articles, their index, and the pairs that are told alike.

Articles read before are told beside each other by the next `standoff read`.
"""

import sqlalchemy as sa
from alembic import op

revision = "r0004"
down_revision = "r0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "story_sheet",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("article", sa.String(64), sa.ForeignKey("article.id"), nullable=False),
        sa.Column("method", sa.String(16), nullable=False),
        sa.Column("weights", sa.LargeBinary, nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("article", "method"),
    )
    op.create_table(
        "story_word",
        sa.Column("word", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("day", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("sheet", sa.Integer, sa.ForeignKey("story_sheet.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "story_count",
        sa.Column("word", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("articles", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "story_pair",
        sa.Column("a", sa.Integer, sa.ForeignKey("story_sheet.id"), primary_key=True),
        sa.Column("b", sa.Integer, sa.ForeignKey("story_sheet.id"), primary_key=True),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("form", sa.Boolean, nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
    )
    op.create_index("ix_story_pair_b", "story_pair", ["b"])


def downgrade() -> None:
    """Remove them."""
    for table in ("story_pair", "story_count", "story_word", "story_sheet"):
        op.drop_table(table)
