"""Show and hide widgets that may not have a parent yet, without opening a window by accident."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def show_when(widget: QWidget, wanted: bool) -> None:  # noqa: FBT001 - reads as a sentence
    """Hide a widget, or let it be seen as soon as its parent is; Qt would open a window for one without a parent."""
    if not wanted:
        widget.hide()
    elif widget.parentWidget() is not None:
        widget.show()
    elif widget.isHidden():
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_Hidden, on=False)
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, on=False)
