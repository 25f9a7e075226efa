"""A dialog over longer work: what happens now, how far it is, and a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.foundation.progress import Step
from desktop.ui.tasks import Tasks, Work
from desktop.ui.widgets import Dialog, label, say, secondary

T = TypeVar("T")


class WorkDialog(Dialog):
    """Runs one work beside the window; closes itself when it is done, failed or stopped."""

    def __init__(self, window: QWidget, title: str, *, note: str = "", stop: str = "") -> None:
        """Say `title` and, below the bar, a `note`; `stop` are the words of the button."""
        super().__init__(window, title, icon="hard-drives")
        self.told = label(" ", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        self.body.addWidget(self.told)
        self.body.addWidget(self.bar)
        self.stop = secondary(stop or self.tr("Cancel"), self.reject)
        self.set_buttons(right=[self.stop], note=note)
        self.first = self.stop
        self._cancel: Callable[[], object] | None = None

    def work(
        self,
        tasks: Tasks,
        work: Work[T],
        *,
        done: Callable[[T], object],
        failed: Callable[[BaseException], object],
        name: str = "",
    ) -> None:
        """Show the dialog, do `work` (called `name` if a lock stops it), and give its answer to `done`."""

        def end(then: Callable[[], object]) -> None:
            self._cancel = None
            self.accept()
            then()

        self.present()
        task = tasks.run(
            work,
            done=lambda answer: end(lambda: done(answer)),
            failed=lambda error: end(lambda: failed(error)),
            cancelled=lambda: end(lambda: None),
            progress=self._tell,
            name=name,
        )
        self._cancel = task.cancel

    def _tell(self, step: Step) -> None:
        self.told.setText(step.words)
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)

    def reject(self) -> None:
        """Ask the work to stop; the dialog closes when it did."""
        if self._cancel is None:
            super().reject()
        else:
            say(self.stop, self.tr("Stopping…"))
            self.stop.setEnabled(False)
            self._cancel()
