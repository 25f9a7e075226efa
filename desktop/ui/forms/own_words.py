"""Offers in a field what the person wrote there before; read when the field is entered the first time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

SHOWN = 8


class OwnWordsOffer(QObject):
    """Completes a line with any of `words()` that holds what is typed, without case."""

    def __init__(self, field: QLineEdit, words: Callable[[], Sequence[str]]) -> None:
        """Wait for the focus."""
        super().__init__(field)
        self._field, self._words = field, words
        field.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Read the words once."""
        if event.type() is QEvent.Type.FocusIn:
            self._field.removeEventFilter(self)
            words = self._words()
            if words:
                self._field.setCompleter(completer(words, self._field))
        return False


def completer(words: Sequence[str], parent: QObject) -> QCompleter:
    """Return a list below a line that offers `words`."""
    made = QCompleter(QStringListModel(list(words), parent), parent)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    made.setMaxVisibleItems(SHOWN)
    return made
