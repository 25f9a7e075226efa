"""Import files and folders as a batch that can be cancelled, and taken back whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.foundation import clock
from desktop.foundation.errors import EnvironmentProblem
from desktop.foundation.ids import new_id
from desktop.foundation.progress import CancelToken, Progress
from desktop.importers.base import ImportResult
from desktop.records.batch import Batch
from desktop.records.changes import ChangeSet
from desktop.records.document import Document, DocumentStatus, ImportIssue
from desktop.records.fact import FactKind
from desktop.records.person import Person
from desktop.services.errors import NoSuchThingError
from desktop.services.history import Done, UndoHistory
from desktop.services.importing import filing, reading, walking
from desktop.services.importing.errors import ImportStoppedError, NoImportError
from desktop.services.importing.values import FileOutcome, ImportBatch, ImportStatus, ImportUndone
from desktop.vault.stores import documents as store
from desktop.vault.stores import imports
from desktop.vault.stores import people as people_store
from desktop.vault.vault import Transaction, Vault

AskPassword = Callable[[str], str | None]
"""Is given a file's name, returns the password typed for it, or None to leave it locked."""
BeforeMany = Callable[[Progress | None, CancelToken | None], object]
"""Is called before an import of more than `MANY_FILES` files."""
MANY_FILES = 100
KINDS = frozenset({"document", "import", *(kind.value for kind in FactKind)})


def _same(existing: Document) -> ImportIssue:
    added = existing.created.astimezone()
    where = " It is in the trash." if existing.trashed else ""
    words = f"Same as “{existing.title}”, added {added.day} {added:%B}. Not added twice.{where}"
    return ImportIssue("duplicate", words)


def outcome_of(path: Path, filed: filing.Filed) -> FileOutcome:
    """Return what to say about a file that was stored."""
    document = filed.document
    return FileOutcome(
        path=path,
        import_id=document.import_id,
        status=ImportStatus.STORED,
        read=document.status is not DocumentStatus.NOT_READ,
        document_id=document.id,
        kind=document.kind,
        title=document.title,
        date=document.date,
        pages=document.pages,
        person_match=document.person_match,
        issues=document.issues,
        proposed=filed.proposed,
    )


