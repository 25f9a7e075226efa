"""The five words that open a locked file, and what to say on the telephone."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.ui.dates import day_words
from desktop.ui.packet.state import Packet
from desktop.ui.paper.phrase import PhrasePaper
from desktop.ui.widgets import Card, Notice, column, flow, label, secondary


class FiveWords(QWidget):
    """Shows the words large; others can be had."""

    def __init__(self, packet: Packet) -> None:
        """Propose five words."""
        super().__init__()
        self._packet = packet
        self.phrase = packet.context.workspace.packets.propose_phrase()
        self.labels = [label(word, "word", wrap=False) for word in self.phrase.split()]
        self.row = flow(*(Card(one, look="sunken", pad=(18, 12)) for one in self.labels), gap=10)
        self.row.setAccessibleName(self.tr("The five words"))
        other = secondary(self.tr("Other words"), self._other, icon="arrows-clockwise")
        on_paper = secondary(self.tr("Print the words"), self._print, icon="printer")
        self.script = Notice("", icon="phone")
        told = self.tr("Tell them by phone. Never write them in the same e-mail as the file.")
        kept = self.tr("The words are shown once more in the sent log until they have the packet.")
        self.setLayout(
            column(
                label(self.tr("Five words open this file"), "section"),
                label(told, "muted"),
                self.row,
                flow(other, on_paper, gap=10),
                self.script,
                label(kept, "small"),
                gap=12,
            )
        )
        self._tell_script()

    def _other(self) -> None:
        self.phrase = self._packet.context.workspace.packets.propose_phrase()
        for one, word in zip(self.labels, self.phrase.split(), strict=True):
            one.setText(word)
        self._tell_script()

    def _print(self) -> None:
        request = self._packet.request
        PhrasePaper(self._packet.context, self.phrase, language=request.language, paper=request.paper).present()

    def _tell_script(self) -> None:
        visit = self._packet.request.appointment
        when = self.tr(", visit on {day}").format(day=day_words(visit, long=True)) if visit else ""
        words = ", ".join(self.phrase.split())
        said = self.tr(
            "“I am sending a locked PDF for {name}{when}. The words are {words}, all in small letters, "
            "with a space between them. May I have your name, please?”"
        )
        recipient = self._packet.recipient
        phone = recipient.phone if recipient else ""
        call = self.tr("Call {phone}, and say:").format(phone=phone) if phone else self.tr("Call, and say:")
        self.script.title.setText(call)
        self.script.title.show()
        self.script.text.setText(said.format(name=self._packet.person.name, when=when, words=words))
