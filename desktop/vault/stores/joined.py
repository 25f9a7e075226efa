"""Documents that the person joined into one: the parts stay as they came, out of sight, until they are apart again.

join(tx, document_id, [Part, …])      part(tx, document_id, moment)      rejoin(tx, document_id)
parts_of(tx, document_id) -> the parts with their documents and the names of their sealed files
`document.undone` hides what is not to be seen: the parts while they are joined, the joined one while they are not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from desktop.records.document import Document
from desktop.records.provenance import Origin
from desktop.vault.columns import column_shapes, decode, moment_text
from desktop.vault.tables import DOCUMENT_FIELDS, document, fact, joined_part, provenance

JOINED = "joined"
"""Stands in `undone` of a part; greater than every moment, so that nothing takes it for long gone."""


@dataclass(frozen=True, slots=True)
class Part:
    """A document that became part of another, and the page there (from 1) on which it begins."""

    id: str
    first_page: int


@dataclass(frozen=True, slots=True)
class KeptPart:
    """A part as it is kept: its document, the page on which it begins, and the name of its sealed original."""

    document: Document
    first_page: int
    sealed: str


def join(tx: Connection, document_id: str, parts: Sequence[Part]) -> None:
    """Make a document that is there the one that stands for its parts, in this order."""
    rows = [
        {"document_id": document_id, "position": number, "part_id": one.id, "first_page": one.first_page}
        for number, one in enumerate(parts)
    ]
    tx.execute(insert(joined_part), rows)
    _hide_parts(tx, document_id)


def _parts(tx: Connection, document_id: str) -> tuple[Part, ...]:
    query = select(joined_part.c.part_id, joined_part.c.first_page).where(joined_part.c.document_id == document_id)
    return tuple(Part(*row) for row in tx.execute(query.order_by(joined_part.c.position)))


def _set_undone(tx: Connection, ids: Sequence[str], undone: str | None) -> None:
    tx.execute(update(document).where(document.c.id.in_(ids)).values(undone=undone))


def _move_words(tx: Connection, source: str, target: str, *, pages: range, by: int) -> None:
    """Let what the person confirmed on some pages of one document say that it was read in another."""
    spoken = select(fact.c.id).where(fact.c.origin != Origin.PROPOSED)
    moved = (
        update(provenance)
        .where(
            provenance.c.document_id == source,
            provenance.c.page.between(pages.start, pages.stop - 1),
            provenance.c.fact_id.in_(spoken),
        )
        .values(document_id=target, page=provenance.c.page + by)
    )
    tx.execute(moved)
    first = select(provenance.c.fact_id).where(provenance.c.document_id == target, provenance.c.position == 0)
    own = (fact.c.document_id == source) & (fact.c.origin != Origin.PROPOSED) & fact.c.id.in_(first)
    tx.execute(update(fact).where(own).values(document_id=target))


def _give_pages(tx: Connection, part_id: str) -> None:
    """Let what stands somewhere in a part (page 0) stand on its first page, so that it moves along with the pages."""
    spoken = select(fact.c.id).where(fact.c.origin != Origin.PROPOSED)
    somewhere = (provenance.c.document_id == part_id) & (provenance.c.page == 0) & provenance.c.fact_id.in_(spoken)
    tx.execute(update(provenance).where(somewhere).values(page=1))


def _hide_parts(tx: Connection, document_id: str) -> None:
    parts = _parts(tx, document_id)
    for one in parts:
        _give_pages(tx, one.id)
        _move_words(tx, one.id, document_id, pages=range(1, 1_000_000), by=one.first_page - 1)
    _set_undone(tx, [one.id for one in parts], JOINED)


def decided_places(tx: Connection, parts: Sequence[Part]) -> frozenset[tuple[str, int, str]]:
    """Return kind, page when joined, and quoted words of what was confirmed, changed or left out in the parts."""
    firsts = {one.id: one.first_page for one in parts}
    decided = (fact.c.origin != Origin.PROPOSED) | fact.c.trashed.is_not(None)
    query = (
        select(fact.c.kind, provenance.c.document_id, provenance.c.page, provenance.c.snippet)
        .join(fact, fact.c.id == provenance.c.fact_id)
        .where(provenance.c.document_id.in_(firsts), decided)
    )
    return frozenset((kind, page + firsts[source] - 1, snippet) for kind, source, page, snippet in tx.execute(query))


def part(tx: Connection, document_id: str, moment: datetime) -> None:
    """Take a joined document apart: its parts are there again, it is not."""
    parts = _parts(tx, document_id)
    for number, one in enumerate(parts):
        end = parts[number + 1].first_page if number + 1 < len(parts) else 1_000_000
        _move_words(tx, document_id, one.id, pages=range(one.first_page, end), by=1 - one.first_page)
    tx.execute(update(joined_part).where(joined_part.c.document_id == document_id).values(parted=moment_text(moment)))
    _set_undone(tx, [one.id for one in parts], None)
    _set_undone(tx, [document_id], moment_text(moment))


def rejoin(tx: Connection, document_id: str) -> None:
    """Join again what was taken apart."""
    tx.execute(update(joined_part).where(joined_part.c.document_id == document_id).values(parted=None))
    _set_undone(tx, [document_id], None)
    _hide_parts(tx, document_id)


def parts_of(tx: Connection, document_id: str) -> tuple[KeptPart, ...]:
    """Return the parts of a joined document in order; none for any other, or once they are apart."""
    columns = [document.c.id, *(document.c[shape.name] for shape in column_shapes(DOCUMENT_FIELDS))]
    query = (
        select(document.c.sealed, joined_part.c.first_page, *columns)
        .join(joined_part, joined_part.c.part_id == document.c.id)
        .where(joined_part.c.document_id == document_id, joined_part.c.parted.is_(None))
        .order_by(joined_part.c.position)
    )
    return tuple(
        KeptPart(Document(id=row[2], **decode(DOCUMENT_FIELDS, row, 3)), row[1], row[0]) for row in tx.execute(query)
    )


def joined_into(tx: Connection, part_id: str) -> str | None:
    """Return the id of the document that a part stands in now, or None."""
    query = select(joined_part.c.document_id).where(joined_part.c.part_id == part_id, joined_part.c.parted.is_(None))
    return tx.execute(query.limit(1)).scalar_one_or_none()


def all_joined(tx: Connection) -> Mapping[str, str]:
    """Return the documents that stand for parts now, by the part's id."""
    query = select(joined_part.c.part_id, joined_part.c.document_id).where(joined_part.c.parted.is_(None))
    return {row.part_id: row.document_id for row in tx.execute(query)}


