"""Today's backup before the window closes: shown only when it takes a moment, and easy to skip."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.foundation.progress import CancelToken, Progress, Step
from desktop.services.workspace import Workspace
from desktop.ui.tasks import Tasks
from desktop.ui.widgets import Dialog, label, primary, secondary

_SHOWN_AFTER_MS = 350


class ClosingBackup(Dialog):
    """Makes the backup of today, then calls `leave`; skipping leaves at once and keeps no half backup."""

    def __init__(self, window: QWidget, tasks: Tasks, workspace: Workspace, leave: Callable[[], object]) -> None:
        """Begin at once; the dialog comes only when it is not done soon."""
        super().__init__(window, "", icon="hard-drives", width=520)
        self.set_title(self.tr("Making today’s backup…"))
        self._leave, self._workspace, self._ended = leave, workspace, False
        self.told = label(self.tr("What changed is copied. Then Sheaf closes by itself."))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(self.tr("Progress of the backup"))
        self.body.addWidget(self.told)
        self.body.addWidget(self.bar)
        self.skip = secondary(self.tr("Skip the backup and close"), self.reject)
        self.set_buttons(right=[self.skip])
        self.first = self.skip
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.present)
        self._soon.start(_SHOWN_AFTER_MS)
        self._task = tasks.run(self._make, done=self._done, failed=self._failed, progress=self._tell, owner=self)

    def _make(self, progress: Progress, cancel: CancelToken) -> str:
        """Return what went wrong, or nothing."""
        backups = self._workspace.backups
        if backups.make_due(progress, cancel) is not None:
            return ""
        return backups.state().problem

    def _tell(self, step: Step) -> None:
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)

    def _done(self, problem: str) -> None:
        self._soon.stop()
        if problem:
            self._say(problem)
        else:
            self._end()

    def _failed(self, _error: BaseException) -> None:
        self._soon.stop()
        self._say(self.tr("Sheaf made a mistake. Your records are saved."))

    def _say(self, problem: str) -> None:
        """Tell what went wrong; only the person closes then."""
        self.set_title(self.tr("Today’s backup could not be made"))
        safe = self.tr("Your records are saved, and the backups that are there stay as they are.")
        self.told.setText(f"{problem} {safe}")
        self.bar.hide()
        self.skip.hide()
        close = primary(self.tr("Close Sheaf"), self.reject)
        self.set_buttons(right=[close])
        self.first = close
        self.present()

    def _end(self) -> None:
        if not self._ended:
            self._ended = True
            self._leave()

    def reject(self) -> None:
        """Skip: stop the work and close."""
        self._soon.stop()
        self._task.cancel()
        super().reject()
        self._end()
