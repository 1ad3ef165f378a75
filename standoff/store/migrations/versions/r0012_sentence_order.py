"""Where sentences stand, by their article, in one index: the sentence of a quote is found without reading all their words."""

from alembic import op

revision = "r0012"
down_revision = "r0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Replace the index."""
    op.drop_index("ix_passage_article", "passage")
    op.create_index("ix_passage_article_start", "passage", ["article", "start", "end"])


def downgrade() -> None:
    """Put the former one back."""
    op.drop_index("ix_passage_article_start", "passage")
    op.create_index("ix_passage_article", "passage", ["article"])
