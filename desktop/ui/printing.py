"""Paper: ask for a printer, and print pages that are pictures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

WIDTH = 2550
"""Pixels of a page: 300 to the inch on US Letter."""


def ask_printer(parent: QWidget, chosen: Callable[[QPrinter], object]) -> None:
    """Open the computer's print dialog; `chosen` is called with the printer that was taken."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.accepted.connect(lambda: chosen(printer))
    dialog.finished.connect(dialog.deleteLater)
    dialog.show()


def print_pictures(printer: QPrinter, pages: int, picture: Callable[[int], bytes]) -> bool:
    """Print pages 1 to `pages`, each as large as the paper; `picture` returns a page as PNG.

    Returns whether the printer took all of them.
    """
    painter = QPainter()
    printer.setFullPage(True)
    taken = painter.begin(printer)
    for page in range(1, pages + 1) if taken else ():
        taken = (page == 1 or printer.newPage()) and taken
        image, area = QImage.fromData(picture(page)), QRectF(painter.viewport())
        scale = min(area.width() / image.width(), area.height() / image.height())
        painter.drawImage(QRectF(0, 0, image.width() * scale, image.height() * scale), image)
    return painter.end() and taken
