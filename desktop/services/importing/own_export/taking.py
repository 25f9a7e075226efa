"""One person's export taken in: read, its originals sealed, filed, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.foundation.progress import CancelToken
from desktop.importers import limits
from desktop.importers.sheaf_export.record import ExportedDocument
from desktop.records.changes import ChangeSet
from desktop.records.document import Document, ImportIssue
from desktop.records.person import Person
from desktop.services.history import UndoHistory
from desktop.services.importing import filing as document_filing
from desktop.services.importing.own_export.filing import FiledExport, Plan, filed
from desktop.services.importing.own_export.found import FoundExport
from desktop.services.importing.own_export.here import document_here
from desktop.services.importing.own_export.originals import Originals, SealedDocument
from desktop.services.importing.own_export.reading import ReadExport, read_export
from desktop.services.importing.own_export.whose import person_in
from desktop.services.importing.values import FileOutcome, ImportStatus
from desktop.services.wording import PERSON
from desktop.vault.vault import Vault

Say = Callable[[str], object]
SameAs = Callable[[Document], ImportIssue]
KINDS = document_filing.KINDS | {PERSON, "answer"}


@dataclass(frozen=True, slots=True)
class OwnExportImport:
    """Takes exports into a vault; `same_as` says of a document that it is here already."""

    vault: Vault
    history: UndoHistory
    same_as: SameAs

    def take(self, found: FoundExport, import_id: str, say: Say, cancel: CancelToken | None) -> FileOutcome:
        """Take one in whole; raises CancelledError and EnvironmentProblem, and then nothing of it is kept."""
        base = FileOutcome(path=found.shown, import_id=import_id, status=ImportStatus.REFUSED)
        say("Reading a Sheaf export")
        read = read_export(found, cancel)
        if isinstance(read, ImportIssue):
            return replace(base, issues=(read,))
        return _Taking(self, found, read, base, say, cancel).done()


class _Taking:
    """One export on its way in."""

    def __init__(
        self,
        into: OwnExportImport,
        found: FoundExport,
        read: ReadExport,
        base: FileOutcome,
        say: Say,
        cancel: CancelToken | None,
    ) -> None:
        self._vault, self._into, self._read, self._say = into.vault, into, read, say
        self._base, self._cancel = base, cancel
        self._originals = Originals(into.vault, found, read, cancel)
        self._outcomes: list[tuple[ExportedDocument, FileOutcome]] = []
        self._here: dict[str, str] = {}

    def done(self) -> FileOutcome:
        """Seal and file it; return what became of it."""
        person, new = self._vault.read(lambda tx: person_in(tx, self._read.record.person))
        try:
            sealed = self._all_sealed(person)
            if self._cancel is not None:
                self._cancel.check()
            plan = Plan(
                record=self._read.record,
                person=person,
                new_person=new,
                documents=sealed,
                here=self._here,
                import_id=self._base.import_id,
            )
            kept = self._vault.write(lambda tx: filed(tx, plan))
        except BaseException:
            self._originals.give_back()
            raise
        self._into.history.tell(ChangeSet(tuple(one.id for one in kept.documents.values()), KINDS, "Export added"))
        return self._outcome(person, kept, new=new)

    def _all_sealed(self, person: Person) -> tuple[SealedDocument, ...]:
        sealed = []
        documents = self._read.record.documents
        for number, told in enumerate(documents, 1):
            self._say(f"Reading document {number:,} of {len(documents):,} of the export")
            known = self._vault.read(lambda tx, told=told: document_here(tx, told.document.sha256, person.id))  # type: ignore[misc] # bound at once
            if known is not None:
                self._here[told.document.id] = known.id
                self._note(told, ImportStatus.DUPLICATE, self._into.same_as(known), known)
                continue
            taken = self._originals.take(told)
            if isinstance(taken, ImportIssue):
                self._note(told, ImportStatus.REFUSED, taken, None)
            else:
                sealed.append(taken)
                self._note(told, ImportStatus.STORED, None, None)
        return tuple(sealed)

    def _note(
        self, told: ExportedDocument, status: ImportStatus, issue: ImportIssue | None, known: Document | None
    ) -> None:
        one = FileOutcome(
            path=self._base.path.parent / (told.path or told.document.file_name),
            import_id=self._base.import_id,
            status=status,
            label=told.document.title or told.document.file_name,
        )
        one = one if known is None else one.of_document(known, {})
        self._outcomes.append((told, replace(one, issues=(issue,) if issue else one.issues)))

    def _outcome(self, person: Person, kept: FiledExport, *, new: bool) -> FileOutcome:
        record = self._read.record
        inside = tuple(
            one.of_document(kept.documents[told.document.id], {}) if told.document.id in kept.documents else one
            for told, one in self._outcomes
        )
        listed = sum(told.document.trashed is None for told in record.documents)
        issues = [limits.export_of(record.person.name, listed, record.listed)]
        if new:
            issues.append(limits.export_new_person(person.name))
        if self._read.changed:
            issues.append(limits.EXPORT_CHANGED)
        if kept.left_out:
            issues.append(limits.export_without_document(kept.left_out))
        something = bool(new or kept.documents or kept.added)
        if not something:
            issues.append(limits.EXPORT_HERE)
        return replace(
            self._base,
            status=ImportStatus.STORED if something else ImportStatus.DUPLICATE,
            read=True,
            label=f"Sheaf export of {record.person.name}",
            issues=(*issues, *record.issues),
            inside=inside,
        )
