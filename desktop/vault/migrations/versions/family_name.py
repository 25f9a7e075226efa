"""People have a family name of their own, and the kind of ID that shows the whole name."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision: str | None = "0007"
branch_labels: str | None = None
depends_on: str | None = None

STATEMENTS = (
    "ALTER TABLE person ADD COLUMN family_name TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE person ADD COLUMN id_kind TEXT DEFAULT '' NOT NULL",
)


def upgrade() -> None:
    """Add the two columns, empty."""
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """Refuse: what was typed would be lost."""
    raise NotImplementedError
