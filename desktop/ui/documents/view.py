"""The documents screen: find box, filter chips, list, and the chosen document beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from desktop.foundation.errors import SheafError
from desktop.records.changes import ChangeSet
from desktop.records.document import Document
from desktop.records.imaging_files import StudyCounts
from desktop.records.provenance import Box
from desktop.services.documents import DocumentKey
from desktop.ui.dates import day_words
from desktop.ui.documents.detail import STATUS, DetailActions, DocumentDetail
from desktop.ui.documents.edit import EditDocument
from desktop.ui.documents.move import MoveDocument
from desktop.ui.documents.presenter import DocumentFilter, counts, filtered
from desktop.ui.documents.replaced import VersionWords
from desktop.ui.documents.words import DocumentWords
from desktop.ui.imaging.preview import has_scans
from desktop.ui.importing.notices import ImportNotices
from desktop.ui.navigation import PageScreen, ScreenContext
from desktop.ui.tables.dialog import ask_columns
from desktop.ui.theme import limit
from desktop.ui.watching.notice import WatchNotice
from desktop.ui.widgets import (
    Card,
    ChoiceRow,
    EmptyState,
    Mark,
    Page,
    Panes,
    RowItem,
    RowList,
    box,
    column,
    confirm,
    label,
    line_edit,
    link,
    primary,
)

_WAIT_MS = 200
"""After typing, before searching."""


class DocumentsScreen(PageScreen):
    """Find, filter, look."""

    name = "documents"

    def __init__(self, context: ScreenContext) -> None:
        """Show the documents of the person of `context`."""
        page = Page(context.window.tr("Documents"))
        super().__init__(context, page)
        self.title = page.tr("Documents")
        self._words = DocumentWords()
        self._documents: tuple[DocumentKey, ...] = ()
        self._filter = DocumentFilter.ALL
        self._found: dict[str, str] | None = None
        self._page_of: dict[str, int] = {}
        self._newer: Mapping[str, str] = {}
        self.add = primary(page.tr("Add documents…"), context.choose_files, icon="plus")
        page.set_actions(self.add)
        page.primary_button = page.add_button = self.add
        self.find = line_edit("", self._typed, placeholder=page.tr("Find words in all documents"))
        self.find.setAccessibleName(page.tr("Find words in all documents"))
        page.find_field = self.find
        self._timer = QTimer(page)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._search)
        self.chips = ChoiceRow((), "all", self._filter_chosen, name=page.tr("Which documents"))
        self.list = RowList(page.tr("Documents"))
        self.list.chosen.connect(self._show)
        self.list.opened.connect(self._open_row)
        self.nothing = label("", "muted")
        self.detail = DocumentDetail(context, self._actions())
        self._lay_out()

    def _actions(self) -> DetailActions:
        return DetailActions(
            review=lambda: self.context.navigate("review", self.detail.document.id),
            edit=lambda: EditDocument(self.context, self.detail.document, self._refresh),
            save_copy=self._ask_copy,
            move=lambda: MoveDocument(self.context, self.detail.document).present(),
            apart=self._apart,
            retry=self._retry,
            columns=self._ask_columns,
            trash=self._trash,
            untrash=self._untrash,
        )

    def _lay_out(self) -> None:
        page = self.page
        self.back = link(page.tr("Back to the list"), self._back, icon="arrow-left")
        self.list_card = Card(self.nothing, self.list, gap=4, pad=(6, 8))
        limit(self.list_card, min_height=320)
        self.left = box(column(self.find, self.chips, self.list_card, gap=12))
        self.right = box(column(self.back, self.detail, gap=8))
        self.panes = Panes(self.left, self.right, stretch=(58, 42), room=20, on_fold=self._folded)
        words = page.tr(
            "Drop files here or choose them. They are locked into your vault; your originals stay where they are."
        )
        choose = primary(page.tr("Choose files…"), self.context.choose_files, icon="plus")
        self.empty = EmptyState("files", page.tr("No documents yet."), words, choose)
        self.imports = ImportNotices(self.context)
        page.add(self.imports, WatchNotice(self.context), self.panes, self.empty)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list)
        delete.activated.connect(self._trash)
        self._folded(folded=False)

    def reload(self, change: ChangeSet) -> None:
        """Read the list again."""
        if change.kinds and not change.kinds & {"document", "import", "person"}:
            return
        self._refresh()

    def _refresh(self) -> None:
        self.imports.look()
        self._documents = self.context.workspace.documents.keys(self.context.person_id)
        self._show_chips()
        self._show_rows()
        waiting = counts(self._documents)[DocumentFilter.NEEDS_REVIEW]
        self.context.badge("documents", waiting)

    def _show_chips(self) -> None:
        held = counts(self._documents)
        words = {
            DocumentFilter.ALL: self.page.tr("All"),
            DocumentFilter.NEEDS_REVIEW: self.page.tr("Needs review"),
            DocumentFilter.IMAGING: self.page.tr("Imaging"),
            DocumentFilter.LAB_RESULTS: self.page.tr("Lab results"),
            DocumentFilter.PATHOLOGY: self.page.tr("Pathology"),
            DocumentFilter.LETTERS: self.page.tr("Letters"),
            DocumentFilter.TRASH: self.page.tr("Trash"),
        }
        shown = [one for one in DocumentFilter if held[one] or one in {DocumentFilter.ALL, self._filter}]
        self.chips.offer([(one.value, f"{words[one]} {held[one]}") for one in shown], self._filter.value)
        nothing_at_all = not self._documents
        self.panes.setVisible(not nothing_at_all)
        self.empty.setVisible(nothing_at_all)
        self.add.setVisible(not nothing_at_all)

    def _shown(self) -> list[str]:
        listed = filtered(self._documents, self._filter)
        if self._found is not None:
            found = self._found
            listed = tuple(one for one in listed if one.id in found)
        return [one.id for one in listed]

    def _rows(self, ids: Sequence[str]) -> list[RowItem]:
        room = self.context.workspace
        counts = room.imaging_files.counts(ids)
        self._newer = room.merging.replaced(self.context.person_id)
        return [self._row(one, counts.get(one.id)) for one in room.documents.page(ids)]

    def _row(self, document: Document, images: StudyCounts | None) -> RowItem:
        kind, words = self._words.state(document)
        date = day_words(document.date) or self.page.tr("No date")
        detail = f"{date}  ·  {document.source or self.page.tr('no place')}"
        if images is not None:
            detail += f"  ·  {self._words.images(images)}"
        if version := VersionWords().line(document.id, self._newer):
            detail = f"{version}  ·  {detail}"
        if self._found is not None and self._found.get(document.id):
            detail = self._found[document.id]
        icon = "file-pdf" if document.media_type == "application/pdf" else "image" if has_scans(document) else "file"
        return RowItem(
            id=document.id, title=document.title, detail=detail, icon=icon, pill=words, pill_status=STATUS[kind]
        )

    def _show_rows(self) -> None:
        rows = self._shown()
        keep = self.detail.document.id
        self.list.show_ids(rows, self._rows, keep=keep)
        typed = self.find.text().strip()
        self.nothing.setVisible(not rows)
        sentence = self.page.tr("Nothing found for “{words}”. Words in scans that could not be read are not searched.")
        self.nothing.setText(sentence.format(words=typed) if typed else self.page.tr("No documents here."))
        if rows and keep not in set(rows):
            self.list.choose(rows[0])
        self._show(self.list.current_id)

    def _filter_chosen(self, value: str) -> None:
        self._filter = DocumentFilter(value)
        self._show_rows()

    def _typed(self, _text: str) -> None:
        self._timer.start()

    def _search(self) -> None:
        words = self.find.text().strip()
        self._found, self._page_of = None, {}
        if words:
            hits = self.context.workspace.search.find(words, self.context.person_id, limit=200)
            documents = [hit for hit in hits if hit.document_id]
            self._found = {}
            for hit in documents:
                place = self.page.tr("p. {page}").format(page=hit.page) + ": " if hit.page else ""
                snippet = hit.snippet.replace("\x02", "").replace("\x03", "").replace("\n", " ")
                self._found.setdefault(hit.document_id, f"{place}{snippet}")
                self._page_of.setdefault(hit.document_id, hit.page or 1)
        self._show_rows()

    def _document(self, document_id: str) -> Document | None:
        found = self.context.workspace.documents.page([document_id]) if document_id else ()
        return next((one for one in found if one.person_id == self.context.person_id), None)

    def _show(self, document_id: str, *, page: int = 0) -> None:
        document = self._document(document_id)
        self.detail.setVisible(document is not None)
        if document is not None:
            self.detail.show_document(document, page=page or self._page_of.get(document_id, 1))

    def _open_row(self, document_id: str) -> None:
        document = self._document(document_id)
        if document is not None and document.trashed is None:
            if has_scans(document):
                self.context.navigate("imaging", document.id)
            elif self.panes.is_folded:
                self._fold_to(detail=True)
            else:
                self.detail.preview.larger.setFocus()

    def open(self, target: str) -> None:
        """Show a document, a page of it ("id#page"), or what was read there for a fact ("id#page#fact")."""
        self.imports.look()
        if not target:
            return
        document_id, page, fact_id = (*target.split("#"), "", "")[:3]
        if self._document(document_id) is None:
            return
        self._filter, self._found = DocumentFilter.ALL, None
        self.find.clear()
        self._show_chips()
        self._show_rows()
        self.list.choose(document_id)
        self._show(document_id, page=int(page) if page.isdigit() else 1)
        self._mark(document_id, fact_id)
        if self.panes.is_folded:
            self._fold_to(detail=True)

    def _mark(self, document_id: str, fact_id: str) -> None:
        """Mark the place in the page where a fact was read."""
        found = self.context.workspace.records.page([fact_id]) if fact_id else ()
        places = [place for fact in found for place in fact.provenance if place.document_id == document_id]
        marks = [Mark(str(number), place.page, place.box) for number, place in enumerate(places, 1) if place.box]
        self._set_marks(marks)
        quoted = next((place for place in places if place.box is None and place.snippet and place.page), None)
        if quoted is not None and not marks:
            self._mark_words(document_id, quoted.page, quoted.snippet)

    def _mark_words(self, document_id: str, page: int, snippet: str) -> None:
        """Mark words that were copied from a page by hand, where they still stand."""
        find = partial(self.context.workspace.search.marks, document_id, page, f'"{snippet}"')

        def done(found: tuple[Box, ...]) -> None:
            if self.detail.document.id == document_id:
                self._set_marks([Mark(str(number), page, each) for number, each in enumerate(found[:1], 1)])

        self.context.tasks.run(lambda _p, _c: find(), done=done, owner=self.page, name="find")

    def _set_marks(self, marks: Sequence[Mark]) -> None:
        self.detail.preview.set_marks(marks)
        if marks:
            self.detail.preview.focus_mark(marks[0].number)

    def _folded(self, folded: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.left.setVisible(True)
        self.right.setVisible(not folded)
        self.back.setVisible(folded)

    def _fold_to(self, *, detail: bool) -> None:
        self.left.setVisible(not detail)
        self.right.setVisible(detail)

    def _back(self) -> None:
        self._fold_to(detail=False)
        self.list.setFocus()

    def _trash(self) -> None:
        document = self.detail.document
        if not document.id or document.trashed is not None:
            return
        self._try(lambda: self.context.workspace.documents.trash(document.id))
        words = self.page.tr("“{title}” is in the trash for 30 days.").format(title=document.title)
        self.context.toast(words, True)  # noqa: FBT003 - words, undoable

    def _apart(self) -> None:
        self._try(lambda: self.context.workspace.joining.apart(self.detail.document.id))
        words = self.page.tr("They are documents of their own again.")
        self.context.toast(words, True)  # noqa: FBT003 - words, undoable

    def _untrash(self) -> None:
        self._try(lambda: self.context.workspace.documents.untrash(self.detail.document.id))

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except SheafError as error:
            self.context.show_error(error)
        self._refresh()

    def _retry(self, password: str) -> None:
        document = self.detail.document
        self.context.tasks.run(
            lambda _p, cancel: self.context.workspace.importing.retry(document.id, password or None, cancel=cancel),
            done=lambda outcome: self._say(
                self.page.tr("It was read.") if outcome.read else self.page.tr("It still cannot be read.")
            ),
            owner=self.page,
        )

    def _ask_columns(self) -> None:
        ask_columns(self.context, self.detail.document.id, lambda _outcomes: self._refresh())

    def _say(self, words: str) -> None:
        self.context.toast(words, False)  # noqa: FBT003 - words, undoable

    def _ask_copy(self) -> None:
        document = self.detail.document
        confirm(
            self.context.window,
            self.page.tr("Save a copy of “{title}”?").format(title=document.title),
            self.page.tr("This copy is not locked. Anyone who can use this computer can read it."),
            self.page.tr("Save copy"),
            lambda: self._choose_copy(document),
        )

    def _choose_copy(self, document: Document) -> None:
        images = self.context.workspace.imaging_files.counts([document.id]).get(document.id)
        name = f"{document.file_name}.zip" if images is not None and images.files > 1 else document.file_name
        dialog = QFileDialog(self.context.window, self.page.tr("Save copy"), str(Path.home() / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda name: self._save_copy(document, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save_copy(self, document: Document, target: Path) -> None:
        self.context.tasks.run(
            lambda _p, _c: self.context.workspace.documents.export_copy(document.id, target),
            done=lambda _none: self._say(self.page.tr("The copy is saved, and written down in the sent log.")),
            failed=self.context.show_error,
            owner=self.page,
            name="copy",
        )

    def pictures(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """Return the state of the mockup, the first reviewed document, and the pictures of a scan."""
        return [("05-documents", self._show_rows), ("05-documents-scan", self._show_scan)]

    def _show_scan(self) -> None:
        found = (self._document(one.id) for one in self._documents)
        scan = next((one for one in found if one is not None and has_scans(one)), None)
        if scan is not None:
            self.open(scan.id)
