"""After saving: what to do now, and the entry in the sent log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.records.packet import Disclosure
from desktop.ui.packet.state import Packet
from desktop.ui.widgets import Card, NumberBadge, Status, StatusLine, column, label, row

if TYPE_CHECKING:
    from desktop.services.packets import Delivered
    from desktop.services.packets.values import DeliveredFolder

    Outcome = Delivered | DeliveredFolder | Disclosure


def disclosure_of(outcome: Outcome) -> str:
    """Return the id of the entry in the sent log."""
    return outcome.id if isinstance(outcome, Disclosure) else outcome.disclosure_id


class DeliveredStep(QWidget):
    """Saved and read back, or printed."""

    def __init__(self, packet: Packet, outcome: Outcome) -> None:
        """Show what was saved."""
        super().__init__()
        self._name = packet.recipient_name
        top = Card(StatusLine(self._saved(outcome), Status.DONE, colored=True), look="ok", gap=6)
        if not isinstance(outcome, Disclosure):
            place = self.tr("{file}, in {folder}").format(file=outcome.path.name, folder=outcome.path.parent)
            top.body.addWidget(label(place))
        steps = Card(label(self.tr("Now"), "section"), gap=12)
        for number, words in enumerate(self._todo(outcome), start=1):
            inside = row(NumberBadge(str(number), look="outline", size=30), gap=14)
            inside.addWidget(label(words), 1)
            steps.body.addLayout(inside)
        proof = self.tr("To compare over the phone, the file’s fingerprint: {print}").format(print=outcome.fingerprint)
        log = self.tr("It is written down in the sent log as version {version}.").format(version=outcome.version)
        said = Card(label(log), gap=4)
        if not isinstance(outcome, Disclosure):
            said.body.addWidget(label(proof, "small"))
        self.setLayout(column(top, steps, said, None, gap=16))

    def _saved(self, outcome: Outcome) -> str:
        if isinstance(outcome, Disclosure):
            return self.tr("Printed: {pages} pages.").format(pages=outcome.pages)
        size = f"{outcome.bytes / 1_000_000:.1f} MB"
        files = getattr(outcome, "files", ())
        if files:
            words = self.tr("Saved and read back: {files} files, {size}.")
            return words.format(files=len(files), size=size)
        return self.tr("Saved and read back: {pages} pages, {size}.").format(pages=outcome.pages, size=size)

    def _todo(self, outcome: Outcome) -> list[str]:
        asked = self.tr("Ask whether it arrived. Then press “They have it”.")
        if isinstance(outcome, Disclosure):
            bring = self.tr("Bring the pages to {name}, or send them by post.").format(name=self._name)
            return [bring, asked]
        if outcome.phrase:
            phrase = self.tr("The words are: {words}").format(words=outcome.phrase)
            return [
                self.tr("Send or carry it to {name}.").format(name=self._name),
                self.tr("Call and tell the five words. {words}").format(words=phrase),
                self.tr("Ask whether it opened. Then press “They have it”."),
            ]
        if outcome.path.name.endswith(".age"):
            return [self.tr("Send the file to {name}.").format(name=self._name), asked]
        return [
            self.tr("Put it on the website of {name}, or hand it over.").format(name=self._name),
            self.tr("Delete it from this computer when it is there: it is not locked."),
            asked,
        ]
