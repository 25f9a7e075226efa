"""The words that open a locked packet, kept until the recipient has it."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision: str | None = "0006"
branch_labels: str | None = None
depends_on: str | None = None

TABLE = """
    CREATE TABLE disclosure_words (disclosure_id TEXT NOT NULL, words TEXT NOT NULL, PRIMARY KEY (disclosure_id),
    FOREIGN KEY(disclosure_id) REFERENCES disclosure (id)) STRICT
    """


def upgrade() -> None:
    """Add the table; the words of packets that were sent before are not known."""
    op.execute(TABLE)


def downgrade() -> None:
    """Refuse: words that were not told yet would be lost."""
    raise NotImplementedError
