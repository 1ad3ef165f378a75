"""How near statements are to what they stand under, and by which method they were filed.

Articles read before are filed anew by the next `standoff read`.
"""

import sqlalchemy as sa
from alembic import op

revision = "r0010"
down_revision = "r0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what is there already counts as filed by the first method."""
    op.add_column("about", sa.Column("near", sa.Integer, nullable=False, server_default="2"))
    op.add_column("placing", sa.Column("method", sa.String(16), nullable=False, server_default="positions-1"))


def downgrade() -> None:
    """Remove them."""
    op.drop_column("placing", "method")
    op.drop_column("about", "near")
