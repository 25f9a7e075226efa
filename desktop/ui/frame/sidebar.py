"""The sidebar: person, pages, Settings, Help and Lock now."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.frame.nav_list import NavItem, NavList
from desktop.ui.frame.person_button import PersonButton
from desktop.ui.navigation import Entry
from desktop.ui.theme import gap, limit, pad
from desktop.ui.widgets import label, line, secondary, show_when


def nav_items(entries: Sequence[Entry], groups: tuple[int, ...]) -> list[NavItem]:
    """Return the rows of some groups; each group but the first starts with a line."""
    made: list[NavItem] = []
    before = groups[0]
    for entry in (one for group in groups for one in entries if one.group == group):
        made.append(NavItem(entry.name, entry.shown_words, entry.icon, line_above=entry.group != before))
        before = entry.group
    return made


class Sidebar(QWidget):
    """248 px wide; the middle scrolls when the window is low, the foot is always visible."""

    went = Signal(str)

    def __init__(
        self, entries: Sequence[Entry], change_person: Callable[[], object], lock: Callable[[], object]
    ) -> None:
        """Show the pages of `entries`."""
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.person = PersonButton(change_person)
        self.pages = NavList(nav_items(entries, (0, 1)), self.tr("Pages"))
        self.foot = NavList(nav_items(entries, (2,)), self.tr("Settings and help"), whole=True)
        self.lock = secondary(self.tr("Lock now"), lock, icon="lock-key")
        self.lock.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.locks_after = label("", "small")
        self.locks_after.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.locks_after.hide()
        inside = QVBoxLayout(self)
        pad(inside, 14, 16, 14, 16)
        gap(inside, 6)
        inside.addWidget(self.person)
        inside.addSpacing(6)
        inside.addWidget(self.pages, 1)
        inside.addWidget(line())
        inside.addWidget(self.foot)
        inside.addSpacing(4)
        inside.addWidget(self.lock)
        inside.addWidget(self.locks_after)
        limit(self, width=248)
        for one in (self.pages, self.foot):
            one.went.connect(self.went)

    def select(self, name: str) -> None:
        """Show which page is open."""
        self.pages.select(name)
        self.foot.select(name)

    def show_lock_after(self, minutes: int) -> None:
        """Say after how many minutes without use the vault locks."""
        self.locks_after.setText(self.tr("Locks by itself after {count} min").format(count=minutes))
        show_when(self.locks_after, True)  # noqa: FBT003 - the one thing it is asked
