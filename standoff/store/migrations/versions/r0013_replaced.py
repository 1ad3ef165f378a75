"""Which readings were replaced by later ones, in an index of their own: it is small, and readings stand all over the record."""

import sqlalchemy as sa
from alembic import op

revision = "r0013"
down_revision = "r0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    where = sa.text("NOT current")
    op.create_index("ix_reading_replaced", "reading", ["id"], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    """Take it away again."""
    op.drop_index("ix_reading_replaced", "reading")
