"""The allergies, and the answer when there are none: none known, not known, not asked."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton

from desktop.foundation.errors import AppError
from desktop.records.allergy import Allergy
from desktop.records.answers import Answer
from desktop.records.fact import FactKind
from desktop.services.merging.grouping import FactGroup
from desktop.ui.facts.detail import FactDetail
from desktop.ui.facts.groups import GroupDialog, GroupWords, folded_groups, without_members
from desktop.ui.forms.form import EntryForms
from desktop.ui.forms.proposals import stated
from desktop.ui.forms.said import say_change
from desktop.ui.medications.words import MedicationWords
from desktop.ui.navigation import ScreenContext
from desktop.ui.record.single_things import SingleThingsDialog
from desktop.ui.widgets import (
    ChoiceRow,
    Dialog,
    RowItem,
    icon_button,
    label,
    line,
    list_row,
    primary,
    secondary,
)


class AllergiesDialog(Dialog):
    """Lists what the person reacts to, or takes the answer that there is nothing."""

    def __init__(self, context: ScreenContext, forms: EntryForms) -> None:
        """Show the allergies of the person of `context`; `forms` add and change them."""
        super().__init__(context.window, QCoreApplication.translate("AllergiesDialog", "Allergies"), icon="warning")
        self._context, self._forms = context, forms
        facts = context.workspace.records.list(FactKind.ALLERGIES, context.person_id)
        self.listed = [one for one in stated(facts) if isinstance(one, Allergy)]
        if self.listed:
            self._show_list()
        if all(one.negated for one in self.listed):
            self._ask()
        add = primary if not self.listed else secondary
        self.add = add(self.tr("Add an allergy…"), self._add, icon="plus")
        one_by_one = secondary(self.tr("Asked one by one…"), self._ask_each, icon="clipboard-text")
        close = secondary(self.tr("Close"), self.reject)
        self.set_buttons(left=[one_by_one], right=[close, self.add])

    def _show_list(self) -> None:
        words = MedicationWords()
        held = folded_groups(self.listed)
        shown = set(without_members((one.id for one in self.listed), held))
        for one in (one for one in self.listed if one.id in shown):
            change = icon_button(
                "pencil-simple", self.tr("Change {thing}").format(thing=one.title), partial(self._edit, one)
            )
            item = GroupWords().item(RowItem(id=one.id, title=words.allergy(one), detail=one.note), held.get(one.id))
            ends = [self._members(held[one.id])] if one.id in held else [change]
            self.body.addWidget(list_row(item, *ends))
            self.body.addWidget(line())

    def _members(self, group: FactGroup) -> QPushButton:
        """Return what opens the entries of a group, each with its own change."""

        def look(fact_id: str) -> None:
            self.accept()
            for fact in self._context.workspace.records.page([fact_id]):
                FactDetail(self._context, fact, self._forms.edit).present()

        name = self.tr("Show all entries of {thing}").format(thing=group.members[0].title)
        return secondary(self.tr("Show all"), lambda: GroupDialog(self._context, group, look).present(), name=name)

    def _ask(self) -> None:
        answer = self._context.workspace.records.answers(self._context.person_id)[FactKind.ALLERGIES]
        self.body.addWidget(label(self.tr("Is the person allergic to anything: medicines, food, latex, contrast dye?")))
        choices = (
            (Answer.NONE_KNOWN.value, self.tr("None known")),
            (Answer.NOT_KNOWN.value, self.tr("Not known")),
            (Answer.NOT_ASKED.value, self.tr("Not asked yet")),
        )
        self.answers = ChoiceRow(choices, answer.value, self._answer, name=self.tr("Allergies"), radius=8)
        self.body.addWidget(self.answers)

    def _answer(self, value: str) -> None:
        try:
            change = self._context.workspace.records.answer(FactKind.ALLERGIES, self._context.person_id, Answer(value))
        except AppError as error:
            self._context.show_error(error)
            return
        say_change(self._context, change)

    def _ask_each(self) -> None:
        self.accept()
        SingleThingsDialog(self._context, self._forms).present()

    def _add(self) -> None:
        self.accept()
        self._forms.add(FactKind.ALLERGIES)

    def _edit(self, allergy: Allergy) -> None:
        self.accept()
        self._forms.edit(allergy)
