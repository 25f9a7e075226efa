"""After saving: what was saved, what to do now, and the entry in the sent log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.records.packet import Disclosure
from desktop.services.packets.portal import UPLOAD
from desktop.ui.dates import moment_words
from desktop.ui.packet.state import Packet
from desktop.ui.sentlog.reminder import ReminderDialog, reminder_day
from desktop.ui.sentlog.words import SentWords
from desktop.ui.widgets import Card, NumberBadge, box, column, flow, glyph, label, line, row, say, secondary

if TYPE_CHECKING:
    from desktop.services.packets import Delivered
    from desktop.services.packets.values import DeliveredFolder

    Outcome = Delivered | DeliveredFolder | Disclosure


@dataclass(frozen=True, slots=True)
class _ToDo:
    """One thing to do: what, the details, and what helps with it."""

    title: str
    detail: str
    help: QPushButton | None = None
    words: QWidget | None = None
    detail_label: QLabel | None = None
    """Where the details stand when they can change."""


def disclosure_of(outcome: Outcome) -> str:
    """Return the id of the entry in the sent log."""
    return outcome.id if isinstance(outcome, Disclosure) else outcome.disclosure_id


class DeliveredStep(QWidget):
    """Saved and read back, or printed."""

    def __init__(self, packet: Packet, outcome: Outcome, open_log: Callable[[], object]) -> None:
        """Show what was saved; `open_log` goes to the sent log."""
        super().__init__()
        self._packet, self._outcome = packet, outcome
        self._name = packet.recipient_name
        self._told = label("", "small")
        self._told.hide()
        self._reminder = label("", "muted")
        self._words = self._five_words("" if isinstance(outcome, Disclosure) else outcome.phrase or "")
        self.setLayout(column(self._top(), self._now(), self._log(open_log), None, gap=16))

    def _top(self) -> Card:
        """Return what was saved, and where."""
        outcome = self._outcome
        inside = row(glyph("check-circle", "ok", size=40), gap=18)
        words = column(label(self._title(), "section"), label(self._saved()), self._told, gap=2)
        inside.addLayout(words, 1)
        if not isinstance(outcome, Disclosure):
            inside.addWidget(secondary(self.tr("Open the folder"), self._open_folder, icon="folder-open"))
        return Card(inside, look="ok", pad=(24, 18))

    def _title(self) -> str:
        if isinstance(self._outcome, Disclosure):
            pages = self._outcome.pages
            return self.tr("Printed: 1 page.") if pages == 1 else self.tr("Printed: {pages} pages.").format(pages=pages)
        return self.tr("The packet is saved and opens correctly")

    def _saved(self) -> str:
        outcome = self._outcome
        if isinstance(outcome, Disclosure):
            return self.tr("Look at the pages: are all there, and can all be read?")
        size = f"{outcome.bytes / 1_000_000:.1f} MB"
        files = getattr(outcome, "files", ())
        if files:
            count = self.tr("1 file") if len(files) == 1 else self.tr("{count} files").format(count=len(files))
        else:
            one = outcome.pages == 1
            count = self.tr("1 page") if one else self.tr("{count} pages").format(count=outcome.pages)
        place = self.tr("in the folder {folder}").format(folder=outcome.path.parent)
        return f"{outcome.path.name}  ·  {count}  ·  {size}  ·  {place}"

    def _open_folder(self) -> None:
        """Show the folder in the computer's own window for files."""
        outcome = self._outcome
        if isinstance(outcome, Disclosure):
            return
        folder = outcome.path if outcome.path.is_dir() else outcome.path.parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._told.setText(self.tr("This computer has no program to show folders with."))
            self._told.show()

    def _now(self) -> Card:
        card = Card(label(self.tr("What to do now"), "section"), gap=12, pad=(24, 18))
        for number, one in enumerate(self._todo(), start=1):
            if number > 1:
                card.body.addWidget(line(soft=True))
            inside = row(NumberBadge(str(number), look="filled", size=30), gap=14)
            inside.addLayout(column(label(one.title, "body_strong"), self._detail(one), gap=2), 1)
            if one.help is not None:
                inside.addWidget(one.help)
            card.body.addLayout(inside)
            if one.words is not None:
                card.body.addWidget(one.words)
        return card

    @staticmethod
    def _detail(one: _ToDo) -> QLabel:
        if one.detail_label is None:
            return label(one.detail, "muted")
        one.detail_label.setText(one.detail)
        return one.detail_label

    def _five_words(self, phrase: str) -> QWidget:
        made = flow(*(Card(label(word, "word", wrap=False), look="sunken", pad=(18, 12)) for word in phrase.split()))
        made.setAccessibleName(self.tr("The five words: {words}").format(words=phrase))
        made.hide()
        return made

    def _show_words(self) -> None:
        shown = not self._words.isVisible()
        self._words.setVisible(shown)
        say(self._show, self.tr("Hide the words") if shown else self.tr("Show the words"), icon="eye")

    def _todo(self) -> list[_ToDo]:
        outcome = self._outcome
        asked = self._ask(self.tr("Ask whether it arrived"))
        if isinstance(outcome, Disclosure):
            bring = self.tr("Bring the pages to {name}, or send them by post.").format(name=self._name)
            return [_ToDo(self.tr("Hand the pages over"), bring), asked]
        if outcome.phrase:
            return [self._send(), self._tell(), self._ask(self.tr("Ask whether it opened"))]
        if outcome.path.name.endswith(".age"):
            return [self._send(), asked]
        put = self.tr("Put it on the website of {name}, or hand it over.").format(name=self._name)
        uploads = Counter(path.partition("/")[0] for path in getattr(outcome, "files", ()) if path.startswith(UPLOAD))
        if uploads:
            put = self._uploads_in_order(uploads)
        gone = self.tr("Delete it from this computer when it is there: it is not locked.")
        return [_ToDo(self.tr("Hand it over"), put), _ToDo(self.tr("Delete it here"), gone), asked]

    def _ask(self, title: str) -> _ToDo:
        """Return the reminder of asking, with the way to another day."""
        name = self.tr("Change the day of the reminder")
        change = secondary(self.tr("Change"), lambda: ReminderDialog(self._packet.context, self._entry(), self._remind))
        change.setAccessibleName(name)
        return _ToDo(title, self._reminded(), change, detail_label=self._reminder)

    def _entry(self) -> Disclosure:
        """Return the entry of the sent log as it is now."""
        return self._packet.context.workspace.packets.sent_log.get(disclosure_of(self._outcome))

    def _reminded(self) -> str:
        told = self.tr("When they have it, press “They have it”. Home reminds you on {day}.")
        return told.format(day=reminder_day(self._entry()))

    def _remind(self) -> None:
        self._reminder.setText(self._reminded())

    def _uploads_in_order(self, uploads: Counter[str]) -> str:
        """Say which folders go up one after the other, each with the number of its files."""
        words = (
            self.tr("{folder} (1 file)") if files == 1 else self.tr("{folder} ({files} files)")
            for files in uploads.values()
        )
        folders = [
            one.format(folder=name, files=files) for one, (name, files) in zip(words, uploads.items(), strict=True)
        ]
        told = self.tr("Put them on the website of {name} in {count} uploads, in this order: {folders}.")
        return told.format(name=self._name, count=len(folders), folders=", ".join(folders))

    def _send(self) -> _ToDo:
        email = self._packet.recipient.email if self._packet.recipient else ""
        if email:
            words = self.tr("Attach it to an e-mail to {address}, or bring it on a USB stick.").format(address=email)
            copy = secondary(self.tr("Copy the address"), lambda: self._copy(email), icon="copy")
            return _ToDo(self.tr("Send the file"), words, copy)
        return _ToDo(self.tr("Send the file"), self.tr("Send or carry it to {name}.").format(name=self._name))

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._packet.context.toast(self.tr("Copied. Paste it into your e-mail."), False)  # noqa: FBT003 - words, undoable

    def _tell(self) -> _ToDo:
        phone = self._packet.recipient.phone if self._packet.recipient else ""
        took = self.tr("Write down who took them: open the entry in the sent log, and add a note.")
        self._show = secondary(self.tr("Show the words"), self._show_words, icon="eye")
        return _ToDo(
            self.tr("Phone them and tell the five words"),
            f"{phone}. {took}" if phone else took,
            self._show,
            self._words,
        )

    def _log(self, open_log: Callable[[], object]) -> Card:
        """Return the entry in the sent log, with what can be compared over the phone."""
        entry = self._entry()
        words = SentWords()
        version = self.tr("version {number} for {name}").format(number=entry.version, name=words.whom(entry))
        told = "  ·  ".join((moment_words(entry.when), version, words.medium(entry.medium)))
        lines = column(label(self.tr("Written into the sent log"), "body_strong"), label(told, "muted"), gap=2)
        if not isinstance(self._outcome, Disclosure):
            proof = self.tr("To compare over the phone, the file’s fingerprint: {print}")
            lines.addWidget(label(proof.format(print=entry.fingerprint), "muted"))
        inside = row(glyph("clipboard-text", "primary", size=26), gap=14)
        inside.addWidget(box(lines), 1)
        inside.addWidget(secondary(self.tr("Open the sent log"), open_log))
        return Card(inside, pad=(24, 14))
