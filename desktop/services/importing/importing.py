"""Import files and folders as a batch that can be cancelled, and taken back whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.foundation import clock
from desktop.foundation.errors import CancelledError, EnvironmentProblem
from desktop.foundation.ids import new_id
from desktop.foundation.progress import CancelToken, Progress
from desktop.importers import limits
from desktop.importers.base import ImportResult
from desktop.records.batch import Batch
from desktop.records.changes import ChangeSet
from desktop.records.document import Document, DocumentStatus, ImportIssue
from desktop.records.person import Person
from desktop.services.errors import NoSuchThingError
from desktop.services.history import Done, Inverse, UndoHistory
from desktop.services.importing import again, attached, filing, reading, walking
from desktop.services.importing.entries import DiscEntries, Entry
from desktop.services.importing.errors import ImportStoppedError, NoImportError
from desktop.services.importing.own_export import taking as own_export
from desktop.services.importing.own_export.found import FoundExport, exports_among
from desktop.services.importing.studies.drop import Drop, drop_of
from desktop.services.importing.studies.study_import import StudyImport
from desktop.services.importing.values import FileOutcome, ImportBatch, ImportStatus, ImportUndone
from desktop.vault.stores import documents as store
from desktop.vault.stores import imports
from desktop.vault.stores import people as people_store
from desktop.vault.stores.table_layouts import kept_layouts
from desktop.vault.vault import Transaction, Vault

AskPassword = Callable[[str], str | None]
"""Is given a file's name, returns the password typed for it, or None to leave it locked."""
BeforeMany = Callable[[Progress | None, CancelToken | None], object]
"""Is called before an import of more than `MANY_FILES` files."""
MANY_FILES = 100
KINDS = own_export.KINDS


def _same(existing: Document) -> ImportIssue:
    added = existing.created.astimezone()
    where = " It is in the trash." if existing.trashed else ""
    words = f"Same as “{existing.title}”, added {added.day} {added:%B}. Not added twice.{where}"
    return ImportIssue("duplicate", words)


def _not_taken(path: Path, import_id: str, issue: ImportIssue) -> FileOutcome:
    return FileOutcome(path=path, import_id=import_id, status=ImportStatus.NOT_TAKEN, issues=(issue,))


@dataclass(frozen=True, slots=True)
class _Order:
    """What all files of one import have in common."""

    import_id: str
    found_person: Person | None
    password: str | None
    ask: AskPassword | None
    cancel: CancelToken | None

    @property
    def person(self) -> Person:
        """Whose records they are for; raises NoSuchThingError for an import of exports, which say that themselves."""
        if self.found_person is None:
            raise NoSuchThingError("person")
        return self.found_person

    @property
    def cancelled(self) -> bool:
        """Whether a stop was asked for."""
        return self.cancel is not None and self.cancel.cancelled


