"""Conflicts: what articles claim, slot by slot, the keys that claims are found by, and the pairs that were decided.

Articles read before are told beside each other by the next `standoff read`.
"""

import sqlalchemy as sa
from alembic import op

revision = "r0007"
down_revision = "r0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "claimed",
        sa.Column("reading", sa.Integer, sa.ForeignKey("reading.id"), primary_key=True),
        sa.Column("method", sa.String(16), primary_key=True),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("reading", sa.Integer, sa.ForeignKey("reading.id"), nullable=False, index=True),
        sa.Column("method", sa.String(16), nullable=False),
        sa.Column("slot", sa.String(12), nullable=False),
        sa.Column("echo", sa.Integer, sa.ForeignKey("claim.id"), index=True),
        sa.Column("data", sa.JSON, nullable=False),
    )
    op.create_table(
        "claim_key",
        sa.Column("key", sa.String(80), primary_key=True),
        sa.Column("day", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("claim", sa.Integer, sa.ForeignKey("claim.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claim_pair",
        sa.Column("a", sa.Integer, sa.ForeignKey("claim.id"), primary_key=True),
        sa.Column("b", sa.Integer, sa.ForeignKey("claim.id"), primary_key=True),
        sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("of", sa.String(12), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_index("ix_claim_pair_b", "claim_pair", ["b"])


def downgrade() -> None:
    """Remove them."""
    for table in ("claim_pair", "claim_key", "claim", "claimed"):
        op.drop_table(table)
