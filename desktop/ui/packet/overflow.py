"""What is too long for its one page: its longest rows, each of which can stay off that page alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.records.packet import PacketPart, PacketRequest
from desktop.ui.widgets import Status, StatusLine, box, column, label, link, row

if TYPE_CHECKING:
    from desktop.services.packets import BuiltPacket

_SHOWN = 6
_SHORT = 60


class OverflowRows(QWidget):
    """Offers rows of the summary and the timeline to stay off; what the person wrote is shortened one step back."""

    def __init__(
        self, built: BuiltPacket, request: PacketRequest, change: Callable[[PacketPart, frozenset[str]], object]
    ) -> None:
        """Show what can be done; `change` is told which ids stay off which page from now on."""
        super().__init__()
        off = {PacketPart.SUMMARY: request.left_off_summary, PacketPart.TIMELINE: request.left_off_timeline}
        parts: list[QWidget] = []
        for one in built.overflow:
            if one.by > 0:
                parts.append(label(self.tr("These rows take most room"), "body_strong"))
                for held in [row_of for row_of in one.rows if row_of.id][:_SHOWN]:
                    text = held.text if len(held.text) <= _SHORT else f"{held.text[:_SHORT].rstrip()}…"
                    name = self.tr("Leave off this page: {row}").format(row=text)
                    ids = off[one.part] | {held.id}
                    leave = link(self.tr("Leave off"), partial(change, one.part, ids), name=name)
                    line = row(gap=8)
                    line.addWidget(label(f"{held.label}: {text}", "small"), 1)
                    line.addWidget(leave)
                    parts.append(box(line))
            elif one.dropped:
                words = self.tr("The timeline is one page: {count} rows of least weight are not on it.")
                parts.append(StatusLine(words.format(count=one.dropped), Status.NEUTRAL))
        for part, ids in off.items():
            if ids:
                many = self.tr("Put back {count} rows that you left off").format(count=len(ids))
                words = self.tr("Put back the row that you left off") if len(ids) == 1 else many
                parts.append(link(words, partial(change, part, frozenset()), name=words))
        self.empty = not parts
        self.setLayout(column(*parts, gap=6))
