"""Fields that the pages of a packet print: doses by cycle, specimens, sizes, implants, who stopped a medicine."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision: str | None = "0004"
branch_labels: str | None = None
depends_on: str | None = None

GROWN = {
    "medication": """
    fact_seq INTEGER NOT NULL, generic TEXT NOT NULL, brand TEXT NOT NULL, strength TEXT NOT NULL, form TEXT NOT
    NULL, route TEXT NOT NULL, dose TEXT NOT NULL, how_often TEXT NOT NULL, "when" TEXT NOT NULL, with_food TEXT NOT
    NULL, as_needed INTEGER NOT NULL, as_needed_use TEXT NOT NULL, why TEXT NOT NULL, prescriber TEXT NOT NULL,
    clinical_status TEXT, reason_stopped TEXT NOT NULL, stopped_by TEXT NOT NULL, last_change TEXT NOT NULL,
    confirmed_on TEXT, confirmed_on_printed TEXT NOT NULL, supplement INTEGER NOT NULL, critical TEXT NOT NULL,
    PRIMARY KEY (fact_seq), FOREIGN KEY(fact_seq) REFERENCES fact (seq) ON DELETE CASCADE
    """,
    "treatment": """
    fact_seq INTEGER NOT NULL, regimen TEXT NOT NULL, type TEXT, clinical_status TEXT, intent TEXT, line INTEGER NOT
    NULL, drugs TEXT NOT NULL, body_size TEXT NOT NULL, cycles_planned TEXT NOT NULL, cycles_given TEXT NOT NULL,
    cycle_dates TEXT NOT NULL, doses TEXT NOT NULL, cumulative_dose TEXT NOT NULL, site TEXT NOT NULL, dose TEXT NOT
    NULL, fractions_planned TEXT NOT NULL, fractions_given TEXT NOT NULL, technique TEXT NOT NULL, boost TEXT NOT
    NULL, concurrent TEXT NOT NULL, plan_files TEXT NOT NULL, changes TEXT NOT NULL, toxicity TEXT NOT NULL,
    response TEXT NOT NULL, response_judged TEXT NOT NULL, response_date TEXT, response_date_printed TEXT NOT NULL,
    reason_stopped TEXT NOT NULL, given_by TEXT NOT NULL, facility TEXT NOT NULL, PRIMARY KEY (fact_seq), FOREIGN
    KEY(fact_seq) REFERENCES fact (seq) ON DELETE CASCADE
    """,
    "pathology": """
    fact_seq INTEGER NOT NULL, specimen TEXT NOT NULL, procedure TEXT NOT NULL, body_site TEXT NOT NULL, accession
    TEXT NOT NULL, lab TEXT NOT NULL, pathologist TEXT NOT NULL, reported TEXT, reported_printed TEXT NOT NULL,
    histology TEXT NOT NULL, grade TEXT NOT NULL, stage TEXT NOT NULL, size TEXT NOT NULL, depth TEXT NOT NULL,
    margins TEXT NOT NULL, nodes TEXT NOT NULL, invasion TEXT NOT NULL, receptors TEXT NOT NULL, molecular TEXT NOT
    NULL, conclusion TEXT NOT NULL, amended TEXT NOT NULL, second_review TEXT NOT NULL, slides_count TEXT NOT NULL,
    slides_held_by TEXT NOT NULL, slides_asked_on TEXT, slides_asked_on_printed TEXT NOT NULL, slides_sent_on TEXT,
    slides_sent_on_printed TEXT NOT NULL, slides_sent_to TEXT NOT NULL, slides_return_by TEXT,
    slides_return_by_printed TEXT NOT NULL, slides_returned_on TEXT, slides_returned_on_printed TEXT NOT NULL,
    blocks_count TEXT NOT NULL, blocks_held_by TEXT NOT NULL, PRIMARY KEY (fact_seq), FOREIGN KEY(fact_seq)
    REFERENCES fact (seq) ON DELETE CASCADE
    """,
    "imaging": """
    fact_seq INTEGER NOT NULL, modality TEXT NOT NULL, body_part TEXT NOT NULL, contrast TEXT NOT NULL, facility
    TEXT NOT NULL, accession TEXT NOT NULL, ordered_by TEXT NOT NULL, read_by TEXT NOT NULL, impression TEXT NOT
    NULL, lesions TEXT NOT NULL, compared_with TEXT NOT NULL, images_held_by TEXT NOT NULL, studies INTEGER NOT
    NULL, series INTEGER NOT NULL, images INTEGER NOT NULL, study_uid TEXT NOT NULL, megabytes INTEGER NOT NULL,
    headers TEXT, PRIMARY KEY (fact_seq), FOREIGN KEY(fact_seq) REFERENCES fact (seq) ON DELETE CASCADE
    """,
    "procedure": """
    fact_seq INTEGER NOT NULL, name TEXT NOT NULL, clinical_status TEXT, body_site TEXT NOT NULL, performed_by TEXT
    NOT NULL, facility TEXT NOT NULL, reason TEXT NOT NULL, findings TEXT NOT NULL, complications TEXT NOT NULL,
    anesthesia TEXT NOT NULL, implants TEXT NOT NULL, outcome TEXT NOT NULL, PRIMARY KEY (fact_seq), FOREIGN
    KEY(fact_seq) REFERENCES fact (seq) ON DELETE CASCADE
    """,
    "device": """
    fact_seq INTEGER NOT NULL, name TEXT NOT NULL, body_site TEXT NOT NULL, manufacturer TEXT NOT NULL, model TEXT
    NOT NULL, lot TEXT NOT NULL, serial TEXT NOT NULL, udi TEXT NOT NULL, implanted_by TEXT NOT NULL, mri TEXT NOT
    NULL, PRIMARY KEY (fact_seq), FOREIGN KEY(fact_seq) REFERENCES fact (seq) ON DELETE CASCADE
    """,
    "familyhistory": """
    fact_seq INTEGER NOT NULL, relation TEXT NOT NULL, condition TEXT NOT NULL, side TEXT NOT NULL, age_at_onset
    TEXT NOT NULL, living TEXT NOT NULL, age_at_death TEXT NOT NULL, cause_of_death TEXT NOT NULL, counselling TEXT
    NOT NULL, genetic_test TEXT NOT NULL, PRIMARY KEY (fact_seq), FOREIGN KEY(fact_seq) REFERENCES fact (seq) ON
    DELETE CASCADE
    """,
}
"""The columns of each table as they are from now on."""

KEPT = {
    "medication": """
    fact_seq, generic, brand, strength, form, route, dose, how_often, "when", with_food, as_needed, as_needed_use,
    why, prescriber, clinical_status, reason_stopped, last_change, confirmed_on, confirmed_on_printed, supplement,
    critical
    """,
    "treatment": """
    fact_seq, regimen, type, clinical_status, intent, line, drugs, cycles_planned, cycles_given, site, dose,
    fractions_planned, fractions_given, technique, changes, toxicity, response, response_date,
    response_date_printed, reason_stopped, given_by, facility
    """,
    "pathology": """
    fact_seq, specimen, accession, lab, pathologist, reported, reported_printed, histology, grade, stage, margins,
    nodes, receptors, molecular, conclusion, second_review, slides_count, slides_held_by, slides_sent_on,
    slides_sent_on_printed, slides_sent_to, slides_return_by, slides_return_by_printed, slides_returned_on,
    slides_returned_on_printed, blocks_count, blocks_held_by
    """,
    "imaging": """
    fact_seq, modality, body_part, contrast, facility, accession, ordered_by, read_by, impression, compared_with,
    images_held_by, studies, series, images, study_uid, megabytes, headers
    """,
    "procedure": """
    fact_seq, name, clinical_status, body_site, performed_by, facility, reason, findings, complications, anesthesia,
    outcome
    """,
    "device": """
    fact_seq, name, body_site, manufacturer, model, serial, udi, implanted_by, mri
    """,
    "familyhistory": """
    fact_seq, relation, condition, side, age_at_onset, living, age_at_death, cause_of_death, genetic_test
    """,
}
"""The columns that each table had; the new ones begin empty."""


def upgrade() -> None:
    """Make each table anew with its new columns, and move what it held."""
    for table, columns in GROWN.items():
        added = [name for name in _texts_of(columns) if name not in _names(KEPT[table])]
        kept, empty = " ".join(KEPT[table].split()), "".join(", ''" for _ in added)
        into = ", ".join([kept, *added])
        op.execute(f"CREATE TABLE {table}_grown ({columns}) STRICT")
        op.execute(f"INSERT INTO {table}_grown ({into}) SELECT {kept}{empty} FROM {table}")  # noqa: S608 - names above
        op.execute(f"DROP TABLE {table}")
        op.execute(f"ALTER TABLE {table}_grown RENAME TO {table}")


def _names(columns: str) -> set[str]:
    return {name.strip().strip('"') for name in columns.split(",")}


def _texts_of(columns: str) -> list[str]:
    """Return the columns that must hold a text; those that may be empty need none."""
    return [one.split()[0].strip('"') for one in " ".join(columns.split()).split(",") if one.endswith("TEXT NOT NULL")]


def downgrade() -> None:
    """Refuse: what was typed into the new fields would be lost."""
    raise NotImplementedError
