"""The card "Backups" of the settings."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from desktop.foundation.errors import SheafError
from desktop.services.backups import BackupState
from desktop.ui.health import actions
from desktop.ui.health.words import last_pill, second_detail
from desktop.ui.navigation import ScreenContext
from desktop.ui.theme import refresh
from desktop.ui.widgets import Card, ComboBox, Pill, Status, box, clear, column, glyph, label, line, row, secondary


class BackupsCard(Card):
    """Whether backups are made by themselves, the second place, and the way to the page about the vault's health."""

    def __init__(self, context: ScreenContext) -> None:
        """Show the backups of the vault of `context`."""
        super().__init__(gap=4)
        self.context = context
        self.backups = context.workspace.backups
        self.pill = Pill("", Status.PLAIN)
        self.on = ComboBox((("on", self.tr("On")), ("off", self.tr("Off"))), "on", self._switch)
        self.on.setAccessibleName(self.tr("Backups on this computer"))
        self.on.setEnabled(not context.workspace.read_only)
        head = row(glyph("hard-drives", "primary", size=22), gap=12)
        head.addWidget(label(self.tr("Backups"), "section"), 1)
        head.addWidget(self.pill)
        self.body.addWidget(box(head))
        self._rows = column(gap=4)
        self.body.addWidget(_line(self.tr("On this computer"), self.tr("Every day that something changed"), self.on))
        self.body.addWidget(line())
        self.body.addLayout(self._rows)

    def reload(self) -> None:
        """Read where the backups stand, beside the window: a stick may be slow."""
        self.context.tasks.run(lambda _progress, _cancel: self.backups.state(), done=self._show, owner=self)

    def _show(self, state: BackupState) -> None:
        self.pill.show_status(*last_pill(state))
        self.on.choose("on" if state.on else "off")
        clear(self._rows)
        self._rows.addWidget(_line(self.tr("Second place"), second_detail(state.second), self._second(state)))
        self._rows.addWidget(line())
        go = secondary(self.tr("Open…"), lambda: self.context.navigate("health", ""), name=self.tr("Open vault health"))
        self._rows.addWidget(_line(self.tr("Vault health"), self.tr("All backups, and what is in them"), go))
        refresh(self)

    def _second(self, state: BackupState) -> QPushButton:
        second = state.second
        if second is None:
            name = self.tr("Choose a second place for backups")
            return secondary(self.tr("Choose…"), lambda: actions.choose_second(self.context), name=name)
        name = self.tr("Back up to {name} now").format(name=second.name)
        act = partial(actions.back_up, self.context, second.path, second.name)
        return secondary(self.tr("Back up now"), act, name=name)

    def _switch(self, value: str) -> None:
        try:
            self.backups.switch(on=value == "on")
        except SheafError as error:
            self.reload()
            self.context.show_error(error)


def _line(title: str, detail: str, control: QWidget) -> QWidget:
    words = column(label(title, "body_strong"), label(detail, "small"), gap=2)
    inside = row(gap=12, pad=(0, 6))
    inside.addLayout(words, 1)
    inside.addWidget(control)
    return box(inside)
