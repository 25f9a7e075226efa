"""Which screens there are, how one is made, and what a screen can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.records.changes import ChangeSet
from desktop.ui.tasks import Tasks
from desktop.ui.widgets import Page

if TYPE_CHECKING:
    from desktop.services.workspace import Workspace  # imported after the window is on screen


@dataclass(frozen=True, kw_only=True)
class ScreenContext:
    """What a screen may use; made anew when the person is changed."""

    workspace: Workspace
    person_id: str
    window: QWidget
    """The parent of dialogs."""
    tasks: Tasks
    navigate: Callable[[str, str], None]
    """navigate("documents", document_id or ""): show another screen, at a thing."""
    show_error: Callable[[BaseException], object]
    toast: Callable[[str, bool], None]
    """toast(words, undoable): say what was done, with Undo when it can be taken back."""
    choose_files: Callable[[], None]
    """Let the person choose files to add (Ctrl+O)."""
    add_files: Callable[[Sequence[Path]], None]
    """Add these files, as if they had been dropped."""
    badge: Callable[[str, int], None]
    """badge("documents", 3): what is to do behind a sidebar entry; 0 takes the badge away."""
    leave: Callable[[str], None]
    """leave("documents"): forget a screen's widget, so that it is made anew when it is shown next."""


class Screen(Protocol):
    """A page behind a sidebar entry, or one that others navigate to."""

    name: str
    title: str
    widget: QWidget

    def reload(self, change: ChangeSet) -> None:
        """Show what is now in the vault; `change` says what kinds changed. Called before first shown, too."""

    def open(self, target: str) -> None:
        """Go to a thing of this screen by id ("" is its beginning); called after each navigate."""

    def save_draft(self) -> None:
        """Keep what is typed; called before locking, changing the person or leaving the screen."""


class PageScreen:
    """A screen whose widget is a `Page`; does nothing for what a screen does not need."""

    name = ""
    title = ""

    def __init__(self, context: ScreenContext, page: Page) -> None:
        """Keep what the screen may use."""
        self.context = context
        self.page = page
        self.widget: QWidget = page

    def reload(self, change: ChangeSet) -> None:
        """Show what is now in the vault."""

    def open(self, target: str) -> None:
        """Go to a thing."""

    def save_draft(self) -> None:
        """Keep what is typed."""

    def pictures(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """Return further states for the screenshots: a file name as in the mockups, and what shows that state."""
        return ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of `screens.SCREENS`: its name, words and icon in the sidebar, and where the class is.

    `group` is 0 above the sidebar's line, 1 below it, 2 at its foot, and -1 for a screen without an entry
    (review, results of an import). `factory` is "module:Class", called with a ScreenContext.
    """

    name: str
    words: object
    """What QT_TRANSLATE_NOOP returned: the English words."""
    icon: str
    group: int
    factory: str

    @property
    def shown_words(self) -> str:
        """The words in the person's language."""
        return QCoreApplication.translate("Sidebar", str(self.words))


def make_screen(entry: Entry, context: ScreenContext) -> Screen:
    """Import and make a screen; raises ImportError when its line is there and its module is not."""
    module, _, name = entry.factory.partition(":")
    made: Screen = getattr(import_module(module), name)(context)
    return made


def page_of(screen: Screen | None) -> Page | None:
    """Return the screen's widget when it is a page."""
    return screen.widget if screen is not None and isinstance(screen.widget, Page) else None


def press(button: QPushButton | None) -> bool:
    """Press a button that can be seen and used; tell whether it could."""
    if button is None or not button.isEnabled() or not button.isVisible():
        return False
    button.click()
    return True


__all__ = [
    "QT_TRANSLATE_NOOP",
    "Entry",
    "PageScreen",
    "Screen",
    "ScreenContext",
    "make_screen",
    "page_of",
    "press",
]
