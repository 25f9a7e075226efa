"""What an import is made of, one entry after the other: a study of images, a paper in one, or a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from desktop.foundation.progress import CancelToken, Progress
from desktop.importers import limits
from desktop.importers.detect import Content
from desktop.importers.dicom.grouping import FoundFile, FoundStudy
from desktop.importers.dicom.header import What
from desktop.records.document import ImportIssue
from desktop.records.person import Person
from desktop.services.importing import attached, reading
from desktop.services.importing.studies.drop import Disc
from desktop.services.importing.studies.found import DiscFound, found_on, whole_bytes
from desktop.services.importing.studies.holders import HeldFile
from desktop.services.importing.studies.study_import import StudyImport, shown_path
from desktop.services.importing.values import FileOutcome, ImportStatus

Say = Callable[[str], object]


class Order(Protocol):
    """What all entries of one import have in common."""

    @property
    def import_id(self) -> str:
        """The import."""

    @property
    def person(self) -> Person:
        """Whose records they are for."""

    @property
    def cancel(self) -> CancelToken | None:
        """Asks to stop."""


TakeIn = Callable[[Path, bytes], FileOutcome]
"""Seals, reads and files bytes under a path, with what is inside them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to be taken in: what it is called while it waits, and how it is done (`say` hears how far it is)."""

    shown: Path
    take: Callable[[Say], FileOutcome]


@dataclass(frozen=True, slots=True)
class DiscEntries:
    """Makes the entries of discs."""

    order: Order
    studies: StudyImport
    take_in: TakeIn

    def of(self, discs: Sequence[Disc], progress: Progress) -> Iterator[Entry]:
        """Yield the entries of discs: read their heads, then studies, papers, other files and what was left out."""
        for disc in discs:
            yield from self._of_disc(self._found(disc, progress))

    def _found(self, disc: Disc, progress: Progress) -> DiscFound:
        total = len(disc.files)

        def told(done: int) -> None:
            progress.tell(done, total, f"Looking at the image files: {done:,} of {total:,}")

        return found_on(disc, told=told, cancel=self.order.cancel)

    def _of_disc(self, found: DiscFound) -> Iterator[Entry]:
        place = found.disc.holder.place
        for study in found.studies:
            yield Entry(shown_path(found, study), self._study(found, study))
        for paper in found.papers:
            yield Entry(place / paper.path, self._paper(found, paper))
        for other in found.others:
            yield Entry(place / other.path, self._file(found, other))
        for large in found.too_large:
            yield Entry(place / large.path, self._refused(place / large.path, limits.DICOM_TOO_LARGE))
        if found.unreadable:
            yield Entry(place, self._refused(place, limits.images_unreadable(found.unreadable)))
        if found.told:
            yield Entry(place, self._left_out(place, found.told))

    def _study(self, found: DiscFound, study: FoundStudy) -> Callable[[Say], FileOutcome]:
        order = self.order

        def take(say: Say) -> FileOutcome:
            return self.studies.take(
                found, study, person=order.person, import_id=order.import_id, say=say, cancel=order.cancel
            )

        return take

    def _outcome(self, path: Path, status: ImportStatus, *issues: ImportIssue) -> FileOutcome:
        return FileOutcome(path=path, import_id=self.order.import_id, status=status, issues=issues)

    def _refused(self, path: Path, issue: ImportIssue) -> Callable[[Say], FileOutcome]:
        return lambda _say: self._outcome(path, ImportStatus.REFUSED, issue)

    def _left_out(self, path: Path, told: tuple[ImportIssue, ...]) -> Callable[[Say], FileOutcome]:
        return lambda _say: self._outcome(path, ImportStatus.LEFT_OUT, *told)

    def _bytes(self, found: DiscFound, file: HeldFile) -> bytes | ImportIssue:
        try:
            data = whole_bytes(found.disc.holder, file, limits.FILE_BYTES)
        except OSError:
            return limits.UNREADABLE_FILE
        if len(data) > limits.FILE_BYTES:
            return limits.TOO_LARGE
        return (data and reading.refusal(data)) or data or limits.EMPTY

    def _file(self, found: DiscFound, file: HeldFile) -> Callable[[Say], FileOutcome]:
        path = found.disc.holder.place / file.path

        def take(_say: Say) -> FileOutcome:
            data = self._bytes(found, file)
            if isinstance(data, ImportIssue):
                return self._outcome(path, ImportStatus.REFUSED, data)
            return self.take_in(path, data)

        return take

    def _paper(self, found: DiscFound, paper: FoundFile) -> Callable[[Say], FileOutcome]:
        """Return how a report is taken in as it is, or the document in a DICOM coat without it."""
        file = HeldFile(paper.path, paper.size)
        if paper.header.what is What.REPORT:
            return self._file(found, file)
        path = found.disc.holder.place / file.path

        def take(_say: Say) -> FileOutcome:
            data = self._bytes(found, file)
            if isinstance(data, ImportIssue):
                return self._outcome(path, ImportStatus.REFUSED, data)
            inside = attached.taken_out(data, Content.DICOM, None, self.order.cancel).files
            if not inside:
                return self._outcome(path, ImportStatus.REFUSED, limits.NOTHING_IN_COAT)
            return replace(self.take_in(path / inside[0].name, inside[0].data), label=inside[0].name)

        return take
