"""How many pixels the pages of documents have that are pictures, and which documents were never measured.

put_scans(tx, document_id, [PageScan, …])     scans_of_person(tx, person_id) -> by document
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, func, insert, select

from desktop.records.document import Document
from desktop.records.page_scan import PageScan
from desktop.vault.chain_tables import vault_info
from desktop.vault.stores.documents import get_document
from desktop.vault.stores.info import info, keep_info
from desktop.vault.tables import document, page_scan

_UNMEASURED = "scans_unmeasured"
"""The row of vault_info that a vault of before has until all its documents are measured: the last one's number."""


def put_scans(tx: Connection, document_id: str, scans: Iterable[PageScan]) -> None:
    """Keep what was measured of a document instead of what was before."""
    tx.execute(delete(page_scan).where(page_scan.c.document_id == document_id))
    rows = [
        {
            "document_id": document_id,
            "page": one.page,
            "width": one.width,
            "height": one.height,
            "dpi": one.dpi,
            "camera": int(one.camera),
        }
        for one in scans
    ]
    if rows:
        tx.execute(insert(page_scan), rows)


def scans_of_person(tx: Connection, person_id: str) -> Mapping[str, tuple[PageScan, ...]]:
    """Return what was measured of a person's documents; of pages that are alike, only the first of each document."""
    known = page_scan.c
    alike = (known.document_id, known.width, known.height, known.dpi, known.camera)
    query = (
        select(known.document_id, func.min(known.page), *alike[1:])
        .join(document, document.c.id == known.document_id)
        .where(document.c.person_id == person_id)
        .group_by(*alike)
    )
    found: dict[str, list[PageScan]] = defaultdict(list)
    for document_id, page, width, height, dpi, camera in tx.execute(query):
        found[document_id].append(PageScan(page, width, height, dpi, bool(camera)))
    return {document_id: tuple(scans) for document_id, scans in found.items()}


def next_unmeasured(tx: Connection) -> tuple[int, Document] | None:
    """Return the next document of before that was not measured, with its number; None when there is none."""
    done = info(tx, _UNMEASURED)
    if not done:
        return None
    query = select(document.c.seq, document.c.id).where(document.c.seq > int(done), document.c.undone.is_(None))
    row = tx.execute(query.order_by(document.c.seq).limit(1)).first()
    found = get_document(tx, row.id) if row is not None else None
    return None if row is None or found is None else (row.seq, found)


def measured_until(tx: Connection, number: int) -> None:
    """Keep that all documents up to a number are measured."""
    keep_info(tx, _UNMEASURED, str(number))


def all_measured(tx: Connection) -> None:
    """Forget that there was anything to measure."""
    tx.execute(delete(vault_info).where(vault_info.c.name == _UNMEASURED))
