"""The ranked list: a handle to drag, a number, the question, up, down and change."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop.records.question import Question
from desktop.ui.questions.presenter import ON_FIRST_PAGES
from desktop.ui.questions.words import QuestionWords
from desktop.ui.theme import set_icon
from desktop.ui.widgets import Card, NumberBadge, box, column, icon_button, label, line, row


class Handle(QLabel):
    """Six dots to drag a row by; the buttons and Alt+Up, Alt+Down do the same."""

    dragged = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(self, words: str) -> None:
        """Show the dots; `words` are the tooltip."""
        super().__init__()
        set_icon(self, "dots-six-vertical", "muted", size=24)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(words)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold."""
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell where the pointer is."""
        self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go."""
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.dropped.emit(event.globalPosition().toPoint())


class QuestionRow(QFrame):
    """One question with its place."""

    def __init__(self, question: Question, place: int, total: int) -> None:
        """Show `question` at `place` (from 0) of `total`."""
        super().__init__()
        self.question, self.place = question, place
        self.handle = Handle(self.tr("Drag to another place"))
        title = question.title
        self.up = icon_button("arrow-up", self.tr("Move up: {question}").format(question=title))
        self.down = icon_button("arrow-down", self.tr("Move down: {question}").format(question=title))
        self.change = icon_button("pencil-simple", self.tr("Change: {question}").format(question=title))
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < total - 1)
        badge = NumberBadge(str(place + 1), look="filled" if place < ON_FIRST_PAGES else "outline", size=32)
        words = column(label(title, "body_strong"), gap=2)
        detail = QuestionWords().detail(question)
        if detail:
            words.addWidget(label(detail, "small"))
        inside = row(self.handle, badge, gap=12, pad=(0, 6))
        inside.addLayout(words, 1)
        for one in (self.up, self.down, self.change):
            inside.addWidget(one)
        self.setLayout(inside)


class QuestionList(Card):
    """The questions to ask; `move(id, place)` and `change(question)` are what its buttons and keys do."""

    def __init__(
        self,
        questions: Sequence[Question],
        move: Callable[[str, int], object],
        change: Callable[[Question], object],
    ) -> None:
        """Show `questions` in their order."""
        super().__init__(gap=0, pad=(14, 8))
        self._move, self._change = move, change
        self.rows = [QuestionRow(one, place, len(questions)) for place, one in enumerate(questions)]
        self._mark = QFrame(self)
        self._mark.setObjectName("drop_mark")
        self._mark.setProperty("card", "soft")
        self._mark.hide()
        for made in self.rows:
            self._add(made, last=made is self.rows[-1])

    def _add(self, made: QuestionRow, *, last: bool) -> None:
        made.up.clicked.connect(lambda: self._move(made.question.id, made.place - 1))
        made.down.clicked.connect(lambda: self._move(made.question.id, made.place + 1))
        made.change.clicked.connect(lambda: self._change(made.question))
        made.handle.dragged.connect(self._show_mark)
        made.handle.dropped.connect(lambda at: self._drop(made, at))
        for button in (made.up, made.down, made.change):
            button.installEventFilter(self)
        self.body.addWidget(made)
        if last:
            return
        self.body.addWidget(self._divider() if made.place == ON_FIRST_PAGES - 1 else line())

    def _divider(self) -> QWidget:
        words = label(self.tr("From here on: only on page 4 of the packet"), "caption")
        return Card(words, look="sunken", pad=(12, 4))

    def _row_of(self, widget: QWidget) -> QuestionRow | None:
        return next((one for one in self.rows if one is widget or one.isAncestorOf(widget)), None)

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Move the row with Alt+Up and Alt+Down; Up and Down go to the same button of the next row."""
        if (
            not isinstance(event, QKeyEvent)
            or event.type() is not QEvent.Type.KeyPress
            or not isinstance(watched, QWidget)
        ):
            return False
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step, here = steps.get(Qt.Key(event.key())), self._row_of(watched)
        if step is None or here is None:
            return False
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(here.question.id, here.place + step)
        else:
            self._step(here, watched, step)
        return True

    def _step(self, here: QuestionRow, watched: QWidget, step: int) -> None:
        place = here.place + step
        if 0 <= place < len(self.rows):
            there = self.rows[place]
            kinds = ((here.up, there.up), (here.down, there.down), (here.change, there.change))
            same = next(other for mine, other in kinds if mine is watched)
            (same if same.isEnabled() else there.change).setFocus()

    def _place_at(self, at: QPoint) -> int:
        """Return before which row a pointer is; the number of rows for behind the last."""
        y = self.mapFromGlobal(at).y()
        return next((one.place for one in self.rows if y < one.geometry().center().y()), len(self.rows))

    def _show_mark(self, at: QPoint) -> None:
        place = self._place_at(at)
        edge = self.rows[place].geometry().top() if place < len(self.rows) else self.rows[-1].geometry().bottom()
        self._mark.setGeometry(self.rows[0].x(), edge - 2, self.rows[0].width(), 4)
        self._mark.setStyleSheet("background: palette(highlight);")
        self._mark.show()
        self._mark.raise_()

    def _drop(self, made: QuestionRow, at: QPoint) -> None:
        self._mark.hide()
        before = self._place_at(at)
        place = before - 1 if before > made.place else before
        if place != made.place:
            self._move(made.question.id, place)


def answered_list(questions: Sequence[Question], change: Callable[[Question], object]) -> QWidget:
    """Return the answered questions with their answers."""
    card = Card(gap=0, pad=(18, 8))
    words = QuestionWords()
    for number, one in enumerate(questions):
        if number:
            card.body.addWidget(line())
        said = column(label(one.title, "body_strong"), gap=2)
        if one.answer:
            said.addWidget(label(one.answer))
        said.addWidget(label(words.answered(one), "small"))
        pencil = icon_button("pencil-simple", card.tr("Change: {question}").format(question=one.title))
        pencil.clicked.connect(lambda _on=False, one=one: change(one))
        inside = row(gap=12, pad=(0, 8))
        inside.addLayout(said, 1)
        inside.addWidget(pencil)
        card.body.addWidget(box(inside))
    return card
