"""Phosphor icons in the colors of the theme, drawn again when it changes.

The font and its names come with QtAwesome; they are used without importing it, since its import
of a whole Qt compatibility layer and of eleven other fonts costs more than the rest of the first window.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from desktop.foundation.errors import EnvironmentProblem
from desktop.ui.theme.in_use import color, px

_GAP = 6
"""px of transparent room behind a button's icon, on top of Qt's own 4 px."""
_FILLS = 0.875
"""The share of the square that a glyph's em takes, as QtAwesome draws it."""


@cache
def _phosphor() -> tuple[str, dict[str, int]]:
    """Return the font's family and each icon's character; raises EnvironmentProblem when the files are missing."""
    spec = find_spec("qtawesome")
    folder = Path(next(iter(spec.submodule_search_locations or ()), "")) / "fonts" if spec is not None else Path()
    charmap = next(iter(folder.glob("phosphor-charmap*.json")), None)
    file = next(iter(folder.glob("phosphor-[0-9]*.ttf")), None)
    number = QFontDatabase.addApplicationFont(str(file)) if file is not None else -1
    if charmap is None or number < 0:
        raise EnvironmentProblem("The icons of the program are missing.", do="Install Sheaf again.")
    names = {name: int(code, 16) for name, code in json.loads(charmap.read_text("utf-8")).items()}
    return QFontDatabase.applicationFontFamilies(number)[0], names


def icon_names() -> frozenset[str]:
    """Return every icon there is."""
    return frozenset(_phosphor()[1])


def pixmap(name: str, role: str, size: float, *, trailing: float = 0) -> QPixmap:
    """Draw the icon `name` ("house", without the set's prefix) `size` px high at 100 %, with free room behind it.

    Raises LookupError for a name that the set does not have.
    """
    mirrored = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    return _drawn(name, color(role).rgb(), px(size), px(trailing), ratio, mirrored)


@lru_cache(maxsize=1024)
def _drawn(name: str, rgb: int, side: int, room: int, ratio: float, mirrored: bool) -> QPixmap:  # noqa: FBT001 - a cache key
    family, names = _phosphor()
    canvas = QPixmap(round((side + room) * ratio), round(side * ratio))
    canvas.setDevicePixelRatio(ratio)
    canvas.fill(Qt.GlobalColor.transparent)
    font = QFont(family)
    font.setPixelSize(max(1, round(side * _FILLS)))
    painter = QPainter(canvas)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    painter.setPen(QColor.fromRgb(rgb))
    area = QRect(room if mirrored else 0, 0, side, side)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, chr(names[name]))
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
    widget.setProperty("iconSide", size)
    draw_icon(widget)


def draw_icon(widget: QWidget) -> None:
    """Draw the icon of a widget again in the theme in use; does nothing for one without."""
    name = widget.property("iconName")
    if not name:
        return
    role, size = str(widget.property("iconRole")), float(widget.property("iconSide"))
    if isinstance(widget, QLabel):
        widget.setPixmap(pixmap(name, role, size))
    elif isinstance(widget, QAbstractButton):
        trailing = _GAP if widget.text() else 0
        widget.setIcon(icon(name, role, size=size, trailing=trailing))
        widget.setIconSize(QSize(px(size) + px(trailing), px(size)))
