"""The button that says whose records are open."""

from __future__ import annotations

from collections.abc import Callable

from desktop.ui.theme import limit
from desktop.ui.widgets import NumberBadge, RowButton, column, glyph, label, row


def initials(name: str) -> str:
    """Return one or two capital letters of a name: "ML" for Maria Lopez."""
    words = name.split()
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [word[0] for word in words]
    return "".join(letters).upper()


class PersonButton(RowButton):
    """Initials, name, "Change person"."""

    def __init__(self, clicked: Callable[[], object]) -> None:
        """Call `clicked` to change the person."""
        super().__init__("", clicked)
        self.setProperty("kind", "person")
        self._initials = NumberBadge("", look="filled", size=32)
        self._name = label("", "body_strong")
        words = column(self._name, label(self.tr("Change person"), "small"), gap=1)
        inside = row(self._initials, gap=16, pad=(16, 7))
        inside.addLayout(words, 1)
        inside.addWidget(glyph("caret-down", "text"))
        self.setLayout(inside)
        limit(self, min_height=56)
        self.let_clicks_through()

    def show_person(self, name: str) -> None:
        """Say whose records are open."""
        self._name.setText(name)
        self._initials.set_text(initials(name))
        self.setAccessibleName(self.tr("{name}, change person").format(name=name))
