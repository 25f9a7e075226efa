"""The sent log as a table: when, to whom, what and how, did it arrive; one below the other where it is narrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.records.packet import Disclosure
from desktop.ui.sentlog.words import SentWords
from desktop.ui.theme import limit
from desktop.ui.widgets import Card, Panes, Pill, box, column, label, line, row, secondary

_DAY, _ARRIVED = 112, 280
"""px of the first column and of the last, at 100 %."""
_SHARES = (0, 42, 58, 0)
_BREAKPOINT = 760


def _spread(*cells: QWidget) -> Panes:
    """Return four cells, lined up with those of every other row while there is room."""
    made = Panes(*cells, stretch=_SHARES, breakpoint_at=_BREAKPOINT, room=12)

    def sized(folded: bool) -> None:  # noqa: FBT001 - a slot
        for cell, width in ((cells[0], _DAY), (cells[-1], _ARRIVED)):
            limit(cell, width=0 if folded else width)

    made.folded.connect(sized)
    sized(folded=False)
    return made


def _two_lines(first: str, second: str) -> QWidget:
    small = label(second, "small")
    small.setVisible(bool(second))
    made = box(column(label(first, "body_strong"), small, None, gap=2))
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    made.setMinimumWidth(0)
    return made


class SentTable(Card):
    """All entries; `opened` is called with the one whose button was pressed."""

    def __init__(self, entries: Sequence[Disclosure], opened: Callable[[Disclosure], object]) -> None:
        """Show `entries`, what left last first."""
        super().__init__(gap=0)
        self._words = SentWords()
        self._opened = opened
        heads = (self.tr("When"), self.tr("To whom"), self.tr("What and how"), self.tr("Did it arrive?"))
        head = _spread(*(box(column(label(words, "small"), pad=(0, 0, 0, 8))) for words in heads))
        below = line(soft=True)
        self.body.addWidget(head)
        self.body.addWidget(below)
        for number, entry in enumerate(sorted(entries, key=lambda one: one.left_on, reverse=True)):
            if number:
                self.body.addWidget(line(soft=True))
            row_of = self._row(entry)
            self.body.addWidget(row_of)
            if not number:
                row_of.folded.connect(head.setHidden)
                row_of.folded.connect(below.setHidden)

    def _row(self, entry: Disclosure) -> Panes:
        words = self._words
        pill, status = words.arrived(entry)
        name = self.tr("Open: {what}, to {name}, {day}")
        named = name.format(what=words.what(entry), name=words.whom(entry), day=words.day(entry))
        opener = secondary(self.tr("Open"), partial(self._opened, entry), name=named)
        cells = _spread(
            box(column(label(words.day(entry), "body_strong"), None)),
            _two_lines(words.whom(entry), entry.address),
            _two_lines(words.what(entry), words.how(entry)),
            box(row(Pill(pill, status), None, opener, gap=8)),
        )
        cells.keep_apart(8)
        cells.setAccessibleName(named)
        return cells
