"""Which facts stand in lists, and in which order, said once in SQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Table, and_, case, exists, func, or_, select

from desktop.records.document import PersonMatch
from desktop.records.fact import FactKind
from desktop.records.provenance import Origin
from desktop.vault.tables import KIND_TABLES, document, fact, person


def _belongs(paper: FromClause) -> ColumnElement[bool]:
    return or_(paper.c.person_match != PersonMatch.DIFFERS, paper.c.person_kept == 1)


DOCUMENT_BELONGS = _belongs(document)
"""The person's own, or nobody's name stands in it, or the person said that it is theirs."""

DOCUMENT_LISTED = and_(document.c.undone.is_(None), document.c.trashed.is_(None), person.c.trashed.is_(None))


def _stands(one: FromClause, paper: FromClause) -> ColumnElement[bool]:
    """Whether the source of a fact lets it stand in a list.

    What the person typed always stands, whatever becomes of the document that they named as its source. What was read
    in a document waits while that document names someone else, and goes and comes with its import, confirmed or not;
    proposals go and come with their document too.
    """
    return or_(
        one.c.document_id.is_(None),
        one.c.origin == Origin.TYPED,
        and_(
            paper.c.undone.is_(None),
            _belongs(paper),
            or_(paper.c.trashed.is_(None), one.c.origin != Origin.PROPOSED),
        ),
    )


def _before(name: str, which: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a function from an alias to a condition
    """Whether there is a standing fact of the same person, which `which` finds; in the trash or not."""
    other, paper = fact.alias(name), document.alias(f"{name}_paper")
    return (
        exists()
        .select_from(other.outerjoin(paper, paper.c.id == other.c.document_id))
        .where(which(other), other.c.person_id == fact.c.person_id, _stands(other, paper))
        .correlate(fact)
    )


SAID_BEFORE = and_(
    fact.c.same_as.is_not(None),
    or_(
        _before("head", lambda other: other.c.id == fact.c.same_as),
        _before("elder", lambda other: and_(other.c.same_as == fact.c.same_as, other.c.seq < fact.c.seq)),
    ),
)
"""Another fact that stands says the same: this one is a source of it, and comes in sight again when that one goes.

What the person let go does not come back through another source: a fact in the trash stands.
"""


def _superseded(paper: FromClause, newer: FromClause) -> ColumnElement[bool]:
    """Whether a newer version of a document is there."""
    return exists().where(
        newer.c.series == paper.c.series,
        newer.c.series_rank > paper.c.series_rank,
        newer.c.person_id == paper.c.person_id,
        newer.c.undone.is_(None),
        newer.c.trashed.is_(None),
        _belongs(newer),
    )


DOCUMENT_REPLACED = and_(document.c.series.is_not(None), _superseded(document, document.alias("newer")))
"""A newer version of this document stands in the record."""


def _said_elsewhere() -> ColumnElement[bool]:
    """Whether a document without a newer version says the same."""
    other, paper = fact.alias("again"), document.alias("again_paper")
    head = func.coalesce(fact.c.same_as, fact.c.id)
    current = or_(paper.c.series.is_(None), ~_superseded(paper, document.alias("again_newer")))
    return (
        exists()
        .select_from(other.join(paper, paper.c.id == other.c.document_id))
        .where(
            or_(other.c.id == head, other.c.same_as == head),
            other.c.person_id == fact.c.person_id,
            paper.c.undone.is_(None),
            paper.c.trashed.is_(None),
            _belongs(paper),
            current,
        )
        .correlate(fact)
    )


WITHDRAWN = and_(fact.c.origin == Origin.PROPOSED, DOCUMENT_REPLACED, ~_said_elsewhere())
"""A proposal that the newer version of its document does not make any more; what the person confirmed stays."""

_SOURCE_STANDS = _stands(fact, document)
_ONCE = or_(fact.c.same_as.is_(None), ~SAID_BEFORE)
_NOT_WITHDRAWN = or_(document.c.series.is_(None), ~WITHDRAWN)

FACT_LISTED = and_(fact.c.trashed.is_(None), person.c.trashed.is_(None), _SOURCE_STANDS, _ONCE, _NOT_WITHDRAWN)
FACT_IN_TRASH = and_(fact.c.trashed.is_not(None), person.c.trashed.is_(None), _SOURCE_STANDS)
FACT_OF_DOCUMENT = and_(fact.c.trashed.is_(None), document.c.undone.is_(None), _ONCE, _NOT_WITHDRAWN)
"""For looking at one document: also what waits for a decision; not what the record says already."""
FACT_BEHIND = and_(fact.c.trashed.is_(None), person.c.trashed.is_(None), _SOURCE_STANDS, or_(SAID_BEFORE, WITHDRAWN))
"""In no list: another fact says the same, or the newer version of its document does not."""
SAID_ONCE = _ONCE
"""For questions that are answered by an index alone."""


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
