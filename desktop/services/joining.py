"""Photos and scans that are one document: joined in the person's order, and apart again; the originals stay."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from desktop.foundation import clock
from desktop.foundation.errors import AppError
from desktop.foundation.ids import new_id
from desktop.foundation.progress import CancelToken, Progress
from desktop.importers.base import ImportResult
from desktop.importers.detect import Content, sniff
from desktop.importers.registry import TYPESET, WITH_PAGES
from desktop.records.changes import ChangeSet
from desktop.records.document import Document, DocumentStatus
from desktop.records.fact import FactKind
from desktop.sandbox.run import Limits, SandboxFailure, run
from desktop.sandbox.values import MIB
from desktop.services.errors import NoSuchThingError
from desktop.services.history import Done, UndoHistory
from desktop.services.importing.filing import described, put_reading
from desktop.services.importing.reading import picture_pages, read_document
from desktop.vault.stores import documents as store
from desktop.vault.stores import joined
from desktop.vault.stores import people as people_store
from desktop.vault.vault import Transaction, Vault

KINDS = frozenset({"document", *(kind.value for kind in FactKind)})
_JOIN = Limits(cpu_seconds=120, wall_seconds=240, memory_bytes=2048 * MIB, output_bytes=1024 * MIB)
_FEWEST = 2


class NotJoinedError(AppError):
    """What was chosen cannot become one document."""

    code = "not-joined"

    def __init__(self, why: str, do: str) -> None:
        """Say why; nothing was changed."""
        super().__init__(why, safe="Nothing was changed.", do=do)


def _undecided(result: ImportResult, decided: frozenset[tuple[str, int, str]]) -> ImportResult:
    """Leave out what the person confirmed, changed or left out before: it is not proposed a second time."""
    places = ((fact, fact.provenance) for fact in result.facts)
    new = tuple(fact for fact, place in places if (fact.kind.value, place.page, place.snippet) not in decided)
    return replace(result, facts=new)


class Joining:
    """Makes one document of several."""

    def __init__(self, vault: Vault, history: UndoHistory) -> None:
        """Read and file in `vault`; both ways are undone through `history`."""
        self._vault, self._history = vault, history

    def _chosen(self, ids: Sequence[str]) -> tuple[Document, ...]:
        found = [self._vault.read(lambda tx, each=each: store.get_document(tx, each)) for each in dict.fromkeys(ids)]  # type: ignore[misc] # bound at once
        documents = tuple(one for one in found if one is not None)
        if len(documents) != len(found):
            raise NoSuchThingError("document")
        if len(documents) < _FEWEST:
            raise NotJoinedError("One document alone cannot be joined.", "Choose at least two.")
        if len({one.person_id for one in documents}) > 1:
            raise NotJoinedError("These are of different people.", "Choose documents of one person.")
        if any(one.media_type not in WITH_PAGES - TYPESET or not one.pages for one in documents):
            raise NotJoinedError("Only photos, scans and PDFs can be joined.", "Leave the others out.")
        if any(one.pdf_password for one in documents):
            raise NotJoinedError("A PDF with its own password cannot be joined.", "Leave it out.")
        return documents

    def _pdf(self, document: Document) -> bytes:
        name = self._vault.read(lambda tx: store.sealed_name(tx, document.id))
        data = b"" if name is None else self._vault.sealed.open(name)
        pdf = data if sniff(data) is Content.PDF else picture_pages(data).pdf
        if pdf is None:
            raise NotJoinedError(f"The pages of “{document.title}” cannot be shown.", "Leave it out.")
        return pdf

    def join(
        self, ids: Sequence[str], *, progress: Progress | None = None, cancel: CancelToken | None = None
    ) -> ChangeSet:
        """Make one document of several, in this order; the change's first id is the new one. May take minutes.

        Raises NotJoinedError, NoSuchThingError or CancelledError.
        """
        parts = self._chosen(ids)
        told = progress or Progress()
        try:
            answer = run("image.join", [self._pdf(one) for one in parts], limits=_JOIN, cancel=cancel)
            counts = [int(str(count)) for count in answer.value] if isinstance(answer.value, list) else []
            pdf = answer.blobs[0]
        except (SandboxFailure, ValueError, IndexError):
            raise NotJoinedError("The pages could not be put together.", "Leave one out, and try again.") from None
        result = read_document(
            pdf,
            password=None,
            tell=lambda page, total: told.tell(page - 1, total, f"Recognizing page {page} of {total}"),
            cancel=cancel,
        )
        sealed = self._vault.sealed.seal(pdf)
        firsts = [1 + before for before in accumulate([0, *counts[:-1]])]
        moment = clock.now()

        def work(tx: Transaction) -> Done:
            person = people_store.get_person(tx, parts[0].person_id)
            if person is None:
                raise NoSuchThingError("person")
            base = replace(
                parts[0],
                id=new_id(),
                size=len(pdf),
                sha256=hashlib.sha256(pdf).hexdigest(),
                status=DocumentStatus.NOT_READ,
                revision=1,
                created=moment,
            )
            document = replace(described(base, result, person), pages=sum(counts), person_kept=parts[0].person_kept)
            store.insert_document(tx, document, sealed=sealed)
            places = [joined.Part(one.id, first) for one, first in zip(parts, firsts, strict=True)]
            put_reading(tx, document, _undecided(result, joined.decided_places(tx, places)))
            joined.join(tx, document.id, places)
            everyone = (document.id, *(one.id for one in parts))

            def undo(back: Transaction) -> ChangeSet:
                joined.part(back, document.id, clock.now())
                return ChangeSet(everyone, KINDS)

            return Done(ChangeSet(everyone, KINDS, "Documents joined"), undo)

        return self._history.perform(work)

    def apart(self, document_id: str) -> ChangeSet:
        """Take a joined document apart; its parts are there again. Raises NotJoinedError."""

        def work(tx: Transaction) -> Done:
            parts = joined.parts_of(tx, document_id)
            if not parts:
                raise NotJoinedError("This document was not joined from others.", "Nothing needs to be done.")
            joined.part(tx, document_id, clock.now())
            everyone = (document_id, *(one.document.id for one in parts))

            def undo(back: Transaction) -> ChangeSet:
                joined.rejoin(back, document_id)
                return ChangeSet(everyone, KINDS)

            return Done(ChangeSet(everyone, KINDS, "Document taken apart"), undo)

        return self._history.perform(work)

    def parts(self, document_id: str) -> tuple[Document, ...]:
        """Return the documents that a joined one stands for, in order; none for any other."""
        return tuple(one.document for one in self._vault.read(lambda tx: joined.parts_of(tx, document_id)))

    def joined(self) -> Mapping[str, str]:
        """Return, for every part of a document that is joined now, the document it stands in."""
        return self._vault.read(joined.all_joined)

    def original(self, document_id: str, number: int) -> bytes:
        """Return the bytes of a part (from 1) as they came; raises IndexError."""
        kept = self._vault.read(lambda tx: joined.parts_of(tx, document_id))[number - 1]
        return self._vault.sealed.open(kept.sealed)
