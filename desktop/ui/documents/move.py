"""File a document, with all that was read from it, under another person of the vault."""

from __future__ import annotations

from functools import partial

from desktop.foundation.errors import SheafError
from desktop.records.document import Document
from desktop.records.person import Person
from desktop.ui.forms.said import say_done
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import Dialog, column, label, row, secondary


class MoveDocument(Dialog):
    """Asks whose a document is; one press moves it, and Undo brings it back."""

    def __init__(self, context: ScreenContext, document: Document) -> None:
        """Offer everybody of the vault but the one whose record is open."""
        super().__init__(context.window, "", icon="users-three")
        self.set_title(self.tr("Whose is “{title}”?").format(title=document.title))
        self._context, self._document = context, document
        self.body.addWidget(label(self.tr("It moves with everything that was read from it.")))
        others = [one for one in context.workspace.people.list() if one.id != context.person_id]
        buttons = [secondary(self._words(one), partial(self._move, one)) for one in others]
        self.body.addLayout(column(*(row(one, None) for one in buttons), gap=8))
        self.first = secondary(self.tr("Leave it here"), self.reject)
        self.set_buttons(right=[self.first])

    def _words(self, person: Person) -> str:
        return self.tr("Move to {name}").format(name=person.name)

    def _move(self, person: Person) -> None:
        try:
            self._context.workspace.documents.move(self._document.id, person.id)
        except SheafError as error:
            self._context.show_error(error)
            return
        self.accept()
        words = self.tr("“{title}” and what was read from it is with {name} now.")
        say_done(self._context, words.format(title=self._document.title, name=person.name))