class Importing:
    """The way in for documents."""

    def __init__(self, vault: Vault, history: UndoHistory, *, before_many: BeforeMany | None = None) -> None:
        """Seal and file into `vault`; imports are undone through `history`; `before_many` makes a backup first."""
        self._vault = vault
        self._history = history
        self._before_many = before_many
        self._again = again.ReadingAgain(vault, history)

    def import_paths(  # noqa: PLR0913 - each is a choice of the caller's
        self,
        paths: Sequence[Path],
        person_id: str | None,
        *,
        pdf_password: str | None = None,
        ask_password: AskPassword | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
        on_files: Callable[[tuple[Path, ...]], None] | None = None,
        on_file: Callable[[FileOutcome], None] | None = None,
    ) -> ImportBatch:
        """Import files and folders for a person; exports of Sheaf go to the person whom they name, old or new.

        `person_id` may be None where there is nothing but exports (`only_exports`).

        `on_files` is told which files and studies of images there are, `on_file` what became of each, as soon as that
        is safely in.
        A cancel ends the reader at work at once; what is in stays, and all others are "not taken". Raises
        TooManyFilesError, NoSuchThingError, DamagedVaultError, CancelledError while a folder is still being walked,
        and ImportStoppedError when the disk is full (the files left are told to `on_file` as not taken before).
        """
        person = None if person_id is None else self._person(person_id)
        order = _Order(new_id(), person, pdf_password, ask_password, cancel)
        exports, others = exports_among(walking.walked(paths, cancel), cancel)
        drop = drop_of(others, cancel)
        if drop.count:
            order.person  # noqa: B018 - refuses files that nobody is named for
        entries = (*self._own_exports(exports, order), *self._entries(drop, order, progress or Progress()))
        files = tuple(entry.shown for entry in entries)
        if on_files is not None:
            on_files(files)
        outcomes: list[FileOutcome] = []

        def tell(outcome: FileOutcome) -> None:
            outcomes.append(outcome)
            if on_file is not None:
                on_file(outcome)

        with suppress(CancelledError):
            if drop.count > MANY_FILES and self._before_many is not None:
                self._before_many(progress, cancel)
            if person is not None:
                self._vault.write(lambda tx: imports.start_batch(tx, order.import_id, person.id, clock.now()))
            try:
                self._all(entries, order, progress or Progress(), tell)
            except EnvironmentProblem as problem:
                raise self._stopped(files, outcomes, order, problem, tell) from problem
            finally:
                if any(outcome.status is ImportStatus.STORED for outcome in outcomes):
                    self._remember(order.import_id)
        for path in files[len(outcomes) :]:
            tell(_not_taken(path, order.import_id, limits.CANCELLED))
        return ImportBatch(order.import_id, tuple(outcomes))

    def _all(
        self, entries: Sequence[Entry], order: _Order, progress: Progress, tell: Callable[[FileOutcome], None]
    ) -> None:
        total = len(entries)
        for number, entry in enumerate(entries):
            if order.cancelled:
                raise CancelledError
            progress.tell(number, total, f"Reading {entry.shown.name}")
            tell(entry.take(lambda words, number=number: progress.tell(number, total, words)))  # type: ignore[misc] # bound at once
        progress.tell(total, total, "Done")

    @staticmethod
    def only_exports(paths: Sequence[Path]) -> bool:
        """Whether these are exports of Sheaf, with nothing else beside them; raises TooManyFilesError."""
        exports, others = exports_among(walking.walked(paths))
        return bool(exports) and not others

    def _own_exports(self, exports: Sequence[FoundExport], order: _Order) -> Iterator[Entry]:
        into = own_export.OwnExportImport(self._vault, self._history, _same)
        for found in exports:
            yield Entry(
                found.shown,
                lambda say, found=found: into.take(found, order.import_id, say, order.cancel),  # type: ignore[misc] # bound at once
            )

    def _entries(self, drop: Drop, order: _Order, progress: Progress) -> tuple[Entry, ...]:
        def take_in(path: Path, data: bytes) -> FileOutcome:
            return self._whole(path, data, order)

        studies = StudyImport(self._vault, self._history, _same)
        images = DiscEntries(order, studies, take_in).of(drop.discs, progress)
        others = (Entry(path, lambda _say, path=path: self._one(path, order)) for path in drop.others)  # type: ignore[misc] # bound at once
        return (*images, *others)

    @staticmethod
    def _stopped(
        files: tuple[Path, ...],
        outcomes: list[FileOutcome],
        order: _Order,
        problem: EnvironmentProblem,
        tell: Callable[[FileOutcome], None],
    ) -> ImportStoppedError:
        stored = sum(one.status is ImportStatus.STORED for one in outcomes)
        left = files[len(outcomes) :]
        for path in left:
            tell(_not_taken(path, order.import_id, limits.STOPPED))
        return ImportStoppedError(stored, len(left), problem)

    def _person(self, person_id: str) -> Person:
        person = self._vault.read(lambda tx: people_store.get_person(tx, person_id))
        if person is None:
            raise NoSuchThingError("person")
        return person

    def _one(self, path: Path, order: _Order) -> FileOutcome:
        taken = walking.take(path, order.cancel)
        refused = taken.refused or reading.refusal(taken.data)
        if refused is not None:
            return FileOutcome(path=path, import_id=order.import_id, status=ImportStatus.REFUSED, issues=(refused,))
        return self._whole(path, taken.data, order)

    def _whole(self, path: Path, data: bytes, order: _Order) -> FileOutcome:
        """Take in a file and what is inside it."""
        outcome, inside = self._take_in(path, data, order, open_up=True)
        return replace(outcome, inside=tuple(self._inner(path / one.name, one.data, order) for one in inside))

    def _inner(self, path: Path, data: bytes, order: _Order) -> FileOutcome:
        """Take in a file that was inside a PDF; on a cancel it is not taken, for the PDF itself is in already."""
        try:
            return self._take_in(path, data, order, open_up=False)[0]
        except CancelledError:
            return _not_taken(path, order.import_id, limits.CANCELLED)

    def _take_in(
        self, path: Path, data: bytes, order: _Order, *, open_up: bool
    ) -> tuple[FileOutcome, tuple[attached.FileInside, ...]]:
        """Seal, read and file bytes; returns what became of them, and the files inside when those may be opened."""
        digest = hashlib.sha256(data).hexdigest()
        existing = self._vault.read(lambda tx: store.same_bytes(tx, digest))
        if existing:
            return self._duplicate(path, order.import_id, existing[0]), ()
        sealed = self._vault.sealed.seal(data)
        inside: tuple[attached.FileInside, ...] = ()
        try:
            result, used = self._read(data, path.name, order)
            if open_up:
                result, inside = attached.files_inside(data, result, used, order.cancel)
        except CancelledError:
            self._vault.sealed.remove(sealed)
            raise
        base = filing.new_document(path, data, order.person, order.import_id)
        document = filing.described(base, result, order.person)
        if used and not result.locked:
            document = filing.with_password(document, used)
        filed = self._vault.write(lambda tx: self._file(tx, document, result, sealed))
        self._history.tell(ChangeSet((document.id,), KINDS, "Document added"))
        return filing.outcome_of(path, filed), inside

    @staticmethod
    def _file(tx: Transaction, document: Document, result: ImportResult, sealed: str) -> filing.Filed:
        again.note_unread(tx, document)
        return filing.file_new(tx, document, result, sealed=sealed)

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

    def _read(self, data: bytes, name: str, order: _Order) -> tuple[ImportResult, str | None]:
        """Read without a password first: most files have none, and a wrong one must not be kept."""
        layouts = self._vault.read(kept_layouts)
        result = reading.read_document(data, password=None, cancel=order.cancel, layouts=layouts)
        used: str | None = None
        if result.locked and order.password is not None:
            used, result = order.password, reading.read_document(data, password=order.password, cancel=order.cancel)
        while result.locked and order.ask is not None:
            used = order.ask(name)
            if used is None:
                break
            result = reading.read_document(data, password=used, cancel=order.cancel)
        return result, used

    def _remember(self, import_id: str) -> None:
        """Make the import one step of the undo history."""
        self._history.perform(lambda _tx: Done(ChangeSet((import_id,), KINDS, "Import"), _undoing(import_id)))

    def undo(self, import_id: str | None = None) -> ImportUndone:
        """Take back an import whole, by default the last one; one step to undo. Raises NoImportError."""
        undone: list[ImportUndone] = []

        def work(tx: Transaction) -> Done:
            batch = imports.last_batch(tx) if import_id is None else imports.get_batch(tx, import_id)
            if batch is None or batch.undone is not None:
                raise NoImportError
            undone.append(ImportUndone(batch.import_id, *imports.undo_batch(tx, batch.import_id, clock.now())))
            return Done(ChangeSet((batch.import_id,), KINDS, "Import taken back"), _redoing(batch.import_id))

        self._history.perform(work)
        return undone[0]

    def redo(self, import_id: str) -> ImportUndone:
        """Bring an import back that was taken back; one step to undo. Raises NoImportError."""
        redone: list[ImportUndone] = []

        def work(tx: Transaction) -> Done:
            batch = imports.get_batch(tx, import_id)
            if batch is None or batch.undone is None:
                raise NoImportError
            redone.append(ImportUndone(import_id, *imports.redo_batch(tx, import_id)))
            return Done(ChangeSet((import_id,), KINDS, "Import brought back"), _undoing(import_id))

        self._history.perform(work)
        return redone[0]

    def retry(self, document_id: str, password: str | None = None, *, cancel: CancelToken | None = None) -> FileOutcome:
        """Read a document again that was "stored, not read"; raises NoSuchThingError, CancelledError."""
        return self._again.retry(document_id, password, cancel=cancel)

    def retry_unread(
        self, *, progress: Progress | None = None, cancel: CancelToken | None = None
    ) -> tuple[FileOutcome, ...]:
        """Read all documents again that are "stored, not read"; raises CancelledError (what was read by then stays)."""
        return self._again.retry_all(progress or Progress(), cancel)

    def worth_retrying(self) -> int:
        """Return how many documents were not read and may be by now: this version has other readers than that time."""
        return self._again.worth_it()

    def batch(self, import_id: str) -> Batch | None:
        """Return one import, taken back or not, or None."""
        return self._vault.read(lambda tx: imports.get_batch(tx, import_id))

    def batches(self) -> tuple[Batch, ...]:
        """Return the latest imports, newest first."""
        return self._vault.read(imports.recent_batches)


def _undoing(import_id: str) -> Inverse:
    def undo(tx: Transaction) -> ChangeSet:
        imports.undo_batch(tx, import_id, clock.now())
        return ChangeSet((import_id,), KINDS)

    return undo


def _redoing(import_id: str) -> Inverse:
    def redo(tx: Transaction) -> ChangeSet:
        imports.redo_batch(tx, import_id)
        return ChangeSet((import_id,), KINDS)

    return redo
