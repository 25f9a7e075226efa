"""Many sources: readings that say the same stand behind one fact, others differ, and documents have versions."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision: str | None = "0005"
branch_labels: str | None = None
depends_on: str | None = None

STATEMENTS = (
    "ALTER TABLE fact ADD COLUMN same_as TEXT",
    "ALTER TABLE document ADD COLUMN series TEXT",
    "ALTER TABLE document ADD COLUMN series_rank TEXT",
    """
    CREATE TABLE fact_differs (fact_id TEXT NOT NULL, other_id TEXT NOT NULL, settled INTEGER NOT NULL, PRIMARY KEY
    (fact_id, other_id), FOREIGN KEY(fact_id) REFERENCES fact (id) ON DELETE CASCADE, FOREIGN KEY(other_id)
    REFERENCES fact (id) ON DELETE CASCADE) STRICT
    """,
    "CREATE INDEX fact_differs_other ON fact_differs (other_id)",
    "CREATE INDEX document_series ON document (series, series_rank) WHERE series IS NOT NULL",
    "CREATE INDEX fact_same_as ON fact (same_as) WHERE same_as IS NOT NULL",
    "CREATE INDEX fact_edited ON fact (person_id, kind) WHERE origin = 'edited'",
    "DROP INDEX fact_grouped",
    "CREATE INDEX fact_grouped ON fact (person_id, kind, trashed, group_key, date, origin, document_id, same_as)",
)


def upgrade() -> None:
    """Add the columns, the table and their indexes."""
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """Refuse: what stands behind one fact would be listed twice."""
    raise NotImplementedError
