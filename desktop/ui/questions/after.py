"""After the visit: a box for each answer, kept while it is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.records.question import Question
from desktop.ui.questions.presenter import ON_FIRST_PAGES, AnswerState, state_of
from desktop.ui.widgets import Card, ChoiceRow, Field, NumberBadge, TextArea, box, column, label, line_edit, row


class AnswerCard(Card):
    """One question with its answer, and whether it was answered."""

    def __init__(
        self,
        question: Question,
        place: int,
        keep: Callable[[str, dict[str, str]], object],
        set_state: Callable[[str, AnswerState], object],
    ) -> None:
        """Show `question` at `place` (from 0); `keep(id, values)` saves, `set_state(id, state)` what became of it."""
        super().__init__(gap=8, pad=(18, 14))
        self.question, self._keep, self._set_state = question, keep, set_state
        self.answer = TextArea(question.answer, placeholder=self.tr("What did the doctor say? A few words are enough."))
        self.answer.setAccessibleName(self.tr("Answer to: {question}").format(question=question.title))
        self.answer.finished.connect(self.keep)
        choices = (
            (AnswerState.ANSWERED.value, self.tr("Answered")),
            (AnswerState.NOT_YET.value, self.tr("Not yet")),
            (AnswerState.SOMEONE_ELSE.value, self.tr("Ask someone else")),
        )
        name = self.tr("What became of: {question}").format(question=question.title)
        self.states = ChoiceRow(choices, state_of(question).value, self._chose, name=name, radius=8)
        self._whom = line_edit(question.for_whom)
        self._whom.editingFinished.connect(self.keep)
        self.whom = Field(self.tr("Whom will you ask?"), self._whom)
        self._whom.setAccessibleName(self.tr("Whom to ask: {question}").format(question=question.title))
        self.whom.hide()
        badge = NumberBadge(str(place + 1), look="filled" if place < ON_FIRST_PAGES else "outline", size=32)
        inside: QWidget = box(column(label(question.title, "body_strong"), self.answer, self.states, self.whom, gap=8))
        whole = row(badge, gap=14, top=True)
        whole.addWidget(inside, 1)
        self.body.addLayout(whole)

    def refresh(self, question: Question) -> None:
        """Take what the vault holds now; a box with newer typed words keeps them."""
        if self.answer.toPlainText() == self.question.answer != question.answer:
            self.answer.setPlainText(question.answer)
        self.question = question
        if not (self.states.chosen == AnswerState.SOMEONE_ELSE and question.answered_on is None):
            self.states.choose(state_of(question).value)

    def typed(self) -> dict[str, str]:
        """Return what differs from the record."""
        values = {"answer": self.answer.toPlainText()} if self.answer.toPlainText() != self.question.answer else {}
        if not self.whom.isHidden() and self._whom.text() != self.question.for_whom:
            values["for_whom"] = self._whom.text()
        return values

    def keep(self) -> None:
        """Save what was typed."""
        values = self.typed()
        if values:
            self._keep(self.question.id, values)

    def _chose(self, value: str) -> None:
        state = AnswerState(value)
        self.whom.setVisible(state is AnswerState.SOMEONE_ELSE)
        self._set_state(self.question.id, state)
        if state is AnswerState.SOMEONE_ELSE:
            self._whom.setFocus()
