"""Rows: what one shows, a plain one, and one that can be pressed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from desktop.records.hit import MARK_END, MARK_START
from desktop.ui.widgets.boxes import column, row
from desktop.ui.widgets.buttons import RowButton
from desktop.ui.widgets.showing import show_when
from desktop.ui.widgets.status import Pill, Status
from desktop.ui.widgets.text import glyph, label

NO_MARKS = {ord(MARK_START): None, ord(MARK_END): None}
"""For str.translate: a text without the marks of a search."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowItem:
    """What a row shows: title, a small line below, an icon before, a pill at the end; `id` is what it stands for.

    `detail` may mark words with MARK_START and MARK_END; `about` stands small behind the title.
    """

    id: str
    title: str
    detail: str = ""
    about: str = ""
    icon: str = ""
    icon_tone: str = "primary"
    picture: QImage | None = None
    """Stands in place of the icon, larger; a list has them in all of its rows or in none."""
    pill: str = ""
    pill_status: Status = Status.PLAIN

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        told = [self.title, self.about, self.detail, self.pill]
        return ", ".join(part.replace("  ·  ", ", ").translate(NO_MARKS) for part in told if part)


def row_layout_items(item: RowItem) -> tuple[QWidget, ...]:
    """Return icon, words and pill of a row as widgets."""
    words = QWidget()
    detail = label(item.detail, "small")
    show_when(detail, bool(item.detail))
    words.setLayout(column(label(item.title, "body_strong"), detail, gap=2))
    words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    shape = (glyph(item.icon, item.icon_tone, size=24),) if item.icon else ()
    pill = (Pill(item.pill, item.pill_status),) if item.pill else ()
    return (*shape, words, *pill)


def list_row(item: RowItem, *trailing: QWidget) -> QFrame:
    """Return a row that is only read, with widgets (buttons) at its end."""
    made = QFrame()
    made.setLayout(row(*row_layout_items(item), *trailing, gap=14, pad=(0, 8)))
    return made


def open_row(item: RowItem, opened: Callable[[], object]) -> RowButton:
    """Return a row that opens something when it is pressed."""
    made = RowButton(item.spoken, opened)
    made.setLayout(row(*row_layout_items(item), gap=14, pad=(4, 7)))
    made.let_clicks_through()
    return made
