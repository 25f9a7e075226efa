"""Distances that follow the text size: layouts and widgets remember px at 100 % and are measured again."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QLayout, QWidget

from desktop.ui.theme.in_use import px


def pad(layout: QLayout, *sides: int) -> None:
    """Set the margins: one number for all, two for (horizontal, vertical), or left, top, right, bottom."""
    if len(sides) == 1:
        sides = sides * 4
    elif len(sides) == 2:  # noqa: PLR2004 - horizontal and vertical
        sides = (sides[0], sides[1], sides[0], sides[1])
    layout.setProperty("pad", ",".join(str(side) for side in sides))
    _measure(layout)


def gap(layout: QLayout, size: int) -> None:
    """Set the room between the items of a layout."""
    layout.setProperty("gap", size)
    _measure(layout)


def limit(
    widget: QWidget,
    *,
    width: int = 0,
    height: int = 0,
    min_width: int = 0,
    max_width: int = 0,
    min_height: int = 0,
) -> None:
    """Fix or limit a widget's size in px at 100 %; 0 leaves a side free."""
    wanted = (width or min_width, width or max_width, height or min_height, height)
    widget.setProperty("limit", ",".join(str(side) for side in wanted))
    _measure(widget)


def _measure(thing: QObject) -> None:
    if isinstance(thing, QLayout):
        if (sides := thing.property("pad")) is not None:
            left, top, right, bottom = (px(int(side)) for side in sides.split(","))
            thing.setContentsMargins(left, top, right, bottom)
        if (room := thing.property("gap")) is not None:
            thing.setSpacing(px(int(room)))
    elif isinstance(thing, QWidget) and (wanted := thing.property("limit")) is not None:
        _limit(thing, [int(side) for side in wanted.split(",")])


def _limit(widget: QWidget, wanted: list[int]) -> None:
    least_width, most_width, least_height, most_height = wanted
    widget.setMinimumSize(QSize(px(least_width), px(least_height)))
    unlimited = 16_777_215
    widget.setMaximumSize(
        QSize(px(most_width) if most_width else unlimited, px(most_height) if most_height else unlimited)
    )


def measure_again(root: QWidget) -> None:
    """Apply the remembered distances below `root` at the text size in use."""
    _measure(root)
    for layout in root.findChildren(QLayout):
        _measure(layout)
    for widget in root.findChildren(QWidget):
        _measure(widget)
