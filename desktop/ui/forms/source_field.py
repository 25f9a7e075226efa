"""Names the document and page on which a typed entry stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.records.dates import PartialDate
from desktop.records.provenance import Provenance
from desktop.services.documents import DocumentKey, Documents
from desktop.ui.dates import day_words
from desktop.ui.forms.own_words import completer
from desktop.ui.widgets import Field, column, line_edit


class SourceField(QWidget):
    """A title that is chosen from the person's documents, and a page number; both may stay empty."""

    def __init__(self, own: Sequence[DocumentKey], documents: Documents, place: Provenance | None) -> None:
        """Offer the documents of `own`; start with `place`."""
        super().__init__()
        self._names = _names(own)
        self._documents = documents
        name = next((each for each, known in self._names.items() if place and known == place.document_id), "")
        self.title = line_edit(name)
        self.page = line_edit(str(place.page) if place and place.page else "")
        self.title.setCompleter(completer(list(self._names), self.title))
        self._shown = Field(
            self.tr("Which of your documents shows it?"), self.title, hint=self.tr("Begin to type its title")
        )
        self._shown_page = Field(self.tr("On which page?"), self.page)
        self.setLayout(column(self._shown, self._shown_page, gap=12))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._before = self.place

    @property
    def place(self) -> tuple[str, int]:
        """The document's id, empty for none, and the page, 0 for the whole document."""
        document_id = self._names.get(self.title.text().strip(), "")
        page = self.page.text().strip()
        return (document_id, int(page) if document_id and page.isdecimal() else 0)

    @property
    def changed(self) -> bool:
        """Whether it names another place than at the beginning."""
        return self.place != self._before

    def problem(self) -> str:
        """Say why it does not fit, and return it; empty when it fits."""
        typed, page = self.title.text().strip(), self.page.text().strip()
        if typed and typed not in self._names:
            words = self.tr("Choose a document from the list, or leave this empty.")
            self._shown.show_error(words)
            return words
        self._shown.show_plain()
        found = self._documents.page([self._names[typed]]) if typed and page else ()
        most = max((one.pages for one in found), default=0)
        if page and not (page.isdecimal() and 1 <= int(page) <= max(most, 1)):
            words = self.tr("This document has {count} pages.").format(count=max(most, 1))
            self._shown_page.show_error(words)
            return words
        self._shown_page.show_plain()
        return ""

    def take_focus(self) -> None:
        """Put the cursor into the title."""
        self.title.setFocus()


def _names(documents: Sequence[DocumentKey]) -> dict[str, str]:
    """Return what each document is called in the list, by name; two of one name and day get a number."""
    made: dict[str, str] = {}
    for one in documents:
        name = ", ".join(part for part in (" ".join(one.title.split()), _day(one.date)) if part)
        number, shown = 2, name
        while shown in made:
            shown, number = f"{name} ({number})", number + 1
        made[shown] = one.id
    return made


def _day(iso: str) -> str:
    return day_words(PartialDate.parse(iso)) if iso else ""
