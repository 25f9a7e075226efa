"""The full check once a week, while nobody uses the window; it keeps nothing back, also not the lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from desktop.services.health import HealthReport
    from desktop.ui.window import SheafWindow

LOOK_MS: Final = 30_000
IDLE_S: Final = 60.0


class WeeklyCheck(QObject):
    """Looks every half minute whether the check is due and the person rests; damage is told on Home."""

    def __init__(self, window: SheafWindow, unused: Callable[[], float]) -> None:
        """Check the vault of `window`; `unused` tells the seconds since somebody used it."""
        super().__init__(window)
        self._window, self._unused, self._running = window, unused, False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        window.vault_opened.connect(self._timer.start)
        window.vault_closed.connect(self._timer.stop)

    def look(self) -> None:
        """Begin a check when there is reason to."""
        shell, tasks = self._window.shell, self._window.tasks
        if shell is None or self._running or tasks.busy or self._unused() < IDLE_S:
            return
        health = shell.workspace.health
        if not health.full_due():
            return
        self._running = True
        tasks.run(
            lambda _progress, cancel: health.check(full=True, cancel=cancel),
            done=self._done,
            failed=lambda _error: self._end(),
            cancelled=self._end,
            waited_for=False,
        )

    def _end(self) -> None:
        self._running = False

    def _done(self, report: HealthReport) -> None:
        self._end()
        if not report.ok:
            self._window.toast.say(self.tr("A check found damage in the vault. See Settings, Vault health."))
