"""Shows the sent log of one person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from desktop.foundation.errors import SheafError
from desktop.records.changes import ChangeSet
from desktop.records.packet import Disclosure
from desktop.ui.navigation import PageScreen, ScreenContext
from desktop.ui.paper.sent_log import SentLogPaper
from desktop.ui.sentlog.entry import EntryDialog
from desktop.ui.sentlog.handover import HandoverDialog
from desktop.ui.sentlog.rows import SentTable
from desktop.ui.sentlog.words import SentWords
from desktop.ui.theme import refresh
from desktop.ui.widgets import EmptyState, Notice, Page, clear, primary, secondary

if TYPE_CHECKING:
    from desktop.services.packets.news import News

AT_INCLUDE = "@include"
"""Ends the target of the packets screen that opens a packet at its second step."""
_MOST_NEWS = 3


class SentLogScreen(PageScreen):
    """Newest first; above it, what each doctor does not have yet."""

    name = "sent-log"

    def __init__(self, context: ScreenContext) -> None:
        """Make the page."""
        about = context.window.tr("Who got which records, when and how. Entries cannot be changed, only added to.")
        page = Page(context.window.tr("Sent log"), about)
        super().__init__(context, page)
        self.title = page.tr("Sent log")
        self._words = SentWords()
        write = primary(page.tr("Write down a handover…"), self._hand_over, icon="plus")
        self._print = secondary(page.tr("Print"), lambda: SentLogPaper(context).present(), icon="printer")
        page.set_actions(self._print, write)
        page.primary_button = page.add_button = write
        page.print_button = self._print
        self._news = QVBoxLayout()
        self._news.setContentsMargins(0, 0, 0, 0)

    def reload(self, change: ChangeSet) -> None:
        """Read the log again; what is new may follow from any change."""
        if not change.kinds or change.kinds & {"disclosure", "packet", "document"}:
            self._show()
        self._look_for_news()

    def _show(self) -> None:
        page = self.page
        clear(page.content)
        self._news = QVBoxLayout()
        self._news.setContentsMargins(0, 0, 0, 0)
        entries = self.context.workspace.packets.disclosures(self.context.person_id)
        self._print.setVisible(bool(entries))
        if entries:
            page.content.addLayout(self._news)
            page.add(SentTable(entries, self._open), None)
        else:
            words = page.tr("Every packet you save is written down here by itself.")
            page.add(EmptyState("paper-plane-tilt", page.tr("Nothing has been sent yet."), words))
        refresh(page)

    def _look_for_news(self) -> None:
        """Look beside the window what each doctor does not have yet."""
        versions, person = self.context.workspace.packets.next_versions, self.context.person_id
        self.context.tasks.run(
            lambda _progress, _cancel: versions.news(person), done=self._show_news, owner=self.page, name="news"
        )

    def _show_news(self, news: Sequence[News]) -> None:
        clear(self._news)
        for one in news[:_MOST_NEWS]:
            title = self.page.tr("{name} has version {number}").format(name=one.to, number=one.version)
            words = self.page.tr("Prepare only what changed…")
            name = self.page.tr("Prepare only what changed: for {name}").format(name=one.to)
            button = secondary(words, partial(self._prepare, one), name=name)
            told = self._words.news(one.titles, one.questions)
            self._news.addWidget(Notice(told, button, look="soft", title=title, icon="arrows-clockwise"))
        refresh(self.page)

    def _prepare(self, news: News) -> None:
        try:
            draft = self.context.workspace.packets.next_versions.prepare(news.packet_id, news.version, news.to)
        except SheafError as error:
            self.context.show_error(error)
            return
        self.context.navigate("packets", f"{draft.request.id}{AT_INCLUDE}")

    def _open(self, entry: Disclosure) -> None:
        EntryDialog(self.context, entry).present()

    def _hand_over(self) -> None:
        HandoverDialog(self.context).present()

    def pictures(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """Return the dialogs for the screenshots."""
        entries = self.context.workspace.packets.disclosures(self.context.person_id)
        opened = [("22-disclosure-log-entry", partial(self._open, entries[0]))] if entries else []
        return [*opened, ("22-disclosure-log-handover", self._hand_over)]
