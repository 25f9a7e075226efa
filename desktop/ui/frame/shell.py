"""The opened vault: sidebar or top bar beside the screens, made when they are first shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QStackedWidget, QWidget

from desktop.records.changes import ChangeSet
from desktop.ui.changes import ChangeBridge, merged
from desktop.ui.frame.sidebar import Sidebar
from desktop.ui.frame.top_bar import TopBar
from desktop.ui.navigation import Entry, Screen, ScreenContext, make_screen, page_of, press
from desktop.ui.theme import in_use, refresh
from desktop.ui.widgets.page import COMPACT_BELOW

if TYPE_CHECKING:
    from desktop.services.workspace import Workspace

MakeContext = Callable[[str], ScreenContext]
"""Makes what screens may use, for a person's id."""


class Screens(QStackedWidget):
    """The shown screen is all that decides the size."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need what the shown screen needs."""
        current = self.currentWidget()
        return current.minimumSizeHint() if current is not None else QSize()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for what the shown screen asks for."""
        current = self.currentWidget()
        return current.sizeHint() if current is not None else QSize()


class Shell(QWidget):
    """Navigation and screens of one person's record in one open workspace."""

    def __init__(
        self,
        workspace: Workspace,
        entries: Sequence[Entry],
        make_context: MakeContext,
        change_person: Callable[[], object],
        lock: Callable[[], object],
    ) -> None:
        """Show the screens of `entries`."""
        super().__init__()
        self.workspace = workspace
        self.entries = entries
        self.person_id = ""
        self.context: ScreenContext | None = None
        self._make_context = make_context
        self._made: dict[str, Screen] = {}
        self._stale: dict[str, ChangeSet] = {}
        self.current = ""
        self.sidebar = Sidebar(entries, change_person, lock)
        self.top_bar = TopBar(entries, change_person, lock)
        self.stack = Screens()
        inside = QGridLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.top_bar, 0, 0, 1, 2)
        inside.addWidget(self.sidebar, 1, 0)
        inside.addWidget(self.stack, 1, 1)
        inside.setColumnStretch(1, 1)
        inside.setRowStretch(1, 1)
        for bar in (self.sidebar, self.top_bar):
            bar.went.connect(partial(self.go, target=""))
        self.bridge = ChangeBridge(workspace.changes)
        self.bridge.changed.connect(self._changed)
        self._fold()

    def open_person(self, person_id: str) -> None:
        """Show another person's record, from Home on."""
        self.save_drafts()
        self._forget_screens()
        self.person_id = person_id
        self.context = self._make_context(person_id)
        self._show_person()
        self._count_reviews()
        self._count_requests()
        self.go("home", "")

    def _forget_screens(self) -> None:
        for screen in self._made.values():
            self.stack.removeWidget(screen.widget)
            screen.widget.deleteLater()
        self._made, self._stale, self.current = {}, {}, ""

    def forget(self, name: str) -> None:
        """Make a screen anew when it is shown next."""
        screen = self._made.pop(name, None)
        self._stale.pop(name, None)
        if screen is not None:
            self.stack.removeWidget(screen.widget)
            screen.widget.deleteLater()

    def _show_person(self) -> None:
        name = self.workspace.people.get(self.person_id).name
        self.sidebar.person.show_person(name)
        self.top_bar.show_person(name)

    def go(self, name: str, target: str = "") -> None:
        """Show a screen, at a thing."""
        if self.current and self.current in self._made and self.current != name:
            self._made[self.current].save_draft()
        screen = self._made.get(name) or self._make(name)
        if screen is None:
            return
        self.current = name
        stale = self._stale.pop(name, None)
        if stale is not None:
            screen.reload(stale)
        screen.open(target)
        self.stack.setCurrentWidget(screen.widget)
        self.stack.updateGeometry()
        entry = self._entry(name)
        self.select_entry(name if entry is not None and entry.group >= 0 else _BELONGS.get(name, name))
        page = page_of(screen)
        focus = QApplication.focusWidget()
        if page is not None and (focus is None or not screen.widget.isAncestorOf(focus)):
            page.take_focus()

    def select_entry(self, name: str) -> None:
        """Show which sidebar entry is open."""
        self.sidebar.select(name)
        self.top_bar.select(name)

    def _entry(self, name: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.name == name), None)

    def _make(self, name: str) -> Screen | None:
        entry = self._entry(name)
        if entry is None or self.context is None:
            return None
        screen = make_screen(entry, self.context)
        self._made[name] = screen
        self.stack.addWidget(screen.widget)
        screen.reload(ChangeSet())
        refresh(screen.widget)
        return screen

    @property
    def shown(self) -> Screen | None:
        """The shown screen."""
        return self._made.get(self.current)

    def _changed(self, change: ChangeSet) -> None:
        if "person" in change.kinds:
            if all(person.id != self.person_id for person in self.workspace.people.list()):
                self.open_person(self.workspace.people.list()[0].id)
                return
            self._show_person()
        for name, screen in list(self._made.items()):
            if name == self.current:
                screen.reload(change)
            else:
                self._stale[name] = merged(self._stale.get(name, ChangeSet()), change)
        if "document" in change.kinds or "import" in change.kinds:
            self._count_reviews()
        if "requests" in change.kinds or "import" in change.kinds:
            self._count_requests()

    def _count_requests(self) -> None:
        from desktop.foundation.clock import today  # noqa: PLC0415 - read with the first screen
        from desktop.records.fact import FactKind  # noqa: PLC0415 - read with the first screen
        from desktop.records.request import Request  # noqa: PLC0415 - read with the first screen
        from desktop.ui.requests.presenter import in_order, to_do  # noqa: PLC0415 - read with the first screen

        listed = self.workspace.records.list(FactKind.REQUESTS, self.person_id)
        stood = in_order((one for one in listed if isinstance(one, Request)), today())
        self.badge("requests", to_do(stood))

    def _count_reviews(self) -> None:
        from desktop.records.document import DocumentStatus  # noqa: PLC0415 - read with the first screen

        keys = self.workspace.documents.keys(self.person_id)
        waiting = sum(1 for one in keys if one.status is DocumentStatus.PROPOSED and not one.trashed)
        self.badge("documents", waiting)

    def badge(self, name: str, count: int) -> None:
        """Show what is to do behind an entry."""
        self.sidebar.pages.set_to_do(name, count)
        self.top_bar.set_to_do(name, count)

    def save_drafts(self) -> None:
        """Let every screen keep what is typed."""
        for screen in self._made.values():
            screen.save_draft()

    def save_drafts_anyway(self) -> int:
        """Let every screen keep what is typed, one that fails or not; returns how many failed."""
        lost = 0
        for screen in self._made.values():
            try:
                screen.save_draft()
            except Exception:  # noqa: BLE001 - the vault closes all the same, and the next start says so
                lost += 1
        return lost

    def close_record(self) -> None:
        """Stop listening and forget the screens; the workspace is closed by the window."""
        self.bridge.close()
        self._forget_screens()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Take the top bar in a narrow window."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        compact = self.width() / in_use.active().scale < COMPACT_BELOW
        self.top_bar.setVisible(compact)
        self.sidebar.setVisible(not compact)

    def press_primary(self) -> None:
        """Do the shown page's one primary action."""
        page = page_of(self.shown)
        if page is not None:
            press(page.primary_button)

    def press_add(self) -> None:
        """Do the shown page's "Add …"."""
        page = page_of(self.shown)
        if page is not None:
            press(page.add_button)

    def press_print(self) -> None:
        """Open what the shown page puts on paper."""
        page = page_of(self.shown)
        if page is not None:
            press(page.print_button)

    def find_words(self) -> None:
        """Find in everything, from any page."""
        self.go("search", "")

    def next_region(self, step: int) -> None:
        """Move the focus between sidebar, page and bottom bar."""
        page = page_of(self.shown)
        bar: QWidget = self.sidebar.pages if self.sidebar.isVisible() else self.top_bar.menu_button
        places: list[QWidget] = [bar]
        if page is not None:
            places.append(page.title)
            button = next(
                (one for one in page.bottom.findChildren(QWidget) if one.focusPolicy() and one.isEnabled()), None
            )
            if page.bottom.isVisible() and button is not None:
                places.append(button)
        focus = QApplication.focusWidget()
        here = 0
        if page is not None and focus is not None:
            if page.bottom.isAncestorOf(focus):
                here = len(places) - 1
            elif page.isAncestorOf(focus):
                here = 1
        places[(here + step) % len(places)].setFocus()


_BELONGS = {
    "review": "documents",
    "imaging": "documents",
    "import": "documents",
    "watch": "documents",
    "lab-values": "documents",
    "packet": "packets",
    "sent-log": "packets",
    "health": "settings",
    "trash": "settings",
}
"""Screens without an entry of their own, and the entry they are reached from."""
