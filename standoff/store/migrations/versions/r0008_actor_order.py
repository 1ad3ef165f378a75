"""The names and codes of local actors in the order of their readings, so that the newest ones are found without sorting."""

from alembic import op

revision = "r0008"
down_revision = "r0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Replace the indexes."""
    for column in ("name", "code"):
        op.drop_index(f"ix_local_actor_{column}", "local_actor")
        op.create_index(f"ix_local_actor_{column}_reading", "local_actor", [column, "reading", "place"])


def downgrade() -> None:
    """Put the former ones back."""
    for column in ("name", "code"):
        op.drop_index(f"ix_local_actor_{column}_reading", "local_actor")
        op.create_index(f"ix_local_actor_{column}", "local_actor", [column])
