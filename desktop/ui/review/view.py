"""Check one document after the other: the page left, the fields right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.foundation.errors import SheafError
from desktop.records.changes import ChangeSet
from desktop.records.document import Document, DocumentStatus
from desktop.records.fact import FactKind
from desktop.records.person import Person
from desktop.records.provenance import Origin
from desktop.ui.documents.pictures import PagePictures
from desktop.ui.imaging.preview import ScanPreview, has_scans
from desktop.ui.navigation import PageScreen, ScreenContext
from desktop.ui.review.fields import ReviewFields
from desktop.ui.review.new_person import NewPersonDialog
from desktop.ui.review.presenter import fits_another, marks, queue
from desktop.ui.review.whose import WhoseActions, differences, first_name, red_box
from desktop.ui.theme import limit, refresh
from desktop.ui.widgets import (
    EmptyState,
    Mark,
    Notice,
    Page,
    PagePreview,
    Panes,
    Pill,
    Status,
    box,
    clear,
    column,
    confirm,
    danger,
    link,
    primary,
    secondary,
    shorten,
)


class ReviewScreen(PageScreen):
    """One document at a time, until all are checked."""

    name = "review"

    def __init__(self, context: ScreenContext) -> None:
        """Wait for a document."""
        page = Page(context.window.tr("Check this document"))
        super().__init__(context, page)
        self.title = page.tr("Check this document")
        self.document: Document | None = None
        self.fields: ReviewFields | None = None
        self._later: set[str] = set()
        self._met: tuple[str, ...] = ()
        self._where = Pill("", Status.LOOK)
        page.set_actions(self._where)
        self.preview = PagePreview()
        limit(self.preview, min_height=380)
        self._page_pictures = PagePictures(context, self.preview)
        self._above = QVBoxLayout()
        self._above.setContentsMargins(0, 0, 0, 0)
        self._right = QWidget()
        self._right_column = QVBoxLayout(self._right)
        self._right_column.setContentsMargins(0, 0, 0, 0)
        self.scans = ScanPreview(context, least_height=300)
        self._left = box(column(self.preview, self.scans))
        self.panes = Panes(self._left, self._right, stretch=(55, 45), room=20, on_fold=self._folded)
        self.show_page = link(page.tr("Show the page"), self._toggle_page, icon="eye")
        self.again = secondary(page.tr("Look at them now"), lambda: self.open(""))
        self.done = EmptyState(
            "check-circle",
            "",
            "",
            primary(page.tr("Back to Documents"), lambda: context.navigate("documents", "")),
            self.again,
        )
        page.add(self._above, self.show_page, self.panes, self.done)
        self._set_buttons()
        self._add_keys()

    def _set_buttons(self) -> None:
        page = self.page
        self.delete = danger(page.tr("Delete from vault…"), self._ask_delete)
        self.later = secondary(page.tr("Not sure, ask me later"), self._ask_later)
        self.right = primary(page.tr("Looks right, next document"), self._looks_right, icon="check")
        page.primary_button = self.right
        page.set_bottom(left=[self.delete, self.later], right=[self.right])

    def _add_keys(self) -> None:
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Alt+PgUp", lambda: self.preview.go(self.preview.page - 1)),
            ("Alt+PgDown", lambda: self.preview.go(self.preview.page + 1)),
            ("Ctrl+Alt++", lambda: self.preview.zoom(1)),
            ("Ctrl+Alt+-", lambda: self.preview.zoom(-1)),
        )
        for key, act in keys:
            QShortcut(QKeySequence(key), self.page).activated.connect(act)

    def open(self, target: str) -> None:
        """Show a document by id, or the first that waits."""
        self._later.clear()
        self._met = ()
        self._show_next(target)

    def reload(self, change: ChangeSet) -> None:
        """Show the document again when something else changed it; what is being typed stays."""
        if self.document is None or not change.kinds & {"document", "import", "person"}:
            return
        typing = self.fields is not None and self.fields.has_focus
        if not typing and self.document.id in change.ids:
            self._show_next(self.document.id)

    def _waiting(self) -> tuple[Document, ...]:
        room = self.context.workspace.documents
        return queue(room.list(self.context.person_id))

    def _show_next(self, wanted: str = "") -> None:
        waiting = self._waiting()
        left = [one for one in waiting if one.id not in self._later]
        document = next((one for one in waiting if one.id == wanted), None)
        if document is None and wanted and self.context.workspace.documents.has(wanted):
            document = self.context.workspace.documents.get(wanted)
        self._show(document or (left[0] if left else None), waiting)

    def _show(self, document: Document | None, waiting: tuple[Document, ...]) -> None:
        self.document, self.fields = document, None
        clear(self._above)
        clear(self._right_column)
        self.done.setVisible(document is None)
        self.panes.setVisible(document is not None)
        self.page.bottom.setVisible(document is not None)
        self._tell_place(document, [one.id for one in waiting])
        if document is None:
            self.show_page.hide()
            self.page.set_title(self.title)
            self._tell_done(len(waiting))
            return
        person = self.context.workspace.people.get(document.person_id)
        scans = has_scans(document)
        self.scans.setVisible(scans)
        self.preview.setVisible(not scans)
        if scans:
            self.scans.show_document(document)
        else:
            self._page_pictures.show(document)
        self.preview.set_marks([Mark(one.badge, one.page, one.box) for one in marks(document)])
        self.delete.setAccessibleName(self.page.tr("Delete {title} from vault…").format(title=document.title))
        if document.belongs:
            self._show_fields(document, person)
        else:
            self._ask_whose(document, person)
        self._folded(self.panes.is_folded)
        refresh(self.page)

    def _tell_place(self, document: Document | None, waiting: list[str]) -> None:
        """Say how far one is; what was checked in this sitting counts as gone by."""
        self._met += tuple(one for one in waiting if one not in self._met)
        self._where.setVisible(document is not None and document.id in waiting)
        if document is not None and document.id in waiting:
            place = 1 + sum(one not in waiting or one in self._later for one in self._met if one != document.id)
            told = self.page.tr("{place} of {count} to review").format(place=place, count=len(self._met))
            self._where.show_status(told, Status.LOOK)

    def _tell_done(self, waiting: int) -> None:
        page = self.page
        title, words = page.tr("All documents are checked."), page.tr("You can change what you said at any time.")
        if waiting:
            one, many = page.tr("1 document waits for later."), page.tr("{count} documents wait for later.")
            title = one if waiting == 1 else many.format(count=waiting)
            words = page.tr("They are kept as they are, and stay marked until you look at them again.")
        self.done.tell(title, words)
        self.again.setVisible(waiting > 0)

    def _show_fields(self, document: Document, person: Person) -> None:
        page = self.page
        read = document.status is not DocumentStatus.NOT_READ
        told = page.tr("We filled in what we could read. The numbers show where on the page.")
        page.set_title(self.title, told if read else "")
        if not read:
            words = page.tr("We could not read this page. Type what you can see; the title is enough.")
            self._above.addWidget(Notice(words))
        values = self._proposed(document, FactKind.RESULTS)
        if values:
            check = link(page.tr("Check them"), lambda: self.context.navigate("lab-values", document.id))
            words = page.tr("{count} values were read from this document and wait for you to confirm.")
            self._above.addWidget(Notice(words.format(count=values), check))
        listed = self._proposed(document, FactKind.MEDICATIONS) + self._proposed(document, FactKind.ALLERGIES)
        if listed:
            look = link(page.tr("Check medicines"), lambda: self.context.navigate("medications", ""))
            words = page.tr("{count} medicines or allergies were read from this document and wait for you to confirm.")
            self._above.addWidget(Notice(words.format(count=listed), look))
        self.fields = ReviewFields(document, person, self._known(), self.preview.focus_mark)
        self._right_column.addWidget(self.fields, 1)
        self.right.setEnabled(True)
        self.fields.first_doubt().setFocus()

    def _known(self) -> tuple[list[str], list[str]]:
        documents = self.context.workspace.documents.list(self.context.person_id)
        sources = sorted({one.source for one in documents if one.source})
        doctors = sorted({one.doctor for one in documents if one.doctor})
        return sources, doctors

    def _proposed(self, document: Document, kind: FactKind) -> int:
        listed = self.context.workspace.records.list(kind, document_id=document.id)
        return sum(one.origin is Origin.PROPOSED for one in listed)

    def _ask_whose(self, document: Document, person: Person) -> None:
        self.page.set_title(self.page.tr("Whose document is this?"))
        other = fits_another(document, self.context.workspace.people.list())
        move = (lambda: self._move(document, other)) if other is not None else (lambda: self._add_person(document))
        actions = WhoseActions(
            move=move,
            keep=lambda: self._try(lambda: self.context.workspace.documents.keep_here(document.id), document.id),
            leave_out=lambda: self._delete(document),
        )
        self._above.addWidget(red_box(document, person, other, actions))
        self._right_column.addWidget(differences(document, person), 1)
        self.right.setEnabled(False)
        self.preview.focus_mark("!")

    def _move(self, document: Document, other: Person) -> None:
        self._try(lambda: self.context.workspace.documents.move(document.id, other.id))
        told = self.page.tr("Moved to {name}.").format(name=first_name(other))
        self.context.toast(told, True)  # noqa: FBT003 - words, undoable

    def _add_person(self, document: Document) -> None:
        NewPersonDialog(self.context, document, lambda person_id: self._move_new(document, person_id))

    def _move_new(self, document: Document, person_id: str) -> None:
        self._move(document, self.context.workspace.people.get(person_id))

    def _try(self, act: Callable[[], object], then: str = "") -> bool:
        try:
            act()
        except SheafError as error:
            self.context.show_error(error)
            return False
        self._show_next(then)
        return True

    def _looks_right(self) -> None:
        document, fields = self.document, self.fields
        if document is None or fields is None:
            return
        values = fields.values()
        if values is not None:
            self._try(lambda: self.context.workspace.documents.mark_reviewed(document.id, values))

    def _ask_later(self) -> None:
        if self.document is not None:
            self.save_draft()
            self._later.add(self.document.id)
            self._show_next()

    def save_draft(self) -> None:
        """Keep what is typed without saying that it was checked."""
        if self.document is None or self.fields is None:
            return
        values = self.fields.values()
        if values is None:
            return
        try:
            self.context.workspace.documents.edit(self.document.id, values)
        except SheafError as error:
            self.context.show_error(error)

    def _ask_delete(self) -> None:
        document = self.document
        if document is None:
            return
        title = document.title
        confirm(
            self.context.window,
            self.page.tr("Delete “{title}”?").format(title=title),
            self.page.tr("It goes to the trash for 30 days. Your original file stays where it is."),
            self.page.tr("Delete “{title}”").format(title=title),
            lambda: self._delete(document),
            dangerous=True,
        )

    def _delete(self, document: Document) -> None:
        told = self.page.tr("“{title}” is in the trash for 30 days.").format(title=document.title)
        if self._try(lambda: self.context.workspace.documents.trash(document.id)):
            self.context.toast(told, True)  # noqa: FBT003 - words, undoable

    def _folded(self, folded: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.show_page.setVisible(folded and self.document is not None)
        self._left.setVisible(not folded)
        self._shorten_buttons(folded=folded)

    def _shorten_buttons(self, *, folded: bool) -> None:
        """Say less at the bottom of a narrow page, so that no button is cut."""
        page = self.page
        short = (
            (self.delete, ""),
            (self.later, page.tr("Not sure, ask later")),
            (self.right, page.tr("Looks right, next")),
        )
        for button, words in short:
            shorten(button, words if folded else button.accessibleName())

    def _toggle_page(self) -> None:
        self._left.setVisible(not self._left.isVisible())
