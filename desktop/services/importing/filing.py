"""File one document: its row, the text of its pages and what was proposed, in one transaction."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.foundation import clock
from desktop.foundation.ids import new_id
from desktop.importers.base import ImportResult, ProposedFact, RecognizedPage
from desktop.records.document import Document, DocumentKind, DocumentStatus
from desktop.records.fact import Fact, FactKind
from desktop.records.person import Person
from desktop.services.importing.person_guard import match_person
from desktop.services.importing.reading import title_of
from desktop.services.importing.recognizing import lines_on_page
from desktop.services.importing.values import FileOutcome, ImportStatus
from desktop.services.merging.linking import link_facts
from desktop.services.merging.versions import check_version, older_versions, version_of
from desktop.services.records import Records
from desktop.vault.stores import documents as store
from desktop.vault.stores import page_words
from desktop.vault.stores.page_scans import put_scans
from desktop.vault.stores.page_words import put_page_words
from desktop.vault.stores.pictures import forget_pictures
from desktop.vault.stores.said_again import put_series, read_in_import
from desktop.vault.vault import Transaction

KINDS = frozenset({"document", "import", *(kind.value for kind in FactKind)})
"""What changes when a document comes or goes."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A document as it is kept, and how many facts of each kind it proposes.

    Of these, `already` were in the record before, and `differs` are results that it has otherwise. `replaces` are ids
    of older versions of the document.
    """

    document: Document
    proposed: Mapping[str, int]
    already: Mapping[str, int] = field(default_factory=dict)
    differs: Mapping[str, int] = field(default_factory=dict)
    replaces: tuple[str, ...] = ()


def described(base: Document, result: ImportResult, person: Person) -> Document:
    """Return a document with what reading gave."""
    proposal = result.proposal
    return replace(
        base,
        title=title_of(result, base.file_name),
        kind=proposal.kind,
        date=proposal.date,
        source=proposal.source,
        doctor=proposal.doctor,
        media_type=result.media_type,
        pages=result.page_count,
        status=DocumentStatus.PROPOSED if result.read else DocumentStatus.NOT_READ,
        person_match=match_person(person, named=proposal.person_named, born=proposal.person_born),
        person_named=proposal.person_named,
        person_born=proposal.person_born,
        evidence=proposal.evidence,
        issues=result.issues,
        changed=clock.now(),
    )


def described_again(now: Document, result: ImportResult, person: Person) -> Document:
    """Return an unread document with what reading gave this time; what the person typed meanwhile stays theirs."""
    document = described(now, result, person)
    typed = {
        "title": now.title if now.title != title_of(ImportResult(media_type=""), now.file_name) else "",
        "source": now.source,
        "doctor": now.doctor,
        "date": now.date,
    }
    kept = {name: value for name, value in typed.items() if value}
    if now.kind is not DocumentKind.OTHER:
        kept["kind"] = now.kind
    return replace(document, revision=now.revision + 1, **kept)  # type: ignore[arg-type] # each is its field's own value


def outcome_of(path: Path, filed: Filed) -> FileOutcome:
    """Return what to say about a file that was stored."""
    stored = FileOutcome(path=path, import_id=filed.document.import_id, status=ImportStatus.STORED)
    known = stored.of_document(filed.document, filed.proposed)
    return replace(known, already=filed.already, differs=filed.differs, replaces=filed.replaces)


def with_password(document: Document, password: str) -> Document:
    """Return a document that remembers the password of its locked original."""
    return replace(document, pdf_password=password)


def new_document(path: Path, data: bytes, person: Person, import_id: str) -> Document:
    """Return the row of a file that was not read yet."""
    moment = clock.now()
    return Document(
        id=new_id(),
        person_id=person.id,
        import_id=import_id,
        file_name=path.name.encode("utf-8", "replace").decode("utf-8"),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        status=DocumentStatus.NOT_READ,
        created=moment,
        changed=moment,
    )


def propose_all(tx: Transaction, document: Document, facts: tuple[ProposedFact, ...]) -> tuple[Fact, ...]:
    """Keep all proposals of a document; return them."""
    return tuple(
        Records.propose(
            tx,
            fact.kind,
            document,
            dict(fact.values),
            provenance=(replace(fact.provenance, document_id=document.id),),
            needs_check=not fact.certain,
            issues=fact.issues,
            codings=fact.codings,
            negated=fact.negated,
        )
        for fact in facts
    )


def _kept(page: RecognizedPage) -> page_words.RecognizedPage:
    lines = (tuple((word.text, word.box) for word in line.words) for line in lines_on_page(page))
    return page_words.RecognizedPage(page.page, page.turn, tuple(lines))


def put_texts(tx: Transaction, document: Document, result: ImportResult) -> None:
    """Keep the texts of a document's pages, what was measured of them, and the words that were recognized on them."""
    store.put_pages(tx, document.id, [(page.page, page.text, page.picture_only) for page in result.pages])
    put_scans(tx, document.id, result.scans)
    put_page_words(tx, document.id, [_kept(page) for page in result.recognized])
    if result.recognized:
        forget_pictures(tx, document.sha256)


def put_reading(tx: Transaction, document: Document, result: ImportResult) -> Filed:
    """Keep page texts and proposals of a document whose row is there, and what they have to do with the record."""
    put_texts(tx, document, result)
    put_series(tx, document.id, version_of(result.proposal))
    facts = propose_all(tx, document, result.facts)
    linked = link_facts(tx, document, facts)
    check_version(tx, document, linked)
    otherwise = {own for own, _ in linked.differing}
    here = read_in_import(tx, linked.same.values(), document.import_id)
    before = {own for own, head in linked.same.items() if head not in here}
    return Filed(
        document,
        Counter(fact.kind.value for fact in facts),
        Counter(fact.kind.value for fact in facts if fact.id in before),
        Counter(fact.kind.value for fact in facts if fact.id in otherwise),
        older_versions(tx, document),
    )


def file_new(tx: Transaction, document: Document, result: ImportResult, *, sealed: str) -> Filed:
    """Keep a new document with everything read from it."""
    store.insert_document(tx, document, sealed=sealed)
    return put_reading(tx, document, result)
