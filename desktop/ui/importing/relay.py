"""Carries what happened to a file from the importing thread to the window's."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class OutcomeRelay(QObject):
    """`came` may be emitted on any thread; it is received on the window's."""

    came = Signal(object)
