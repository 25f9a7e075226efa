"""The find page: words as they are typed, places on the left, the page with the words marked on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.records.changes import ChangeSet
from desktop.records.document import Document
from desktop.records.fact import Fact, FactKind
from desktop.records.hit import Hit
from desktop.records.provenance import Box
from desktop.ui.documents.pictures import PagePictures
from desktop.ui.facts.detail import FactDetail
from desktop.ui.facts.fields import FieldTexts
from desktop.ui.facts.rows import ICONS, FactRows, date_or_words
from desktop.ui.forms.focus import announce
from desktop.ui.forms.kind_words import kind_words
from desktop.ui.forms.screen import RecordScreen
from desktop.ui.forms.source import document_target
from desktop.ui.navigation import ScreenContext
from desktop.ui.search.presenter import MOST, Place, places, shortened, worth_searching
from desktop.ui.theme import limit
from desktop.ui.widgets import (
    Card,
    EmptyState,
    Mark,
    Page,
    PagePreview,
    Panes,
    RowItem,
    RowList,
    box,
    clear,
    column,
    label,
    line_edit,
    link,
    row,
)

_WAIT_MS = 120
"""After the last letter, before searching."""


class _Arrows(QObject):
    """Lets Up, Down and Enter in the field move in the list and open what is chosen."""

    def __init__(self, field: QWidget, rows: RowList) -> None:
        super().__init__(field)
        self._rows = rows
        field.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            last = self._rows.rows.rowCount() - 1
            to = max(0, min(last, self._rows.currentIndex().row() + steps[Qt.Key(event.key())]))
            self._rows.setCurrentIndex(self._rows.rows.index(to))
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            if self._rows.current_id:
                self._rows.opened.emit(self._rows.current_id)
            return True
        return False


class SearchScreen(RecordScreen):
    """Finds in everything of the person whose record is open; nothing of another person."""

    name = "search"
    kinds = frozenset(kind.value for kind in FactKind)

    def __init__(self, context: ScreenContext) -> None:
        """Make the page."""
        super().__init__(context, Page(self.tr("Find"), self.tr("In all documents and entries, while you type.")))
        self.title = self.page.title.text()
        self.places: tuple[Place, ...] = ()
        self._shown: Place | None = None
        self._texts, self._rows = FieldTexts(), FactRows()
        self._documents: Mapping[str, Document] = {}
        self.find = line_edit("", lambda _text: self._timer.start(), placeholder=self.tr("Words to find"))
        self.find.setAccessibleName(self.tr("Words to find"))
        self.page.find_field = self.find
        self._timer = QTimer(self.page)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.search)
        self.list = RowList(self.tr("Places found"))
        self.list.chosen.connect(lambda number: self._show(int(number)))
        self.list.opened.connect(lambda number: self._open(int(number)))
        self._arrows = _Arrows(self.find, self.list)
        self.counted = label("", "small")
        self.preview = PagePreview()
        limit(self.preview, min_height=300)
        self._pages = PagePictures(context, self.preview)
        self._lay_out()

    def _lay_out(self) -> None:
        self.head = label("", "section")
        self.go = link("", self._open_shown, icon="arrow-right")
        self._fields = column(gap=6)
        right = Card(self.head, gap=10)
        right.body.addLayout(row(self.go, None))
        right.body.addLayout(self._fields)
        right.body.addWidget(self.preview, 1)
        self._right = right
        self._right.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        told = column(self.counted, gap=0, pad=(12, 4, 12, 0))
        self._left = Card(told, self.list, gap=4, pad=(6, 8))
        limit(self._left, min_height=320)
        self.panes = Panes(self._left, self._right, stretch=(50, 50), room=20)
        text = self.tr("Type a name, a test, a word of a report. “Quoted words” are found exactly as they stand.")
        self.hint = EmptyState("magnifying-glass", self.tr("What are you looking for?"), text)
        self.page.add(self.find, self.panes, self.hint)
        self.page.content.setStretchFactor(self.panes, 1)
        self.panes.hide()

    def reload(self, change: ChangeSet) -> None:
        """Search again when something changed."""
        if not self.concerns(change.kinds):
            return
        self._documents = self.own_documents()
        self.search()

    def open(self, target: str) -> None:
        """Put the cursor into the field; `target` are words to find."""
        if target:
            self.find.setText(target)
            self.search()
        self.once_shown(self._take_focus)

    def _take_focus(self) -> None:
        self.find.setFocus()
        self.find.selectAll()

    def search(self) -> None:
        """Find what is typed now."""
        self._timer.stop()
        words = self.find.text()
        hits: tuple[Hit, ...] = ()
        if worth_searching(words):
            hits = self.context.workspace.search.find(words, self.context.person_id, limit=MOST)
        self.places = places(hits)
        self._show_places(asked=worth_searching(words))

    def _show_places(self, *, asked: bool) -> None:
        self.list.show_items([self._item(number, place) for number, place in enumerate(self.places)], keep="0")
        self.hint.setVisible(not asked)
        self.panes.setVisible(asked)
        self._right.setVisible(bool(self.places))
        self.list.setVisible(bool(self.places))
        said = self._count_words()
        self.counted.setText(said)
        if asked:
            announce(self.find, said)
        self._shown = None
        if self.places:
            self._show(0)

    def _count_words(self) -> str:
        count = len(self.places)
        if not count:
            words = self.tr("Nothing found for “{words}”. Words in scans that could not be read are not searched.")
            return words.format(words=self.find.text().strip())
        if count >= MOST:
            return self.tr("The best {count} places; more words find less.").format(count=count)
        return self.tr("1 place") if count == 1 else self.tr("{count} places").format(count=count)

    def _title(self, hit: Hit) -> str:
        title = " ".join(hit.title.split())
        return self.tr("None known: {thing}").format(thing=title) if hit.negated else title

    def _item(self, number: int, place: Place) -> RowItem:
        hit = place.hit
        what = self.tr("Document") if place.kind is None else kind_words(place.kind).title
        when = date_or_words(hit.date) if hit.date else ""
        page = self.tr("p. {page}").format(page=hit.page) if hit.page and place.kind is None else ""
        about = "  ·  ".join(part for part in (what, when, page) if part)
        icon = "file-text" if place.kind is None else ICONS[place.kind]
        return RowItem(id=str(number), title=self._title(hit), detail=shortened(hit.snippet), about=about, icon=icon)

    def _show(self, number: int) -> None:
        place = self.places[number]
        self._shown = place
        hit = place.hit
        self.head.setText(self._title(hit))
        self.go.setText(self.tr("Open this page") if place.kind is None else self.tr("Show all of this entry"))
        self.go.setAccessibleName(f"{self.go.text()}: {hit.title}")
        clear(self._fields)
        document = self._documents.get(hit.document_id)
        found = self.context.workspace.records.page([hit.id]) if place.kind is not None else ()
        pictured = document is not None and document.pages > 0
        for fact in found:
            self._show_fields(fact, short=pictured)
        self.preview.setVisible(pictured)
        if document is not None and pictured:
            self._show_page(document, max(hit.page, 1), found)

    def _show_fields(self, fact: Fact, *, short: bool) -> None:
        """Tell an entry in one line above its page, or with all its fields when it has none."""
        if short:
            self._fields.addWidget(label(self._rows.item(fact).detail))
            return
        for field, text in self._texts.of(fact):
            name = label(self._texts.label(fact.kind, field.name), "muted")
            self._fields.addWidget(box(column(name, label(text), gap=0)))

    def _show_page(self, document: Document, page: int, facts: tuple[Fact, ...]) -> None:
        self._pages.show(document, page=page)
        places = [place for fact in facts for place in fact.provenance if place.document_id == document.id]
        boxes = [(place.page, place.box) for place in places if place.box is not None]
        if boxes:
            self._mark([Mark(str(number), *each) for number, each in enumerate(boxes, 1)])
            return
        words, wanted = self.find.text(), self._shown
        find = partial(self.context.workspace.search.marks, document.id, page, words)

        def done(found: tuple[Box, ...]) -> None:
            if self._shown is wanted:
                self._mark([Mark(str(number), page, each, badge=False) for number, each in enumerate(found, 1)])

        self.context.tasks.run(lambda _p, _c: find(), done=done, owner=self.preview, name="find")

    def _mark(self, marks: list[Mark]) -> None:
        self.preview.set_marks(marks)
        if marks:
            self.preview.focus_mark(marks[0].number)

    def _open_shown(self) -> None:
        if self._shown is not None:
            self._open(self.places.index(self._shown))

    def _open(self, number: int) -> None:
        place = self.places[number]
        if place.kind is None:
            self.context.navigate("documents", document_target(place.hit.id, max(place.hit.page, 1)))
            return
        for fact in self.context.workspace.records.page([place.hit.id]):
            FactDetail(self.context, fact, self.forms.edit).present()

    def pictures(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """Return a search that finds documents and entries."""
        return [("28-find-words", lambda: self.open("liver metast"))]
