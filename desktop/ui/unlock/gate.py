"""What stands before an open vault: a card in the middle of an empty window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.theme import gap, limit, pad
from desktop.ui.widgets import Card, PageScroll, column, glyph, label, row, show_when


def logo(size: int = 52) -> QFrame:
    """Return the mark of the program; decorative."""
    made = QFrame()
    made.setObjectName("logo")
    limit(made, width=size, height=size)
    inside = QHBoxLayout(made)
    pad(inside, 0)
    inside.addWidget(glyph("stack", "on_primary", size=round(size * 0.54)), 0, Qt.AlignmentFlag.AlignCenter)
    return made


class Gate(QWidget):
    """A card of `width` px with logo, title and a line below it; fill `card.body`."""

    def __init__(self, title: str, below: str = "", *, width: int = 560) -> None:
        """Say `title`."""
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = label(title, "page_title")
        self.below = label(below, "small")
        show_when(self.below, bool(below))
        self.card = Card(gap=14, pad=(32, 32))
        limit(self.card, max_width=width)
        head = row(logo(), gap=16)
        head.addLayout(column(self.title, self.below, gap=0), 1)
        self.card.body.addLayout(head)
        self.card.body.addSpacing(8)
        middle = QWidget()
        across = QHBoxLayout(middle)
        pad(across, 16, 16)
        across.addStretch(1)
        across.addWidget(self.card, 1000, Qt.AlignmentFlag.AlignVCenter)
        across.addStretch(1)
        whole = QVBoxLayout(self)
        pad(whole, 0, 0, 0, 20)
        gap(whole, 8)
        whole.addWidget(PageScroll(middle), 1)
        safe = label(
            self.tr("Sheaf works without the internet. Nothing on this page leaves the computer."), "small", wrap=False
        )
        foot = row(None, glyph("shield-check", "muted", size=18), safe, None, gap=8, pad=(16, 0))
        foot.setStretchFactor(safe, 0)
        whole.addLayout(foot)

    def take_focus(self) -> None:
        """Put the focus where typing starts; a subclass knows where."""
