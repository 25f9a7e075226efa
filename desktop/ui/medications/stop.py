"""A medicine is no longer taken: when, and why; it stays visible under Stopped."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.records.entry_fields import entry_fields
from desktop.records.fact import FactKind
from desktop.records.medication import Medication
from desktop.ui.forms.controls import DateControl
from desktop.ui.forms.said import say_change
from desktop.ui.forms.words import FieldWords
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import ChoiceRow, Dialog, Field, box, column, label, line_edit, primary, secondary


class StopForm(Dialog):
    """Asks when and why; both may stay empty."""

    def __init__(self, context: ScreenContext, medicine: Medication) -> None:
        """Ask about `medicine`."""
        title = QCoreApplication.translate("StopForm", "You no longer take {thing}").format(thing=medicine.title)
        super().__init__(context.window, title, icon="pill")
        self._context, self._medicine = context, medicine
        stop = next(field for field in entry_fields(FactKind.MEDICATIONS) if field.name == "stop")
        self.when = DateControl(FactKind.MEDICATIONS, stop, FieldWords(), "")
        self.reason = line_edit()
        reasons = (
            self.tr("It was finished"),
            self.tr("Side effects"),
            self.tr("It did not help"),
            self.tr("The doctor changed it"),
            self.tr("Too expensive"),
            self.tr("My own choice"),
        )
        picks = ChoiceRow(
            [(words, words) for words in reasons], "", self.reason.setText, name=self.tr("Common reasons")
        )
        field = Field(self.tr("Why was it stopped?"), self.reason, hint=self.tr("In your own words"))
        self.body.addWidget(label(self.tr("It stays in the list under “Stopped”; doctors want to know it."), "muted"))
        self.body.addWidget(self.when)
        self.body.addWidget(box(column(field, picks, gap=8)))
        stop_words = self.tr("Move to Stopped")
        self.set_buttons(right=[secondary(self.tr("Cancel"), self.reject), primary(stop_words, self.stop)])

    def stop(self) -> None:
        """Keep that it was stopped."""
        if self.when.problem():
            self.when.take_focus()
            return
        values = {"status": "stopped", "stop": self.when.text, "reason_stopped": self.reason.text()}
        say_change(self._context, self._context.workspace.records.edit(self._medicine.id, values))
        self.accept()
