"""Files documents of several sources into a vault as an import does, without reading a file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.foundation.ids import new_id
from desktop.importers.base import DocumentProposal, ImportResult, PageText, ProposedFact
from desktop.records.coding import Coding
from desktop.records.document import Document
from desktop.records.fact import FactKind
from desktop.records.provenance import Provenance
from desktop.services.importing import filing
from desktop.services.workspace import Workspace
from desktop.vault.stores import imports
from desktop.vault.stores import people as people_store
from desktop.vault.vault import Transaction


def result(test: str, value: str, *, unit: str = "g/dL", day: str = "2024-03-02", loinc: str = "") -> ProposedFact:
    """Return a test result as a reader proposes it."""
    values = {"test": test, "value": value, "unit": unit, **({"collected": day} if day else {})}
    codings = (Coding("http://loinc.org", loinc, test),) if loinc else ()
    return _proposal(FactKind.RESULTS, values, codings=codings)


def fact(kind: FactKind, *, codings: tuple[Coding, ...] = (), negated: bool = False, **values: str) -> ProposedFact:
    """Return any proposal."""
    return _proposal(kind, values, codings=codings, negated=negated)


def _proposal(
    kind: FactKind, values: Mapping[str, str], *, codings: tuple[Coding, ...], negated: bool = False
) -> ProposedFact:
    place = Provenance(document_id="", page=1, snippet=" ".join(values.values()), reader="test/1")
    return ProposedFact(kind=kind, values=values, provenance=place, codings=codings, negated=negated)


@dataclass(frozen=True, slots=True)
class Filed:
    """A document as it was filed, with what came of its facts."""

    document: Document
    ids: tuple[str, ...]
    filed: filing.Filed


def file_paper(  # noqa: PLR0913 - what a test may want to say about a document
    workspace: Workspace,
    person_id: str,
    facts: Sequence[ProposedFact],
    *,
    source: str = "Lakeside Clinic",
    named: str = "",
    series: str = "",
    version: str = "",
    own_name: str = "",
    replaces: tuple[str, ...] = (),
    import_id: str = "",
    media_type: str = "text/plain",
    title: str = "Health summary",
) -> Filed:
    """File a document of `source` that states `facts`, in an import of its own or in one that is there."""
    proposal = DocumentProposal(
        title=title,
        source=source,
        person_named=named,
        series=series,
        version=version,
        own_name=own_name,
        replaces=replaces,
    )
    read = ImportResult(
        media_type=media_type, page_count=1, pages=(PageText(1, "summary"),), proposal=proposal, facts=tuple(facts)
    )
    data = new_id().encode()
    sealed = workspace.vault.sealed.seal(data)

    def work(tx: Transaction) -> filing.Filed:
        person = people_store.get_person(tx, person_id)
        assert person is not None
        base = filing.new_document(Path("summary.txt"), data, person, import_id or new_id())
        assert base.sha256 == hashlib.sha256(data).hexdigest()
        if not import_id:
            imports.start_batch(tx, base.import_id, person_id, base.created)
        return filing.file_new(tx, filing.described(base, read, person), read, sealed=sealed)

    filed = workspace.vault.write(work)
    return Filed(filed.document, ids_of(workspace, filed.document.id), filed)


def ids_of(workspace: Workspace, document_id: str) -> tuple[str, ...]:
    """Return the ids of all that was read in a document, in order, listed or not."""
    query = "SELECT id FROM fact WHERE document_id = ? ORDER BY seq"
    return workspace.vault.read(lambda tx: tuple(tx.exec_driver_sql(query, (document_id,)).scalars()))
