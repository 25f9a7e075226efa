"""One study in: its files sealed, its document filed, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desktop.foundation.progress import CancelToken
from desktop.importers import limits
from desktop.importers.dicom.grouping import FoundStudy
from desktop.importers.dicom.study import title_of_study
from desktop.records.changes import ChangeSet
from desktop.records.document import Document, ImportIssue
from desktop.records.imaging_files import StudyCounts
from desktop.records.person import Person
from desktop.services.history import UndoHistory
from desktop.services.importing import filing
from desktop.services.importing.studies.filing import file_study
from desktop.services.importing.studies.found import DiscFound
from desktop.services.importing.studies.taking import TakenFiles, give_back, take_files
from desktop.services.importing.values import FileOutcome, ImportStatus
from desktop.vault.stores import documents as documents_store
from desktop.vault.stores import imaging_files as store
from desktop.vault.vault import Vault

SameAs = Callable[[Document], ImportIssue]


class StudyImport:
    """Takes studies into a vault."""

    def __init__(self, vault: Vault, history: UndoHistory, same_as: SameAs) -> None:
        """Seal and file into `vault`, tell through `history`; `same_as` says of a document that it is here already."""
        self._vault, self._history, self._same_as = vault, history, same_as

    def take(
        self,
        found: DiscFound,
        study: FoundStudy,
        *,
        person: Person,
        import_id: str,
        say: Callable[[str], object],
        cancel: CancelToken | None,
    ) -> FileOutcome:
        """Keep a study; `say` hears words of how far it is.

        Raises CancelledError and EnvironmentProblem; then nothing of the study is kept.
        """
        total = len(study.files)
        title = title_of_study(study)
        told = lambda done: say(f"{title}: {done:,} of {total:,} image files")  # noqa: E731 - said for each file
        held = take_files(self._vault, found.disc.holder, study, told=told, cancel=cancel)
        outcome = FileOutcome(
            path=found.disc.holder.place, import_id=import_id, status=ImportStatus.STORED, label=title
        )
        if not held.sealed:
            return self._nothing_new(outcome, study, held)
        try:
            document, proposed = file_study(
                self._vault,
                study,
                held,
                place=found.disc.holder.place,
                person=person,
                import_id=import_id,
                people=found.people,
            )
        except BaseException:
            give_back(self._vault, held)
            raise
        self._history.tell(ChangeSet((document.id,), filing.KINDS, "Document added"))
        return replace(outcome.of_document(document, proposed), images=self._counts(document.id))

    def _counts(self, document_id: str) -> StudyCounts:
        counts = self._vault.read(lambda tx: store.counts_of(tx, [document_id]))
        return counts.get(document_id, StudyCounts())

    def _nothing_new(self, outcome: FileOutcome, study: FoundStudy, held: TakenFiles) -> FileOutcome:
        if not held.already:
            issue = limits.images_unreadable(len(study.files))
            return replace(outcome, status=ImportStatus.REFUSED, issues=(issue,))
        document_id = Counter(held.already.values()).most_common(1)[0][0]
        document = self._vault.read(lambda tx: documents_store.get_document(tx, document_id))
        duplicate = replace(outcome, status=ImportStatus.DUPLICATE)
        if document is None:
            return duplicate
        known = duplicate.of_document(document, {})
        return replace(known, issues=(self._same_as(document),), images=self._counts(document_id), doubts=0)


def shown_path(found: DiscFound, study: FoundStudy) -> Path:
    """Return what a study is called while it waits."""
    return found.disc.holder.place / title_of_study(study).replace("/", "-")
