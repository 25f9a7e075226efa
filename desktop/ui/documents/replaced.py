"""What the documents page says of versions: which paper replaced which, with the way there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.records.document import Document
from desktop.ui.dates import day_words
from desktop.ui.widgets import Notice, secondary


def _said(document: Document) -> str:
    day = day_words(document.date)
    return f"{document.title} ({day})" if day else document.title


class VersionWords(QObject):
    """Says it in the person's language; `newer` maps a replaced document to the newest version."""

    def line(self, document_id: str, newer: Mapping[str, str]) -> str:
        """Return what a row of the list adds, or an empty text."""
        if document_id in newer:
            return self.tr("Replaced by a newer version")
        return self.tr("Newer version of another paper") if document_id in newer.values() else ""

    def notices(
        self, replaced_by: Sequence[Document], replaces: Sequence[Document], go: Callable[[str], object]
    ) -> list[QWidget]:
        """Return a notice for each paper that replaced the shown one, or that it replaced; its button goes there."""
        by, of = self.tr("Replaced by {paper}."), self.tr("Newer version of {paper}.")
        return [
            *(self._notice(by.format(paper=_said(one)), one, go) for one in replaced_by),
            *(self._notice(of.format(paper=_said(one)), one, go) for one in replaces),
        ]

    def _notice(self, words: str, other: Document, go: Callable[[str], object]) -> Notice:
        show = secondary(self.tr("Show it"), lambda: go(other.id), name=self.tr("Show: {words}").format(words=words))
        return Notice(words, show, look="info")
