"""The keys that work everywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def add_shortcuts(window: QWidget, keys: Mapping[str, Callable[[], object]], may_act: Callable[[], bool]) -> None:
    """Let keys ("Ctrl+O") call functions while `may_act`, that is while no dialog is open."""
    for sequence, function in keys.items():
        shortcut = QShortcut(QKeySequence(sequence), window)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(lambda function=function: function() if may_act() else None)
