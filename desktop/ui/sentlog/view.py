"""Shows the sent log of one person."""

from __future__ import annotations

from functools import partial

from desktop.foundation.errors import SheafError
from desktop.records.changes import ChangeSet
from desktop.records.packet import Disclosure
from desktop.ui.dates import moment_words
from desktop.ui.navigation import PageScreen, ScreenContext
from desktop.ui.theme import refresh
from desktop.ui.widgets import Card, EmptyState, Page, RowItem, Status, clear, label, line, list_row, secondary

_KEPT_HERE = {"copy", "export"}
"""Media that went to a folder of this computer; nobody is asked whether they arrived."""


class SentLogScreen(PageScreen):
    """Newest first."""

    name = "sent-log"

    def __init__(self, context: ScreenContext) -> None:
        """Make the page."""
        page = Page(
            context.window.tr("Sent log"), context.window.tr("Written down by itself; nothing in it can be changed.")
        )
        super().__init__(context, page)
        self.title = page.tr("Sent log")
        page.set_actions(
            secondary(page.tr("Back to packets"), lambda: context.navigate("packets", ""), icon="arrow-left")
        )

    def reload(self, change: ChangeSet) -> None:
        """Read the log again."""
        if change.kinds and not change.kinds & {"disclosure", "packet", "document"}:
            return
        page = self.page
        clear(page.content)
        entries = self.context.workspace.packets.disclosures(self.context.person_id)
        if not entries:
            words = page.tr("Every packet you save is written down here by itself.")
            page.add(EmptyState("paper-plane-tilt", page.tr("Nothing has been sent yet."), words))
            return
        card = Card(gap=0)
        for number, entry in enumerate(entries):
            if number:
                card.body.addWidget(line(soft=True))
            card.body.addWidget(self._row(entry))
        page.add(card, None)
        refresh(page)

    def _what(self, entry: Disclosure) -> str:
        page = self.page
        media = {
            "locked-pdf": page.tr("locked PDF"),
            "plain-pdf": page.tr("plain PDF, not locked"),
            "portal": page.tr("small files for a website, not locked"),
            "folder": page.tr("folder for a stick or disc"),
            "print": page.tr("printed"),
            "age": page.tr("encrypted for an age key"),
            "copy": page.tr("copy of one document, not locked"),
            "export": page.tr("export of the whole record, not locked"),
        }
        how = media.get(entry.medium, entry.medium)
        if entry.medium in _KEPT_HERE:
            return how
        pages = page.tr("{count} pages").format(count=entry.pages)
        version = page.tr("version {number}").format(number=entry.version)
        proof = page.tr("fingerprint {words}").format(words=entry.fingerprint)
        return "  ·  ".join((f"{entry.code}, {version}", how, pages, proof))

    def _row(self, entry: Disclosure) -> Card:
        page = self.page
        to = entry.to or page.tr("this computer")
        title = page.tr("{when}: to {name}").format(when=moment_words(entry.when), name=to)
        arrived = entry.received is not None
        pill = page.tr("They have it") if arrived else page.tr("Not heard yet")
        if entry.medium in _KEPT_HERE:
            pill, arrived = "", True
        status = Status.DONE if arrived else Status.WAITING
        item = RowItem(
            id=entry.id, title=title, detail=self._what(entry), icon="paper-plane-tilt", pill=pill, pill_status=status
        )
        trailing = []
        if not arrived:
            name = page.tr("{name} has it").format(name=to)
            trailing.append(secondary(page.tr("They have it"), partial(self._received, entry.id), name=name))
        made = Card(list_row(item, *trailing), look="bare", pad=(0, 0))
        made.body.addWidget(label(entry.file_name, "small"))
        return made

    def _received(self, disclosure_id: str) -> None:
        try:
            change = self.context.workspace.packets.mark_received(disclosure_id)
        except SheafError as error:
            self.context.show_error(error)
            return
        self.context.toast(change.words, True)  # noqa: FBT003 - words, undoable
