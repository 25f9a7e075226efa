"""The right side of the documents screen: the page, what is known, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QLineEdit, QMenu, QPushButton, QWidget

from desktop.records.document import Document, DocumentStatus
from desktop.services.tables import is_table
from desktop.ui.dates import day_words
from desktop.ui.documents.pictures import PagePictures
from desktop.ui.documents.replaced import VersionWords
from desktop.ui.documents.words import DocumentWords
from desktop.ui.imaging.preview import ScanPreview, has_scans
from desktop.ui.navigation import ScreenContext
from desktop.ui.theme import gap, limit, pad
from desktop.ui.widgets import (
    Card,
    Notice,
    PagePreview,
    Pill,
    Status,
    clear,
    column,
    icon_button,
    label,
    line_edit,
    primary,
    row,
    secondary,
)

STATUS = {"ok": Status.DONE, "warn": Status.LOOK, "info": Status.NEUTRAL}


@dataclass(frozen=True, slots=True)
class DetailActions:
    """What the buttons of the detail do with the document that is shown."""

    review: Callable[[], object]
    edit: Callable[[], object]
    save_copy: Callable[[], object]
    move: Callable[[], object]
    apart: Callable[[], object]
    retry: Callable[[str], object]
    """With the password of a locked PDF, or empty."""
    columns: Callable[[], object]
    """Asks what the columns of a table are."""
    trash: Callable[[], object]
    untrash: Callable[[], object]


def _say(text: str) -> str:
    return QCoreApplication.translate("DocumentDetail", text)


class DocumentDetail(Card):
    """Shows one document."""

    def __init__(self, context: ScreenContext, actions: DetailActions) -> None:
        """Show nothing yet."""
        super().__init__(gap=12)
        self._context, self._actions = context, actions
        self._words = DocumentWords()
        self.title = label("", "section")
        self.pill = Pill("")
        head = row(self.title, gap=12)
        head.setStretchFactor(self.title, 1)
        head.addWidget(self.pill)
        self.preview = PagePreview()
        limit(self.preview, min_height=300)
        self.pictures = PagePictures(context, self.preview)
        self.scans = ScanPreview(context, least_height=220)
        self._notes = column(gap=8)
        self._facts = QGridLayout()
        pad(self._facts, 0)
        gap(self._facts, 6)
        self._facts.setColumnStretch(1, 1)
        self._buttons = row(gap=12)
        self.password = line_edit("")
        self.body.addLayout(head)
        self.body.addWidget(self.preview, 1)
        self.body.addWidget(self.scans, 1)
        self.body.addLayout(self._notes)
        self.body.addLayout(self._facts)
        self.body.addLayout(self._buttons)
        self.document = Document()

    def show_document(self, document: Document, *, page: int = 1) -> None:
        """Show what is known of `document`, from `page` on."""
        same = document.id == self.document.id and document.sha256 == self.document.sha256
        self.document = document
        kind, words = self._words.state(document)
        self.title.setText(document.title)
        self.pill.show_status(words, STATUS[kind])
        scans = has_scans(document)
        if scans:
            self.scans.show_document(document)
        elif not same or page != self.preview.page:
            self.pictures.show(document, page=page)
        self.preview.setVisible(document.pages > 0 and not scans)
        self.scans.setVisible(scans)
        self._show_notes()
        self._show_facts()
        self._show_buttons()

    def _show_notes(self) -> None:
        clear(self._notes)
        self.password = self._make_password()
        self._show_versions()
        for issue in self.document.issues[:3]:
            self._notes.addWidget(Notice(issue.text, look="info"))
        if self._locked:
            self._notes.addWidget(self.password)

    def _show_versions(self) -> None:
        workspace, own = self._context.workspace, self.document
        newer = workspace.merging.replaced(own.person_id) if own.trashed is None else {}
        by = workspace.documents.page([newer[own.id]] if own.id in newer else [])
        of = workspace.documents.page([older for older, newest in newer.items() if newest == own.id])
        living = [one for one in of if one.trashed is None]
        for notice in VersionWords().notices(by, living, lambda other: self._context.navigate("documents", other)):
            self._notes.addWidget(notice)

    @property
    def _locked(self) -> bool:
        document = self.document
        waiting = document.status is DocumentStatus.NOT_READ and document.trashed is None
        return waiting and any(issue.code == "locked" for issue in document.issues)

    def _make_password(self) -> QLineEdit:
        made = line_edit("", placeholder=_say("Password of this PDF"))
        made.setEchoMode(QLineEdit.EchoMode.Password)
        made.setAccessibleName(_say("Password of {title}").format(title=self.document.title))
        made.returnPressed.connect(lambda: self._actions.retry(made.text()))
        return made

    def _show_facts(self) -> None:
        clear(self._facts)
        document = self.document
        facts = (
            (_say("Kind"), self._words.kind(document.kind)),
            (_say("Date"), day_words(document.date, long=True) or _say("no date")),
            (_say("From"), document.source or _say("not known")),
            (_say("Doctor"), document.doctor or _say("not known")),
            (_say("File"), document.file_name),
            (_say("Joined from"), self._part_names()),
            (_say("Note"), document.note),
        )
        for place, (name, value) in enumerate((name, value) for name, value in facts if value):
            self._facts.addWidget(label(name, "muted", wrap=False), place, 0)
            self._facts.addWidget(label(value), place, 1)

    def _part_names(self) -> str:
        parts = self._context.workspace.joining.parts(self.document.id) if self.document.id else ()
        return ", ".join(one.file_name for one in parts)

    def _show_buttons(self) -> None:
        clear(self._buttons)
        title = self.document.title
        for button in self._shown_buttons():
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        if self.document.trashed is None:
            more = icon_button("dots-three", _say("More for {title}").format(title=title))
            more.clicked.connect(lambda: self._show_menu(more))
            self._buttons.addWidget(more)

    def _shown_buttons(self) -> list[QPushButton]:
        document, title = self.document, self.document.title
        if document.trashed is not None:
            back = _say("Take back from the trash")
            return [primary(back, self._actions.untrash, icon="arrow-counter-clockwise", name=f"{back}: {title}")]
        edit = secondary(_say("Edit details"), self._actions.edit, name=_say("Edit {title}").format(title=title))
        if document.status is DocumentStatus.NOT_READ and any(one.code == "needs-columns" for one in document.issues):
            name = _say("Say what the columns of {title} are").format(title=title)
            return [primary(_say("Say the columns…"), self._actions.columns, icon="table", name=name), edit]
        if document.status is DocumentStatus.NOT_READ:
            words = _say("Open it") if self._locked else _say("Try to read again")
            again = secondary(words, lambda: self._actions.retry(self.password.text()), icon="arrow-clockwise")
            return [again, edit]
        if document.status is DocumentStatus.PROPOSED or not document.belongs:
            check = primary(
                _say("Check"), self._actions.review, icon="check", name=_say("Check {title}").format(title=title)
            )
            return [check, edit]
        return [edit]

    def _show_menu(self, button: QWidget) -> None:
        self.menu().popup(button.mapToGlobal(QPoint(0, button.height())))

    @property
    def _joined(self) -> bool:
        return bool(self._context.workspace.joining.parts(self.document.id))

    def menu(self) -> QMenu:
        """Return what else can be done; a document moves only where there is somebody to move it to."""
        menu = QMenu(self)
        alone = len(self._context.workspace.people.list()) == 1
        for words, action in (
            (_say("Save a copy…"), self._actions.save_copy),
            *(((_say("Say the columns again…"), self._actions.columns),) if is_table(self.document) else ()),
            *(((_say("Take apart again"), self._actions.apart),) if self._joined else ()),
            *(() if alone else ((_say("It is someone else’s…"), self._actions.move),)),
            (_say("Move to trash"), self._actions.trash),
        ):
            item = QAction(words, menu)
            item.triggered.connect(lambda _on=False, action=action: action())
            menu.addAction(item)
        return menu
