"""The cards of Home."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.records.document import Document, DocumentStatus
from desktop.records.question import Question
from desktop.ui.dates import day_words
from desktop.ui.home.presenter import HeroItem
from desktop.ui.results.detail import chart_points
from desktop.ui.results.presenter import TestCourse, unit_text
from desktop.ui.results.words import SHAPES as SHAPES_OF_RESULTS
from desktop.ui.results.words import ResultWords
from desktop.ui.theme import in_use, limit
from desktop.ui.widgets import (
    Card,
    FlowLayout,
    OneLine,
    Pill,
    RowButton,
    RowItem,
    Status,
    TrendChart,
    clear,
    column,
    flow,
    glyph,
    label,
    line,
    link,
    open_row,
    row,
    show_when,
)
from desktop.ui.widgets.status import SHAPES

_BESIDE_FROM = 900


class Hero(Card):
    """What is next: an appointment with what is ready; the button stands beside or, in a narrow page, below."""

    def __init__(self, go: Callable[[HeroItem], object]) -> None:
        """Call `go` with an item that is pressed."""
        super().__init__(look="soft", gap=10, pad=(24, 20))
        self._go = go
        self._buttons: Sequence[QPushButton] = ()
        self.title = label("", "section")
        self.detail = label("")
        self._shape = glyph("calendar-check", "primary", size=40)
        self._head = row(self._shape, gap=20)
        self._head.addLayout(column(self.title, self.detail, gap=2), 1)
        self._line = line(soft=True)
        self.items = flow(gap=8)
        self._below = row(gap=12)
        self.body.addLayout(self._head)
        self.body.addWidget(self._line)
        self.body.addWidget(self.items)
        self.body.addLayout(self._below)
        self._beside: bool | None = None

    def show_hero(self, title: str, detail: str, items: Sequence[HeroItem], buttons: Sequence[QPushButton]) -> None:
        """Show what is next and its buttons."""
        self.title.setText(title)
        self.detail.setText(detail)
        show_when(self.detail, bool(detail))
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = buttons
        layout = self.items.layout()
        if isinstance(layout, FlowLayout):
            clear(layout)
            for item in items:
                layout.addWidget(self._item(item))
        show_when(self._line, bool(items))
        show_when(self.items, bool(items))
        self._beside = None
        self._place()

    def _item(self, item: HeroItem) -> RowButton:
        name, role = SHAPES[item.status]
        spoken = f"{item.words}, {_status_words(item.status)}"
        made = RowButton(spoken, lambda: self._go(item))
        inside = row(glyph(name, role), gap=8, pad=(6, 4))
        inside.addWidget(OneLine(item.words), 1)
        made.setLayout(inside)
        limit(made, min_height=44)
        made.let_clicks_through()
        return made

    def _place(self) -> None:
        beside = self.width() / in_use.active().scale >= _BESIDE_FROM
        if beside == self._beside:
            return
        self._beside = beside
        target = self._head if beside else self._below
        while (item := self._below.takeAt(0)) is not None:
            del item
        for button in self._buttons:
            self._head.removeWidget(button)
            target.addWidget(button)
            button.show()
        if not beside:
            self._below.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the buttons where there is room."""
        super().resizeEvent(event)
        self._place()


def _status_words(status: Status) -> str:
    return {
        Status.DONE: QCoreApplication.translate("Home", "ready"),
        Status.WRONG: QCoreApplication.translate("Home", "missing"),
        Status.NOT_STARTED: QCoreApplication.translate("Home", "not started"),
    }.get(status, QCoreApplication.translate("Home", "to look at"))


def _head(icon: str, title: str) -> QWidget:
    made = QWidget()
    inside = row(glyph(icon, "primary", size=22), gap=12)
    inside.addWidget(label(title, "section"), 1)
    made.setLayout(inside)
    return made


