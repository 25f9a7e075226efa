"""Edit what is known of a document: title, kind, date, source, doctor, note, sensitive topics."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from desktop.foundation.errors import SheafError
from desktop.records.dates import PartialDate
from desktop.records.document import Document, DocumentKind
from desktop.records.sensitive import SensitiveTag
from desktop.services.dates import entry_of
from desktop.ui.dates import UnclearDateError, day_words, typed_day
from desktop.ui.documents.words import DocumentWords
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import (
    CheckBox,
    ChipBox,
    ComboBox,
    Dialog,
    Field,
    TextArea,
    flow,
    line_edit,
    primary,
    secondary,
)


def _say(text: str) -> str:
    return QCoreApplication.translate("EditDocument", text)


def _date_words(date: PartialDate | None) -> str:
    return date.printed if date and date.printed and date.month is None else day_words(date, long=True, with_time=True)


class EditDocument:
    """A dialog over the window; saves through the documents service."""

    def __init__(self, context: ScreenContext, document: Document, saved: Callable[[], object]) -> None:
        """Show the fields of `document`; call `saved` when they were kept."""
        self._context, self._document, self._saved = context, document, saved
        words = DocumentWords()
        self.dialog = Dialog(context.window, _say("Edit “{title}”").format(title=document.title), icon="pencil-simple")
        self.title = line_edit(document.title)
        kinds = [(kind.value, words.kind(kind)) for kind in DocumentKind]
        self.kind = ComboBox(kinds, document.kind.value)
        self._date_words = _date_words(document.date)
        self.date = line_edit(self._date_words)
        self.date_field = Field(_say("Date"), self.date, hint=_say("For example 14 November 2026, May 2024 or 2019"))
        self.source = line_edit(document.source)
        self.doctor = line_edit(document.doctor)
        self.note = TextArea(document.note)
        self.important = CheckBox(_say("Important for second opinions"), checked=document.important)
        self.tags = {tag: ChipBox(text, checked=tag in document.sensitive) for tag, text in words.sensitive().items()}
        self._lay_out()

    def _lay_out(self) -> None:
        body = self.dialog.body
        body.addWidget(Field(_say("Title"), self.title))
        body.addWidget(Field(_say("What kind of document is this?"), self.kind))
        body.addWidget(self.date_field)
        body.addWidget(Field(_say("Where it came from"), self.source))
        body.addWidget(Field(_say("Doctor"), self.doctor))
        body.addWidget(self.important)
        topics = flow(*self.tags.values(), gap=8)
        body.addWidget(Field(_say("Sensitive topics in it (asked about before every packet)"), topics))
        body.addWidget(Field(_say("A note of your own"), self.note))
        save = primary(_say("Save"), self._save)
        self.dialog.set_buttons(right=[secondary(_say("Cancel"), self.dialog.reject), save])
        self.dialog.present()

    def _save(self) -> None:
        same = self.date.text() == self._date_words
        try:
            date = entry_of(self._document.date if same else typed_day(self.date.text()))
        except UnclearDateError as error:
            self.date_field.show_error(str(error))
            self.date.setFocus()
            return
        tags: list[SensitiveTag] = [tag for tag, chip in self.tags.items() if chip.isChecked()]
        values = {
            "title": self.title.text() or self._document.title,
            "kind": self.kind.value,
            "date": date,
            "source": self.source.text(),
            "doctor": self.doctor.text(),
            "note": self.note.toPlainText(),
            "important": "yes" if self.important.isChecked() else "no",
            "sensitive": ",".join(tag.value for tag in tags),
        }
        try:
            change = self._context.workspace.documents.edit(self._document.id, values)
        except SheafError as error:
            self._context.show_error(error)
            return
        self.dialog.accept()
        self._context.toast(change.words, True)  # noqa: FBT003 - words, undoable
        self._saved()
