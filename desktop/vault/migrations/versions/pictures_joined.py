"""Pictures: the words recognized on a page with their places, and documents joined into one."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision: str | None = "0002"
branch_labels: str | None = None
depends_on: str | None = None

TABLES = (
    """
    CREATE TABLE page_words (document_id TEXT NOT NULL, page INTEGER NOT NULL, turn INTEGER NOT NULL, lines TEXT NOT
    NULL, PRIMARY KEY (document_id, page), FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE) STRICT
    """,
    """
    CREATE TABLE joined_part (document_id TEXT NOT NULL, position INTEGER NOT NULL, part_id TEXT NOT NULL,
    first_page INTEGER NOT NULL, parted TEXT, PRIMARY KEY (document_id, position), FOREIGN KEY(document_id)
    REFERENCES document (id) ON DELETE CASCADE, FOREIGN KEY(part_id) REFERENCES document (id) ON DELETE CASCADE)
    STRICT
    """,
    "CREATE INDEX joined_part_of ON joined_part (part_id, parted)",
)


def upgrade() -> None:
    """Add the two tables."""
    for statement in TABLES:
        op.execute(statement)


def downgrade() -> None:
    """Refuse: what was joined would fall apart unseen."""
    raise NotImplementedError
