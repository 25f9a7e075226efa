"""The first schema: people, documents, facts, packets, the sent log, the full-text index and the chain."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None

VAULT = (
    "CREATE TABLE chain (seq INTEGER NOT NULL PRIMARY KEY, head BLOB NOT NULL, at TEXT NOT NULL) STRICT",
    "CREATE TABLE vault_info (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT",
)

RECORDS = (
    """
    CREATE TABLE page_picture (seq INTEGER NOT NULL, sha256 TEXT NOT NULL, page INTEGER NOT NULL, width
    INTEGER NOT NULL, png BLOB NOT NULL, PRIMARY KEY (seq), UNIQUE (sha256, page, width)) STRICT
    """,
    """
    CREATE TABLE person (seq INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, former_names TEXT NOT
    NULL, born TEXT, born_printed TEXT NOT NULL, sex TEXT NOT NULL, gender TEXT NOT NULL, record_numbers TEXT
    NOT NULL, languages TEXT NOT NULL, interpreter TEXT NOT NULL, needs TEXT NOT NULL, phone TEXT NOT NULL,
    email TEXT NOT NULL, address TEXT NOT NULL, emergency_contacts TEXT NOT NULL, insurance TEXT NOT NULL,
    blood_group TEXT NOT NULL, relation TEXT NOT NULL, revision INTEGER NOT NULL, created TEXT NOT NULL,
    changed TEXT NOT NULL, trashed TEXT, PRIMARY KEY (seq), UNIQUE (id)) STRICT
    """,
    """
    CREATE TABLE search_entry (seq INTEGER NOT NULL, item_kind TEXT NOT NULL, item_id TEXT NOT NULL, page
    INTEGER NOT NULL, PRIMARY KEY (seq), UNIQUE (item_id, page)) STRICT
    """,
    """
    CREATE TABLE answer (person_id TEXT NOT NULL, kind TEXT NOT NULL, answer TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (person_id, kind), FOREIGN KEY(person_id) REFERENCES person (id)) STRICT
    """,
    """
    CREATE TABLE disclosure (seq INTEGER NOT NULL, id TEXT NOT NULL, person_id TEXT NOT NULL, entry TEXT NOT
    NULL, digest TEXT NOT NULL, PRIMARY KEY (seq), UNIQUE (id), FOREIGN KEY(person_id) REFERENCES person (id))
    STRICT
    """,
    "CREATE INDEX disclosure_person ON disclosure (person_id)",
    """
    CREATE TABLE import_batch (seq INTEGER NOT NULL, id TEXT NOT NULL, person_id TEXT NOT NULL, created TEXT
    NOT NULL, undone TEXT, PRIMARY KEY (seq), UNIQUE (id), FOREIGN KEY(person_id) REFERENCES person (id))
    STRICT
    """,
    """
    CREATE TABLE packet_draft (seq INTEGER NOT NULL, id TEXT NOT NULL, person_id TEXT NOT NULL, code TEXT NOT
    NULL, version INTEGER NOT NULL, changed TEXT NOT NULL, request TEXT NOT NULL, discarded TEXT, PRIMARY KEY
    (seq), UNIQUE (id), FOREIGN KEY(person_id) REFERENCES person (id)) STRICT
    """,
    "CREATE INDEX packet_draft_person ON packet_draft (person_id, changed)",
    """
    CREATE TABLE disclosure_received (disclosure_id TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY
    (disclosure_id), FOREIGN KEY(disclosure_id) REFERENCES disclosure (id)) STRICT
    """,
    """
    CREATE TABLE document (seq INTEGER NOT NULL, id TEXT NOT NULL, person_id TEXT NOT NULL, title TEXT NOT
    NULL, kind TEXT NOT NULL, date TEXT, date_printed TEXT NOT NULL, date_low TEXT, date_high TEXT, source
    TEXT NOT NULL, doctor TEXT NOT NULL, important INTEGER NOT NULL, note TEXT NOT NULL, status TEXT NOT NULL,
    sensitive TEXT NOT NULL, file_name TEXT NOT NULL, media_type TEXT NOT NULL, pages INTEGER NOT NULL, size
    INTEGER NOT NULL, sha256 TEXT NOT NULL, pdf_password TEXT NOT NULL, import_id TEXT NOT NULL, person_match
    TEXT NOT NULL, person_named TEXT NOT NULL, person_born TEXT NOT NULL, person_kept INTEGER NOT NULL,
    evidence TEXT NOT NULL, issues TEXT NOT NULL, revision INTEGER NOT NULL, created TEXT NOT NULL, changed
    TEXT NOT NULL, trashed TEXT, sealed TEXT NOT NULL, undone TEXT, PRIMARY KEY (seq), UNIQUE (id), FOREIGN
    KEY(person_id) REFERENCES person (id), FOREIGN KEY(import_id) REFERENCES import_batch (id)) STRICT
    """,
    "CREATE INDEX document_import ON document (import_id)",
    "CREATE INDEX document_listed ON document (person_id, trashed, date_low)",
    "CREATE INDEX document_sha256 ON document (sha256)",
    """
    CREATE TABLE fact (seq INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, document_id TEXT, sort_key
    TEXT NOT NULL, person_id TEXT NOT NULL, title TEXT NOT NULL, date TEXT, date_printed TEXT NOT NULL,
    date_low TEXT, date_high TEXT, end_date TEXT, end_date_printed TEXT NOT NULL, end_date_low TEXT,
    end_date_high TEXT, note TEXT NOT NULL, negated INTEGER NOT NULL, sensitive TEXT NOT NULL, origin TEXT NOT
    NULL, needs_check INTEGER NOT NULL, issues TEXT NOT NULL, revision INTEGER NOT NULL, created TEXT NOT
    NULL, changed TEXT NOT NULL, trashed TEXT, PRIMARY KEY (seq), UNIQUE (id), FOREIGN KEY(document_id)
    REFERENCES document (id), FOREIGN KEY(person_id) REFERENCES person (id)) STRICT
    """,
    "CREATE INDEX fact_by_date ON fact (person_id, kind, trashed, date_low)",
    "CREATE INDEX fact_by_name ON fact (person_id, kind, trashed, sort_key)",
    "CREATE INDEX fact_document ON fact (document_id)",
    "CREATE INDEX fact_kind_by_date ON fact (kind, trashed, date_low)",
    """
    CREATE TABLE page_text (document_id TEXT NOT NULL, page INTEGER NOT NULL, text TEXT NOT NULL, picture_only
    INTEGER NOT NULL, PRIMARY KEY (document_id, page), FOREIGN KEY(document_id) REFERENCES document (id) ON
    DELETE CASCADE) STRICT
    """,
    """
    CREATE TABLE allergy (fact_seq INTEGER NOT NULL, substance TEXT NOT NULL, reaction TEXT NOT NULL, severity
    TEXT, certainty TEXT, type TEXT, PRIMARY KEY (fact_seq), FOREIGN KEY(fact_seq) REFERENCES fact (seq) ON
    DELETE CASCADE) STRICT
    """,
    """
    CREATE TABLE appointment (fact_seq INTEGER NOT NULL, purpose TEXT NOT NULL, with_whom TEXT NOT NULL,
    "where" TEXT NOT NULL, companion TEXT NOT NULL, recording_allowed TEXT NOT NULL, PRIMARY KEY (fact_seq),
    FOREIGN KEY(fact_seq) REFERENCES fact (seq) ON DELETE CASCADE) STRICT
    """,
    """
    CREATE TABLE coding (fact_id TEXT NOT NULL, position INTEGER NOT NULL, system TEXT NOT NULL, code TEXT NOT
    NULL, display TEXT NOT NULL, PRIMARY KEY (fact_id, position), FOREIGN KEY(fact_id) REFERENCES fact (id) ON
    DELETE CASCADE) STRICT
    """,
    """
    CREATE TABLE condition (fact_seq INTEGER NOT NULL, name TEXT NOT NULL, clinical_status TEXT, main INTEGER
    NOT NULL, body_site TEXT NOT NULL, stage TEXT NOT NULL, stage_system TEXT NOT NULL, stage_date TEXT,
    stage_date_printed TEXT NOT NULL, stated_by TEXT NOT NULL, histology TEXT NOT NULL, grade TEXT NOT NULL,
    biomarkers TEXT NOT NULL, how_found TEXT NOT NULL, PRIMARY KEY (fact_seq), FOREIGN KEY(fact_seq)
    REFERENCES fact (seq) ON DELETE CASCADE) STRICT
    """,
    """
    CREATE TABLE contact (fact_seq INTEGER NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, specialty TEXT
    NOT NULL, facility TEXT NOT NULL, phone TEXT NOT NULL, fax TEXT NOT NULL, email TEXT NOT NULL, portal TEXT
    NOT NULL, address TEXT NOT NULL, npi TEXT NOT NULL, gets_copy INTEGER NOT NULL, referring INTEGER NOT
    NULL, emergency INTEGER NOT NULL, family INTEGER NOT NULL, candidate INTEGER NOT NULL, suggested_by TEXT
    NOT NULL, close_associate TEXT NOT NULL, insurance TEXT NOT NULL, wait TEXT NOT NULL, PRIMARY KEY
    (fact_seq), FOREIGN KEY(fact_seq) REFERENCES fact (seq) ON DELETE CASCADE) STRICT
    """,
    """
    CREATE TABLE fact_revision (fact_id TEXT NOT NULL, revision INTEGER NOT NULL, at TEXT NOT NULL,
    origin_before TEXT NOT NULL, origin TEXT NOT NULL, changes TEXT NOT NULL, PRIMARY KEY (fact_id, revision),
    FOREIGN KEY(fact_id) REFERENCES fact (id) ON DELETE CASCADE) STRICT
    """,
    """
    CREATE TABLE medication (fact_seq INTEGER NOT NULL, generic TEXT NOT NULL, brand TEXT NOT NULL, strength
    TEXT NOT NULL, form TEXT NOT NULL, route TEXT NOT NULL, dose TEXT NOT NULL, how_often TEXT NOT NULL,
    "when" TEXT NOT NULL, with_food TEXT NOT NULL, as_needed INTEGER NOT NULL, as_needed_use TEXT NOT NULL,
    why TEXT NOT NULL, prescriber TEXT NOT NULL, clinical_status TEXT, reason_stopped TEXT NOT NULL,
    last_change TEXT NOT NULL, confirmed_on TEXT, confirmed_on_printed TEXT NOT NULL, supplement INTEGER NOT
    NULL, critical TEXT NOT NULL, PRIMARY KEY (fact_seq), FOREIGN KEY(fact_seq) REFERENCES fact (seq) ON
    DELETE CASCADE) STRICT
    """,
    """
    CREATE TABLE provenance (fact_id TEXT NOT NULL, position INTEGER NOT NULL, document_id TEXT NOT NULL, page
    INTEGER NOT NULL, box_left REAL, box_top REAL, box_right REAL, box_bottom REAL, snippet TEXT NOT NULL,
    reader TEXT NOT NULL, PRIMARY KEY (fact_id, position), FOREIGN KEY(fact_id) REFERENCES fact (id) ON DELETE
    CASCADE, FOREIGN KEY(document_id) REFERENCES document (id)) STRICT
    """,
    "CREATE INDEX provenance_document ON provenance (document_id)",
    """
    CREATE TABLE question (fact_seq INTEGER NOT NULL, text TEXT NOT NULL, "group" TEXT, rank INTEGER NOT NULL,
    important INTEGER NOT NULL, for_whom TEXT NOT NULL, why TEXT NOT NULL, answer TEXT NOT NULL, answered_on
    TEXT, answered_on_printed TEXT NOT NULL, PRIMARY KEY (fact_seq), FOREIGN KEY(fact_seq) REFERENCES fact
    (seq) ON DELETE CASCADE) STRICT
    """,
    """
    CREATE TABLE recipient (fact_seq INTEGER NOT NULL, name TEXT NOT NULL, institution TEXT NOT NULL,
    department TEXT NOT NULL, phone TEXT NOT NULL, fax TEXT NOT NULL, email TEXT NOT NULL, address TEXT NOT
    NULL, route TEXT, images TEXT NOT NULL, max_mb INTEGER NOT NULL, language TEXT NOT NULL, id_copy TEXT NOT
    NULL, asked_on TEXT NOT NULL, PRIMARY KEY (fact_seq), FOREIGN KEY(fact_seq) REFERENCES fact (seq) ON
    DELETE CASCADE) STRICT
    """,
    """
    CREATE TABLE result (fact_seq INTEGER NOT NULL, test TEXT NOT NULL, value TEXT NOT NULL, comparator TEXT,
    unit TEXT NOT NULL, range_text TEXT NOT NULL, low TEXT NOT NULL, high TEXT NOT NULL, flag TEXT NOT NULL,
    lab TEXT NOT NULL, panel TEXT NOT NULL, specimen TEXT NOT NULL, PRIMARY KEY (fact_seq), FOREIGN
    KEY(fact_seq) REFERENCES fact (seq) ON DELETE CASCADE) STRICT
    """,
)

SEARCH = (
    """
    CREATE VIRTUAL TABLE search_index USING fts5 (title, body, content='', contentless_delete=1,
    tokenize="unicode61 remove_diacritics 2", prefix='2 3')
    """,
)

APPEND_ONLY = (
    """
    CREATE TRIGGER disclosure_stays BEFORE UPDATE ON disclosure
    BEGIN SELECT RAISE(ABORT, 'the sent log is append-only'); END
    """,
    """
    CREATE TRIGGER disclosure_kept BEFORE DELETE ON disclosure
    BEGIN SELECT RAISE(ABORT, 'the sent log is append-only'); END
    """,
)


def upgrade() -> None:
    """Make every table, index and trigger."""
    for statement in (*VAULT, *RECORDS, *SEARCH, *APPEND_ONLY):
        op.execute(statement)


def downgrade() -> None:
    """Refuse: there is nothing before the first schema."""
    raise NotImplementedError
