"""Step 5: a locked PDF with its five words, or a plain one for websites that take no other."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.dates import day_words
from desktop.ui.packet.state import Packet
from desktop.ui.widgets import (
    Card,
    CheckBox,
    ChoiceCard,
    Field,
    Notice,
    Panes,
    box,
    column,
    flow,
    label,
    line_edit,
    row,
    secondary,
)

LOCKED, PLAIN = "locked-pdf", "plain-pdf"


class DeliverStep(QWidget):
    """How the packet leaves; `changed` tells that the way or the tick changed."""

    changed = Signal()

    def __init__(self, packet: Packet) -> None:
        """Offer the locked PDF first."""
        super().__init__()
        self.packet = packet
        self.medium = LOCKED
        self.phrase = packet.context.workspace.packets.propose_phrase()
        self.folder = Path.home()
        ways = self._ways()
        self.understood = CheckBox(self.tr("I understand"), lambda _on: self.changed.emit())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._words_page())
        self._stack.addWidget(self._plain_page())
        self.name = line_edit(packet.context.workspace.packets.default_name())
        choose = secondary(self.tr("Choose folder…"), self._choose_folder, icon="folder-open")
        self.where = label("", "small")
        self.name_field = Field(self.tr("Save as"), self.name, hint=self.tr("The name says neither who nor what."))
        right = Card(self._stack, self.name_field, row(choose, self.where), gap=14)
        self.setLayout(column(Panes(box(ways), box(column(right, None)), stretch=(40, 60), room=20)))
        self._tell_folder()

    def _ways(self) -> QVBoxLayout:
        group = QButtonGroup(self)
        name = self.packet.recipient_name or self.tr("the doctor")
        locked = ChoiceCard(
            group,
            self.tr("Locked PDF"),
            self.tr("Opens with 5 words. For e-mail or a USB stick"),
            "lock-simple",
            checked=True,
        )
        plain = ChoiceCard(
            group, self.tr("Plain PDF"), self.tr("Not locked. For a hospital website, or to print"), "file-pdf"
        )
        self.locked, self.plain = locked.radio, plain.radio
        self.locked.toggled.connect(lambda on: self._choose(LOCKED if on else PLAIN))
        head = label(self.tr("How will {name} get it?").format(name=name), "section")
        return column(head, locked, plain, None, gap=10)

    def _words_page(self) -> QWidget:
        self.word_labels = [label(word, "word", wrap=False) for word in self.phrase.split()]
        self.words_row = flow(*(Card(one, look="sunken", pad=(18, 12)) for one in self.word_labels), gap=10)
        self.words_row.setAccessibleName(self.tr("The five words"))
        other = secondary(self.tr("Other words"), self._other_words, icon="arrows-clockwise")
        self.script = Notice("", icon="phone")
        self._tell_script()
        told = self.tr("Tell them by phone. Never write them in the same e-mail as the file.")
        return box(
            column(
                label(self.tr("Five words open this file"), "section"),
                label(told, "muted"),
                self.words_row,
                row(other, None),
                self.script,
                gap=12,
            )
        )

    def _plain_page(self) -> QWidget:
        words = self.tr("Anyone who gets this file can read it. Use it only where a locked file is refused.")
        return box(
            column(Notice(words, look="warn", title=self.tr("This file is not locked")), self.understood, None, gap=12)
        )

    def _choose(self, medium: str) -> None:
        self.medium = medium
        self._stack.setCurrentIndex(0 if medium == LOCKED else 1)
        self.changed.emit()

    def _other_words(self) -> None:
        self.phrase = self.packet.context.workspace.packets.propose_phrase()
        for one, word in zip(self.word_labels, self.phrase.split(), strict=True):
            one.setText(word)
        self._tell_script()

    def _tell_script(self) -> None:
        visit = self.packet.request.appointment
        when = self.tr(", visit on {day}").format(day=day_words(visit, long=True)) if visit else ""
        words = ", ".join(self.phrase.split())
        said = self.tr(
            "“I am sending a locked PDF for {name}{when}. The words are {words}, all in small letters, "
            "with a space between them. May I have your name, please?”"
        )
        self.script.title.setText(self.tr("Call, and say:"))
        self.script.title.show()
        self.script.text.setText(said.format(name=self.packet.person.name, when=when, words=words))

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("Choose folder"), str(self.folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._folder_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _folder_chosen(self, name: str) -> None:
        self.folder = Path(name)
        self._tell_folder()

    def _tell_folder(self) -> None:
        self.where.setText(self.tr("In the folder {folder}").format(folder=self.folder))

    @property
    def target(self) -> Path:
        """The file that is to be written."""
        name = self.name.text().strip() or self.packet.context.workspace.packets.default_name()
        return self.folder / (name if name.lower().endswith(".pdf") else f"{name}.pdf")

    def missing(self) -> str:
        """Return what keeps saving away, or an empty text."""
        if self.medium == PLAIN and not self.understood.isChecked():
            return self.tr("Tick “I understand” first.")
        return ""
