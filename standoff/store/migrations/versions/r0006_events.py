"""Events: mentions of acts and meetings, their index, and the pairs that may tell of one event.

Articles read before are told beside each other by the next `standoff read`.
"""

import sqlalchemy as sa
from alembic import op

revision = "r0006"
down_revision = "r0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "event_page",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("reading", sa.Integer, sa.ForeignKey("reading.id"), nullable=False),
        sa.Column("method", sa.String(16), nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("reading", "method"),
    )
    op.create_table(
        "mention",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("page", sa.Integer, sa.ForeignKey("event_page.id"), nullable=False),
        sa.Column("item", sa.String(40), nullable=False),
        sa.Column("family", sa.String(40), nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
    )
    op.create_index("ix_mention_page", "mention", ["page"])
    op.create_index("ix_mention_item", "mention", ["item"])
    op.create_table(
        "mention_key",
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("mention", sa.Integer, sa.ForeignKey("mention.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mention_pair",
        sa.Column("a", sa.Integer, sa.ForeignKey("mention.id"), primary_key=True),
        sa.Column("b", sa.Integer, sa.ForeignKey("mention.id"), primary_key=True),
        sa.Column("score", sa.Float, nullable=False),
    )
    op.create_index("ix_mention_pair_b", "mention_pair", ["b"])


def downgrade() -> None:
    """Remove them."""
    for table in ("mention_pair", "mention_key", "mention", "event_page"):
        op.drop_table(table)
