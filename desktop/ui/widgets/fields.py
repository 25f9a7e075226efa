"""Fields with their label, hint and message: line, text area, combo box."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from desktop.ui.theme import color, limit, px, restyle
from desktop.ui.widgets.boxes import column, row
from desktop.ui.widgets.showing import show_when
from desktop.ui.widgets.status import Status, StatusLine
from desktop.ui.widgets.text import label


def line_edit(text: str = "", changed: Callable[[str], object] | None = None, *, placeholder: str = "") -> QLineEdit:
    """Return a one-line field; `changed` is called with the text while the person types."""
    made = QLineEdit(text)
    made.setPlaceholderText(placeholder)
    made.setMinimumWidth(0)
    if changed is not None:
        made.textEdited.connect(changed)
    return made


class TextArea(QPlainTextEdit):
    """A box for several lines; Tab goes on to the next field."""

    finished = Signal()
    """The focus left the box."""

    def __init__(
        self, text: str = "", changed: Callable[[str], object] | None = None, *, placeholder: str = ""
    ) -> None:
        """Start with `text`; call `changed` with the whole text after each change."""
        super().__init__(text)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        limit(self, min_height=76)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        if changed is not None:
            self.textChanged.connect(lambda: changed(self.toPlainText()))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for three lines."""
        return QSize(px(240), px(76))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never be lower than two lines."""
        return QSize(px(80), px(76))

    def event(self, event: QEvent) -> bool:
        """Tell when the focus leaves."""
        if event.type() is QEvent.Type.FocusOut:
            self.finished.emit()
        return super().event(event)


class ComboBox(QComboBox):
    """A closed choice, (value, words); the wheel does not change it by accident."""

    def __init__(
        self,
        choices: Sequence[tuple[str, str]] = (),
        chosen: str = "",
        changed: Callable[[str], object] | None = None,
        *,
        editable: bool = False,
    ) -> None:
        """Offer `choices`; call `changed` with the value the person chose, or with typed text when `editable`."""
        super().__init__()
        self.setEditable(editable)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.offer(choices, chosen)
        if changed is not None:
            self.activated.connect(lambda _index: changed(self.value))
            if editable:
                self._type_into(changed)

    def _type_into(self, changed: Callable[[str], object]) -> None:
        edit = self.lineEdit()
        if edit is not None:
            edit.textEdited.connect(changed)

    def offer(self, choices: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """Offer other choices; `chosen` is a value, or free text when editable."""
        self.clear()
        for value, words in choices:
            self.addItem(words, value)
        self.choose(chosen)

    def choose(self, value: str) -> None:
        """Choose without calling `changed`."""
        index = self.findData(value)
        if index >= 0:
            self.setCurrentIndex(index)
        elif self.isEditable():
            self.setEditText(value)

    @property
    def value(self) -> str:
        """The chosen value; the typed text when editable."""
        if self.isEditable() and self.currentText() != self.itemText(self.currentIndex()):
            return self.currentText()
        return str(self.currentData() or "")

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the words, with an ellipsis when they do not fit, and the arrow: a style sheet would need a file."""
        if self.isEditable():
            super().paintEvent(event)
        else:
            self._paint_words()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(color("text" if self.isEnabled() else "disabled_text"), max(2.0, px(20) / 10))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x, y, arm = (px(18) if mirrored else self.width() - px(18)), self.height() / 2, px(5)
        painter.drawPolyline([QPointF(x - arm, y - arm / 2), QPointF(x, y + arm / 2), QPointF(x + arm, y - arm / 2)])
        painter.end()

    def _paint_words(self) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        control = QStyle.ComplexControl.CC_ComboBox
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, part, self).width() - px(4)
        option.currentText = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        painter.drawComplexControl(control, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()


class Field(QWidget):
    """A label, the control it belongs to, and below it a hint or what is wrong."""

    def __init__(
        self,
        words: str,
        control: QWidget,
        *,
        hint: str = "",
        before: QWidget | None = None,
        after: QWidget | None = None,
    ) -> None:
        """Label `control` with `words`; `before` (a number badge) and `after` (a pill) stand beside the label."""
        super().__init__()
        self.control = control
        self.title = label(words, "body_strong", wrap=after is None and before is None)
        self.title.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(words)
        self._words = words
        self.hint = label(hint, "small")
        show_when(self.hint, bool(hint))
        self.message = StatusLine("", Status.WRONG, colored=True)
        head = row(*([before] if before else []), self.title, *([None, after] if after else []), gap=8)
        head.setStretchFactor(self.title, 0 if after or before else 1)
        if before and not after:
            head.addStretch(1)
        self._body = column(head, control, self.hint, self.message, gap=6)
        self.setLayout(self._body)
        grows = control.hasHeightForWidth()  # chips that wrap: as the most, one line of them would be cut
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum if grows else QSizePolicy.Policy.Maximum
        )

    def stand_beside(self, widget: QWidget) -> None:
        """Put a widget (a Show button) beside the control."""
        place = self._body.indexOf(self.control)
        self._body.removeWidget(self.control)
        both = row(self.control, widget, gap=10)
        both.setStretchFactor(self.control, 1)
        self._body.insertLayout(place, both)

    def set_hint(self, hint: str) -> None:
        """Say something else below the control."""
        self.hint.setText(hint)
        show_when(self.hint, bool(hint))
        self.control.setAccessibleDescription(hint)

    def show_error(self, words: str) -> None:
        """Mark the control as wrong and say why, also to a screen reader."""
        self._mark("wrong", words, Status.WRONG)

    def show_right(self, words: str = "") -> None:
        """Mark the control as right."""
        self._mark("right", words, Status.DONE)

    def show_plain(self) -> None:
        """Take the mark away."""
        self._mark("", "", Status.PLAIN)

    def _mark(self, state: str, words: str, status: Status) -> None:
        if self.control.property("state") != state:
            self.control.setProperty("state", state)
            restyle(self.control)
        self.message.show_status(words, status)
        self.control.setAccessibleDescription(words or self.hint.text())


class EnterKey(QObject):
    """Calls something when Enter is pressed in a widget."""

    def __init__(self, watched: QWidget, pressed: Callable[[], object]) -> None:
        """Watch `watched`."""
        super().__init__(watched)
        self._pressed = pressed
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take Enter and Return."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and _is_enter(event):
            self._pressed()
            return True
        return super().eventFilter(watched, event)


def _is_enter(event: QKeyEvent) -> bool:
    keypad = Qt.KeyboardModifier.KeypadModifier
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & ~keypad
