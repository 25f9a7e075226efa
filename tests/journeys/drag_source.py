"""Another program with files to drag: a small window that offers the paths it was given. Run as its own process."""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

SIZE = 120


class Source(QLabel):
    """Starts a drag of all its files as soon as the pressed mouse moves."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__("files")
        self._paths = paths
        self.setFixedSize(SIZE, SIZE)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Offer the files to whatever is under the pointer."""
        if not event.buttons() & Qt.MouseButton.LeftButton:
            return
        offered = QMimeData()
        offered.setUrls([QUrl.fromLocalFile(path) for path in self._paths])
        drag = QDrag(self)
        drag.setMimeData(offered)
        drag.exec(Qt.DropAction.CopyAction)


def main() -> int:
    """Show the source at the place given by the first two arguments; the rest are the files."""
    left, top, *paths = sys.argv[1:]
    app = QApplication([])
    source = Source(paths)
    source.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    source.move(QPoint(int(left), int(top)))
    source.show()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(main())
