"""The documents: listed, looked at, described, moved to the right person, set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from desktop.foundation import clock
from desktop.foundation.atomic import atomic_file
from desktop.foundation.errors import EnvironmentProblem
from desktop.foundation.ids import new_id
from desktop.foundation.progress import CancelToken, Progress
from desktop.records.changes import ChangeSet
from desktop.records.document import Document, DocumentKind, DocumentStatus
from desktop.records.entry_fields import check_required, entry_text, parse_record, record_fields, said_text
from desktop.records.fact import FactKind
from desktop.records.packet import Disclosure
from desktop.records.page_scan import PageScan
from desktop.services.errors import NoSuchThingError, told_plainly
from desktop.services.history import Done, Inverse, UndoHistory
from desktop.services.imaging_files import ImagingFiles
from desktop.services.measuring import measure_old
from desktop.services.merging.linking import link_again
from desktop.services.page_pictures import page_picture
from desktop.services.people import require_person
from desktop.services.readable import original_bytes
from desktop.services.wording import DOCUMENT, NOTHING_CHANGED
from desktop.vault.stores import disclosures
from desktop.vault.stores import documents as store
from desktop.vault.stores.documents import DocumentKey
from desktop.vault.stores.fact_writes import move_facts
from desktop.vault.stores.joined import move_parts
from desktop.vault.stores.page_scans import scans_of_person
from desktop.vault.vault import Transaction, Vault

FACTS_TOO = frozenset({DOCUMENT, *(kind.value for kind in FactKind)})
"""What a view may have to reload when a document comes, goes or moves with its facts."""


def _require(tx: Transaction, document_id: str) -> Document:
    found = store.get_document(tx, document_id)
    if found is None:
        raise NoSuchThingError(DOCUMENT)
    return found


def _stamped(before: Document, after: Document) -> Document:
    return replace(after, revision=before.revision + 1, changed=clock.now())


def _same_entries(before: Document, after: Document) -> bool:
    return all(said_text(before, each) == said_text(after, each) for each in record_fields(Document))


def _put_back(before: Document, kinds: frozenset[str]) -> Inverse:
    def undo(tx: Transaction) -> ChangeSet:
        store.update_document(tx, _stamped(_require(tx, before.id), before))
        return ChangeSet((before.id,), kinds)

    return undo


def _described(before: Document, values: Mapping[str, str]) -> Document:
    """Return the document with changed fields; a date that was not changed keeps what was printed."""
    with told_plainly():
        parsed = parse_record(Document, values)
    changed = {
        field.attribute: parsed[field.attribute]
        for field in record_fields(Document)
        if field.attribute in parsed and values[field.name] != entry_text(before, field)
    }
    after = replace(before, **changed)
    with told_plainly():
        check_required(after)
    return after


def _compared_again(tx: Transaction, document_id: str, done: Done) -> Done:
    """Compare what was read in a document with the record that it stands in now; undone along with `done`."""
    apart = link_again(tx, _require(tx, document_id))
    inverse = done.inverse
    if inverse is None:
        return done

    def undo(back: Transaction) -> ChangeSet:
        change = inverse(back)
        apart(back, _require(back, document_id))
        return change

    return Done(done.change, undo)


__all__ = ["DocumentKey", "Documents"]


class Documents:
    """Every document of the vault, its original and its pages."""

    def __init__(self, vault: Vault, history: UndoHistory) -> None:
        """Read from `vault`, write through `history`."""
        self._vault = vault
        self._history = history

    def list(
        self,
        person_id: str | None = None,
        *,
        kind: DocumentKind | None = None,
        status: DocumentStatus | None = None,
        trashed: bool = False,
    ) -> tuple[Document, ...]:
        """Return documents, the newest date first and undated ones last; of everybody without `person_id`."""
        found = self._vault.read(lambda tx: store.find_documents(tx, person_id=person_id, trashed=trashed))
        return tuple(each for each in found if kind in {None, each.kind} and status in {None, each.status})

    def keys(self, person_id: str) -> tuple[DocumentKey, ...]:
        """Return the keys of a person's documents, the trash too, in the order of `list`; quick for thousands."""
        return self._vault.read(lambda tx: store.document_keys(tx, person_id))

    def page(self, ids: Sequence[str]) -> tuple[Document, ...]:
        """Return the documents with these ids in their order; those that are gone meanwhile are left out."""
        return self._vault.read(lambda tx: store.get_documents(tx, ids))

    def get(self, document_id: str) -> Document:
        """Return one document, in the trash or not; raises NoSuchThingError."""
        return self._vault.read(lambda tx: _require(tx, document_id))

    def has(self, document_id: str) -> bool:
        """Whether an id names a document, in the trash or not."""
        return self._vault.read(lambda tx: store.get_document(tx, document_id)) is not None

    def original(self, document_id: str) -> bytes:
        """Return the bytes as they came; raises NoSuchThingError."""
        self.get(document_id)
        data = original_bytes(self._vault, document_id)
        if data is None:
            raise NoSuchThingError(DOCUMENT)
        return data

    def page_text(self, document_id: str, page: int) -> str:
        """Return the text of a page (from 1) as it was read; empty for a picture."""
        return self._vault.read(lambda tx: store.get_page_text(tx, document_id, page))

    def scans(self, person_id: str) -> Mapping[str, tuple[PageScan, ...]]:
        """Return which pages of a person's documents are pictures, by document; of pages alike only the first."""
        return self._vault.read(lambda tx: scans_of_person(tx, person_id))

    def measure(self, progress: Progress | None = None, cancel: CancelToken | None = None) -> bool:
        """Measure the documents that an older Sheaf took in; return whether there were any. Raises CancelledError."""
        return measure_old(self._vault, progress or Progress(), cancel or CancelToken())

    def page_picture(self, document_id: str, page: int, *, width: int, password: str | None = None) -> bytes:
        """Return the PNG of a page (from 1) at `width` pixels.

        Rendered in the sandbox the first time. Raises NoSuchThingError, NoSuchPageError or NoPictureError.
        """
        return page_picture(self._vault, self.get(document_id), page, width=width, password=password)

    def edit(self, document_id: str, values: Mapping[str, str]) -> ChangeSet:
        """Change title, kind, date, source, doctor, important, note or sensitive; those not named stay."""
        return self._describe(document_id, values, reviewed=False)

    def mark_reviewed(self, document_id: str, values: Mapping[str, str] | None = None) -> ChangeSet:
        """Keep that the person has looked at a document, with the fields changed there."""
        return self._describe(document_id, values or {}, reviewed=True)

    def _describe(self, document_id: str, values: Mapping[str, str], *, reviewed: bool) -> ChangeSet:
        def work(tx: Transaction) -> Done:
            before = _require(tx, document_id)
            after = _described(before, values)
            if reviewed and before.status is DocumentStatus.PROPOSED:
                after = replace(after, status=DocumentStatus.REVIEWED)
            if _same_entries(before, after) and after.status is before.status:
                return Done(ChangeSet((document_id,), words=NOTHING_CHANGED))
            return self._update(tx, before, after, "Document reviewed" if reviewed else "Document changed")

        return self._history.perform(work)

    @staticmethod
    def _update(
        tx: Transaction, before: Document, after: Document, words: str, kinds: frozenset[str] = frozenset({DOCUMENT})
    ) -> Done:
        store.update_document(tx, _stamped(before, after))
        return Done(ChangeSet((before.id,), kinds, words), _put_back(before, kinds))

    def keep_here(self, document_id: str) -> ChangeSet:
        """Keep the person's word that a document which names someone else belongs here."""

        def work(tx: Transaction) -> Done:
            before = _require(tx, document_id)
            if before.person_kept:
                return Done(ChangeSet((document_id,), words=NOTHING_CHANGED))
            done = self._update(tx, before, replace(before, person_kept=True), "Document kept here", FACTS_TOO)
            return _compared_again(tx, document_id, done)

        return self._history.perform(work)

    def move(self, document_id: str, to_person: str) -> ChangeSet:
        """File a document with everything read from it under another person; one step to undo."""

        def work(tx: Transaction) -> Done:
            require_person(tx, to_person)
            before = _require(tx, document_id)
            if before.person_id == to_person:
                return Done(ChangeSet((document_id,), words=NOTHING_CHANGED))
            self._file(tx, _stamped(before, replace(before, person_id=to_person, person_kept=True)))

            def undo(tx: Transaction) -> ChangeSet:
                self._file(tx, _stamped(_require(tx, document_id), before))
                return ChangeSet((document_id,), FACTS_TOO)

            moved = ChangeSet((document_id,), FACTS_TOO, "Document moved")
            return _compared_again(tx, document_id, Done(moved, undo))

        return self._history.perform(work)

    @staticmethod
    def _file(tx: Transaction, moved: Document) -> None:
        store.update_document(tx, moved)
        move_facts(tx, moved.id, moved.person_id)
        move_parts(tx, moved.id, moved.person_id)

    def trash(self, document_id: str) -> ChangeSet:
        """Move a document to the trash with what is only proposed from it; confirmed facts stay."""
        return self._set_trashed(document_id, into=True)

    def untrash(self, document_id: str) -> ChangeSet:
        """Take a document out of the trash with its proposals."""
        return self._set_trashed(document_id, into=False)

    def _set_trashed(self, document_id: str, *, into: bool) -> ChangeSet:
        def work(tx: Transaction) -> Done:
            before = _require(tx, document_id)
            if (before.trashed is not None) is into:
                return Done(ChangeSet((document_id,), words=NOTHING_CHANGED))
            words = "Document moved to the trash" if into else "Document taken out of the trash"
            return self._update(tx, before, replace(before, trashed=clock.now() if into else None), words, FACTS_TOO)

        return self._history.perform(work)

    def export_copy(self, document_id: str, target: Path) -> None:
        """Write the original bytes to `target`, readable by anyone there, and keep in the sent log that it went out.

        A study of several image files is written as a zip of them. Raises NoSuchThingError, DamagedVaultError, or
        EnvironmentProblem when the place cannot be written.
        """
        document = self.get(document_id)
        try:
            with atomic_file(target) as file:
                copied = _Copy(file)
                if not ImagingFiles(self._vault).write_zip(document_id, copied):
                    copied.write(self.original(document_id))
        except OSError as error:
            raise EnvironmentProblem(
                "The copy could not be written there.", do="Check the folder and its free space, or choose another."
            ) from error
        self._history.perform(lambda tx: _log_copy(tx, document, copied, target.name))


class _Copy:
    """A copy being written, with the SHA-256 and number of its bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.hash, self.size = sha256(), 0

    def write(self, piece: bytes) -> None:
        self._file.write(piece)
        self.hash.update(piece)
        self.size += len(piece)


def _log_copy(tx: Transaction, document: Document, copied: _Copy, file_name: str) -> Done:
    digest = copied.hash.hexdigest()
    entry = Disclosure(
        id=new_id(),
        packet_id="",
        code="",
        version=0,
        person_id=document.person_id,
        to="",
        address="",
        purpose="",
        medium="copy",
        when=clock.now(),
        pages=document.pages,
        size=copied.size,
        sha256=digest,
        fingerprint=digest[:12],
        file_name=file_name,
        items=(document.id,),
    )
    disclosures.append_disclosure(tx, entry)
    return Done(ChangeSet((document.id,), frozenset({"packet"}), "Copy written"))
