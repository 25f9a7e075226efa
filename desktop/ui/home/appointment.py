"""The dialog that writes down an appointment."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from desktop.foundation.errors import SheafError
from desktop.records.appointment import Appointment
from desktop.records.fact import FactKind
from desktop.ui.dates import UnclearDateError, day_words, typed_day
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import Dialog, Field, Panes, line_edit, primary, secondary


class AppointmentDialog(Dialog):
    """What, with whom, when and where; saves through the records service."""

    def __init__(self, context: ScreenContext, before: Appointment | None = None) -> None:
        """Ask for a new appointment, or change `before`."""
        super().__init__(context.window, "", icon="calendar-blank")
        self.set_title(self.tr("Add an appointment") if before is None else self.tr("Change the appointment"))
        self._context, self._appointment = context, before
        purpose = before.purpose if before else self.tr("Second opinion")
        self.purpose = self._field(self.tr("What is it?"), purpose)
        self.with_whom = self._field(self.tr("With whom?"), before.with_whom if before else "")
        self.with_whom.set_hint(self.tr("For example Dr. Lena Okafor"))
        self.when = self._field(self.tr("When?"), day_words(before.date, long=True, with_time=True) if before else "")
        self.when.set_hint(self.tr("For example 26 November 2026, 10:30"))
        self.where = self._field(self.tr("Where?"), before.where if before else "")
        for field in (self.purpose, self.with_whom, Panes(self.when, self.where, breakpoint_at=420)):
            self.body.addWidget(field)
        self.save_button = primary(self.tr("Save appointment"), self.save)
        self.set_buttons(right=[secondary(self.tr("Cancel"), self.reject), self.save_button])
        self.first = self.with_whom.control

    def _field(self, words: str, text: str) -> Field:
        return Field(words, line_edit(text))

    @staticmethod
    def _text(field: Field) -> str:
        control = field.control
        return control.text().strip() if isinstance(control, QLineEdit) else ""

    def save(self) -> None:
        """Save, or say what is not clear."""
        try:
            day = typed_day(self._text(self.when))
        except UnclearDateError as error:
            self.when.show_error(str(error))
            self.when.control.setFocus()
            return
        if not self._text(self.purpose):
            self.purpose.show_error(self.tr("Say what it is, for example Second opinion."))
            return
        values = {
            "purpose": self._text(self.purpose),
            "with_whom": self._text(self.with_whom),
            "when": day.iso_time if day else "",
            "where": self._text(self.where),
        }
        records = self._context.workspace.records
        try:
            if self._appointment is None:
                change = records.put(FactKind.APPOINTMENTS, self._context.person_id, values)
            else:
                change = records.edit(self._appointment.id, values)
        except SheafError as error:
            self.when.show_error(f"{error.happened} {error.do}")
            return
        self.accept()
        self._context.toast(change.words, True)  # noqa: FBT003 - undoable
