"""For somebody who works with age: encrypted for their public key, without any words to tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.ui.packet.deliver.place import SavePlace
from desktop.ui.packet.deliver.way import Way
from desktop.ui.packet.state import Packet
from desktop.ui.widgets import Field, column, label, line_edit

if TYPE_CHECKING:
    from desktop.foundation.progress import CancelToken, Progress
    from desktop.services.packets import BuiltPacket, Delivered


class AgeWay(Way):
    """Only the holder of the secret key can read it."""

    def __init__(self, packet: Packet) -> None:
        """Ask for the key."""
        super().__init__(packet)
        self.key = line_edit("")
        self.key.textChanged.connect(lambda _text: self.changed.emit())
        hint = self.tr("It begins with age1. Get it from the recipient, not from an e-mail that you do not trust.")
        name = packet.context.workspace.packets.default_name()
        self.place = SavePlace(f"{name}.age", ending=".age")
        self.setLayout(
            column(
                label(self.tr("Encrypted for an age key"), "section"),
                Field(self.tr("Public key of the recipient"), self.key, hint=hint),
                self.place,
                None,
                gap=12,
            )
        )

    def button(self) -> tuple[str, str]:
        """Say what is saved."""
        return self.tr("Save encrypted file"), "lock-key"

    def missing(self) -> str:
        """Want a key."""
        return "" if self.key.text().strip() else self.tr("Put in the recipient’s age key first.")

    def delivering(self) -> Callable[[BuiltPacket, Progress, CancelToken], Delivered]:
        """Write one encrypted file."""
        target, key = self.place.target, self.key.text()
        delivery = self.packet.context.workspace.packets.delivery
        return lambda built, _progress, _cancel: delivery.file(built, target, medium="age", age_key=key)
