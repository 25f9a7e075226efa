"""Studies of images: their series and files, and what an imaging fact says of them."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels: str | None = None
depends_on: str | None = None

TABLES = (
    """
    CREATE TABLE imaging_series (seq INTEGER NOT NULL, id TEXT NOT NULL, document_id TEXT NOT NULL, position INTEGER
    NOT NULL, study_uid TEXT NOT NULL, series_uid TEXT NOT NULL, number INTEGER, description TEXT NOT NULL, modality
    TEXT NOT NULL, body_part TEXT NOT NULL, PRIMARY KEY (seq), UNIQUE (document_id, position), UNIQUE (id),
    FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE) STRICT
    """,
    "CREATE INDEX imaging_series_study ON imaging_series (study_uid)",
    """
    CREATE TABLE imaging_file (seq INTEGER NOT NULL, id TEXT NOT NULL, series_id TEXT NOT NULL, position INTEGER NOT
    NULL, path TEXT NOT NULL, sealed TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, sop_uid TEXT NOT NULL,
    sop_class TEXT NOT NULL, transfer_syntax TEXT NOT NULL, instance_number INTEGER, place REAL, rows INTEGER NOT NULL,
    columns INTEGER NOT NULL, frames INTEGER NOT NULL, PRIMARY KEY (seq), UNIQUE (series_id, position), UNIQUE (id),
    FOREIGN KEY(series_id) REFERENCES imaging_series (id) ON DELETE CASCADE) STRICT
    """,
    "CREATE INDEX imaging_file_sha256 ON imaging_file (sha256)",
    "CREATE INDEX imaging_file_sop ON imaging_file (sop_uid)",
)
_COLUMNS = (
    "fact_seq, modality, body_part, contrast, facility, accession, ordered_by, read_by, impression, compared_with, "
    "images_held_by, studies, series, images, study_uid"
)
GROWN = (
    """
    CREATE TABLE imaging_grown (fact_seq INTEGER NOT NULL, modality TEXT NOT NULL, body_part TEXT NOT NULL, contrast
    TEXT NOT NULL, facility TEXT NOT NULL, accession TEXT NOT NULL, ordered_by TEXT NOT NULL, read_by TEXT NOT
    NULL, impression TEXT NOT NULL, compared_with TEXT NOT NULL, images_held_by TEXT NOT NULL, studies INTEGER
    NOT NULL, series INTEGER NOT NULL, images INTEGER NOT NULL, study_uid TEXT NOT NULL, megabytes INTEGER NOT NULL,
    headers TEXT, PRIMARY KEY (fact_seq), FOREIGN KEY(fact_seq) REFERENCES fact (seq) ON DELETE CASCADE) STRICT
    """,
    f"INSERT INTO imaging_grown ({_COLUMNS}, megabytes) SELECT {_COLUMNS}, 0 FROM imaging",  # noqa: S608 - names above
    "DROP TABLE imaging",
    "ALTER TABLE imaging_grown RENAME TO imaging",
)


def upgrade() -> None:
    """Add the tables, and two columns to the imaging facts."""
    for statement in (*TABLES, *GROWN):
        op.execute(statement)


def downgrade() -> None:
    """Refuse: the files of a study would be orphans."""
    raise NotImplementedError
