"""Two versions of a packet side by side: what came in, what went out, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from desktop.records.fact_history import FieldChange
from desktop.ui.dates import moment_words
from desktop.ui.facts.fields import FieldTexts
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import Card, ChoiceRow, Dialog, clear, label, primary

if TYPE_CHECKING:
    from desktop.services.packets.versions import ChangedEntry, Entry, Held

_NOW = "0"
"""The choice for the packet as it would be saved now."""


class VersionsDialog(Dialog):
    """Asks which two, and shows what differs."""

    def __init__(self, context: ScreenContext, packet_id: str, code: str) -> None:
        """Compare the last saved version with the packet as it is now, to begin with."""
        super().__init__(context.window, context.window.tr("Compare versions of {code}").format(code=code))
        self._context, self._fields = context, FieldTexts()
        packets = context.workspace.packets
        self._held = {str(one.number): one for one in packets.versions(packet_id)}
        self._held[_NOW] = packets.as_it_is_now(packet_id)
        numbers = [number for number in self._held if number != _NOW]
        self.older, self.newer = numbers[-1], _NOW
        choices = [(number, self._words(self._held[number])) for number in (*numbers, _NOW)]
        self.body.addWidget(label(self.tr("From"), "label"))
        self.body.addWidget(ChoiceRow(choices[:-1], self.older, self._older_chosen, name=self.tr("From version")))
        self.body.addWidget(label(self.tr("To"), "label"))
        self.body.addWidget(ChoiceRow(choices, self.newer, self._newer_chosen, name=self.tr("To version")))
        self._lists = QVBoxLayout()
        self._lists.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(self._lists)
        self.set_buttons(right=[primary(self.tr("Close"), self.accept)])
        self._show()

    def _words(self, held: Held) -> str:
        if not held.number:
            return self.tr("As it is now")
        when = moment_words(held.when)
        return self.tr("Version {number}, {when}").format(number=held.number, when=when)

    def _older_chosen(self, number: str) -> None:
        self.older = number
        self._show()

    def _newer_chosen(self, number: str) -> None:
        self.newer = number
        self._show()

    def _show(self) -> None:
        found = self._context.workspace.packets.compare(self._held[self.older], self._held[self.newer])
        clear(self._lists)
        if found.nothing:
            self._lists.addWidget(label(self.tr("Both versions hold the same.")))
        self._list(self.tr("Came in"), [self._called(one) for one in found.added])
        self._list(self.tr("Went out"), [self._called(one) for one in found.removed])
        self._list(self.tr("Changed"), [line for one in found.changed for line in self._changes(one)])

    def _list(self, title: str, lines: Sequence[str]) -> None:
        if not lines:
            return
        head = self.tr("{title} ({count})").format(title=title, count=len(lines))
        self._lists.addWidget(label(head, "body_strong"))
        self._lists.addWidget(Card(*(label(one) for one in lines), gap=6))

    def _called(self, entry: Entry) -> str:
        return entry.title or self.tr("An entry that was deleted for good")

    def _changes(self, changed: ChangedEntry) -> list[str]:
        return [f"{self._called(changed.entry)}: {self._field(changed.entry, one)}" for one in changed.fields]

    def _field(self, entry: Entry, change: FieldChange) -> str:
        if entry.kind is None:
            return f"{change.before} → {change.after}"
        name = self._fields.label(entry.kind, change.field)
        nothing = self.tr("nothing")
        before, after = (
            self._fields.shown(entry.kind, change.field, text) or nothing for text in (change.before, change.after)
        )
        return self.tr("{field} was “{before}”, now “{after}”").format(field=name, before=before, after=after)
