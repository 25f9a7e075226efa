"""What Sheaf copies stays on the clipboard for half a minute, hidden from clipboard histories where they ask."""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT_MS: Final = 30_000
KDE_HINT: Final = "x-kde-passwordManagerHint"
WINDOWS_HINTS: Final = (
    "ExcludeClipboardContentFromMonitorProcessing",
    "CanIncludeInClipboardHistory",
    "CanUploadToCloudClipboard",
)
OURS: Final = "application/x-sheaf-copy"
_WINDOWS_NAME: Final = 'application/x-qt-windows-mime;value="{name}"'
_OWNERLESS: Final = frozenset({"offscreen", "minimal"})
"""Platforms that have no other program to share a clipboard with, and so never say whose it is."""


def guarded(text: str) -> QMimeData:
    """Return text for the clipboard with the hints that keep it out of histories, and our own mark."""
    data = QMimeData()
    data.setText(text)
    data.setData(KDE_HINT, b"secret")
    data.setData(OURS, b"1")
    if sys.platform == "win32":
        for name in WINDOWS_HINTS:
            data.setData(_WINDOWS_NAME.format(name=name), b"\0\0\0\0")
    return data


class ClipboardGuard(QObject):
    """Marks whatever this program copies, from any field, and takes it back after a while."""

    def __init__(self, *, kept_ms: int = KEPT_MS) -> None:
        """Watch the clipboard until `stop`; take copies back after `kept_ms`."""
        super().__init__()
        self._clipboard = QGuiApplication.clipboard()
        self._timer = QTimer(self, singleShot=True, interval=kept_ms)
        self._timer.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._changed)

    @property
    def holds_ours(self) -> bool:
        """Whether the clipboard still has what this program copied."""
        held: QMimeData | None = self._clipboard.mimeData()  # None on an empty clipboard, whatever the stubs say
        return held is not None and held.hasFormat(OURS)

    def clear(self) -> None:
        """Take our copy back; what another program put there since stays."""
        self._timer.stop()
        if self.holds_ours:
            self._clipboard.clear()
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)

    def stop(self) -> None:
        """Clear, and watch no longer."""
        self.clear()
        self._clipboard.dataChanged.disconnect(self._changed)

    def _changed(self) -> None:
        """Mark a fresh copy of ours; forget the timer when it is somebody else's."""
        if self.holds_ours:
            self._timer.start()
        elif self._is_own() and (text := self._clipboard.text()):
            self._clipboard.setMimeData(guarded(text))  # comes back here, marked
        else:
            self._timer.stop()

    def _is_own(self) -> bool:
        return self._clipboard.ownsClipboard() or QGuiApplication.platformName() in _OWNERLESS
