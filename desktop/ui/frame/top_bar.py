"""The top bar of a narrow window: Menu, person, Help, Lock now."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from desktop.ui.navigation import Entry
from desktop.ui.theme import gap, icon, pad
from desktop.ui.widgets import say, secondary


class TopBar(QWidget):
    """Stands in for the sidebar below 960 logical px."""

    went = Signal(str)

    def __init__(
        self, entries: Sequence[Entry], change_person: Callable[[], object], lock: Callable[[], object]
    ) -> None:
        """Offer the pages of `entries` in a menu."""
        super().__init__()
        self.setObjectName("topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._entries = [entry for entry in entries if entry.group >= 0]
        self._to_do: dict[str, int] = {}
        self._selected = ""
        self.menu_button = secondary(self.tr("Menu"), self.open_menu, icon="list")
        self.person = secondary("", change_person, icon="user-circle")
        self.help = secondary(self.tr("Help"), lambda: self.went.emit("help"), icon="question")
        self.lock = secondary(self.tr("Lock now"), lock, icon="lock-key")
        inside = QHBoxLayout(self)
        pad(inside, 20, 9)
        gap(inside, 10)
        for one in (self.menu_button, self.person):
            inside.addWidget(one)
        inside.addStretch(1)
        for one in (self.help, self.lock):
            inside.addWidget(one)

    def show_person(self, name: str) -> None:
        """Say whose records are open."""
        say(self.person, name)
        self.person.setAccessibleName(self.tr("{name}, change person").format(name=name))

    def select(self, name: str) -> None:
        """Remember which page is open."""
        self._selected = name

    def set_to_do(self, name: str, count: int) -> None:
        """Change a badge."""
        self._to_do[name] = count

    def open_menu(self) -> None:
        """Show the pages below the button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = 0
        for entry in self._entries:
            if entry.group != group:
                menu.addSeparator()
                group = entry.group
            count = self._to_do.get(entry.name, 0)
            words = (
                self.tr("{page}, {count} to do").format(page=entry.shown_words, count=count)
                if count
                else entry.shown_words
            )
            action = menu.addAction(icon(entry.icon, "text"), words)
            action.setCheckable(entry.name == self._selected)
            action.setChecked(entry.name == self._selected)
            action.triggered.connect(lambda _on=False, name=entry.name: self.went.emit(name))
        menu.popup(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height())))
