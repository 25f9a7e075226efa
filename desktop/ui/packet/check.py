"""Step 4: the finished packet, page by page, exactly as it will be saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from desktop.foundation.errors import SheafError
from desktop.records.packet import PacketPart
from desktop.records.sensitive import SensitiveTag
from desktop.ui.packet.cover_page import CoverDialog
from desktop.ui.packet.covered_entries import leave_out
from desktop.ui.packet.overflow import OverflowRows
from desktop.ui.packet.rail import PageRail
from desktop.ui.packet.state import Packet
from desktop.ui.packet.topic_words import TopicWords
from desktop.ui.theme import limit
from desktop.ui.widgets import (
    Card,
    Notice,
    PagePreview,
    Panes,
    Status,
    StatusLine,
    box,
    clear,
    column,
    label,
    link,
    primary,
    row,
    secondary,
    show_when,
)

if TYPE_CHECKING:
    from desktop.services.packets import BuiltPacket, Finding, Warned
    from desktop.ui.tasks import Task


class CheckStep(QWidget):
    """Builds if need be, then shows pages and checks."""

    def __init__(self, packet: Packet, ready: Callable[[], object], privacy: Callable[[], object]) -> None:
        """Begin building; `ready` is called when the packet can go on, or cannot; `privacy` goes back to step 3."""
        super().__init__()
        self.packet, self._ready, self._privacy = packet, ready, privacy
        self.unsaid: str | None = None
        """Which sensitive topics were not answered; None while words are looked for."""
        self._looking: Task[frozenset[SensitiveTag]] | None = None
        self.seen: set[int] = set()
        self.refused = ""
        self.preview = PagePreview()
        limit(self.preview, min_height=420)
        self.preview.page_wanted.connect(self._fetch)
        self.preview.page_changed.connect(self._turned)
        self.rail = PageRail()
        self.rail.wanted.connect(self._fetch_small)
        self.rail.chosen.connect(self.preview.go)
        self._right = QVBoxLayout()
        self._right.setContentsMargins(0, 0, 0, 0)
        self.card = Card(gap=10)
        self.card.body.addLayout(self._right)
        self._waiting = label(self.tr("Making the packet …"), "section")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Making the packet"))
        self.cancel = secondary(self.tr("Cancel"), self._cancel)
        self.again = primary(self.tr("Make the packet"), self.start)
        self.waiting = Card(self._waiting, self._bar, row(self.cancel, self.again, None), gap=12, pad=(24, 20))
        self._pages = row(self.rail, gap=12)
        self._pages.addWidget(self.preview, 1)
        self._asked = Card(gap=10)
        self._beside = column(self._asked, self.card, None, gap=12)
        self.panes = Panes(box(self._pages), box(self._beside), stretch=(66, 34), room=16, on_fold=self._folded)
        self._whole = column(self.waiting, self.panes, gap=12)
        self.setLayout(self._whole)
        self.panes.hide()
        self._asked.hide()
        self._stop: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Build, or show what is built already."""
        self._waiting.setText(self.tr("Making the packet …"))
        self._show_work(at_work=True)
        self._look_for_topics()
        self._stop = self.packet.build(self._show, told=self._waiting.setText, failed=self._failed, owner=self)

    def _folded(self, folded: bool) -> None:  # noqa: FBT001 - a slot
        """Ask above the pages in a narrow window: below them nobody would see why the packet waits."""
        (self._whole if folded else self._beside).insertWidget(0, self._asked)

    def _look_for_topics(self) -> None:
        """Look whether all sensitive topics are answered: the pages can be looked at before step 3."""
        asking, request = self.packet.context.workspace.packets.asking, self.packet.request
        self.unsaid = None
        self._looking = self.packet.context.tasks.run(
            lambda _p, _c: asking.unsettled(request, asking.about_topics(request)),
            done=self._show_unsaid,
            owner=self,
            instead_of=self._looking,
        )

    def _show_unsaid(self, waiting: frozenset[SensitiveTag]) -> None:
        self.unsaid = TopicWords().missing(waiting)
        if self.unsaid and self.packet.built is not None:
            self._add_unsaid()
        self._ready()

    def _add_unsaid(self) -> None:
        go = link(self.tr("Go to step 3"), self._privacy)
        inside = column(StatusLine(self.unsaid or "", Status.WRONG), row(go, None), gap=6)
        self._asked.body.insertWidget(0, box(inside))
        show_when(self._asked, bool(self.unsaid))

    def _show_work(self, *, at_work: bool) -> None:
        show_when(self._bar, at_work)
        show_when(self.cancel, at_work)
        show_when(self.again, not at_work)

    def _cancel(self) -> None:
        self._stop()
        self._waiting.setText(self.tr("Stopped. What you decided is kept."))
        self._show_work(at_work=False)
        self.again.setFocus()

    def _failed(self, error: BaseException) -> None:
        self.waiting.hide()
        self.panes.show()
        self.preview.hide()
        self.rail.hide()
        self._asked.hide()
        clear(self._right)
        if isinstance(error, SheafError):
            self.refused = error.happened
            self._right.addWidget(
                Notice(f"{error.happened} {error.do}", look="danger", title=self.tr("This must be mended first"))
            )
        else:
            self.packet.context.show_error(error)
        self._ready()

    def _show(self, built: BuiltPacket) -> None:
        self.waiting.hide()
        self.panes.show()
        self.preview.show()
        self.rail.show()
        self.refused = ""
        self.preview.show_document("", built.pages)
        self.rail.show_pages(built.titles)
        self.seen = {1}
        self.rail.mark_seen(1)
        clear(self._right)
        clear(self._asked.body)
        if self.unsaid:
            self._add_unsaid()
        for found in built.findings:
            self._asked.body.addWidget(self._finding(found))
        show_when(self._asked, bool(built.findings or self.unsaid))
        count = len(built.warnings)
        if count:
            head = (
                self.tr("1 thing to look at")
                if count == 1
                else self.tr("{count} things to look at").format(count=count)
            )
            self._right.addWidget(label(head, "section"))
            for warning in built.warnings:
                self._right.addWidget(self._warning(warning))
        rows = OverflowRows(built, self.packet.request, self._leave_off)
        if not rows.empty:
            self._right.addWidget(rows)
        self._right.addWidget(label(self.tr("Checked by Sheaf"), "section"))
        for check in built.checks:
            if check.name != "lock":
                self._right.addWidget(StatusLine(check.text, Status.DONE if check.ok else Status.WRONG))
        if built.keeps_back and not built.hits:
            self._right.addWidget(StatusLine(self.tr("What you left out is really not in the file."), Status.DONE))
        self._ready()

    def _leave_off(self, part: PacketPart, ids: frozenset[str]) -> None:
        """Keep rows off the summary or the timeline alone, and make the packet again."""
        if part is PacketPart.SUMMARY:
            self.packet.change(left_off_summary=ids)
        else:
            self.packet.change(left_off_timeline=ids)
        self._remake()

    def _remake(self) -> None:
        """Make the packet again after an answer."""
        self.panes.hide()
        self._asked.hide()
        self.waiting.show()
        self.start()

    def _finding(self, found: Finding) -> QWidget:
        """Return a question about one page; the packet goes on only with its answer."""
        inside = column(gap=6)
        told = self.tr("{what} It goes, as you said.").format(what=found.text) if found.allowed else found.text
        inside.addWidget(StatusLine(told, Status.DONE if found.allowed else Status.WRONG))
        page = found.page
        answers = [self._answer(self.tr("Show"), page, lambda: self.preview.go(page))] if page else []
        if found.item and not found.allowed:
            answers += [
                self._of_entry(self.tr("Leave it out"), found, lambda: self._leave_entry_out(found)),
                self._of_entry(self.tr("Keep it in"), found, lambda: self._allow(found)),
            ]
        elif not found.allowed:
            answers += [
                self._answer(self.tr("Send it so"), page, lambda: self._allow(found)),
                self._answer(self.tr("Leave page out"), page, lambda: self._leave_out(found)),
                self._answer(self.tr("Cover…"), page, lambda: self._cover(found)),
            ]
        inside.addLayout(row(*answers, None, gap=10))
        return box(inside)

    def _answer(self, words: str, page: int, work: Callable[[], object]) -> QWidget:
        return link(words, work, name=self.tr("{words}: page {page}").format(words=words, page=page))

    def _of_entry(self, words: str, found: Finding, work: Callable[[], object]) -> QWidget:
        return link(words, work, name=self.tr("{words}: {entry}").format(words=words, entry=found.what))

    def _leave_entry_out(self, found: Finding) -> None:
        leave_out(self.packet, {found.item})
        self._remake()

    def _allow(self, found: Finding) -> None:
        self.packet.change(allowed=self.packet.request.allowed | {found.key})
        self._remake()

    def _leave_out(self, found: Finding) -> None:
        out = dict(self.packet.request.excluded_pages)
        out[found.document_id] = tuple(sorted({*out.get(found.document_id, ()), found.document_page}))
        self.packet.change(excluded_pages=tuple(out.items()))
        self._remake()

    def _cover(self, found: Finding) -> None:
        document = self.packet.context.workspace.documents.get(found.document_id)
        CoverDialog(self.window(), self.packet, document, self._remake, page=found.document_page)

    def _warning(self, warning: Warned) -> QWidget:
        inside = row(gap=8)
        inside.addWidget(StatusLine(warning.text, Status.LOOK), 1)
        if warning.page:
            name = self.tr("Show page {page}").format(page=warning.page)
            inside.addWidget(link(self.tr("Show"), lambda: self.preview.go(warning.page), name=name))
        return box(inside)

    @property
    def note(self) -> str:
        """How many pages were looked at."""
        built = self.packet.built
        if built is None:
            return ""
        words = self.tr("{seen} of {count} pages looked at. You can go on without looking at all.")
        return words.format(seen=len(self.seen), count=built.pages)

    def _turned(self, page: int) -> None:
        self.seen.add(page)
        self.rail.mark_seen(page)
        self._ready()

    def _fetch(self, page: int, width: int) -> None:
        self._draw(page, width, self.preview.show_picture, self.preview)

    def _fetch_small(self, page: int, width: int) -> None:
        self._draw(page, width, self.rail.show_picture, self.rail)

    def _draw(self, page: int, width: int, show: Callable[[int, bytes], object], owner: QWidget) -> None:
        built = self.packet.built
        if built is None:
            return
        self.packet.context.tasks.run(
            lambda _p, _c: self.packet.context.workspace.packets.page_png(built, page, width=width),
            done=lambda png: show(page, png),
            owner=owner,
        )
