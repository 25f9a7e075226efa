"""Step 3: sensitive topics one by one, what is hidden, and what stays out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.ui.packet.choosing import DocumentsDialog
from desktop.ui.packet.state import Packet
from desktop.ui.packet.stays_out import StaysOutCard
from desktop.ui.packet.topics import TopicsCard
from desktop.ui.widgets import Card, CheckBox, Panes, box, column, label, row, secondary


class PrivacyStep(QWidget):
    """What the person keeps back."""

    def __init__(self, packet: Packet, ready: Callable[[], object]) -> None:
        """Show the topics found in this record; `ready` is called when the packet can go on, or cannot."""
        super().__init__()
        self.packet, self._ready = packet, ready
        self.topics = TopicsCard(packet, self._answered)
        self.stays_out = StaysOutCard(packet, self._again)
        hide = CheckBox(
            self.tr("Home address, insurance and ID numbers"),
            lambda on: self.packet.change(hide_address=on),
            checked=packet.request.hide_address,
        )
        hiding = Card(label(self.tr("Hide on every page we make"), "section"), hide)
        hiding.body.addWidget(
            label(self.tr("Pages of your documents stay as they are: leave them out, or cover parts of them."), "small")
        )
        choose = secondary(self.tr("Leave out or cover pages"), self._choose, icon="eye-slash")
        hiding.body.addLayout(row(choose, None))
        left = column(self.topics, hiding, None, gap=16)
        self.setLayout(column(Panes(box(left), box(column(self.stays_out, None)), stretch=(61, 39), room=22)))

    def missing(self) -> str:
        """Return what must be said before the packet goes on; empty when nothing."""
        return self.topics.missing()

    def _answered(self) -> None:
        self.stays_out.show_again()
        self._ready()

    def _again(self) -> None:
        """Show what stays out, and look for words in what goes in now."""
        self.stays_out.show_again()
        self.topics.look()
        self._ready()

    def _choose(self) -> None:
        DocumentsDialog(self.window(), self.packet, self._again)