def move_parts(tx: Connection, document_id: str, person_id: str) -> None:
    """File the parts of a document under the person that it is filed under."""
    own = select(joined_part.c.part_id).where(joined_part.c.document_id == document_id, joined_part.c.parted.is_(None))
    ids = tuple(tx.execute(own).scalars())
    for table, column in ((document, document.c.id), (fact, fact.c.document_id)):
        tx.execute(update(table).where(column.in_(ids)).values(person_id=person_id))


def _touched(tx: Connection, import_id: str, *conditions: object) -> tuple[str, ...]:
    brought = select(document.c.id).where(document.c.import_id == import_id)
    query = select(joined_part.c.document_id).where(joined_part.c.part_id.in_(brought), *conditions)  # type: ignore[arg-type] # conditions of SQLAlchemy
    return tuple(tx.execute(query.distinct()).scalars())


def part_those_of_import(tx: Connection, import_id: str, moment: datetime) -> None:
    """Take apart, before an import is taken back, whatever holds something of it."""
    for document_id in _touched(tx, import_id, joined_part.c.parted.is_(None)):
        part(tx, document_id, moment)


def rejoin_those_of_import(tx: Connection, import_id: str, undone: str | None) -> None:
    """Join again, after an import came back, what was taken apart with it; what was apart before stays so."""
    for document_id in _touched(tx, import_id, joined_part.c.parted.is_not(None)):
        parted = tx.execute(
            select(joined_part.c.parted).where(joined_part.c.document_id == document_id).limit(1)
        ).scalar_one()
        if parted == undone:
            rejoin(tx, document_id)
        else:
            _set_undone(tx, [document_id], parted)
