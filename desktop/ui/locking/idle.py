"""Notice that nobody uses the window any more: keys, mouse and touch are watched, records are not."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

LOOK_MS: Final = 1000
"""Between two looks at the clock; a lock comes at most this much late."""
USE: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.InputMethod,
        QEvent.Type.Drop,
    }
)
"""What only a person does."""


def seconds_up() -> float:
    """Return seconds that never go back and, where the system can say, go on while the computer sleeps."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class IdleWatch(QObject):
    """Calls `idle` once nobody has used the program for `seconds()`; waits while `busy()`."""

    def __init__(
        self,
        seconds: Callable[[], float],
        busy: Callable[[], bool],
        idle: Callable[[], object],
        *,
        now: Callable[[], float] = seconds_up,
        look_ms: int = LOOK_MS,
    ) -> None:
        """Ask `seconds` at every look, so that a changed setting counts at once."""
        super().__init__()
        self._seconds, self._busy, self._idle, self._now = seconds, busy, idle, now
        self._last = now()
        self._timer = QTimer(self, interval=look_ms)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to count, from now."""
        application = QCoreApplication.instance()
        if application is None or self._timer.isActive():
            return
        self._last = self._now()
        application.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Watch nothing any more."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._timer.stop()

    @property
    def unused(self) -> float:
        """Seconds since somebody last used the program."""
        return self._now() - self._last

    def look(self) -> None:
        """Lock when the time is over and nothing runs that the person is waiting for."""
        if self.unused >= self._seconds() and not self._busy():
            self.stop()
            self._idle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take note of use; never keep an event from where it goes."""
        del watched
        if event.type() in USE:
            self._last = self._now()
        return False
