"""The questions page: ranked before the visit, answered after it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.foundation import clock
from desktop.records.appointment import Appointment
from desktop.records.changes import ChangeSet
from desktop.records.fact import FactKind
from desktop.records.question import Question
from desktop.services.records import Records
from desktop.ui.dates import day_words
from desktop.ui.forms.focus import announce, keeping_focus
from desktop.ui.forms.proposals import stated
from desktop.ui.forms.said import say, say_change
from desktop.ui.forms.screen import RecordScreen
from desktop.ui.navigation import ScreenContext
from desktop.ui.questions.after import AnswerCard
from desktop.ui.questions.ideas import Idea, IdeasDialog
from desktop.ui.questions.presenter import MANY, AnswerState, answered, moved, state_values, to_ask
from desktop.ui.questions.rows import QuestionList, answered_list
from desktop.ui.widgets import ChoiceRow, EmptyState, Notice, Page, box, clear, label, primary, row, secondary

AFTER = "after-visit"
"""`navigate("questions", "after-visit")` opens the answers."""


class QuestionsScreen(RecordScreen):
    """Shows the list, or the boxes for the answers."""

    name = "questions"
    kinds = frozenset({FactKind.QUESTIONS.value, FactKind.APPOINTMENTS.value})

    def __init__(self, context: ScreenContext) -> None:
        """Make the page."""
        super().__init__(context, Page(self.tr("Questions")))
        self.title = self.page.title.text()
        self.questions: list[Question] = []
        self.shown = "to-ask"
        self.after_visit = False
        self._asked_at_visit: list[str] = []
        self.cards: list[AnswerCard] = []
        self.list: QuestionList | None = None

    @property
    def _records(self) -> Records:
        return self.context.workspace.records

    def reload(self, change: ChangeSet) -> None:
        """Show what is in the vault; while answers are typed, only the counts change."""
        if not self.concerns(change.kinds):
            return
        facts = self._records.list(FactKind.QUESTIONS, self.context.person_id)
        self.questions = [one for one in stated(facts) if isinstance(one, Question)]
        if self.after_visit and self._same_cards():
            self._tell_answered()
            return
        keeping_focus(self.page, self._show)

    def _same_cards(self) -> bool:
        """Whether every box still shows what is kept, or what is being typed there."""
        known = {one.id: one for one in self.questions}
        if [card.question.id for card in self.cards] != [one for one in self._asked_at_visit if one in known]:
            return False
        for card in self.cards:
            card.refresh(known[card.question.id])
        return True

    def open(self, target: str) -> None:
        """Open the list, the answers, or the empty form."""
        if target == AFTER:
            self._start_after()
            return
        if self.after_visit:
            self._leave_after()
        super().open(target)

    def save_draft(self) -> None:
        """Keep answers that are being typed, and a form that can be saved."""
        super().save_draft()
        for card in self.cards:
            card.keep()

    def _show(self) -> None:
        clear(self.page.content)
        self.cards, self.list = [], None
        if self.after_visit:
            self._show_after()
        else:
            self._show_list()

    def _show_list(self) -> None:
        self.page.set_title(
            self.tr("Questions"), self.tr("Most important first. The top three go on page 2 of your packet.")
        )
        self.page.bottom.hide()
        asks = to_ask(self.questions)
        self.add = primary(self.tr("Add a question…"), lambda: self.forms.add(FactKind.QUESTIONS), icon="plus")
        self.after = secondary(self.tr("After the visit…"), self._start_after, icon="note-pencil")
        self.page.set_actions(*([self.after] if asks else []), self.add)
        self.page.add_button = self.page.primary_button = self.add
        if not self.questions:
            self.page.add(self._empty(), None)
            return
        self.page.add(self._head(len(asks)))
        if self.shown == "answered":
            self._add_answered()
        else:
            self._add_asks(asks)
        self.page.add(None)

    def _head(self, asks: int) -> QWidget:
        choices = (
            ("to-ask", self.tr("To ask {count}").format(count=asks)),
            ("answered", self.tr("Answered {count}").format(count=len(self.questions) - asks)),
        )
        which = ChoiceRow(choices, self.shown, self._choose, name=self.tr("Show"), radius=8)
        ideas = secondary(self.tr("Ideas for questions"), self._ideas, icon="lightbulb")
        return box(row(which, None, ideas, gap=12))

    def _add_asks(self, asks: list[Question]) -> None:
        if len(asks) > MANY:
            words = self.tr("Doctors can answer three to five. The rest is printed too.")
            self.page.add(Notice(words, look="info"))
        if asks:
            self.list = QuestionList(asks, self.move, self.forms.edit)
            self.page.add(self.list)
        else:
            self.page.add(label(self.tr("Every question is answered."), "muted"))

    def _add_answered(self) -> None:
        done = answered(self.questions)
        if done:
            self.page.add(answered_list(done, self.forms.edit))
        else:
            self.page.add(label(self.tr("No question is answered yet."), "muted"))

    def _empty(self) -> QWidget:
        ideas = secondary(self.tr("Ideas for questions"), self._ideas, icon="lightbulb")
        text = self.tr("What worries you most? Write it as you would say it.")
        return EmptyState("chat-centered-text", self.tr("No questions yet."), text, ideas)

    def _choose(self, value: str) -> None:
        self.shown = value
        keeping_focus(self.page, self._show)

    def move(self, question_id: str, place: int) -> None:
        """Move a question to `place` (from 0) of those to ask, and say its new number."""
        ids = [one.id for one in to_ask(self.questions)]
        order = moved(ids, question_id, place)
        if order == ids:
            return
        self._records.reorder_questions(self.context.person_id, order)
        words = self.tr("Now number {rank} of {total}")
        said = words.format(rank=order.index(question_id) + 1, total=len(order))
        self.reload(ChangeSet())
        announce(self.page, said)
        self.context.toast(said, True)  # noqa: FBT003 - words, undoable

    def _ideas(self) -> None:
        have = {one.text for one in self.questions}
        IdeasDialog(self.context.window, have, self._add_ideas).present()

    def _add_ideas(self, ideas: Sequence[Idea]) -> None:
        change = ChangeSet()
        for group, text in ideas:
            values = {"text": text, "group": group.value}
            change = self._records.put(FactKind.QUESTIONS, self.context.person_id, values)
        if len(ideas) == 1:
            say_change(self.context, change)
        elif ideas:
            say(self.context, self.tr("{count} questions added").format(count=len(ideas)))

    def _start_after(self) -> None:
        self.after_visit = True
        self._asked_at_visit = [one.id for one in to_ask(self.questions)]
        self._show()
        if self.cards:
            self.once_shown(lambda: self.cards[0].answer.setFocus() if self.cards else None)

    def _show_after(self) -> None:
        page = self.page
        self.after.hide()
        self.add.hide()
        page.set_title(self.tr("After the visit"), self._visit())
        self.saved = label("", "small", wrap=False)
        page.set_actions(self.saved)
        known = {one.id: one for one in self.questions}
        for place, question_id in enumerate(one for one in self._asked_at_visit if one in known):
            card = AnswerCard(known[question_id], place, self._keep, self._set_state)
            self.cards.append(card)
            page.add(card)
        page.add(None)
        done = primary(self.tr("Done, show what is left"), self._leave_after, icon="check")
        self.counted = label("", "body_strong", wrap=False)
        note = self.tr("Unanswered questions move to the next visit.")
        page.set_bottom(left=[self.counted], right=[done], note=note)
        page.primary_button, page.add_button = done, None
        self._tell_answered()

    def _visit(self) -> str:
        kept = [
            one
            for one in self._records.list(FactKind.APPOINTMENTS, self.context.person_id)
            if isinstance(one, Appointment) and one.date is not None and one.date.low <= clock.today()
        ]
        words = self.tr("Write it down while it is fresh; someone else can type too.")
        if not kept:
            return words
        last = kept[0]
        return f"{last.with_whom or last.title}, {day_words(last.date, long=True)}. {words}"

    def _tell_answered(self) -> None:
        known = {one.id: one for one in self.questions}
        there = [known[one] for one in self._asked_at_visit if one in known]
        counted = self.tr("{count} of {total} answered").format(count=len(answered(there)), total=len(there))
        self.counted.setText(counted)

    def _keep(self, question_id: str, values: dict[str, str]) -> None:
        self._records.edit(question_id, values)
        self.saved.setText(self.tr("Saved a moment ago"))
        announce(self.saved, self.tr("Saved"))

    def _set_state(self, question_id: str, state: AnswerState) -> None:
        card = next(one for one in self.cards if one.question.id == question_id)
        self._keep(question_id, card.typed() | state_values(state, clock.today()))

    def _leave_after(self) -> None:
        for card in self.cards:
            card.keep()
        self.after_visit, self.shown = False, "to-ask"
        self.reload(ChangeSet())
        self.page.take_focus()
