"""What the pages of the record have in common: their words, their forms, and going to a thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QTimer

from desktop.records.document import Document
from desktop.ui.forms.form import EntryForms
from desktop.ui.forms.own_documents import OwnDocuments
from desktop.ui.navigation import PageScreen, ScreenContext, press
from desktop.ui.widgets import Page

ADD = "add"
"""`navigate("medications", "add")` opens the page with its empty form."""


class RecordScreen(PageScreen):
    """A page over some kinds of fact."""

    kinds: frozenset[str] = frozenset()
    """Kinds whose changes this page shows; documents and imports always count."""

    def __init__(self, context: ScreenContext, page: Page) -> None:
        """Show the record of the person of `context` on `page`."""
        super().__init__(context, page)
        self.forms = EntryForms(context)
        inside = page.content.parentWidget()
        if inside is not None:
            inside.setMinimumHeight(1)  # else Qt asks for the height that the content has at its narrowest

    def tr(self, text: str) -> str:
        """Translate `text` in the context of this class."""
        return QCoreApplication.translate(type(self).__name__, text)

    def concerns(self, kinds: frozenset[str]) -> bool:
        """Whether a change of `kinds` can be seen here; none means everything."""
        return not kinds or bool(kinds & (self.kinds | {"document", "import"}))

    def own_documents(self) -> Mapping[str, Document]:
        """Return the person's documents by id."""
        return OwnDocuments(self.context.workspace, self.context.person_id)

    def open_source(self, target: str) -> None:
        """Show the page of a document."""
        self.context.navigate("documents", target)

    def open(self, target: str) -> None:
        """Go to a thing; "add" opens the empty form."""
        if target == ADD:
            self.once_shown(lambda: press(self.page.add_button))

    def once_shown(self, act: Callable[[], object]) -> None:
        """Do something when the page is on screen; `open` is called just before."""
        QTimer.singleShot(0, self.page, act)

    def save_draft(self) -> None:
        """Keep what is typed."""
        self.forms.save_draft()
