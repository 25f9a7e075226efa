"""The card "Passphrase and keys" of the settings."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from desktop.foundation.errors import SheafError
from desktop.records.dates import PartialDate
from desktop.ui.dates import day_words
from desktop.ui.keys.change import ask_new_passphrase
from desktop.ui.keys.kit_again import ask_kit_again
from desktop.ui.keys.new_keys import ask_new_keys
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import (
    Card,
    CheckBox,
    StatusLine,
    box,
    clear,
    column,
    glyph,
    label,
    line,
    row,
    secondary,
)
from desktop.ui.widgets.status import Status


class KeysCard(Card):
    """Rows with what can be done; `refresh` shows the days again."""

    def __init__(self, context: ScreenContext) -> None:
        """Work on the vault of `context`."""
        super().__init__(gap=4)
        self.context = context
        self.keys = context.workspace.keys
        self.refresh()

    def refresh(self) -> None:
        """Show when passphrase and kit were made, and whether the key store opens the vault."""
        clear(self.body)
        head = row(glyph("key", "primary", size=22), gap=12)
        head.addWidget(label(self.tr("Passphrase and keys"), "section"), 1)
        self.body.addWidget(box(head))
        if self.context.workspace.read_only:
            self.body.addWidget(label(self.tr("The vault is open for reading only."), "muted"))
            return
        self._add_ways()
        self.body.addWidget(line())
        self._add_key_store()

    def _add_ways(self) -> None:
        changed = self._since(self.tr("Changed {day}"), self.keys.passphrase_changed)
        change = secondary(self.tr("Change…"), self._change, name=self.tr("Change the passphrase…"))
        self.body.addWidget(_line(self.tr("Passphrase"), changed, change))
        self.body.addWidget(line())
        made = self._since(self.tr("Made {day}"), self.keys.kit_made)
        again = secondary(self.tr("Print it again…"), self._kit_again, name=self.tr("Print the recovery kit again…"))
        self.body.addWidget(_line(self.tr("Recovery kit"), made, again))
        self.body.addWidget(line())
        renew = secondary(self.tr("Make new keys…"), lambda: ask_new_keys(self.context))
        self.body.addWidget(_line(self.tr("New keys"), self.tr("If someone may have seen your kit"), renew))

    def _add_key_store(self) -> None:
        """Ask for the key store beside the window: a session bus that does not answer must not hold it up."""
        self._store_place = column(gap=4)
        self.body.addLayout(self._store_place)
        self.context.tasks.run(
            lambda _progress, _cancel: self.keys.can_be_remembered, done=self._show_key_store, owner=self
        )

    def _show_key_store(self, available: bool) -> None:  # noqa: FBT001 - delivered by a task
        clear(self._store_place)
        if not available and not self.keys.is_remembered:
            words = self.tr("Your computer has no safe place for the passphrase. You type it each time.")
            self._store_place.addWidget(StatusLine(words, Status.PLAIN))
            return
        self.remember = CheckBox(self.tr("Remember the passphrase on this computer"), checked=self.keys.is_remembered)
        self.remember.toggled.connect(lambda on: self._remember(on=on))
        self._store_place.addWidget(self.remember)
        words = self.tr(
            "Off is safer: whoever opens your computer account could open the vault. "
            "The passphrase keeps working either way."
        )
        self._store_place.addWidget(label(words, "small"))

    def _since(self, words: str, day: PartialDate | None) -> str:
        return words.format(day=day_words(day, long=True)) if day is not None else ""

    def _change(self) -> None:
        ask_new_passphrase(self.context, done=self._changed)

    def _changed(self) -> None:
        self.refresh()
        words = self.tr(
            "Done. Older backups still open with the old passphrase. If someone may know it, choose “Make new keys…”."
        )
        self.context.toast(words, False)  # noqa: FBT003 - words, not undoable

    def _kit_again(self) -> None:
        ask_kit_again(self.context)

    def _remember(self, *, on: bool) -> None:
        """Ask the key store beside the window: it may show a question of its own."""
        self.remember.setEnabled(False)
        self.context.tasks.run(
            lambda _progress, _cancel: self.keys.remember(on=on),
            done=lambda _nothing: self.remember.setEnabled(True),
            failed=lambda error: self._not_remembered(error, on=on),
            owner=self,
        )

    def _not_remembered(self, error: BaseException, *, on: bool) -> None:
        self.remember.setEnabled(True)
        with QSignalBlocker(self.remember):
            self.remember.setChecked(not on)
        if isinstance(error, SheafError) and error.code == "key-store":
            words = self.tr("Your computer has no safe place for it. Nothing was changed; you type it as before.")
            self.context.toast(words, False)  # noqa: FBT003 - words, not undoable
        else:
            self.context.show_error(error)


def _line(title: str, detail: str, control: QWidget) -> QWidget:
    words = column(label(title, "body_strong"), label(detail, "small"), gap=2)
    inside = row(gap=12, pad=(0, 6))
    inside.addLayout(words, 1)
    inside.addWidget(control)
    return box(inside)
