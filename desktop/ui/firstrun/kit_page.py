"""The recovery kit's page: painted for the preview and for the printer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import color, paper_color, px
from desktop.ui.theme.fonts import FAMILIES, MONO_FAMILIES

_WIDE, _HIGH = 356.0, 461.0
"""The page in units of about 1/42 inch: Letter's proportions."""


def _text(painter: QPainter, area: QRectF, text: str, size: float, *, bold: bool = False, role: str = "ink") -> None:
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(100)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    painter.save()
    painter.translate(area.topLeft())
    painter.scale(size / 100, size / 100)
    painter.setFont(font)
    painter.setPen(paper_color(role))
    inner = QRectF(0, 0, area.width() * 100 / size, area.height() * 100 / size)
    painter.drawText(inner, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft, text)
    painter.restore()


def _group(painter: QPainter, area: QRectF, number: int, signs: str) -> None:
    painter.setPen(QPen(paper_color("grey"), 0.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area)
    words = QCoreApplication.translate("KitPage", "group {number}").format(number=number)
    _text(painter, QRectF(area.left() + 22, area.top() + 4, area.width(), 8), words, 6, role="grey")
    font = QFont()
    font.setFamilies(list(MONO_FAMILIES))
    font.setPixelSize(100)
    font.setWeight(QFont.Weight.Bold)
    painter.save()
    painter.translate(area.left(), area.top() + 11)
    painter.scale(0.14, 0.14)
    painter.setFont(font)
    painter.setPen(paper_color("ink"))
    painter.drawText(QRectF(0, 0, area.width() / 0.14, 160), Qt.AlignmentFlag.AlignCenter, signs)
    painter.restore()


def _square(painter: QPainter, area: QRectF, code: str) -> None:
    import segno  # noqa: PLC0415 - only for the kit

    rows = [list(row) for row in segno.make(code, error="q", micro=False).matrix]
    side = area.width() / len(rows)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("black"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                painter.drawRect(QRectF(area.left() + x * side, area.top() + y * side, side * 1.02, side * 1.02))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def paint_kit(painter: QPainter, area: QRectF, groups: Sequence[str], vault_name: str, made: str) -> None:
    """Paint the page into `area`, keeping its proportions."""
    painter.save()
    scale = min(area.width() / _WIDE, area.height() / _HIGH)
    painter.translate(area.topLeft())
    painter.scale(scale, scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.fillRect(QRectF(0, 0, _WIDE, 5), paper_color("accent"))
    translate = QCoreApplication.translate
    _text(painter, QRectF(27, 21, 300, 24), translate("KitPage", "Sheaf recovery kit"), 16, bold=True)
    about = translate("KitPage", "Vault: {name}   ·   made {day}").format(name=vault_name, day=made)
    _text(painter, QRectF(27, 44, 300, 12), about, 7, role="grey")
    keep = translate(
        "KitPage",
        "Keep this page somewhere safe, away from the computer. With this code and a copy of the vault, "
        "anyone can open the records. Without it and without the passphrase, nobody can – "
        "not even the makers of Sheaf.",
    )
    _text(painter, QRectF(27, 66, 304, 40), keep, 8)
    _text(painter, QRectF(27, 112, 200, 14), translate("KitPage", "Recovery code"), 9, bold=True, role="accent")
    for place, signs in enumerate(groups):
        spot = QRectF(27 + (place % 4) * 77, 128 + (place // 4) * 43, 70, 34)
        _group(painter, spot, place + 1, signs)
    _square(painter, QRectF(27, 233, 82, 82), "".join(groups))
    _text(
        painter,
        QRectF(120, 233, 200, 14),
        translate("KitPage", "If the passphrase is lost"),
        9,
        bold=True,
        role="accent",
    )
    steps = translate(
        "KitPage",
        "1.  Open Sheaf and choose “I forgot my passphrase”.\n2.  Type the 7 groups.\n"
        "3.  Choose a new passphrase.\n4.  Keep this page: it stays valid.",
    )
    _text(painter, QRectF(120, 248, 216, 60), steps, 8)
    _text(
        painter,
        QRectF(27, 332, 300, 14),
        translate("KitPage", "Helper, if something happens to me"),
        9,
        bold=True,
        role="accent",
    )
    painter.setPen(QPen(paper_color("grey"), 0.6))
    painter.drawLine(27, 362, 329, 362)
    _text(
        painter,
        QRectF(27, 366, 300, 10),
        translate("KitPage", "Name and phone number (write by hand)"),
        6.5,
        role="grey",
    )
    _text(
        painter,
        QRectF(27, 438, 300, 10),
        translate("KitPage", "This page contains no health information."),
        6.5,
        role="grey",
    )
    painter.restore()


def print_kit(printer: QPrinter, groups: Sequence[str], vault_name: str, made: str) -> bool:
    """Print the page; tell whether the printer took it."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    paint_kit(painter, QRectF(painter.viewport()), groups, vault_name, made)
    return bool(painter.end())


class KitPreview(QWidget):
    """The page on the gray of previews; the code is readable text for a screen reader."""

    def __init__(self) -> None:
        """Start without a kit."""
        super().__init__()
        self._groups: tuple[str, ...] = ()
        self._name = self._made = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_kit(self, groups: tuple[str, ...], vault_name: str, made: str) -> None:
        """Show a kit."""
        self._groups, self._name, self._made = groups, vault_name, made
        words = QCoreApplication.translate("KitPage", "Recovery code: {code}")
        self.setAccessibleName(words.format(code=", ".join(groups)))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the page's proportions."""
        return QSize(px(400), px(493))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need enough to read the groups."""
        return QSize(px(260), px(330))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint canvas and page."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("canvas"))
        painter.drawRoundedRect(self.rect(), px(12), px(12))
        room = QRectF(self.rect()).adjusted(px(20), px(16), -px(20), -px(16))
        scale = min(room.width() / _WIDE, room.height() / _HIGH)
        page = QRectF(0, 0, _WIDE * scale, _HIGH * scale)
        page.moveCenter(room.center())
        page.moveTop(room.top())
        painter.fillRect(page, paper_color("paper"))
        painter.setPen(QPen(color("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(page)
        if self._groups:
            paint_kit(painter, page, self._groups, self._name, self._made)
        painter.end()
