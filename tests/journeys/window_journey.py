"""A person at a real window: unlock, drag two papers in, check them, make a packet. Needs a display."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QPoint, Qt  # noqa: E402 - the project's folder must be known first
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget  # noqa: E402

from desktop.bootstrap import make_vaults  # noqa: E402
from desktop.ui.app import make_application, make_window  # noqa: E402
from desktop.ui.window import SheafWindow  # noqa: E402

PATIENCE = 60.0
SOURCE_LEFT, SOURCE_TOP = 1400, 60
INSIDE = (700, 500)


class Person:
    """Looks at the window and uses mouse and keyboard."""

    def __init__(self, window: SheafWindow) -> None:
        self.window = window

    def wait(self, until: Callable[[], object], what: str) -> None:
        """Let the window work until something is true."""
        end = time.monotonic() + PATIENCE
        while not until():
            QApplication.processEvents()
            time.sleep(0.02)
            if time.monotonic() > end:
                raise TimeoutError(f"waited in vain for: {what}")
        QApplication.processEvents()

    def shown(self, kind: type[QWidget], name: str) -> QWidget | None:
        """Return what can be seen under an accessible name that begins with `name`."""
        for widget in self.window.findChildren(kind):
            if widget.isVisible() and widget.isEnabled() and widget.accessibleName().startswith(name):
                return widget
        return None

    def press(self, name: str) -> None:
        """Press a button with the mouse."""
        self.wait(lambda: self.shown(QPushButton, name), f"the button {name}")
        button = self.shown(QPushButton, name)
        assert button is not None
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() // 2, button.height() // 2))

    def type_into(self, name: str, words: str) -> None:
        """Type into a field."""
        self.wait(lambda: self.shown(QLineEdit, name), f"the field {name}")
        field = self.shown(QLineEdit, name)
        assert field is not None
        field.setFocus()
        QTest.keyClicks(field, words)

    def drag_from_elsewhere(self, paths: list[str]) -> None:
        """Drag files from another program onto the middle of the window, in steps as a hand does."""
        script = str(ROOT / "tests" / "journeys" / "drag_source.py")
        source = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, script, str(SOURCE_LEFT), str(SOURCE_TOP), *paths], stdout=subprocess.PIPE, text=True
        )
        try:
            assert source.stdout is not None
            source.stdout.readline()
            for step in self._steps():
                subprocess.run(["xdotool", *step], check=True)  # noqa: S603, S607 - fixed words
                self.rest(0.12)
            self.rest(1.0)
        finally:
            source.kill()
            source.wait()

    @staticmethod
    def _steps() -> list[list[str]]:
        x, y = SOURCE_LEFT + 40, SOURCE_TOP + 40
        to_x, to_y = INSIDE
        move = [["mousemove", str(x + (to_x - x) * n // 20), str(y + (to_y - y) * n // 20)] for n in range(1, 21)]
        settle = [["mousemove", str(to_x + n), str(to_y + n)] for n in (2, 4, 6)]
        return [["mousemove", str(x), str(y)], ["mousedown", "1"], *move, *settle, ["mouseup", "1"]]

    def rest(self, seconds: float) -> None:
        """Let the window work for a while."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.01)


def journey(person: Person, papers: list[str], out: Path) -> dict[str, object]:
    """Walk the whole way; returns what was seen."""
    window = person.window
    person.type_into("Passphrase", os.environ["JOURNEY_PASSPHRASE"])
    person.press("Unlock")
    person.wait(lambda: window.shell is not None, "the open vault")
    person.drag_from_elsewhere(papers)
    person.press("Review 2 documents")
    person.press("Looks right, next document")
    shell = window.shell
    assert shell is not None
    workspace = shell.workspace
    person.wait(
        lambda: any(one.status.value == "reviewed" for one in workspace.documents.list()), "a document that is reviewed"
    )
    reviewed = sum(one.status.value == "reviewed" for one in workspace.documents.list())
    from tests.journeys.window_packet import export_packet

    phrase = export_packet(person, out)
    documents = [one.file_name for one in workspace.documents.list()]
    return {"documents": documents, "reviewed": reviewed, "phrase": phrase}


def main() -> int:
    """Run the journey on the vault and papers of the arguments; print what was seen as JSON."""
    vault, out, *papers = sys.argv[1:]
    make_application()
    window, _gates = make_window(make_vaults, Path(vault))
    window.move(0, 0)
    window.show()
    seen = journey(Person(window), papers, Path(out))
    window.close()
    sys.stdout.write(json.dumps(seen) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
