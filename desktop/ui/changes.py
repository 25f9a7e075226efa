"""Bring what a write changed to the window's thread, where each screen decides what to reload."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from PySide6.QtCore import QObject, Qt, Signal

from desktop.records.changes import ChangeSet
from desktop.services.changes import Changes


class ChangeBridge(QObject):
    """Emits `changed` on the window's thread for what a workspace changed since it last could; see `merged`."""

    changed = Signal(object)
    _arrived = Signal()

    def __init__(self, changes: Changes) -> None:
        """Listen to `changes` until `close`."""
        super().__init__()
        self._lock = Lock()
        self._waiting: ChangeSet | None = None
        self._arrived.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe: Callable[[], None] = changes.subscribe(self._take)

    def _take(self, change: ChangeSet) -> None:
        """Keep what a write changed, on the thread that wrote; many writes in a row are told as one."""
        with self._lock:
            first = self._waiting is None
            self._waiting = change if self._waiting is None else merged(self._waiting, change)
        if first:
            self._arrived.emit()

    def _tell(self) -> None:
        with self._lock:
            change, self._waiting = self._waiting, None
        if change is not None:
            self.changed.emit(change)

    def close(self) -> None:
        """Stop listening; what is on its way does not arrive any more."""
        self._unsubscribe()
        self.blockSignals(True)  # noqa: FBT003 - Qt's argument


def merged(first: ChangeSet, second: ChangeSet) -> ChangeSet:
    """Return one change set for two that followed each other."""
    return ChangeSet(first.ids + second.ids, first.kinds | second.kinds, second.words)
