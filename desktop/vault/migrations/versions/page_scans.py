"""How many pixels the pages have that are pictures; documents of before are measured once the vault is open."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision: str | None = "0008"
branch_labels: str | None = None
depends_on: str | None = None

TABLE = """
    CREATE TABLE page_scan (document_id TEXT NOT NULL, page INTEGER NOT NULL, width INTEGER NOT NULL, height INTEGER NOT
    NULL, dpi INTEGER NOT NULL, camera INTEGER NOT NULL, PRIMARY KEY (document_id, page), FOREIGN KEY(document_id)
    REFERENCES document (id) ON DELETE CASCADE) STRICT
"""
UNMEASURED = """
    INSERT INTO vault_info (name, value) SELECT 'scans_unmeasured', '0' WHERE EXISTS (SELECT 1 FROM document)
"""
"""The value is the number of the last document that was measured."""


def upgrade() -> None:
    """Add the table, and note whether there is anything to measure."""
    op.execute(TABLE)
    op.execute(UNMEASURED)


def downgrade() -> None:
    """Refuse: the older Sheaf would not know the table."""
    raise NotImplementedError
