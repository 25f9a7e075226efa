"""Settings: text and colors, where the vault lies, people, and what protects the computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.records.changes import ChangeSet
from desktop.ui.export import ExportCard
from desktop.ui.keys.card import KeysCard
from desktop.ui.navigation import PageScreen, ScreenContext
from desktop.ui.settings.backups_card import BackupsCard
from desktop.ui.settings.locking_card import LockingCard
from desktop.ui.settings.presenter import TEXT_SIZES, layer_lines, theme_choices
from desktop.ui.settings.watch_card import WatchCard
from desktop.ui.widgets import (
    Card,
    ChoiceRow,
    Page,
    Panes,
    Status,
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

if TYPE_CHECKING:
    from desktop.ui.window import SheafWindow


def _head(icon: str, title: str) -> QWidget:
    inside = row(glyph(icon, "primary", size=22), gap=12)
    inside.addWidget(label(title, "section"), 1)
    return box(inside)


def _line(title: str, detail: str, *controls: QWidget) -> QWidget:
    words = column(label(title, "body_strong"), label(detail, "small"), gap=2)
    inside = row(gap=12, pad=(0, 6))
    inside.addLayout(words, 1)
    for control in controls:
        inside.addWidget(control)
    return box(inside)


class SettingsScreen(PageScreen):
    """Every change is saved at once."""

    name = "settings"

    def __init__(self, context: ScreenContext) -> None:
        """Show the settings of this computer and the open vault."""
        page = Page("")
        super().__init__(context, page)
        self.title = page.tr("Settings")
        page.set_title(self.title)
        page.set_actions(StatusLine(page.tr("Changes are saved at once"), Status.DONE, wrap=False))
        self.sizes = ChoiceRow(TEXT_SIZES, "", self._set_size, name=page.tr("Text size"), radius=8)
        self.themes = ChoiceRow(theme_choices(), "", self._set_theme, name=page.tr("Colors"), radius=8)
        self.backups = BackupsCard(context)
        self._people = Card(gap=4)
        self.watched = WatchCard(context)
        left = column(self._looks(), self.backups, self.watched, self._people, None, gap=16)
        self.locking = LockingCard(self._window)
        keys, export = KeysCard(self.context), ExportCard(self.context)
        right = column(self.locking, keys, self._vault(), export, self._security(), None, gap=16)
        page.add(Panes(box(left), box(right)), None)

    @property
    def _window(self) -> SheafWindow:
        from desktop.ui.window import SheafWindow  # noqa: PLC0415 - the window imports the screens

        window = self.context.window
        if not isinstance(window, SheafWindow):
            message = "settings need the main window"
            raise TypeError(message)
        return window

    def _looks(self) -> Card:
        page = self.page
        sample = Card(
            label(page.tr("This is how your records will look."), "card_title"),
            label(page.tr("Hemoglobin 10.9 g/dL, below the lab’s range"), "muted"),
            look="sunken",
            gap=2,
            pad=(14, 14),
        )
        size = column(label(page.tr("Text size"), "body_strong"), self.sizes, gap=6)
        theme = column(label(page.tr("Colors"), "body_strong"), self.themes, gap=6)
        return Card(_head("text-aa", page.tr("Text and colors")), size, theme, sample, gap=12)

    def _vault(self) -> Card:
        page, workspace = self.page, self.context.workspace
        where = _line(page.tr("Where it lies"), str(workspace.vault_path))
        trash = secondary(page.tr("Open the trash…"), lambda: self.context.navigate("trash", ""), icon="trash")
        head = _head("hard-drives", page.tr("Vault: {name}").format(name=workspace.vault_name))
        return Card(head, where, row(trash, None), gap=8)

    def _security(self) -> Card:
        from desktop.services.picture_reading import (  # noqa: PLC0415 - not before the page is shown
            can_recognize,
            recognizer_words,
        )

        page = self.page
        words = page.tr("Documents come from outside. What stands between them and your computer:")
        card = Card(_head("shield-check", page.tr("Security")), label(words, "muted"), gap=8)
        for layer in layer_lines():
            missing = page.tr("{layer} Not on this computer.").format(layer=layer.words)
            words = layer.words if layer.active else missing
            card.body.addWidget(StatusLine(words, Status.DONE if layer.active else Status.LOOK))
        card.body.addWidget(label(page.tr("Words in photos and scans"), "body_strong"))
        status = Status.DONE if can_recognize() else Status.LOOK
        card.body.addWidget(StatusLine(recognizer_words(), status))
        return card

    def reload(self, change: ChangeSet) -> None:
        """Show what is chosen, and who is in the vault."""
        del change
        settings = self._window.settings
        self.sizes.choose(str(settings.text_percent))
        self.themes.choose(settings.theme)
        self.backups.reload()
        self.locking.reload()
        self.watched.reload()
        page, body = self.page, self._people.body
        clear(body)
        body.addWidget(_head("users", page.tr("People in this vault")))
        for number, person in enumerate(self.context.workspace.people.list()):
            if number:
                body.addWidget(line())
            here = page.tr("Open now") if person.id == self.context.person_id else person.relation
            body.addWidget(_line(person.name, here))
        body.addLayout(row(secondary(page.tr("Change person…"), self._window.change_person, icon="user-circle"), None))

    def open(self, target: str) -> None:
        """Show the choices of now; keys may have changed them."""
        del target
        self.sizes.choose(str(self._window.settings.text_percent))

    def _set_size(self, value: str) -> None:
        self._window.remember(text_percent=int(value))

    def _set_theme(self, value: str) -> None:
        self._window.remember(theme=value)
