"""Step 3: sensitive topics one by one, what is hidden, and what stays out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.ui.packet.choosing import DocumentsDialog
from desktop.ui.packet.state import Packet
from desktop.ui.packet.stays_out import StaysOutCard
from desktop.ui.packet.topics import TopicsCard
from desktop.ui.widgets import Card, CheckBox, Panes, box, column, label, row, secondary

_BESIDE_TICK = 40
"""Where the words of a tick begin."""


class PrivacyStep(QWidget):
    """What the person keeps back."""

    def __init__(self, packet: Packet, ready: Callable[[], object]) -> None:
        """Show the topics found in this record; `ready` is called when the packet can go on, or cannot."""
        super().__init__()
        self.packet, self._ready = packet, ready
        self.topics = TopicsCard(packet, self._answered)
        self.stays_out = StaysOutCard(packet, self._again)
        self.hidden: dict[str, CheckBox] = {}
        hiding = Card(label(self.tr("Hide on every page we make"), "section"), *self._hide(), gap=10)
        hiding.body.addWidget(
            label(self.tr("Pages of your documents stay as they are: leave them out, or cover parts of them."), "small")
        )
        choose = secondary(self.tr("Leave out or cover pages"), self._choose, icon="eye-slash")
        hiding.body.addLayout(row(choose, None))
        left = column(self.topics, hiding, None, gap=16)
        self.setLayout(column(Panes(box(left), box(column(self.stays_out, None)), stretch=(61, 39), room=22)))

    def _hide(self) -> list[QWidget]:
        """Return a tick for each thing that can be hidden, with what is good to know about it."""
        preparer = self.packet.request.prepared_by
        stays = (
            self.tr("{name} stays: they prepare this packet").format(name=preparer)
            if preparer
            else self.tr("Who comes along or may speak for you stays")
        )
        told = (
            ("hide_address", self.tr("Home address"), self.tr("Not needed for an opinion")),
            (
                "hide_numbers",
                self.tr("Record, insurance and ID numbers"),
                self.tr("Ask the office if they need them"),
            ),
            ("hide_family", self.tr("Family members’ names"), stays),
        )
        return [self._tick(name, title, detail) for name, title, detail in told]

    def _tick(self, name: str, title: str, detail: str) -> QWidget:
        checked = getattr(self.packet.request, name)
        tick = CheckBox(title, lambda on: self._hidden(name, hide=on), checked=checked)
        tick.setAccessibleDescription(detail)
        self.hidden[name] = tick
        about = label(detail, "small")
        about.setContentsMargins(_BESIDE_TICK, 0, 0, 0)
        return box(column(tick, about, gap=0))

    def _hidden(self, name: str, *, hide: bool) -> None:
        self.packet.change(**{name: hide})
        self.stays_out.show_again()

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
