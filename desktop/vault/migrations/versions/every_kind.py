"""Every kind of fact: treatments to requests, tests by their name, the trash by its date."""

from __future__ import annotations

import unicodedata

from alembic import op
from sqlalchemy import text

revision = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None

TABLES = (
    """
    CREATE TABLE treatment (fact_seq INTEGER NOT NULL, regimen TEXT NOT NULL, type TEXT, clinical_status TEXT,
    intent TEXT, line INTEGER NOT NULL, drugs TEXT NOT NULL, cycles_planned TEXT NOT NULL, cycles_given TEXT
    NOT NULL, site TEXT NOT NULL, dose TEXT NOT NULL, fractions_planned TEXT NOT NULL, fractions_given TEXT
    NOT NULL, technique TEXT NOT NULL, changes TEXT NOT NULL, toxicity TEXT NOT NULL, response TEXT NOT NULL,
    response_date TEXT, response_date_printed TEXT NOT NULL, reason_stopped TEXT NOT NULL, given_by TEXT NOT
    NULL, facility TEXT NOT NULL, PRIMARY KEY (fact_seq), FOREIGN KEY(fact_seq) REFERENCES fact (seq) ON
    DELETE CASCADE) STRICT
    """,
    """
    CREATE TABLE pathology (fact_seq INTEGER NOT NULL, specimen TEXT NOT NULL, accession TEXT NOT NULL, lab
    TEXT NOT NULL, pathologist TEXT NOT NULL, reported TEXT, reported_printed TEXT NOT NULL, histology TEXT
    NOT NULL, grade TEXT NOT NULL, stage TEXT NOT NULL, margins TEXT NOT NULL, nodes TEXT NOT NULL, receptors
    TEXT NOT NULL, molecular TEXT NOT NULL, conclusion TEXT NOT NULL, second_review TEXT NOT NULL,
    slides_count TEXT NOT NULL, slides_held_by TEXT NOT NULL, slides_sent_on TEXT, slides_sent_on_printed TEXT
    NOT NULL, slides_sent_to TEXT NOT NULL, slides_return_by TEXT, slides_return_by_printed TEXT NOT NULL,
    slides_returned_on TEXT, slides_returned_on_printed TEXT NOT NULL, blocks_count TEXT NOT NULL,
    blocks_held_by TEXT NOT NULL, PRIMARY KEY (fact_seq), FOREIGN KEY(fact_seq) REFERENCES fact (seq) ON
    DELETE CASCADE) STRICT
    """,
    """
    CREATE TABLE imaging (fact_seq INTEGER NOT NULL, modality TEXT NOT NULL, body_part TEXT NOT NULL, contrast
    TEXT NOT NULL, facility TEXT NOT NULL, accession TEXT NOT NULL, ordered_by TEXT NOT NULL, read_by TEXT NOT
    NULL, impression TEXT NOT NULL, compared_with TEXT NOT NULL, images_held_by TEXT NOT NULL, studies INTEGER
    NOT NULL, series INTEGER NOT NULL, images INTEGER NOT NULL, study_uid TEXT NOT NULL, PRIMARY KEY
    (fact_seq), FOREIGN KEY(fact_seq) REFERENCES fact (seq) ON DELETE CASCADE) STRICT
    """,
    """
    CREATE TABLE procedure (fact_seq INTEGER NOT NULL, name TEXT NOT NULL, clinical_status TEXT, body_site
    TEXT NOT NULL, performed_by TEXT NOT NULL, facility TEXT NOT NULL, reason TEXT NOT NULL, findings TEXT NOT
    NULL, complications TEXT NOT NULL, anesthesia TEXT NOT NULL, outcome TEXT NOT NULL, PRIMARY KEY
    (fact_seq), FOREIGN KEY(fact_seq) REFERENCES fact (seq) ON DELETE CASCADE) STRICT
    """,
    """
    CREATE TABLE encounter (fact_seq INTEGER NOT NULL, reason TEXT NOT NULL, type TEXT, with_whom TEXT NOT
    NULL, facility TEXT NOT NULL, companion TEXT NOT NULL, outcome TEXT NOT NULL, next_step TEXT NOT NULL,
    PRIMARY KEY (fact_seq), FOREIGN KEY(fact_seq) REFERENCES fact (seq) ON DELETE CASCADE) STRICT
    """,
    """
    CREATE TABLE immunization (fact_seq INTEGER NOT NULL, vaccine TEXT NOT NULL, dose_number TEXT NOT NULL,
    given_by TEXT NOT NULL, product TEXT NOT NULL, lot TEXT NOT NULL, reaction TEXT NOT NULL, next_due TEXT,
    next_due_printed TEXT NOT NULL, PRIMARY KEY (fact_seq), FOREIGN KEY(fact_seq) REFERENCES fact (seq) ON
    DELETE CASCADE) STRICT
    """,
    """
    CREATE TABLE device (fact_seq INTEGER NOT NULL, name TEXT NOT NULL, body_site TEXT NOT NULL, manufacturer
    TEXT NOT NULL, model TEXT NOT NULL, serial TEXT NOT NULL, udi TEXT NOT NULL, implanted_by TEXT NOT NULL,
    mri TEXT NOT NULL, PRIMARY KEY (fact_seq), FOREIGN KEY(fact_seq) REFERENCES fact (seq) ON DELETE CASCADE)
    STRICT
    """,
    """
    CREATE TABLE familyhistory (fact_seq INTEGER NOT NULL, relation TEXT NOT NULL, condition TEXT NOT NULL,
    side TEXT NOT NULL, age_at_onset TEXT NOT NULL, living TEXT NOT NULL, age_at_death TEXT NOT NULL,
    cause_of_death TEXT NOT NULL, genetic_test TEXT NOT NULL, PRIMARY KEY (fact_seq), FOREIGN KEY(fact_seq)
    REFERENCES fact (seq) ON DELETE CASCADE) STRICT
    """,
    """
    CREATE TABLE socialhistory (fact_seq INTEGER NOT NULL, topic TEXT, description TEXT NOT NULL, amount TEXT
    NOT NULL, PRIMARY KEY (fact_seq), FOREIGN KEY(fact_seq) REFERENCES fact (seq) ON DELETE CASCADE) STRICT
    """,
    """
    CREATE TABLE directive (fact_seq INTEGER NOT NULL, type TEXT, summary TEXT NOT NULL, agent TEXT NOT NULL,
    agent_phone TEXT NOT NULL, where_kept TEXT NOT NULL, PRIMARY KEY (fact_seq), FOREIGN KEY(fact_seq)
    REFERENCES fact (seq) ON DELETE CASCADE) STRICT
    """,
    """
    CREATE TABLE authority (fact_seq INTEGER NOT NULL, holder TEXT NOT NULL, type TEXT, relation TEXT NOT
    NULL, scope TEXT NOT NULL, phone TEXT NOT NULL, where_kept TEXT NOT NULL, PRIMARY KEY (fact_seq), FOREIGN
    KEY(fact_seq) REFERENCES fact (seq) ON DELETE CASCADE) STRICT
    """,
    """
    CREATE TABLE coverage (fact_seq INTEGER NOT NULL, insurer TEXT NOT NULL, "plan" TEXT NOT NULL, member_id
    TEXT NOT NULL, group_number TEXT NOT NULL, holder TEXT NOT NULL, "order" TEXT, phone TEXT NOT NULL,
    second_opinion TEXT NOT NULL, approval TEXT NOT NULL, PRIMARY KEY (fact_seq), FOREIGN KEY(fact_seq)
    REFERENCES fact (seq) ON DELETE CASCADE) STRICT
    """,
    """
    CREATE TABLE opinion (fact_seq INTEGER NOT NULL, doctor TEXT NOT NULL, institution TEXT NOT NULL, first
    INTEGER NOT NULL, diagnosis TEXT NOT NULL, stage TEXT NOT NULL, goal TEXT NOT NULL, "plan" TEXT NOT NULL,
    risks TEXT NOT NULL, timing TEXT NOT NULL, would_change TEXT NOT NULL, packet_seen TEXT NOT NULL,
    diagnosis_agreement TEXT, stage_agreement TEXT, goal_agreement TEXT, plan_agreement TEXT, risks_agreement
    TEXT, timing_agreement TEXT, PRIMARY KEY (fact_seq), FOREIGN KEY(fact_seq) REFERENCES fact (seq) ON DELETE
    CASCADE) STRICT
    """,
    """
    CREATE TABLE request (fact_seq INTEGER NOT NULL, what TEXT NOT NULL, provider TEXT NOT NULL,
    clinical_status TEXT, how TEXT NOT NULL, answer_by TEXT, answer_by_printed TEXT NOT NULL, fee TEXT NOT
    NULL, calls TEXT NOT NULL, arrived_on TEXT, arrived_on_printed TEXT NOT NULL, verdict TEXT, missing TEXT
    NOT NULL, tracking TEXT NOT NULL, return_by TEXT, return_by_printed TEXT NOT NULL, PRIMARY KEY (fact_seq),
    FOREIGN KEY(fact_seq) REFERENCES fact (seq) ON DELETE CASCADE) STRICT
    """,
    """
    CREATE TABLE test_join (person_id TEXT NOT NULL, group_key TEXT NOT NULL, joined_to TEXT NOT NULL, PRIMARY
    KEY (person_id, group_key), FOREIGN KEY(person_id) REFERENCES person (id)) STRICT
    """,
)
COLUMN = "ALTER TABLE fact ADD COLUMN group_key TEXT DEFAULT '' NOT NULL"
INDEXES = (
    "CREATE INDEX fact_grouped ON fact (person_id, kind, trashed, group_key, date, origin, document_id)",
    "CREATE INDEX fact_trash ON fact (trashed) WHERE trashed IS NOT NULL",
)


def _key(test: str, specimen: str) -> str:
    """Return a result's key as this version made it."""
    name, tested = (" ".join(unicodedata.normalize("NFKC", each).casefold().split()) for each in (test, specimen))
    return f"{name}|{tested}" if tested else name


def upgrade() -> None:
    """Add what is new, and give every result the key of its test."""
    for statement in (*TABLES, COLUMN):
        op.execute(statement)
    rows = op.get_bind().execute(text("SELECT fact_seq, test, specimen FROM result")).all()
    if rows:
        keys = [{"seq": seq, "key": _key(test, specimen)} for seq, test, specimen in rows]
        op.get_bind().execute(text("UPDATE fact SET group_key = :key WHERE seq = :seq"), keys)
    for statement in INDEXES:
        op.execute(statement)


def downgrade() -> None:
    """Refuse: what the new kinds hold would be lost."""
    raise NotImplementedError
