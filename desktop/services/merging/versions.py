"""Which documents are versions of one document: as their files say, and only when they say some of the same."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.importers.base import DocumentProposal
from desktop.importers.identify.report_version import PRINTED_SERIES
from desktop.records.document import Document
from desktop.services.merging.linking import Linked
from desktop.vault.stores import facts as store
from desktop.vault.stores import said_again
from desktop.vault.stores.said_again import Version
from desktop.vault.vault import Transaction


def version_of(proposal: DocumentProposal) -> Version | None:
    """Return the version that a file says it is, or None.

    A set of versions is named by the file, or else by the version that it replaces, or by itself (CDA R2 4.2.1.7 to
    4.2.1.10, FHIR `Composition.relatesTo`).
    """
    series = proposal.series or next(iter(proposal.replaces), "") or proposal.own_name
    return Version(series, proposal.version) if series else None


def _heads(tx: Transaction, document_id: str) -> frozenset[str]:
    facts = store.get_facts(tx, store.listed_ids(tx, document_id=document_id))
    return frozenset(fact.same_as or fact.id for fact in facts)


def _share(tx: Transaction, others: Sequence[str], document: Document, linked: Linked) -> bool:
    """Whether a document says something that one of the others says, or gives one of its tests another value."""
    own = _heads(tx, document.id) | {other for _, other in linked.differing}
    theirs = [_heads(tx, other) for other in others]
    return not own or not any(theirs) or any(own & one for one in theirs)


def _in_line(tx: Transaction, others: Sequence[str], document: Document, _linked: Linked) -> bool:
    """Whether of a printed report and each of the others the newer says of everything in the older what it is now.

    A report's number is also on the other parts of it, which are no older versions, so nothing may be missing.
    """
    ranks = {id_: version.rank for id_, version in said_again.series_of(tx, (document.id, *others)).items()}
    own = _heads(tx, document.id)
    for other in others:
        theirs = _heads(tx, other)
        if not own or not theirs or ranks[other] == ranks[document.id]:
            return False
        older, newer = (theirs, own) if ranks[document.id] > ranks[other] else (own, theirs)
        otherwise = said_again.differing_heads(tx, older - newer, also_settled=True)
        if not all(otherwise.get(one, set()) & newer for one in older - newer):
            return False
    return True


def version_name(tx: Transaction, document_id: str) -> str:
    """Return the series that a document is kept in, or an empty text."""
    found = said_again.series_of(tx, (document_id,)).get(document_id)
    return found.series if found else ""


def check_version(tx: Transaction, document: Document, linked: Linked) -> None:
    """Keep a document out of a series of which it is no version: numbers are sometimes given twice."""
    series = version_name(tx, document.id)
    others = (
        [one for one in said_again.of_series(tx, document.person_id, series) if one != document.id] if series else []
    )
    belongs = _in_line if series.startswith(PRINTED_SERIES) else _share
    if others and not belongs(tx, others, document, linked):
        said_again.put_series(tx, document.id, None)


def older_versions(tx: Transaction, document: Document) -> tuple[str, ...]:
    """Return the ids of the documents that a document replaces."""
    if not version_name(tx, document.id):
        return ()
    replaced = said_again.replacements(tx, document.person_id)
    return tuple(older for older, newer in replaced.items() if newer == document.id)
