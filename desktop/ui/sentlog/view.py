"""Shows the sent log of one person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout

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
from desktop.ui.widgets import EmptyState, Notice, Page, clear, link, primary, row, secondary

if TYPE_CHECKING:
    from desktop.services.packets.news import News
    from desktop.ui.tasks import Task

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
        self._all_news = False
        self._looking: Task[tuple[News, ...]] | None = None
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
        self._looking = self.context.tasks.run(
            lambda _progress, _cancel: versions.news(person),
            done=self._show_news,
            owner=self.page,
            name="news",
            instead_of=self._looking,
        )

    def _show_news(self, news: Sequence[News]) -> list[QPushButton]:
        """Show the first ones, or all when that was asked for; returns their buttons."""
        clear(self._news)
        shown = news if self._all_news else news[:_MOST_NEWS]
        buttons = []
        for one in shown:
            title = self.page.tr("{name} has version {number}").format(name=one.to, number=one.version)
            words = self.page.tr("Prepare only what changed…")
            name = self.page.tr("Prepare only what changed: for {name}").format(name=one.to)
            button = secondary(words, partial(self._prepare, one), name=name)
            buttons.append(button)
            told = self._words.news(one.titles, one.questions)
            self._news.addWidget(Notice(told, button, look="soft", title=title, icon="arrows-clockwise"))
        if len(shown) < len(news):
            words = self.page.tr("Show all {count}").format(count=len(news))
            name = self.page.tr("Show all {count} who do not have the newest").format(count=len(news))
            self._news.addLayout(row(link(words, partial(self._show_all_news, news), name=name), None))
        refresh(self.page)
        return buttons

    def _show_all_news(self, news: Sequence[News]) -> None:
        self._all_news = True
        self._show_news(news)[_MOST_NEWS].setFocus()

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
