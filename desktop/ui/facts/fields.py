"""What stands in the fields of a fact, for reading."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.records.dates import PartialDate
from desktop.records.entry_fields import EntryField, EntryType, entry_fields, entry_text
from desktop.records.fact import Fact, FactKind
from desktop.ui.dates import day_words, entry_words
from desktop.ui.forms.words import FieldWords


class FieldTexts(QObject):
    """Says it in the person's language; what is empty, no or 0 is not said."""

    def __init__(self) -> None:
        """Use the forms' words."""
        super().__init__()
        self._words = FieldWords()

    def label(self, kind: FactKind, name: str) -> str:
        """Return what a field is called."""
        return self._words.label(kind, name)

    def of(self, fact: Fact) -> list[tuple[EntryField, str]]:
        """Return the fields that say something, in the order in which they are asked; without the title."""
        said = ((field, self.said(fact, field)) for field in entry_fields(fact.kind) if field.attribute != "title")
        return [(field, text) for field, text in said if text]

    def said(self, fact: Fact, field: EntryField) -> str:
        """Return one field in words."""
        value = getattr(fact, field.attribute)
        if value in (False, 0, None, (), ""):
            return ""
        if isinstance(value, PartialDate):
            return value.printed or day_words(value, long=True, with_time=True)
        return self.tr("Yes") if value is True else self.shown(fact.kind, field.name, entry_text(fact, field))

    def shown(self, kind: FactKind, name: str, text: str) -> str:
        """Return a text of the record for reading: choices and dates in words, all else as it stands."""
        field = next((one for one in entry_fields(kind) if one.name == name), None)
        if field is None or not text:
            return text
        if field.type is EntryType.DATE:
            return entry_words(text)
        if field.type is EntryType.CHOICE:
            return self._words.choice(text, kind)
        if field.choices:
            return ", ".join(self._words.choice(part.strip(), kind) for part in text.split(","))
        return text
