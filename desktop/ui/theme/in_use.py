"""The theme in use: its colors, and px that follow the text size; tells everybody when it changes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor

from desktop.ui.theme.tokens import ThemeName, tokens


@dataclass(frozen=True, slots=True)
class Theme:
    """A color set and a text scale (1.0 to 2.0)."""

    name: ThemeName
    scale: float

    def hex(self, role: str) -> str:
        """Return the color of `role` as "#RRGGBB"."""
        return tokens().colors[self.name][role]


class ThemeChanges(QObject):
    """Says that colors or text size are now different."""

    changed = Signal()


changes = ThemeChanges()
_active = Theme(ThemeName.LIGHT, 1.0)


def active() -> Theme:
    """Return the theme in use."""
    return _active


def set_active(theme: Theme) -> None:
    """Use `theme` from now on; `apply.apply_theme` is what screens call."""
    global _active  # noqa: PLW0603 - the one place where the theme can be replaced
    _active = theme


def px(size: float) -> int:
    """Return `size` (px at 100 %) at the text size in use."""
    return round(size * _active.scale)


def color(role: str) -> QColor:
    """Return the color of a role ("primary", "warn_bg" …) in the theme in use."""
    return QColor(_active.hex(role))


def paper_color(role: str) -> QColor:
    """Return a color of page previews, which are paper in every theme."""
    return QColor(tokens().paper[role])
