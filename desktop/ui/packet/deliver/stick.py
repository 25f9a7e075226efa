"""A folder for a USB stick or disc: the locked PDF, and beside it what any computer can read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.services.packets.folder.contents import FolderChoice
from desktop.ui.packet.deliver.place import SavePlace
from desktop.ui.packet.deliver.way import Way
from desktop.ui.packet.deliver.words import FiveWords
from desktop.ui.packet.state import Packet
from desktop.ui.widgets import CheckBox, Notice, column, label

if TYPE_CHECKING:
    from desktop.foundation.progress import CancelToken, Progress
    from desktop.services.packets import BuiltPacket
    from desktop.services.packets.values import DeliveredFolder


class StickWay(Way):
    """The PDF is locked unless the person wants none of it locked."""

    def __init__(self, packet: Packet) -> None:
        """Offer everything that can lie beside the packet."""
        super().__init__(packet)
        self.words = FiveWords(packet)
        self.locked = CheckBox(self.tr("Lock the PDF with five words"), self._lock, checked=True)
        self.images = CheckBox(self.tr("Pictures of scans, as the hospital made them (DICOM)"), checked=packet.images)
        self.originals = CheckBox(self.tr("Downloads from patient websites, as they came"), checked=True)
        told = self.tr(
            "A summary for any web browser, a summary for hospital programs, and pictures can be read by anyone "
            "who finds the stick."
        )
        notice = Notice(told, look="warn", title=self.tr("Not everything in the folder is locked"))
        self.understood = CheckBox(self.tr("I understand"), lambda _on: self.changed.emit())
        notice.body.addWidget(self.understood)
        self.place = SavePlace(packet.context.workspace.packets.default_name().removesuffix(".pdf"))
        ask = self.tr("Ask first: many hospitals refuse sticks and discs.")
        self.setLayout(
            column(
                label(self.tr("A folder for a USB stick or disc"), "section"),
                label(ask, "muted"),
                self.locked,
                self.words,
                label(self.tr("Beside it"), "body_strong"),
                self.images,
                self.originals,
                notice,
                self.place,
                None,
                gap=12,
            )
        )

    def _lock(self, on: bool) -> None:  # noqa: FBT001 - a slot
        self.words.setVisible(on)

    def button(self) -> tuple[str, str]:
        """Say what is saved."""
        return self.tr("Save the folder"), "floppy-disk"

    def missing(self) -> str:
        """Want the tick."""
        return "" if self.understood.isChecked() else self.tr("Tick “I understand” first.")

    def delivering(self) -> Callable[[BuiltPacket, Progress, CancelToken], DeliveredFolder]:
        """Write the folder."""
        choice = FolderChoice(
            locked=self.locked.isChecked(), images=self.images.isChecked(), originals=self.originals.isChecked()
        )
        target, phrase = self.place.target, self.words.phrase if choice.locked else None
        delivery = self.packet.context.workspace.packets.delivery
        return lambda built, progress, cancel: delivery.folder(
            built, target, choice, phrase=phrase, progress=progress, cancel=cancel
        )
