"""What Linux says over D-Bus: the computer goes to sleep, the screen locks, another user takes over."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

LOGIND: Final = "org.freedesktop.login1"
ROOT: Final = "/org/freedesktop/login1"
MANAGER: Final = "org.freedesktop.login1.Manager"
SESSION: Final = "org.freedesktop.login1.Session"
PROPERTIES: Final = "org.freedesktop.DBus.Properties"
SAVERS: Final = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver")
_WAIT_MS: Final = 5000

Answer = Callable[[list[object]], object]


class Logind(QObject):
    """Calls `away` when the person leaves; a computer without D-Bus or logind simply says nothing."""

    def __init__(self, away: Callable[[], object]) -> None:
        """Prepare; `start` connects."""
        super().__init__()
        self._away = away
        self._system = QDBusConnection.systemBus()
        self._session = QDBusConnection.sessionBus()
        self._waiting: set[QDBusPendingCallWatcher] = set()
        self._brake: object = None
        self._path = ""

    @property
    def watched_session(self) -> str:
        """The session whose lock is followed; empty until logind has named it."""
        return self._path

    @property
    def holds_sleep(self) -> bool:
        """Whether the computer waits a moment for us before it sleeps."""
        return self._brake is not None

    def start(self) -> None:
        """Listen; nothing here waits for an answer."""
        if self._session.isConnected():
            for saver in SAVERS:
                self._session.connect(saver, "", saver, "ActiveChanged", self, _slot("_saver_changed(bool)"))
        if self._system.isConnected():
            self._system.connect(LOGIND, ROOT, MANAGER, "PrepareForSleep", self, _slot("_sleep_changed(bool)"))
            self._hold_sleep()
            own = os.environ.get("XDG_SESSION_ID", "")
            self._ask("GetSession", [own or "auto"], self._follow, otherwise=self._ask_by_process)

    def stop(self) -> None:
        """Let the computer sleep at once again."""
        self._brake = None
        self._away = lambda: None

    def _ask(
        self, method: str, words: list[object], answer: Answer, otherwise: Callable[[], object] = lambda: None
    ) -> None:
        message = QDBusMessage.createMethodCall(LOGIND, ROOT, MANAGER, method)
        message.setArguments(words)
        watcher = QDBusPendingCallWatcher(self._system.asyncCall(message, _WAIT_MS))
        self._waiting.add(watcher)

        def ended() -> None:
            self._waiting.discard(watcher)
            watcher.deleteLater()  # with it goes the answer, which else holds the brake open
            if watcher.isError():
                otherwise()
            else:
                answer(list(watcher.reply().arguments()))

        watcher.finished.connect(ended)

    def _ask_by_process(self) -> None:
        self._ask("GetSessionByPID", [os.getpid()], self._follow)

    def _hold_sleep(self) -> None:
        words: list[object] = ["sleep", "Sheaf", "Closing the vault", "delay"]
        self._ask("Inhibit", words, self._take_brake)

    def _take_brake(self, answer: list[object]) -> None:
        self._brake = answer[0] if answer else None

    def _follow(self, answer: list[object]) -> None:
        """Listen to one session; `answer` is its object path."""
        path = answer[0] if answer else ""
        self._path = path if isinstance(path, str) else str(getattr(path, "path", lambda: "")())
        if not self._path:
            return
        self._system.connect(LOGIND, self._path, SESSION, "Lock", self, _slot("_locked()"))
        changed = _slot("_changed(QString,QVariantMap,QStringList)")
        self._system.connect(LOGIND, self._path, PROPERTIES, "PropertiesChanged", self, changed)

    @Slot(bool)
    def _sleep_changed(self, begins: bool) -> None:  # noqa: FBT001 - a slot
        if begins:
            self._away()
            self._brake = None  # the vault is closed: the computer may go to sleep
        else:
            self._hold_sleep()

    @Slot(bool)
    def _saver_changed(self, active: bool) -> None:  # noqa: FBT001 - a slot
        if active:
            self._away()

    @Slot()
    def _locked(self) -> None:
        self._away()

    @Slot("QString", "QVariantMap", "QStringList")
    def _changed(self, interface: str, values: Mapping[str, object], _gone: list[str]) -> None:
        if interface == SESSION and (values.get("LockedHint") is True or values.get("Active") is False):
            self._away()


def _slot(signature: str) -> bytes:
    return SLOT(signature)  # type: ignore[return-value] # the stubs say str for what connect() takes as bytes
