"""A place that gets packets says how many files its website takes at once."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision: str | None = "0009"
branch_labels: str | None = None
depends_on: str | None = None

STATEMENT = "ALTER TABLE recipient ADD COLUMN max_files INTEGER DEFAULT 0 NOT NULL"


def upgrade() -> None:
    """Add the column; 0 means that nobody said."""
    op.execute(STATEMENT)


def downgrade() -> None:
    """Refuse: what was typed would be lost."""
    raise NotImplementedError
