"""Bring what a write changed to the window's thread, where each screen decides what to reload."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from desktop.records.changes import ChangeSet
from desktop.services.changes import Changes


class ChangeBridge(QObject):
    """Emits `changed` on the window's thread for every change set of a workspace."""

    changed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, changes: Changes) -> None:
        """Listen to `changes` until `close`."""
        super().__init__()
        self._arrived.connect(self.changed.emit, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe: Callable[[], None] = changes.subscribe(self._arrived.emit)

    def close(self) -> None:
        """Stop listening; what is on its way does not arrive any more."""
        self._unsubscribe()
        self.blockSignals(True)  # noqa: FBT003 - Qt's argument


def merged(first: ChangeSet, second: ChangeSet) -> ChangeSet:
    """Return one change set for two, for a screen that was hidden meanwhile."""
    return ChangeSet(first.ids + second.ids, first.kinds | second.kinds, second.words)
