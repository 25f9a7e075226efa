"""Read again what was "stored, not read": with its password, or because the readers can do more by now."""

from __future__ import annotations

from pathlib import Path

from desktop.foundation.progress import CancelToken, Progress
from desktop.importers import registry
from desktop.records.changes import ChangeSet
from desktop.records.document import Document, DocumentStatus
from desktop.services.errors import NoSuchThingError
from desktop.services.history import UndoHistory
from desktop.services.importing import filing, reading
from desktop.services.importing.values import FileOutcome
from desktop.vault.stores import documents as store
from desktop.vault.stores import people as people_store
from desktop.vault.stores.info import info, keep_info
from desktop.vault.stores.table_layouts import kept_layouts
from desktop.vault.vault import Transaction, Vault

_TRIED = "readers_tried"
"""The row of vault_info that names the readers which all unread documents met."""


def note_unread(tx: Transaction, document: Document) -> None:
    """Keep which readers were there when the first document could not be read."""
    if document.status is not DocumentStatus.NOT_READ or info(tx, _TRIED) == registry.readers():
        return
    if not _unread(tx):
        keep_info(tx, _TRIED, registry.readers())


def _unread(tx: Transaction) -> tuple[Document, ...]:
    return tuple(one for one in store.find_documents(tx) if one.status is DocumentStatus.NOT_READ)


class ReadingAgain:
    """Gives documents that were not read another chance."""

    def __init__(self, vault: Vault, history: UndoHistory) -> None:
        """Read from and file into `vault`; tell through `history`."""
        self._vault = vault
        self._history = history

    def retry(self, document_id: str, password: str | None, *, cancel: CancelToken | None) -> FileOutcome:
        """Read one document again; raises NoSuchThingError, CancelledError."""
        before = self._vault.read(lambda tx: store.get_document(tx, document_id))
        name = self._vault.read(lambda tx: store.sealed_name(tx, document_id))
        if before is None or name is None:
            raise NoSuchThingError("document")
        person = self._vault.read(lambda tx: people_store.get_person(tx, before.person_id))
        if person is None:
            raise NoSuchThingError("person")
        data = self._vault.sealed.open(name)
        layouts = self._vault.read(kept_layouts)
        used = password or before.pdf_password or None
        result = reading.read_document(data, password=used, cancel=cancel, layouts=layouts)

        def work(tx: Transaction) -> filing.Filed:
            now = store.get_document(tx, document_id) or before
            if now.status is not DocumentStatus.NOT_READ:  # read meanwhile, by another press of the button
                return filing.Filed(now, {})
            document = filing.described_again(now, result, person)
            if password and not result.locked:
                document = filing.with_password(document, password)
            store.update_document(tx, document)
            return filing.put_reading(tx, document, result) if result.read else filing.Filed(document, {})

        filed = self._vault.write(work)
        self._history.tell(ChangeSet((document_id,), filing.KINDS, "Document read again"))
        return filing.outcome_of(Path(before.file_name), filed)

    def retry_all(self, progress: Progress, cancel: CancelToken | None) -> tuple[FileOutcome, ...]:
        """Read all unread documents of everybody again; raises CancelledError."""
        waiting = self._vault.read(_unread)
        outcomes: list[FileOutcome] = []
        for number, document in enumerate(waiting):
            if cancel is not None:
                cancel.check()
            progress.tell(number, len(waiting), f"Reading {document.title}")
            outcomes.append(self.retry(document.id, None, cancel=cancel))
        self._vault.write(lambda tx: keep_info(tx, _TRIED, registry.readers()))
        return tuple(outcomes)

    def worth_it(self) -> int:
        """Return how many documents are unread although the readers changed since they were tried."""

        def work(tx: Transaction) -> int:
            return 0 if info(tx, _TRIED) == registry.readers() else len(_unread(tx))

        return self._vault.read(work)
