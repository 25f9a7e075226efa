"""A person at the real window: looks for words, presses buttons, types, and drags from another program."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from desktop.ui.window import SheafWindow

PATIENCE = float(os.environ.get("JOURNEY_PATIENCE", "120"))
"""Seconds to wait for anything; far more than it takes, for a busy machine."""
SOURCE_LEFT, SOURCE_TOP = 1400, 60
INSIDE = (700, 500)
_SOURCE = Path(__file__).with_name("drag_source.py")

Kind = TypeVar("Kind", bound=QWidget)


class Person:
    """Looks at the window and uses mouse and keyboard."""

    def __init__(self, window: SheafWindow, pictures: Path | None = None) -> None:
        """Sit down at `window`; what is looked at is kept in `pictures`."""
        self.window = window
        self._pictures = pictures
        self._looks = 0

    def wait(self, until: Callable[[], object], what: str) -> None:
        """Let the window work until something is true."""
        end = time.monotonic() + PATIENCE
        while not until():
            QApplication.processEvents()
            time.sleep(0.02)
            if time.monotonic() > end:
                self.look("in vain")
                raise TimeoutError(f"waited in vain for: {what}")
        QApplication.processEvents()

    def rest(self, seconds: float) -> None:
        """Let the window work for a while."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.01)

    def take_keyboard(self) -> None:
        """Turn to the window, as a click would under a window manager; there is none here."""
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow, "the window to have the keyboard")

    def look(self, name: str) -> None:
        """Keep a picture of the whole window, where pictures are wanted."""
        if self._pictures is not None:
            self._looks += 1
            self.window.grab().save(str(self._pictures / f"{self._looks:02} {name}.png"))

    def shown(self, kind: type[Kind], name: str) -> Kind | None:
        """Return what can be seen and used, and is spoken with a name that begins with `name`."""
        for widget in self.window.findChildren(kind):
            if widget.isVisible() and widget.isEnabled() and _spoken(widget).startswith(name):
                return widget
        return None

    def find(self, kind: type[Kind], name: str) -> Kind:
        """Wait for something, and scroll it into sight."""
        self.wait(lambda: self.shown(kind, name), f"{kind.__name__} {name}")
        found = self.shown(kind, name)
        assert found is not None
        above = found.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(found)
            above = above.parentWidget()
        QApplication.processEvents()
        return found

    def click(self, widget: QWidget) -> None:
        """Click the middle of a widget, when it is what lies there."""
        middle = QPoint(widget.width() // 2, widget.height() // 2)
        window = widget.window()

        def on_top() -> bool:
            top = window.childAt(widget.mapTo(window, middle))
            return top is not None and (top is widget or widget.isAncestorOf(top))

        self.wait(on_top, f"{_spoken(widget)} under the mouse")
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=middle)
        QApplication.processEvents()

    def press(self, name: str) -> None:
        """Press a button with the mouse."""
        self.click(self.find(QAbstractButton, name))

    def type_into(self, name: str, words: str) -> None:
        """Type into a field of one line, in place of what stands there."""
        field = self.find(QLineEdit, name)
        self.click(field)
        field.selectAll()
        QTest.keyClicks(field, words)

    def write_into(self, name: str, words: str) -> None:
        """Type into a box for several lines."""
        box = self.find(QPlainTextEdit, name)
        self.click(box)
        QTest.keyClicks(box, words)

    def choose(self, name: str, words: str) -> None:
        """Open a list with the mouse and click one of its rows."""
        box = self.find(QComboBox, name)
        self.click(box)
        rows = box.view()
        self.wait(rows.isVisible, f"the list of {name}")
        self.rest(
            QApplication.doubleClickInterval() / 1000 + 0.1
        )  # before, Qt takes a click for the opening one's second
        place = rows.visualRect(box.model().index(box.findText(words), 0))
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
        self.wait(lambda: not rows.isVisible(), f"the list of {name} to close")

    def drag_from_elsewhere(self, paths: list[str]) -> None:
        """Drag files from another program onto the middle of the window, in steps as a hand does."""
        command = [sys.executable, str(_SOURCE), str(SOURCE_LEFT), str(SOURCE_TOP), *paths]
        source = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own program
        try:
            assert source.stdout is not None
            source.stdout.readline()
            for step in _moves():
                subprocess.run(["xdotool", *step], check=True)  # noqa: S603, S607 - fixed words
                self.rest(0.05)
            self.wait(self.window.drops.overlay.isVisible, "the window to say what letting go will do")
            self.look("files over the window")
            subprocess.run(["xdotool", "mouseup", "1"], check=True)  # noqa: S607 - fixed words
            self.wait(lambda: not self.window.drops.overlay.isVisible(), "the files to be let go")
        finally:
            source.kill()
            source.wait()
        self.take_keyboard()


def _spoken(widget: QWidget) -> str:
    """Return the name that a screen reader says: the one given, else the words on it."""
    return widget.accessibleName() or QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def _moves() -> list[list[str]]:
    x, y = SOURCE_LEFT + 40, SOURCE_TOP + 40
    to_x, to_y = INSIDE
    ways = [(x + (to_x - x) * n // 20, y + (to_y - y) * n // 20) for n in range(1, 21)]
    ways += [(to_x + n, to_y + n) for n in (2, 4, 6)]
    moves = [["mousemove", str(left), str(top)] for left, top in ways]
    return [["mousemove", str(x), str(y)], ["mousedown", "1"], *moves]


def pictures_folder() -> Path | None:
    """Return where JOURNEY_PICTURES wants the pictures, or None."""
    wanted = os.environ.get("JOURNEY_PICTURES")
    return Path(wanted) if wanted else None
