"""What Windows says when the person leaves (lock, sleep, user switch); written by its documentation, not run here."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtGui import QGuiApplication

WM_POWERBROADCAST: Final = 0x0218
WM_WTSSESSION_CHANGE: Final = 0x02B1
PBT_APMSUSPEND: Final = 0x0004
WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT = 0x2, 0x4
WTS_SESSION_LOGOFF, WTS_SESSION_LOCK = 0x6, 0x7
_LEFT: Final = frozenset({WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK})


class _Message(ctypes.Structure):
    """The head of the system's MSG."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("word", ctypes.c_size_t),
        ("long", ctypes.c_ssize_t),
    )


def means_away(message: int, word: int) -> bool:
    """Whether a window message says that the person leaves."""
    if message == WM_POWERBROADCAST:
        return word == PBT_APMSUSPEND
    return message == WM_WTSSESSION_CHANGE and word in _LEFT


class WindowsSession(QAbstractNativeEventFilter):
    """Reads the messages of the program's windows."""

    def __init__(self, away: Callable[[], object]) -> None:
        """Call `away` when the person leaves."""
        super().__init__()
        self._away = away

    def start(self) -> None:
        """Ask the system to tell our first window of session changes, and read its messages."""
        application = QCoreApplication.instance()
        if application is None:
            return
        application.installNativeEventFilter(self)
        windows = QGuiApplication.topLevelWindows()
        if sys.platform == "win32" and windows:
            handle = ctypes.c_void_p(int(windows[0].winId()))
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(handle, 0)  # 0: this session only

    def stop(self) -> None:
        """Read no more."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeNativeEventFilter(self)

    def nativeEventFilter(  # noqa: N802 - Qt's name
        self, kind: QByteArray | bytes | bytearray | memoryview[int], message: int
    ) -> tuple[bool, int]:
        """Notice the person leaving; every message goes on."""
        if QByteArray(kind).startsWith(b"windows_"):
            read = _Message.from_address(int(message))
            if means_away(read.message, read.word):
                self._away()
        return False, 0