def result_card(course: TestCourse | None, see: Callable[[], object]) -> Card:
    """Return the card of the result that changed most, or what to do to see one."""
    translate = QCoreApplication.translate
    go = link(translate("Home", "See test results"), see)
    if course is None:
        words = translate("Home", "When a test was done twice, the one that changed most stands here.")
        return Card(
            _head("chart-line-up", translate("Home", "Test results")), label(words, "muted"), None, row(go, None)
        )
    latest, drawn = course.latest, course.drawn
    pill = Pill(ResultWords().pill(course.standing), SHAPES_OF_RESULTS[course.standing])
    head = flow(
        label(latest.value, "number", wrap=False), label(unit_text(latest.unit), "muted", wrap=False), pill, gap=8
    )
    since = translate("Home", "{count} results since {first}, last on {last}").format(
        count=len(drawn), first=day_words(drawn[0].date), last=day_words(drawn[-1].date)
    )
    chart = TrendChart(chart_points(course), small=True, name=f"{course.name}: {since}")
    return Card(_head("chart-line-up", course.name), head, chart, label(since, "small"), None, row(go, None), gap=6)


def questions_card(questions: Sequence[Question], count: int, see: Callable[[], object]) -> Card:
    """Return the card of the first three questions."""
    translate = QCoreApplication.translate
    card = Card(_head("chat-centered-text", translate("Home", "Questions to ask")), gap=8)
    if not questions:
        card.body.addWidget(label(translate("Home", "No questions yet. What worries you most?"), "muted"))
        words = translate("Home", "Write a question")
    else:
        words = translate("Home", "See all {count} questions").format(count=count)
    for number, question in enumerate(questions, start=1):
        inside = row(label(f"{number}.", "body_strong", wrap=False), gap=10, top=True)
        inside.addWidget(label(question.text), 1)
        card.body.addLayout(inside)
    card.body.addStretch(1)
    card.body.addLayout(row(link(words, see), None))
    return card


class _Words(QObject):
    def status(self, document: Document) -> tuple[str, Status]:
        if not document.belongs:
            return self.tr("Other name"), Status.LOOK
        return {
            DocumentStatus.PROPOSED: (self.tr("Needs review"), Status.LOOK),
            DocumentStatus.REVIEWED: (self.tr("Reviewed"), Status.DONE),
            DocumentStatus.NOT_READ: (self.tr("Stored, not read"), Status.NEUTRAL),
        }[document.status]


def document_icon(document: Document) -> str:
    """Return the icon of a document's file."""
    if document.media_type == "application/pdf":
        return "file-pdf"
    return "image" if document.media_type.startswith("image/") else "file-text"


def recent_card(
    documents: Sequence[Document], see_all: Callable[[], object], open_one: Callable[[str], object]
) -> Card:
    """Return the card of the documents that came last."""
    from desktop.ui.documents.words import DocumentWords  # noqa: PLC0415 - another screen's words

    translate = QCoreApplication.translate
    head = row(gap=12)
    head.addWidget(label(translate("Home", "Recently added"), "section"), 1)
    head.addWidget(link(translate("Home", "See all documents"), see_all))
    card = Card(head, gap=0)
    kinds, words = DocumentWords(), _Words()
    if not documents:
        card.body.addWidget(label(translate("Home", "No documents yet."), "muted"))
    for number, document in enumerate(documents):
        if number:
            card.body.addWidget(line())
        day = day_words(document.date) or translate("Home", "No date")
        parts = [kinds.kind(document.kind), day, document.source]
        pill, status = words.status(document)
        item = RowItem(
            id=document.id,
            title=document.title or document.file_name,
            detail="  ·  ".join(part for part in parts if part),
            icon=document_icon(document),
            pill=pill,
            pill_status=status,
        )
        card.body.addWidget(open_row(item, partial(open_one, document.id)))
    return card


def start_card(icon: str, title: str, text: str, button: QPushButton) -> Card:
    """Return one of the starts of an empty vault."""
    card = Card(glyph(icon, "primary", size=28), label(title, "card_title"), label(text, "muted"), gap=8)
    card.body.addStretch(1)
    card.body.addLayout(row(button, None))
    limit(card, min_height=190)
    card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return card