class Importing:
    """The way in for documents."""

    def __init__(self, vault: Vault, history: UndoHistory, *, before_many: BeforeMany | None = None) -> None:
        """Seal and file into `vault`; imports are undone through `history`; `before_many` makes a backup first."""
        self._vault = vault
        self._history = history
        self._before_many = before_many

    def import_paths(  # noqa: PLR0913 - each is a choice of the caller's
        self,
        paths: Sequence[Path],
        person_id: str,
        *,
        pdf_password: str | None = None,
        ask_password: AskPassword | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
        on_file: Callable[[FileOutcome], None] | None = None,
    ) -> ImportBatch:
        """Import files and folders for a person; `on_file` is called when a file is safely in.

        A cancel ends after the file at work; what is in stays. Raises TooManyFilesError, NoSuchThingError,
        ImportStoppedError when the disk is full (what was told by `on_file` stays), DamagedVaultError.
        """
        files = walking.expanded(paths)
        person = self._person(person_id)
        if len(files) > MANY_FILES and self._before_many is not None:
            self._before_many(progress, cancel)
        import_id = new_id()
        self._vault.write(lambda tx: imports.start_batch(tx, import_id, person_id, clock.now()))
        outcomes: list[FileOutcome] = []
        told = progress or Progress()
        for number, path in enumerate(files):
            if cancel is not None and cancel.cancelled:
                break
            told.tell(number, len(files), f"Reading {path.name}")
            try:
                outcome = self._one(path, person, import_id, pdf_password, ask_password)
            except EnvironmentProblem as problem:
                self._remember(import_id)
                stored = sum(one.status is ImportStatus.STORED for one in outcomes)
                raise ImportStoppedError(stored, len(files) - number, problem) from problem
            outcomes.append(outcome)
            if on_file is not None:
                on_file(outcome)
        told.tell(len(outcomes), len(files), "Done")
        if any(outcome.status is ImportStatus.STORED for outcome in outcomes):
            self._remember(import_id)
        return ImportBatch(import_id, tuple(outcomes))

    def _person(self, person_id: str) -> Person:
        person = self._vault.read(lambda tx: people_store.get_person(tx, person_id))
        if person is None:
            raise NoSuchThingError("person")
        return person

    def _one(
        self, path: Path, person: Person, import_id: str, password: str | None, ask: AskPassword | None
    ) -> FileOutcome:
        taken = walking.take(path)
        refused = taken.refused or reading.refusal(taken.data)
        if refused is not None:
            return FileOutcome(path=path, import_id=import_id, status=ImportStatus.REFUSED, issues=(refused,))
        digest = hashlib.sha256(taken.data).hexdigest()
        existing = self._vault.read(lambda tx: store.same_bytes(tx, digest))
        if existing:
            return self._duplicate(path, import_id, existing[0])
        sealed = self._vault.sealed.seal(taken.data)
        result, used = self._read(taken.data, path.name, password, ask)
        base = filing.new_document(path, taken.data, person, import_id)
        document = filing.described(base, result, person)
        if used and not result.locked:
            document = filing.with_password(document, used)
        filed = self._vault.write(lambda tx: filing.file_new(tx, document, result, sealed=sealed))
        self._history.tell(ChangeSet((document.id,), KINDS, "Document added"))
        return outcome_of(path, filed)

    @staticmethod
    def _duplicate(path: Path, import_id: str, existing: Document) -> FileOutcome:
        return FileOutcome(
            path=path,
            import_id=import_id,
            status=ImportStatus.DUPLICATE,
            read=existing.status is not DocumentStatus.NOT_READ,
            document_id=existing.id,
            kind=existing.kind,
            title=existing.title,
            date=existing.date,
            pages=existing.pages,
            person_match=existing.person_match,
            issues=(_same(existing),),
        )

    @staticmethod
    def _read(data: bytes, name: str, password: str | None, ask: AskPassword | None) -> tuple[ImportResult, str | None]:
        """Read without a password first: most files have none, and a wrong one must not be kept."""
        result = reading.read_document(data, password=None)
        used: str | None = None
        if result.locked and password is not None:
            used, result = password, reading.read_document(data, password=password)
        while result.locked and ask is not None:
            used = ask(name)
            if used is None:
                break
            result = reading.read_document(data, password=used)
        return result, used

    def _remember(self, import_id: str) -> None:
        """Make the import one step of the undo history."""

        def undo(tx: Transaction) -> ChangeSet:
            imports.undo_batch(tx, import_id, clock.now())
            return ChangeSet((import_id,), KINDS)

        self._history.perform(lambda _tx: Done(ChangeSet((import_id,), KINDS, "Import"), undo))

    def undo(self, import_id: str | None = None) -> ImportUndone:
        """Take back an import whole, by default the last one; raises NoImportError."""

        def work(tx: Transaction) -> tuple[Batch, int, int]:
            batch = imports.last_batch(tx) if import_id is None else imports.get_batch(tx, import_id)
            if batch is None or batch.undone is not None:
                raise NoImportError
            return batch, *imports.undo_batch(tx, batch.import_id, clock.now())

        batch, documents, facts = self._vault.write(work)
        self._history.tell(ChangeSet((batch.import_id,), KINDS, "Import taken back"))
        return ImportUndone(batch.import_id, documents, facts)

    def redo(self, import_id: str) -> ImportUndone:
        """Bring an import back that was taken back; raises NoImportError."""

        def work(tx: Transaction) -> tuple[int, int]:
            batch = imports.get_batch(tx, import_id)
            if batch is None or batch.undone is None:
                raise NoImportError
            return imports.redo_batch(tx, import_id)

        documents, facts = self._vault.write(work)
        self._history.tell(ChangeSet((import_id,), KINDS, "Import brought back"))
        return ImportUndone(import_id, documents, facts)

    def retry(self, document_id: str, password: str | None = None) -> FileOutcome:
        """Read a document again that was "stored, not read"; raises NoSuchThingError."""
        before = self._vault.read(lambda tx: store.get_document(tx, document_id))
        name = self._vault.read(lambda tx: store.sealed_name(tx, document_id))
        if before is None or name is None:
            raise NoSuchThingError("document")
        data = self._vault.sealed.open(name)
        result = reading.read_document(data, password=password or before.pdf_password or None)
        document = filing.described(before, result, self._person(before.person_id))
        if password and not result.locked:
            document = filing.with_password(document, password)

        def work(tx: Transaction) -> filing.Filed:
            store.update_document(tx, document)
            proposed = filing.put_reading(tx, document, result) if result.read else {}
            return filing.Filed(document, proposed)

        filed = self._vault.write(work) if before.status is DocumentStatus.NOT_READ else filing.Filed(before, {})
        self._history.tell(ChangeSet((document_id,), KINDS, "Document read again"))
        return outcome_of(Path(before.file_name), filed)

    def batches(self) -> tuple[Batch, ...]:
        """Return the latest imports, newest first."""
        return self._vault.read(imports.recent_batches)
