"""One entry of the sent log: all that is known of it, the words that open it, and what was added later."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from desktop.foundation.errors import SheafError
from desktop.records.disclosure import HANDOVER
from desktop.records.packet import Disclosure
from desktop.ui.dates import moment_words
from desktop.ui.forms.said import say, say_change
from desktop.ui.navigation import ScreenContext
from desktop.ui.paper.phrase import PhrasePaper
from desktop.ui.sentlog.reminder import ReminderDialog, reminder_day
from desktop.ui.sentlog.words import KEPT_HERE, LOCKED, SentWords
from desktop.ui.theme import limit
from desktop.ui.widgets import (
    Card,
    Dialog,
    EnterKey,
    Field,
    Pill,
    box,
    clear,
    column,
    flow,
    label,
    line_edit,
    link,
    primary,
    row,
    secondary,
)


class EntryDialog(Dialog):
    """Shows an entry; it can be added to, not changed."""

    def __init__(self, context: ScreenContext, entry: Disclosure) -> None:
        """Show `entry` as it is in the vault now."""
        self._words = SentWords()
        super().__init__(context.window, self._words.what(entry), icon="paper-plane-tilt")
        self._context, self._log = context, context.workspace.packets.sent_log
        self._entry = entry
        self._told = QVBoxLayout()
        self._told.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(self._told)
        self.note = line_edit(placeholder=self.tr("For example: words told to Nurse Kim"))
        self._field = Field(self.tr("Add a note"), self.note, hint=self.tr("Notes can be added, not changed."))
        self._field.stand_beside(secondary(self.tr("Add"), self._add, name=self.tr("Add this note")))
        EnterKey(self.note, self._add)
        self.body.addWidget(self._field)
        close = secondary(self.tr("Close"), self.reject)
        waits = entry.received is None and entry.medium not in KEPT_HERE
        have = [primary(self.tr("They have it"), self._received, icon="check")] if waits else []
        self.set_buttons(left=[close], right=have)
        self.first = have[0] if have else close
        self._show()

    def _show(self) -> None:
        entry, words = self._entry, self._words
        clear(self._told)
        pill, status = words.arrived(entry)
        self._told.addLayout(row(Pill(pill, status), None))
        for name, text in self._facts():
            self._told.addLayout(_fact(name, text))
        if entry.medium in LOCKED:
            self._told.addWidget(self._opening())
        if entry.received is None and entry.medium not in KEPT_HERE:
            self._told.addLayout(self._reminder())
        for note in entry.notes:
            self._told.addWidget(label(f"{moment_words(note.when)}: {note.text}"))

    def _facts(self) -> list[tuple[str, str]]:
        """Return what is known, as name and text."""
        entry, words = self._entry, self._words
        to = ", ".join(part for part in (words.whom(entry), entry.address) if part)
        size = f"{entry.size / 1_000_000:.1f} MB" if entry.size else ""
        file = ", ".join(part for part in (entry.file_name, size) if part and part != ".")
        written = moment_words(entry.when) if entry.medium == HANDOVER else ""
        told = (
            (self.tr("To"), to),
            (self.tr("When"), words.day(entry) if entry.medium == HANDOVER else moment_words(entry.when)),
            (self.tr("How"), words.how(entry)),
            (self.tr("File"), file),
            (self.tr("Fingerprint"), entry.fingerprint),
            (self.tr("Written down"), written),
        )
        return [(name, text) for name, text in told if text]

    def _reminder(self) -> QLayout:
        """Return the day on which Home reminds of asking, with the way to another."""
        name = self.tr("Change the day of the reminder")
        change = link(self.tr("Change"), lambda: ReminderDialog(self._context, self._entry, self._reminded), name=name)
        self._change = change
        return _fact(self.tr("Reminder"), self.tr("On {day}").format(day=reminder_day(self._entry)), change)

    def _reminded(self) -> None:
        """Show the new day; the focus stays at its place, on the link that is there now."""
        self._again()
        QTimer.singleShot(0, self._change, self._change.setFocus)

    def _again(self) -> None:
        self._entry = self._log.get(self._entry.id)
        self._show()
        QTimer.singleShot(0, self, self.place)

    def _opening(self) -> QWidget:
        """Return the words that open the file, on request; or why there are none."""
        phrase = self._log.words().get(self._entry.id, "")
        if not phrase:
            return label(self._why_none(), "muted")
        shown = flow(*(Card(label(word, "word", wrap=False), look="sunken", pad=(14, 8)) for word in phrase.split()))
        shown.setAccessibleName(self.tr("The five words: {words}").format(words=phrase))
        shown.hide()
        about = label(self.tr("Kept here until you press “They have it”."), "small")
        show = secondary(self.tr("Show the words"), lambda: self._reveal(shown, show), icon="eye")
        on_paper = secondary(self.tr("Print the words"), lambda: self._print(phrase))
        return box(column(shown, flow(show, on_paper, gap=10), about, gap=8))

    def _print(self, phrase: str) -> None:
        """Print the words in the language and on the paper of the packet."""
        request = self._context.workspace.packets.get(self._entry.packet_id).request
        PhrasePaper(self._context, phrase, language=request.language, paper=request.paper).present()

    def _why_none(self) -> str:
        if self._entry.received is not None:
            return self.tr("The five words are not kept any more: they have it.")
        if self._entry.medium == "folder":
            return self.tr("No words are kept: the PDF was not locked, or it was saved by an earlier Sheaf.")
        return self.tr("The five words were not kept: it was saved by an earlier Sheaf.")

    def _reveal(self, shown: QWidget, button: QWidget) -> None:
        shown.show()
        button.hide()
        QTimer.singleShot(0, self, self.place)

    def _add(self) -> None:
        try:
            change = self._log.add_note(self._entry.id, self.note.text())
        except SheafError as error:
            self._field.show_error(error.do)
            return
        self.note.clear()
        self._field.show_plain()
        self._again()
        say(self._context, change.words)

    def _received(self) -> None:
        try:
            change = self._log.mark_received(self._entry.id)
        except SheafError as error:
            self._context.show_error(error)
            return
        self.accept()
        say_change(self._context, change)


def _fact(name: str, text: str, change: QWidget | None = None) -> QLayout:
    """Return a line: what it is, the text that can wrap, and what changes it."""
    head = label(name, "small")
    limit(head, width=100)
    made = row(head, gap=12, top=change is None)
    made.addWidget(label(text), 1)
    if change is not None:
        made.addWidget(change)
    return made
