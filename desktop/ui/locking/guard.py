"""Watch over an open vault: nobody there, the computer locked or asleep, and what lies on the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from desktop.ui.locking.capture import can_hide, hide_from_recording
from desktop.ui.locking.clipboard import ClipboardGuard
from desktop.ui.locking.idle import IdleWatch
from desktop.ui.locking.session import SessionWatch, Silence, watch_session

if TYPE_CHECKING:
    from desktop.ui.window import SheafWindow


class Locking(QObject):
    """Locks a window's vault when it should be; idle and session count only while a vault is open."""

    def __init__(self, window: SheafWindow) -> None:
        """Watch `window` from its next opened vault on, and the clipboard from now on."""
        super().__init__(window)
        self._window = window
        self.idle = IdleWatch(
            lambda: window.settings.lock_after_minutes * 60,
            lambda: window.tasks.busy,
            window.lock_now,
        )
        self.session: SessionWatch = Silence()
        self.clipboard = ClipboardGuard()
        window.vault_opened.connect(self.begin)
        window.vault_closed.connect(self.end)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.clipboard.clear)

    def begin(self) -> None:
        """Watch: a vault is open."""
        self.session.stop()
        self.session = watch_session(self._away)
        self.session.start()
        self.idle.start()
        if can_hide():
            hide_from_recording(self._window, hidden=self._window.settings.hide_from_recording)

    def end(self) -> None:
        """Rest: no vault is open any more."""
        self.idle.stop()
        self.session.stop()
        self.clipboard.clear()

    def _away(self) -> None:
        """Lock at once, whatever runs: the person left."""
        if self._window.shell is not None:
            self._window.lock_now()
