"""Files a document with pages and proposals straight into a vault, as an import would, without reading a PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop.foundation import clock
from desktop.foundation.ids import new_id
from desktop.records.dates import PartialDate
from desktop.records.document import Document, PersonMatch
from desktop.records.fact import FactKind
from desktop.records.provenance import Box, Provenance
from desktop.services.records import Records
from desktop.services.workspace import Workspace
from desktop.vault.stores import documents, imports
from desktop.vault.vault import Transaction

Proposal = tuple[FactKind, Mapping[str, str]]
BOX = Box(0.1, 0.2, 0.3, 0.25)


def file_document(  # noqa: PLR0913 - what a test may want to say about a document
    workspace: Workspace,
    person_id: str,
    *,
    title: str = "Lab report",
    pages: Sequence[str] = ("Hemoglobin 10.9 g/dL",),
    proposals: Sequence[Proposal] = (),
    date: str = "2024-03-02",
    match: PersonMatch = PersonMatch.MATCH,
    import_id: str = "",
) -> Document:
    """Return the document as it is kept; each proposal comes from its page 1."""
    data = "\n".join((title, *pages)).encode("utf-8", "replace")
    moment = clock.now()
    document = Document(
        id=new_id(),
        person_id=person_id,
        title=title,
        date=PartialDate.parse(date) if date else None,
        source="St. Mary's Laboratory",
        file_name="scan 0001.pdf",
        media_type="text/plain",
        pages=len(pages),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        import_id=import_id or new_id(),
        person_match=match,
        created=moment,
        changed=moment,
    )
    sealed = workspace.vault.sealed.seal(data)

    def work(tx: Transaction) -> None:
        if not import_id:
            imports.start_batch(tx, document.import_id, person_id, moment)
        documents.insert_document(tx, document, sealed=sealed)
        documents.put_pages(tx, document.id, [(number, text, False) for number, text in enumerate(pages, 1)])
        for kind, values in proposals:
            place = Provenance(document_id=document.id, page=1, box=BOX, snippet="as printed", reader="test/1")
            Records.propose(tx, kind, document, values, provenance=(place,))

    workspace.vault.write(work)
    return document


def file_folder(workspace: Workspace, folder: Path, person_id: str) -> tuple[Document, ...]:
    """Import a folder of images; return the documents of its studies."""
    outcomes = workspace.importing.import_paths([folder], person_id).outcomes
    return workspace.documents.page([one.document_id for one in outcomes if one.document_id and one.images])


HEMOGLOBIN: Proposal = (
    FactKind.RESULTS,
    {"test": "Hemoglobin", "value": "10.9", "unit": "g/dL", "collected": "2024-03-02", "flag": "L"},
)
CEA: Proposal = (FactKind.RESULTS, {"test": "CEA", "value": "3.1", "unit": "ng/mL", "collected": "2024-03-02"})
