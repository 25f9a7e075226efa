"""The things that every hospital asks about, one by one: yes, none known, or I don't know."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.foundation.errors import AppError
from desktop.records.answers import Answer
from desktop.records.single_thing import KIND_OF, SingleThing
from desktop.services.single_things import begun_values
from desktop.ui.forms.form import EntryForms
from desktop.ui.forms.said import say_change
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import ChoiceRow, Dialog, Status, StatusLine, box, column, label, line, secondary

ASKED = "asked"
"""The target that opens these questions."""


class SingleThingsDialog(Dialog):
    """Each answer counts and is saved at once; yes opens the form of an entry."""

    def __init__(self, context: ScreenContext, forms: EntryForms) -> None:
        """Ask about the person of `context`; `forms` add what there is."""
        title = QCoreApplication.translate("SingleThingsDialog", "Asked one by one")
        super().__init__(context.window, title, icon="clipboard-text", width=640)
        self._context, self._forms = context, forms
        self.rows: dict[SingleThing, ChoiceRow] = {}
        about = self.tr("Every hospital asks about these. An answer here is printed; without one it says “not asked”.")
        self.body.addWidget(label(about, "muted"))
        answers = context.workspace.records.single_things.answers(context.person_id)
        for place, (thing, words) in enumerate(self._questions().items()):
            if place:
                self.body.addWidget(line())
            self.body.addWidget(self._row(thing, words, answers[thing]))
        self.set_buttons(right=[secondary(self.tr("Close"), self.reject)])

    def _questions(self) -> dict[SingleThing, str]:
        return {
            SingleThing.CONTRAST_DYE: self.tr("Allergic to contrast dye for scans?"),
            SingleThing.FOOD: self.tr("Allergic to any food?"),
            SingleThing.LATEX: self.tr("Allergic to latex or tape?"),
            SingleThing.PACEMAKER: self.tr("A pacemaker or defibrillator?"),
            SingleThing.IMPLANTS: self.tr("Other implants: a joint, plate, clip, lens or port?"),
            SingleThing.BLOOD_THINNERS: self.tr("A blood thinner?"),
            SingleThing.ANESTHESIA: self.tr("Ever trouble with anesthesia?"),
        }

    def _row(self, thing: SingleThing, words: str, answer: Answer) -> QWidget:
        if answer is Answer.KNOWN:
            return box(
                column(label(words, "body_strong"), StatusLine(self.tr("Yes, it is in your list."), Status.DONE))
            )
        choices = (
            (Answer.KNOWN.value, self.tr("Yes, add it…")),
            (Answer.NONE_KNOWN.value, self.tr("None known")),
            (Answer.NOT_KNOWN.value, self.tr("I don’t know")),
        )
        self.rows[thing] = ChoiceRow(choices, answer.value, partial(self._answer, thing), name=words, radius=8)
        return box(column(label(words, "body_strong"), self.rows[thing], gap=6))

    def _answer(self, thing: SingleThing, value: str) -> None:
        if value == Answer.KNOWN.value:
            self.accept()
            self._forms.add(KIND_OF[thing], begun_values(thing))
            return
        try:
            change = self._context.workspace.records.single_things.answer(thing, self._context.person_id, Answer(value))
        except AppError as error:
            self._context.show_error(error)
            return
        say_change(self._context, change)
