"""Which documents, pages and entries go into a packet: dialogs with a tick for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.records.document import Document
from desktop.records.fact import Fact, FactKind
from desktop.records.result import Result
from desktop.ui.dates import day_words
from desktop.ui.forms.kind_words import kind_words
from desktop.ui.packet.cover_page import CoverDialog
from desktop.ui.packet.state import Packet
from desktop.ui.widgets import CheckBox, Dialog, box, label, link, primary, row, secondary

Done = Callable[[], object]
Line = tuple[str, tuple[str, ...]]
"""Words, and the ids that they stand for."""


class _ChoosingDialog(Dialog):
    """Ticks that stand for ids; those without one stay out of the packet."""

    def __init__(self, window: QWidget, packet: Packet, title: str, icon: str, done: Done) -> None:
        """Choose for `packet`; `done` is called when it was decided."""
        super().__init__(window, title, icon=icon)
        self.packet, self._done = packet, done
        self._ticks: list[tuple[CheckBox, tuple[str, ...]]] = []

    def _tick(self, line: Line) -> CheckBox:
        """Return a box for a line, ticked while any of its ids is in."""
        words, ids = line
        made = CheckBox(words, checked=any(map(self._is_in, ids)))
        self._ticks.append((made, ids))
        return made

    def _is_in(self, one: str) -> bool:
        return one not in self.packet.request.excluded

    def _show(self, use: str) -> None:
        self.set_buttons(right=[secondary(self.tr("Cancel"), self.reject), primary(use, self._use)])
        self.present()

    def _use(self) -> None:
        self._keep()
        self.accept()
        self._done()

    def _keep(self) -> None:
        offered = {one for _box, ids in self._ticks for one in ids}
        out = {one for box, ids in self._ticks if not box.isChecked() for one in ids}
        self.packet.change(excluded=frozenset(out | (self.packet.request.excluded - offered)))


class DocumentsDialog(_ChoosingDialog):
    """Which documents go in, and which of their pages."""

    def __init__(self, window: QWidget, packet: Packet, done: Done) -> None:
        """Offer all documents of the person."""
        super().__init__(window, packet, window.tr("Which documents go in?"), "files", done)
        workspace, person_id = packet.context.workspace, packet.request.person_id
        self._newer = workspace.merging.replaced(person_id)
        documents = workspace.documents.list(person_id)
        self._days = {one.id: day_words(one.date) for one in documents}
        for document in documents:
            self.body.addWidget(self._document(document))
        self._show(self.tr("Use these"))

    def _document(self, document: Document) -> QWidget:
        day = day_words(document.date) or self.tr("no date")
        name = self.tr("Leave out single pages of {title}").format(title=document.title)
        pages = link(
            self.tr("Pages…"), lambda: PagesDialog(self.window(), self.packet, document, self._done), name=name
        )
        pages.setVisible(document.pages > 1)
        hiding = self.tr("Cover parts of pages of {title}").format(title=document.title)
        cover = link(
            self.tr("Cover…"), lambda: CoverDialog(self.window(), self.packet, document, self._done), name=hiding
        )
        cover.setVisible(document.pages > 0)
        inside = row(gap=12)
        words = f"{document.title}  ·  {day}"
        if document.id in self._newer:
            words += "  ·  " + self._replaced_words(self._days.get(self._newer[document.id], ""))
        inside.addWidget(self._tick((words, (document.id,))), 1)
        inside.addWidget(pages)
        inside.addWidget(cover)
        return box(inside)

    def _replaced_words(self, day: str) -> str:
        if day:
            return self.tr("replaced by the version of {day}").format(day=day)
        return self.tr("replaced by a newer version")

    def _is_in(self, one: str) -> bool:
        """Whether a document goes in: a replaced one only when it was put back."""
        request = self.packet.request
        return one not in request.excluded and (one not in self._newer or one in request.put_back)

    def _keep(self) -> None:
        request = self.packet.request
        ticked = {one for box, ids in self._ticks if box.isChecked() for one in ids}
        unticked = {one for _box, ids in self._ticks for one in ids} - ticked
        self.packet.change(
            excluded=frozenset((request.excluded - ticked) | (unticked - self._newer.keys())),
            put_back=frozenset((request.put_back - unticked) | (ticked & self._newer.keys())),
        )


class PagesDialog(_ChoosingDialog):
    """Which pages of a document go in."""

    def __init__(self, window: QWidget, packet: Packet, document: Document, done: Done) -> None:
        """Offer all pages of `document`."""
        title = window.tr("Pages of “{title}”").format(title=document.title)
        super().__init__(window, packet, title, "file", done)
        self._document = document
        out = dict(packet.request.excluded_pages).get(document.id, ())
        self._pages = [
            CheckBox(self.tr("Page {page}").format(page=page), checked=page not in out)
            for page in range(1, document.pages + 1)
        ]
        for tick in self._pages:
            self.body.addWidget(tick)
        self._show(self.tr("Use these pages"))

    def _keep(self) -> None:
        left = tuple(page for page, tick in enumerate(self._pages, start=1) if not tick.isChecked())
        others = tuple(one for one in self.packet.request.excluded_pages if one[0] != self._document.id)
        self.packet.change(excluded_pages=(*others, (self._document.id, left)) if left else others)


class EntriesDialog(_ChoosingDialog):
    """Which entries of a part go in; results are offered by test."""

    def __init__(self, window: QWidget, packet: Packet, part: str, kinds: Iterable[FactKind], done: Done) -> None:
        """Offer all entries of `kinds`; `part` is what the part is called."""
        title = window.tr("{part}: what goes in?").format(part=part)
        super().__init__(window, packet, title, "check-circle", done)
        self.body.addWidget(label(self.tr("What you leave out here is left out of the whole packet."), "muted"))
        for kind in kinds:
            facts = packet.context.workspace.records.list(kind, packet.request.person_id)
            if facts:
                self.body.addWidget(label(kind_words(kind).title, "body_strong"))
            for line in _by_test(facts) if kind is FactKind.RESULTS else map(_alone, facts):
                self.body.addWidget(self._tick(line))
        self._show(self.tr("Use these"))


def _alone(fact: Fact) -> Line:
    date = day_words(fact.date)
    return (f"{fact.title}  ·  {date}" if date else fact.title, (fact.id,))


def _by_test(facts: Sequence[Fact]) -> list[Line]:
    """Return each test once, with the ids of all its values."""

    def test(fact: Fact) -> str:
        return fact.test if isinstance(fact, Result) else fact.title

    groups = groupby(sorted(facts, key=lambda fact: test(fact).casefold()), key=test)
    held = [(name, tuple(fact.id for fact in group)) for name, group in groups]
    many = QCoreApplication.translate("EntriesDialog", "{name}  ·  {count} results")
    return [(many.format(name=name, count=len(ids)) if len(ids) > 1 else name, ids) for name, ids in held]
