"""The imports of an open vault, one after the other, whatever page or person is shown meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.foundation.errors import CancelledError
from desktop.foundation.progress import CancelToken, Progress, Step
from desktop.services.importing import FileOutcome, ImportBatch
from desktop.ui.navigation import ScreenContext
from desktop.ui.tasks import Task

if TYPE_CHECKING:
    from desktop.services.workspace import Workspace


@dataclass(eq=False)
class ImportJob:
    """One drop: what was dropped for whom, and how far its import is."""

    person_id: str
    paths: tuple[Path, ...]
    files: tuple[Path, ...] = ()
    outcomes: list[FileOutcome] = field(default_factory=list)
    step: Step = field(default_factory=lambda: Step(0, 0, ""))
    began: float = 0.0
    import_id: str = ""
    ended: bool = False
    stopping: bool = False
    seen: bool = False
    """Whether its results were shown."""

    @property
    def running(self) -> bool:
        """Whether it is being worked on."""
        return bool(self.began) and not self.ended

    @property
    def seconds(self) -> float:
        """How long it has been running."""
        return time.monotonic() - self.began if self.began else 0.0


class ImportQueue(QObject):
    """Runs one import at a time; a drop meanwhile waits its turn and is not lost."""

    changed = Signal(object)
    """A job began, was told its files, got an outcome or ended."""
    ended = Signal(object)
    """A job ended."""
    _listed = Signal(object)
    _came = Signal(object)

    def __init__(self, context: ScreenContext) -> None:
        """Import into the workspace of `context`."""
        super().__init__(context.tasks)
        self.workspace: Workspace = context.workspace
        self._tasks = context.tasks
        self._show_error: Callable[[BaseException], object] = context.show_error
        self._task: Task[ImportBatch] | None = None
        self.jobs: list[ImportJob] = []
        self._listed.connect(self._files_listed, Qt.ConnectionType.QueuedConnection)
        self._came.connect(self._file_done, Qt.ConnectionType.QueuedConnection)

    @property
    def current(self) -> ImportJob | None:
        """The job at work."""
        return next((job for job in self.jobs if job.running), None)

    def waiting(self) -> int:
        """Return how many dropped things wait behind the job at work."""
        return sum(len(job.paths) for job in self.jobs if not job.began)

    def add(self, person_id: str, paths: Sequence[Path]) -> ImportJob:
        """Import files and folders for a person, now or after what runs."""
        job = ImportJob(person_id, tuple(paths))
        self.jobs = [one for one in self.jobs if not (one.ended and one.seen)] + [job]
        self._go_on()
        return job

    def job_of(self, person_id: str) -> ImportJob | None:
        """Return what to show of a person's imports: the one at work, else the latest one."""
        own = [job for job in self.jobs if job.person_id == person_id]
        return next((job for job in own if job.running), own[-1] if own else None)

    def cancel(self) -> None:
        """Stop the job at work; what waits behind it still comes."""
        job = self.current
        if job is not None and self._task is not None:
            job.stopping = True
            self._task.cancel()
            self.changed.emit(job)

    def _go_on(self) -> None:
        job = next((one for one in self.jobs if not one.began), None)
        if job is None or self.current is not None:
            return
        job.began = time.monotonic()
        self._task = self._tasks.run(
            lambda progress, cancel: self._import(job, progress, cancel),
            done=lambda batch: self._end(job, batch),
            failed=lambda error: self._failed(job, error),
            cancelled=lambda: self._failed(job, CancelledError()),
            progress=lambda step: self._progress(job, step),
            owner=self,
            name="import",
        )
        self._task.behind = self.waiting
        self.changed.emit(job)

    def _import(self, job: ImportJob, progress: Progress, cancel: CancelToken) -> ImportBatch:
        """Run beside the window."""
        return self.workspace.importing.import_paths(
            job.paths,
            job.person_id,
            progress=progress,
            cancel=cancel,
            on_files=self._listed.emit,
            on_file=self._came.emit,
        )

    def _progress(self, job: ImportJob, step: Step) -> None:
        job.step = step
        self.changed.emit(job)

    @Slot(object)
    def _files_listed(self, files: tuple[Path, ...]) -> None:
        job = self.current
        if job is not None:
            job.files = files
            self.changed.emit(job)

    @Slot(object)
    def _file_done(self, outcome: FileOutcome) -> None:
        job = self.current
        if job is not None:
            job.outcomes.append(outcome)
            job.import_id = outcome.import_id
            self.changed.emit(job)

    def _end(self, job: ImportJob, batch: ImportBatch) -> None:
        job.outcomes, job.import_id = list(batch.outcomes), batch.import_id
        self._ended(job)

    def _failed(self, job: ImportJob, error: BaseException) -> None:
        if not isinstance(error, CancelledError):
            self._show_error(error)
        self._ended(job)

    def _ended(self, job: ImportJob) -> None:
        job.ended, self._task = True, None
        self.ended.emit(job)
        self._go_on()
        self.changed.emit(job)


class QueueLinks(QObject):
    """Tells a screen of the queue's jobs for as long as the screen's page lives."""

    def __init__(
        self,
        page: QObject,
        queue: ImportQueue,
        changed: Callable[[ImportJob], object],
        ended: Callable[[ImportJob], object],
    ) -> None:
        """Listen to `queue`; Qt ends it with `page`."""
        super().__init__(page)
        self._changed_do, self._ended_do = changed, ended
        queue.changed.connect(self._changed)
        queue.ended.connect(self._ended)

    @Slot(object)
    def _changed(self, job: ImportJob) -> None:
        self._changed_do(job)

    @Slot(object)
    def _ended(self, job: ImportJob) -> None:
        self._ended_do(job)


def queue_of(context: ScreenContext) -> ImportQueue:
    """Return the queue of the open vault; made when it is first asked for."""
    for queue in context.tasks.findChildren(ImportQueue):
        if queue.workspace is context.workspace:
            return queue
        queue.deleteLater()
    return ImportQueue(context)
