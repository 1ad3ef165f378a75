"""Origins: fingerprints of the articles, their index, and the pairs that share much.

Articles read before are fingerprinted by the next `standoff read`.
"""

import sqlalchemy as sa
from alembic import op

revision = "r0002"
down_revision = "r0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "fingerprint",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("article", sa.String(64), sa.ForeignKey("article.id"), nullable=False),
        sa.Column("method", sa.String(16), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("words", sa.LargeBinary, nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("article", "method"),
    )
    op.create_table(
        "gram",
        sa.Column("hash", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("fingerprint", sa.Integer, sa.ForeignKey("fingerprint.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "overlap",
        sa.Column("a", sa.Integer, sa.ForeignKey("fingerprint.id"), primary_key=True),
        sa.Column("b", sa.Integer, sa.ForeignKey("fingerprint.id"), primary_key=True),
        sa.Column("verdict", sa.String(12), nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
    )
    op.create_index("ix_overlap_b", "overlap", ["b"])


def downgrade() -> None:
    """Remove them."""
    for table in ("overlap", "gram", "fingerprint"):
        op.drop_table(table)
