"""Fetches pictures of pages beside the window and hands them to a preview."""

from __future__ import annotations

from functools import partial

from desktop.foundation.errors import SheafError
from desktop.records.document import Document
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import PagePreview


class PagePictures:
    """Answers a preview's wish for pages of one document at a time."""

    def __init__(self, context: ScreenContext, preview: PagePreview) -> None:
        """Fetch through the services of `context` for `preview`."""
        self._context = context
        self._preview = preview
        self._document = Document()
        preview.page_wanted.connect(self._fetch)

    def show(self, document: Document, *, page: int = 1) -> None:
        """Show a document from `page` on; its pictures follow."""
        self._document = document
        self._preview.show_document(document.file_name, document.pages, page=page)

    def _fetch(self, page: int, width: int) -> None:
        document = self._document
        if not document.id or not document.pages:
            return
        fetch = partial(self._context.workspace.documents.page_picture, document.id, page, width=width)

        def done(png: bytes) -> None:
            if document.id == self._document.id:
                self._preview.show_picture(page, png)

        self._context.tasks.run(lambda _p, _c: fetch(), done=done, failed=self._failed, owner=self._preview)

    def _failed(self, error: BaseException) -> None:
        """Leave a page without a picture blank; tell anything else."""
        if not isinstance(error, SheafError):
            self._context.show_error(error)
