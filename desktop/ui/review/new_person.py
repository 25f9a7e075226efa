"""Ask for the person whom a document names, so that it can be filed under them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from desktop.foundation.errors import SheafError
from desktop.records.dates import NotADateError, PartialDate
from desktop.records.document import Document
from desktop.services.dates import entry_of
from desktop.ui.dates import UnclearDateError, day_words, typed_day
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import Dialog, Field, line_edit, primary, secondary


def _say(text: str) -> str:
    return QCoreApplication.translate("NewPerson", text)


def _plain_name(printed: str) -> str:
    """Turn "LOPEZ, LUIS" into "Luis Lopez"; other writings stay."""
    family, comma, given = printed.partition(",")
    name = f"{given.strip()} {family.strip()}" if comma else printed
    return name.title() if name.isupper() else name


def _born_words(printed: str) -> str:
    try:
        return day_words(PartialDate.parse(printed), long=True)
    except NotADateError:
        return printed


class NewPersonDialog:
    """Name and birth date, filled with what the page says."""

    def __init__(self, context: ScreenContext, document: Document, then: Callable[[str], object]) -> None:
        """Call `then` with the new person's id."""
        self._context, self._then = context, then
        self.dialog = Dialog(context.window, _say("Whose document is it?"), icon="user-plus")
        self.name = Field(_say("Name, as on the ID"), line_edit(_plain_name(document.person_named)))
        self.born = Field(_say("Date of birth"), line_edit(_born_words(document.person_born)))
        self.dialog.body.addWidget(self.name)
        self.dialog.body.addWidget(self.born)
        add = primary(_say("Add this person and move the document"), self._add)
        self.dialog.set_buttons(right=[secondary(_say("Cancel"), self.dialog.reject), add])
        self.dialog.present()

    def _add(self) -> None:
        try:
            born = entry_of(typed_day(self.born.control.text()))  # type: ignore[attr-defined] # a line edit
        except UnclearDateError as error:
            self.born.show_error(str(error))
            return
        values = {"name": self.name.control.text().strip(), "born": born}  # type: ignore[attr-defined] # a line edit
        try:
            person_id = self._context.workspace.people.add(values).id
        except SheafError as error:
            self.name.show_error(f"{error.happened} {error.do}")
            return
        self.dialog.accept()
        self._then(person_id)
