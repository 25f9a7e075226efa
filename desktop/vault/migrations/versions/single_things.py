"""An answer may be about a single thing (contrast dye, pacemaker …): an older Sheaf would not know the word."""

from __future__ import annotations

revision = "0011"
down_revision: str | None = "0010"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Change no table: the column `kind` of `answer` takes more words from here on."""


def downgrade() -> None:
    """Refuse: the older Sheaf would stop at such an answer."""
    raise NotImplementedError
