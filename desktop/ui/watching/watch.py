"""Looks at the watched folder when the system says that it changed; costs nothing while nothing does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

from desktop.services.watching import Look, Watching
from desktop.ui.changes import ChangeBridge
from desktop.ui.navigation import ScreenContext

if TYPE_CHECKING:
    from desktop.records.changes import ChangeSet

SOON_MS: Final = 2500
"""After a change, until the file that caused it may be whole."""
SLOW_MS: Final = 60_000
"""Between two looks where the system says nothing of changes (some network drives), or the folder is gone."""
_KINDS: Final = {"watch", "document", "import"}


class FolderWatch(QObject):
    """Knows what is new in the folder, for as long as the vault is open."""

    found = Signal()
    """What is offered, or what is wrong, changed."""

    def __init__(self, context: ScreenContext, *, soon_ms: int = SOON_MS) -> None:
        """Look for the vault of `context`."""
        super().__init__(context.tasks)
        self.workspace = context.workspace
        self.watching: Watching = context.workspace.watching
        self._tasks = context.tasks
        self.last = Look()
        self._looking = self._again = False
        self._soon = QTimer(self, singleShot=True, interval=soon_ms)
        self._slow = QTimer(self, interval=SLOW_MS)
        self._system = QFileSystemWatcher(self)
        self._soon.timeout.connect(self._look)
        self._slow.timeout.connect(self._look)
        self._system.directoryChanged.connect(self._moved)
        self._bridge = ChangeBridge(context.workspace.changes)
        self._bridge.setParent(self)
        self._bridge.changed.connect(self._changed)
        self.start()

    def start(self) -> None:
        """Watch what is to be watched now."""
        if self._system.directories():
            self._system.removePaths(self._system.directories())
        self._slow.stop()
        self._soon.stop()
        folder = None if self.workspace.read_only else self.watching.folder
        if folder is None:
            self._show(Look())
            return
        self._follow()
        self._look()

    def _follow(self) -> None:
        """Let the system tell of changes; where it cannot, look now and then."""
        folder = None if self.workspace.vault.closed else self.watching.folder
        told = folder is not None and (bool(self._system.directories()) or self._system.addPath(str(folder)))
        if told:
            self._slow.stop()
        elif not self._slow.isActive():
            self._slow.start()

    @Slot(str)
    def _moved(self, _path: str) -> None:
        self._soon.start()

    @Slot(object)
    def _changed(self, change: ChangeSet) -> None:
        if "watch" in change.kinds:
            self.start()
        elif self.last.files and change.kinds & _KINDS:
            self._look()

    @Slot()
    def _look(self) -> None:
        if self.workspace.vault.closed:
            self._slow.stop()
            return
        if self._looking:
            self._again = True
            return
        self._looking, self._again = True, False
        self._tasks.run(
            lambda _progress, cancel: self.watching.look(cancel),
            done=self._looked,
            failed=lambda _error: self._looked(Look()),
            owner=self,
            waited_for=False,
        )

    def _looked(self, look: Look) -> None:
        self._looking = False
        self._follow()
        self._show(look)
        if look.growing or self._again:
            self._soon.start()

    def _show(self, look: Look) -> None:
        if (look.files, look.trouble) != (self.last.files, self.last.trouble):
            self.last = look
            self.found.emit()


def watch_of(context: ScreenContext) -> FolderWatch:
    """Return the watch of the open vault; made, and begun, when it is first asked for."""
    for watch in context.tasks.findChildren(FolderWatch):
        if watch.workspace is context.workspace:
            return watch
        watch.deleteLater()
    return FolderWatch(context)
