"""Phosphor icons in the colors of the theme, drawn again when it changes."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from desktop.ui.theme.in_use import color, px

_GAP = 4
"""px of transparent room behind a button's icon, on top of Qt's own 4 px."""


def pixmap(name: str, role: str, size: float, *, trailing: float = 0) -> QPixmap:
    """Draw the icon `name` ("house", without the set's prefix) `size` px high at 100 %, with free room behind it."""
    import qtawesome  # noqa: PLC0415 - costs 50 ms and is not needed by the command line

    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    side, room = px(size), px(trailing)
    glyph = qtawesome.icon(f"ph.{name}", color=color(role)).pixmap(QSize(side, side), ratio)
    canvas = QPixmap(round((side + room) * ratio), round(side * ratio))
    canvas.setDevicePixelRatio(ratio)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    mirrored = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    painter.drawPixmap(room if mirrored else 0, 0, glyph)
    painter.end()
    return canvas


def icon(name: str, role: str = "text", *, size: float = 20, trailing: float = 0) -> QIcon:
    """Return an icon in the color of `role`, with its own picture for disabled buttons."""
    made = QIcon(pixmap(name, role, size, trailing=trailing))
    made.addPixmap(pixmap(name, "disabled_text", size, trailing=trailing), QIcon.Mode.Disabled)
    return made


def set_icon(widget: QAbstractButton | QLabel, name: str, role: str = "text", *, size: float = 20) -> None:
    """Give a button or label an icon that follows the theme."""
    widget.setProperty("iconName", name)
    widget.setProperty("iconRole", role)
    widget.setProperty("iconSize_", size)
    draw_icon(widget)


def draw_icon(widget: QWidget) -> None:
    """Draw the icon of a widget again in the theme in use; does nothing for one without."""
    name = widget.property("iconName")
    if not name:
        return
    role, size = str(widget.property("iconRole")), float(widget.property("iconSize_"))
    if isinstance(widget, QLabel):
        widget.setPixmap(pixmap(name, role, size))
    elif isinstance(widget, QAbstractButton):
        trailing = _GAP + 2 if widget.text() else 0
        widget.setIcon(icon(name, role, size=size, trailing=trailing))
        widget.setIconSize(QSize(px(size) + px(trailing), px(size)))
