"""After saving: what to do now, and the entry in the sent log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.ui.packet.state import Packet
from desktop.ui.widgets import Card, NumberBadge, Status, StatusLine, column, label, row

if TYPE_CHECKING:
    from desktop.services.packets import Delivered


class DeliveredStep(QWidget):
    """Saved and read back."""

    def __init__(self, packet: Packet, delivered: Delivered) -> None:
        """Show what was saved."""
        super().__init__()
        name = packet.recipient_name
        size = f"{delivered.bytes / 1_000_000:.1f} MB"
        saved = self.tr("Saved and read back: {pages} pages, {size}.").format(pages=delivered.pages, size=size)
        place = self.tr("{file}, in {folder}").format(file=delivered.path.name, folder=delivered.path.parent)
        top = Card(StatusLine(saved, Status.DONE, colored=True), label(place), look="ok", gap=6)
        steps = Card(label(self.tr("Now"), "section"), gap=12)
        if delivered.phrase:
            phrase = self.tr("The words are: {words}").format(words=delivered.phrase)
            todo = [
                self.tr("Send or carry the file to {name}.").format(name=name),
                self.tr("Call and tell the five words. {words}").format(words=phrase),
                self.tr("Ask whether it opened. Then press “They have it”."),
            ]
        else:
            todo = [
                self.tr("Put the file on the website of {name}.").format(name=name),
                self.tr("Delete the file from this computer when it is there: it is not locked."),
                self.tr("Ask whether it arrived. Then press “They have it”."),
            ]
        for number, words in enumerate(todo, start=1):
            inside = row(NumberBadge(str(number), look="outline", size=30), gap=14)
            inside.addWidget(label(words), 1)
            steps.body.addLayout(inside)
        proof = self.tr("To compare over the phone, the file’s fingerprint: {print}").format(
            print=delivered.fingerprint
        )
        log = self.tr("It is written down in the sent log as version {version}.").format(version=delivered.version)
        self.setLayout(column(top, steps, Card(label(log), label(proof, "small"), gap=4), None, gap=16))
