"""Dialogs inside the window: over a scrim, with the focus kept in and given back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme import color, pad, px, refresh
from desktop.ui.widgets.boxes import Card, column, line, row
from desktop.ui.widgets.buttons import danger as danger_button
from desktop.ui.widgets.buttons import primary, secondary
from desktop.ui.widgets.page import PageScroll
from desktop.ui.widgets.text import glyph, label

_PAD, _RING = 24, 5
"""px around what a dialog holds, and those of them that its scroll area keeps for the focus ring."""


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Scrim(QWidget):
    """Dims the window behind a dialog and takes the mouse."""

    def __init__(self, window: QWidget) -> None:
        """Cover all of `window`."""
        super().__init__(window)
        self.setObjectName("scrim")
        self.setGeometry(window.rect())
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the window's size."""
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint 60 % of the scrim color."""
        shade = QColor(color("scrim"))
        shade.setAlphaF(0.6)
        painter = QPainter(self)
        painter.fillRect(self.rect(), shade)
        painter.end()


class Dialog(QDialog):
    """A card over the dimmed window. Fill `body`, call `set_buttons`, then `present()`.

    Esc and `reject()` leave it; `accept()` ends it well. It deletes itself; connect to `accepted`
    or give `then` functions. Tab stays inside (it is a sub-window for Qt).
    """

    def __init__(self, window: QWidget, title: str, *, icon: str = "", tone: str = "primary", width: int = 680) -> None:
        """Stand in the middle of `window`, titled `title`."""
        super().__init__(window.window(), Qt.WindowType.SubWindow)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, on=False)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._wanted_width = width
        self._anchor: QPoint | None = None
        self._before = QApplication.focusWidget()
        self._scrim = Scrim(window.window())
        self.first: QWidget | None = None
        """What gets the focus; else the first field or the last button."""
        self.body = column(gap=12)
        self.title = label(title, "section")
        head = row(*([glyph(icon, tone, size=30)] if icon else []), gap=14)
        head.addWidget(self.title, 1)
        self._buttons = column(gap=8)
        inside = QWidget()
        inside.setLayout(self.body)
        self._inside = inside
        for one in (self.body, head, self._buttons):
            pad(one, _RING, _RING if one is self.body else 0)
        self._scroll = PageScroll(inside)
        self._card = Card(head, look="dialog", gap=12, pad=(_PAD - _RING, _PAD))
        self._card.body.addWidget(self._scroll, 1)
        self._card.body.addLayout(self._buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._card)
        window.window().installEventFilter(self)

    def set_title(self, title: str) -> None:
        """Say another title."""
        self.title.setText(title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)

    def set_buttons(
        self, *, left: Sequence[QPushButton] = (), right: Sequence[QPushButton] = (), note: str = ""
    ) -> None:
        """Show buttons below the content; `right` ends with the way on."""
        self._buttons.addWidget(line())
        self._buttons.addLayout(row(*left, None, *right))
        if note:
            self._buttons.addWidget(label(note, "small"))

    def present(self, *, at: QPoint | None = None) -> None:
        """Show it in the middle of the window, or with its corner at `at` (a popover)."""
        self._anchor = at
        refresh(self)
        self._scrim.show()
        self._scrim.raise_()
        self.show()
        self.place()
        self.raise_()
        self._raise_ring()
        target = self.first or self._first_field() or self._last_button()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _raise_ring(self) -> None:
        window = self.parentWidget()
        for ring in (
            ()
            if window is None
            else window.findChildren(QWidget, "focus_ring", Qt.FindChildOption.FindDirectChildrenOnly)
        ):
            ring.raise_()

    def _first_field(self) -> QWidget | None:
        inside = self._inside.findChildren(QWidget)
        return next((one for one in inside if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible()), None)

    def _last_button(self) -> QWidget | None:
        shown = [one for one in self.findChildren(QPushButton) if one.isEnabled()]
        return shown[-1] if shown else None

    def place(self) -> None:
        """Take the size that the content needs at this width, and go to its place."""
        window = self.parentWidget()
        if window is None:
            return
        room = window.rect().adjusted(px(8), px(8), -px(8), -px(8))
        width = min(px(self._wanted_width), room.width())
        inside = self.body
        self._scroll.updateGeometry()  # a scroll area does not tell that what it holds has become larger
        around = self._card.body.heightForWidth(width) if self._card.body.hasHeightForWidth() else 0
        content = (
            inside.totalHeightForWidth(width - 2 * px(_PAD - _RING))
            if inside.hasHeightForWidth()
            else inside.sizeHint().height()
        )
        fixed = (around or self._card.body.sizeHint().height()) - self._scroll.sizeHint().height()
        height = min(max(fixed, 0) + content + 4, room.height())
        area = QRect(0, 0, width, height)
        area.moveCenter(window.rect().center())
        if self._anchor is not None:
            area.moveTopLeft(self._anchor)
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                area.moveRight(window.width() - self._anchor.x())
            area.moveRight(min(area.right(), room.right()))
            area.moveBottom(min(area.bottom(), room.bottom()))
        self.setGeometry(area)
        self._scroll.forget_bar()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay in place when the window changes its size."""
        if watched is self.parentWidget() and event.type() is QEvent.Type.Resize:
            self.place()
        return False

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Enter from the window behind: it presses the way on here."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and _is_enter(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave with Esc; Ctrl+Enter presses the way on."""
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        elif _is_enter(event):
            self._press_primary(event)
        else:
            super().keyPressEvent(event)

    def _press_primary(self, event: QKeyEvent) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QPushButton) and not event.modifiers():
            focus.click()
            return
        for one in self.findChildren(QPushButton):
            if one.property("kind") in {"primary", "danger"} and one.isEnabled() and one.isVisible():
                one.click()
                return

    def done(self, result: int) -> None:
        """Take the scrim away and give the focus back."""
        self._scrim.hide()
        self._scrim.deleteLater()
        super().done(result)
        try:
            if self._before is not None and self._before.isVisible():
                self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        except RuntimeError:  # it was deleted with its page while the dialog was open
            self._before = None


def confirm(  # noqa: PLR0913 - the words of a question
    window: QWidget,
    title: str,
    text: str,
    action: str,
    then: Callable[[], object],
    *,
    cancel: str = "",
    dangerous: bool = False,
) -> Dialog:
    """Ask before something that cannot be undone; `title` and `action` name the thing ("Delete CT report")."""
    dialog = Dialog(
        window, title, icon="warning" if dangerous else "question", tone="danger" if dangerous else "primary"
    )
    dialog.body.addWidget(label(text))
    stay = secondary(cancel or dialog.tr("Cancel"), dialog.reject)
    go = danger_button(action, dialog.accept) if dangerous else primary(action, dialog.accept)
    dialog.set_buttons(right=[stay, go])
    dialog.first = stay if dangerous else go
    dialog.accepted.connect(then)
    dialog.present()
    return dialog


def three_parts(happened: str, safe: str, do: str, headings: tuple[str, str, str]) -> QFrame:
    """Return the three headed parts of an error dialog."""
    frame = QFrame()
    parts = zip(
        ("info", "shield-check", "arrow-right"),
        ("primary", "ok", "primary"),
        headings,
        (happened, safe, do),
        strict=True,
    )
    rows = []
    for name, tone, heading, text in parts:
        inside = row(glyph(name, tone, size=24), gap=16, top=True)
        inside.addLayout(column(label(heading, "body_strong"), label(text), gap=2), 1)
        rows.append(inside)
    frame.setLayout(column(*rows, None, gap=14))
    return frame
