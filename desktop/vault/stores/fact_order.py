"""Which facts stand in lists, and in which order, said once in SQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, case, func, or_, select

from desktop.records.document import PersonMatch
from desktop.records.fact import FactKind
from desktop.records.provenance import Origin
from desktop.vault.tables import KIND_TABLES, document, fact, person

DOCUMENT_BELONGS = or_(document.c.person_match != PersonMatch.DIFFERS, document.c.person_kept == 1)
"""The person's own, or nobody's name stands in it, or the person said that it is theirs."""

DOCUMENT_LISTED = and_(document.c.undone.is_(None), document.c.trashed.is_(None), person.c.trashed.is_(None))

_SOURCE_STANDS = or_(
    fact.c.document_id.is_(None),
    fact.c.origin == Origin.TYPED,
    and_(
        document.c.undone.is_(None),
        DOCUMENT_BELONGS,
        or_(document.c.trashed.is_(None), fact.c.origin != Origin.PROPOSED),
    ),
)
"""What the person typed always stands, whatever becomes of the document that they named as its source.

What was read in a document waits while that document names someone else, and goes and comes with its import, confirmed
or not; proposals go and come with their document too.
"""

FACT_LISTED = and_(fact.c.trashed.is_(None), person.c.trashed.is_(None), _SOURCE_STANDS)
FACT_IN_TRASH = and_(fact.c.trashed.is_not(None), person.c.trashed.is_(None), _SOURCE_STANDS)
FACT_OF_DOCUMENT = and_(fact.c.trashed.is_(None), document.c.undone.is_(None))
"""For looking at one document: also what waits for a decision."""


def with_surroundings(kind_table: Table, columns: list[ColumnElement[Any]]) -> Select[Any]:
    """Return a select of facts joined with their kind's own table, their person and their document."""
    return select(*columns).select_from(
        fact.join(kind_table, kind_table.c.fact_seq == fact.c.seq)
        .join(person, person.c.id == fact.c.person_id)
        .outerjoin(document, document.c.id == fact.c.document_id)
    )


_BY_NAME = (
    FactKind.ALLERGIES,
    FactKind.RECIPIENTS,
    FactKind.DEVICES,
    FactKind.FAMILY,
    FactKind.SOCIAL,
    FactKind.AUTHORITIES,
    FactKind.COVERAGE,
)


def _orders() -> dict[FactKind, tuple[ColumnElement[Any], ...]]:
    newest_first = fact.c.date_low.desc()
    medication = KIND_TABLES[FactKind.MEDICATIONS].c
    condition = KIND_TABLES[FactKind.CONDITIONS].c
    contact = KIND_TABLES[FactKind.CONTACTS].c
    question = KIND_TABLES[FactKind.QUESTIONS].c
    by_name, dated = (fact.c.sort_key,), (newest_first, fact.c.sort_key)
    return {
        **dict.fromkeys(FactKind, dated),
        **dict.fromkeys(_BY_NAME, by_name),
        FactKind.RESULTS: (newest_first,),
        FactKind.MEDICATIONS: (func.coalesce(medication.clinical_status, "") == "stopped", fact.c.sort_key),
        FactKind.CONDITIONS: (
            condition.main.desc(),
            func.coalesce(condition.clinical_status, "") == "resolved",
            newest_first,
            fact.c.sort_key,
        ),
        FactKind.CONTACTS: (contact.family, fact.c.sort_key),
        FactKind.QUESTIONS: (case((question.rank == 0, 1), else_=0), question.rank),
    }


ORDERS = {kind: (*order, fact.c.seq) for kind, order in _orders().items()}
"""The sensible order of each kind's list; facts that are equal stay as they were read or typed."""
