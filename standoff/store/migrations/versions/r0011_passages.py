"""Sentences that two articles have in common though neither is a copy of the other, as a round-up has them.

Of articles read before none are known; what is read from now on is compared with them too.
"""

import sqlalchemy as sa
from alembic import op

revision = "r0011"
down_revision = "r0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "shared_line",
        sa.Column("a", sa.Integer, sa.ForeignKey("fingerprint.id"), primary_key=True),
        sa.Column("b", sa.Integer, sa.ForeignKey("fingerprint.id"), primary_key=True),
        sa.Column("data", sa.JSON, nullable=False),
    )


def downgrade() -> None:
    """Remove it."""
    op.drop_table("shared_line")
