"""Files dragged anywhere over the window: an overlay says what letting go will do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QWindow
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.theme import color, limit
from desktop.ui.widgets import DropZone

_DRAGS = {QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop}


def dropped_paths(mime: QMimeData) -> list[Path]:
    """Return the files and folders of this computer that are being dragged."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


class DropOverlay(QWidget):
    """Covers the window while files are over it."""

    def __init__(self, window: QWidget) -> None:
        """Stay hidden until files come."""
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.zone: DropZone | None = None
        self._inside = QVBoxLayout(self)
        self.hide()

    def show_for(self, count: int, person: str, others: Sequence[str]) -> None:
        """Say how many files go to whom."""
        if self.zone is not None:
            self._inside.removeWidget(self.zone)
            self.zone.deleteLater()
        one = self.tr("Let go to add 1 file")
        title = one if count == 1 else self.tr("Let go to add {count} files").format(count=count)
        lines = [
            ("body_strong", self.tr("They go to {name}’s records.").format(name=person)),
            ("muted", self.tr("Each file is copied into the vault and locked. Your originals stay where they are.")),
        ]
        lines += [
            ("small", self.tr("To add them to {name}, change the person first.").format(name=name))
            for name in others[:1]
        ]
        self.zone = DropZone(title, tuple(lines), edge="primary", title_kind="page_title")
        limit(self.zone, width=640, min_height=322)
        self._inside.addWidget(self.zone, 0, Qt.AlignmentFlag.AlignCenter)
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Dim the window."""
        shade = QColor(color("scrim"))
        shade.setAlphaF(0.6)
        painter = QPainter(self)
        painter.fillRect(self.rect(), shade)
        painter.end()


class FileDrops(QObject):
    """Takes drags for a whole window, before any text field under the pointer can."""

    def __init__(
        self,
        window: QWidget,
        *,
        may_drop: Callable[[], bool],
        people: Callable[[], tuple[str, Sequence[str]]],
        dropped: Callable[[list[Path]], object],
        refused: Callable[[str], object],
    ) -> None:
        """Watch `window`; `people` tells who is open and who else there is, `refused` gets a sentence."""
        super().__init__(window)
        self._window = window
        self.overlay = DropOverlay(window)
        self._may_drop, self._people = may_drop, people
        self._dropped, self._refused = dropped, refused
        self._entrance: QObject | None = None
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Handle drags where they enter the window, whatever widget is under the pointer."""
        kind = event.type()
        if kind is QEvent.Type.Show and watched is self._window:
            self._watch_entrance()
        elif kind is QEvent.Type.DragLeave:
            self.overlay.hide()
        elif kind in _DRAGS and isinstance(event, QDropEvent):
            return self.take(event)
        return False

    def _watch_entrance(self) -> None:
        handle: QWindow | None = self._window.windowHandle()  # None before the window is made, whatever the stubs say
        if handle and handle is not self._entrance:
            handle.installEventFilter(self)
            self._entrance = handle

    def take(self, event: QDropEvent) -> bool:
        """Handle files that enter, move or are let go; tell whether it was about files at all."""
        paths = dropped_paths(event.mimeData())
        if not paths and not event.mimeData().hasUrls():
            return False  # text dragged inside a field is Qt's own business
        event.acceptProposedAction()
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            if paths and self._may_drop() and not self.overlay.isVisible():
                person, others = self._people()
                self.overlay.show_for(len(paths), person, others)
            return True
        self.overlay.hide()
        if not self._may_drop():
            self._refused(self.tr("Open your vault first, then drop the files."))
        elif paths:
            self._dropped(paths)
        else:
            self._refused(
                self.tr("Only files can be dropped here. To add text from a web page, save the page as PDF first.")
            )
        return True
