"""Put a theme on the whole application, also while it runs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from desktop.foundation.settings import Settings
from desktop.ui.theme import in_use
from desktop.ui.theme.fonts import font, register_fonts
from desktop.ui.theme.icons import draw_icon
from desktop.ui.theme.measures import measure_again
from desktop.ui.theme.palette import palette
from desktop.ui.theme.sheet import style_sheet
from desktop.ui.theme.tokens import ThemeName

_NAMES = {"light": ThemeName.LIGHT, "dark": ThemeName.DARK, "contrast": ThemeName.CONTRAST}


def theme_of(settings: Settings) -> in_use.Theme:
    """Return the theme that the settings ask for; "system" follows the computer."""
    name = _NAMES.get(settings.theme)
    if name is None:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        name = ThemeName.DARK if dark else ThemeName.LIGHT
    return in_use.Theme(name, settings.text_percent / 100)


def apply_theme(theme: in_use.Theme) -> None:
    """Use `theme` for every window: palette, style sheet, distances and icons."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        message = "a QApplication is needed first"
        raise TypeError(message)
    in_use.set_active(theme)
    register_fonts()
    if application.style().objectName() != "fusion":
        application.setStyle(QStyleFactory.create("Fusion"))
    application.setPalette(palette())
    application.setFont(font("body"))
    for window in application.topLevelWidgets():
        refresh(window)
    application.setStyleSheet(style_sheet())
    in_use.changes.changed.emit()


def refresh(root: QWidget) -> None:
    """Measure and draw everything below `root` again."""
    measure_again(root)
    draw_icon(root)
    for widget in root.findChildren(QWidget):
        draw_icon(widget)
        widget.updateGeometry()


def restyle(widget: QWidget) -> None:
    """Let the style sheet see a changed property of `widget`."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
