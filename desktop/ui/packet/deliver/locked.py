"""The locked PDF, opened by five words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.ui.packet.deliver.place import SavePlace
from desktop.ui.packet.deliver.way import Way
from desktop.ui.packet.deliver.words import FiveWords
from desktop.ui.packet.state import Packet
from desktop.ui.widgets import column

if TYPE_CHECKING:
    from desktop.foundation.progress import CancelToken, Progress
    from desktop.services.packets import BuiltPacket, Delivered


class LockedWay(Way):
    """For an e-mail or a stick."""

    def __init__(self, packet: Packet) -> None:
        """Propose words and a name."""
        super().__init__(packet)
        self.words = FiveWords(packet)
        self.place = SavePlace(packet.context.workspace.packets.default_name(), ending=".pdf")
        self.setLayout(column(self.words, self.place, None, gap=14))

    def button(self) -> tuple[str, str]:
        """Say what is saved."""
        return self.tr("Save locked PDF"), "lock-simple"

    def delivering(self) -> Callable[[BuiltPacket, Progress, CancelToken], Delivered]:
        """Write one locked file."""
        target, phrase = self.place.target, self.words.phrase
        delivery = self.packet.context.workspace.packets.delivery
        return lambda built, _progress, _cancel: delivery.file(built, target, phrase=phrase)
