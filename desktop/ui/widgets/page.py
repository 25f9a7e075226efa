"""The frame of every page: title and actions, scrolling content, and a bottom bar for step-by-step work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.theme import active, gap, pad, px
from desktop.ui.widgets.boxes import Item, column, dismiss, fill
from desktop.ui.widgets.showing import show_when
from desktop.ui.widgets.text import label

COMPACT_BELOW = 960
"""Logical px of window width below which the sidebar becomes a top bar."""

_BAR = 14
"""Width of a scroll bar in px at 100 %."""


class PageScroll(QScrollArea):
    """Scrolls up and down only, and asks for the width that its content needs."""

    def __init__(self, content: QWidget) -> None:
        """Hold `content`."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = content
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)

    def forget_bar(self) -> None:
        """Show the scroll bar only if it is needed now; Qt keeps one whose own width makes the content too high."""
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need the content's narrowest width and the room of a few rows."""
        return QSize(self._content.minimumSizeHint().width() + px(_BAR), px(96))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Like to be as large as the content."""
        return self._content.sizeHint() + QSize(px(_BAR), 0)


class BottomBar(QWidget):
    """Leave or go back on the left, a note in the middle, the primary on the right."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setObjectName("bottom_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.note = label("", "small")
        self.note.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._row = QHBoxLayout(self)
        gap(self._row, 12)
        self.set_margin(32)

    def set_margin(self, margin: int) -> None:
        """Line up with the page."""
        pad(self._row, margin, 12)

    def set(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        """Show these buttons, with the note between them."""
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None and widget is not self.note and widget not in {*left, *right}:
                dismiss(widget)
        fill(self._row, *left)
        self._row.addWidget(self.note, 1)
        fill(self._row, *right)


class Page(QWidget):
    """A page: fill `content` (a column that scrolls), add actions, set a bottom bar.

    `primary_button` is what Ctrl+Enter presses, `add_button` Ctrl+N, `print_button` Ctrl+P, `find_field`
    Ctrl+F; set them.
    """

    def __init__(self, title: str, subtitle: str = "") -> None:
        """Show `title` top left."""
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.primary_button: QPushButton | None = None
        self.add_button: QPushButton | None = None
        self.print_button: QPushButton | None = None
        self.find_field: QWidget | None = None
        self.title = label(title, "page_title")
        self.title.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.title.setAccessibleName(title)
        self.subtitle = label(subtitle, "muted")
        show_when(self.subtitle, bool(subtitle))
        self._actions = QWidget()
        self._action_flow = QHBoxLayout(self._actions)
        pad(self._action_flow, 0)
        gap(self._action_flow, 12)
        self._actions.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.content = column(gap=18)
        self.scroll_area = PageScroll(_content_widget(self.content))
        self.bottom = BottomBar()
        self.bottom.hide()
        self._fixed = column(gap=8)
        self._lay_out()

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        gap(self._head, 12)
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self._actions)
        self._top = column(self._head, self.subtitle, self._fixed, gap=6)
        self._whole = QVBoxLayout(self)
        self._whole.addLayout(self._top)
        self._whole.addWidget(self.scroll_area, 1)
        self._whole.addWidget(self.bottom)
        pad(self._whole, 0)
        gap(self._whole, 12)
        self._set_margins(32)
        self.scroll_area.verticalScrollBar().rangeChanged.connect(self._keep_edge)

    def _set_margins(self, margin: int) -> None:
        self._margin = margin
        pad(self._top, margin, 24 if margin > 20 else 16, margin, 0)  # noqa: PLR2004 - the compact margin
        self._keep_edge()
        self.bottom.set_margin(margin)

    def _keep_edge(self) -> None:
        """End the content where the title's row ends, with a scroll bar and without one."""
        bar = self.scroll_area.verticalScrollBar()
        room = _BAR if bar.maximum() > bar.minimum() else 0
        pad(self.content, self._margin, 5, self._margin - room, 24)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Say another title and line below it."""
        self.title.setText(title)
        self.title.setAccessibleName(title)
        self.subtitle.setText(subtitle)
        show_when(self.subtitle, bool(subtitle))

    def set_actions(self, *widgets: QWidget) -> None:
        """Show these top right, replacing those before."""
        while (item := self._action_flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None and widget not in widgets:
                dismiss(widget)
        fill(self._action_flow, *widgets)

    def add_fixed(self, widget: QWidget) -> None:
        """Show a widget (a stepper) below the title, outside the scrolling content."""
        self._fixed.addWidget(widget)

    def add(self, *items: Item) -> None:
        """Append to the scrolling content; None is a stretch."""
        fill(self.content, *items)

    def set_bottom(self, *, left: Sequence[QWidget] = (), right: Sequence[QWidget] = (), note: str = "") -> None:
        """Show the bottom bar."""
        self.bottom.set(left, right)
        self.bottom.note.setText(note)
        self.bottom.show()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Take the narrow margins in a compact window."""
        super().resizeEvent(event)
        compact = self.window().width() / active().scale < COMPACT_BELOW
        margin = 20 if compact else 32
        if margin != self._margin:
            self._set_margins(margin)

    def take_focus(self) -> None:
        """Put the focus on the title, where a reader starts."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)


def _content_widget(layout: QVBoxLayout) -> QWidget:
    holder = QWidget()
    holder.setObjectName("content")
    holder.setLayout(layout)
    return holder
