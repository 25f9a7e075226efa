"""The packet builder's five steps, walked in the real window with mouse and keyboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QListView, QPushButton, QWidget

from tests.journeys.person import Person

DOCTOR = "Dr. Lena Okafor"
VISIT = "3 March 2031"
WHY = "The liver lesions are smaller, and I want to know whether surgery is an option."


def _go_to(person: Person, page: str) -> None:
    """Click a page in the sidebar."""
    pages = person.find(QListView, "Pages")
    model = pages.model()
    names = [str(model.index(row, 0).data()).split(",")[0] for row in range(model.rowCount())]
    index = model.index(names.index(page), 0)
    pages.scrollTo(index)
    QTest.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=pages.visualRect(index).center())


def _who(person: Person) -> None:
    """Step 1: a doctor who is not in the list yet, the date, and why."""
    person.choose("Doctor", "Someone else…")
    person.type_into("Name of the doctor", DOCTOR)
    person.type_into("Hospital or practice", "Lakeside Cancer Center")
    person.look("who, a new doctor")
    person.press("Add this doctor")
    person.write_into("Why now", WHY)
    person.press("Right plan?")
    person.press("Cancer")
    person.type_into("Date of the visit", VISIT)
    person.look("who")
    person.press("Next: What to include")


def _includes(person: Person, documents: int) -> None:
    """Step 2: wait for the pages, and see in the list that all documents are ticked."""
    person.press("Change what goes in: Documents")
    person.look("which documents")
    ticks = [one for one in person.window.findChildren(QWidget) if one.isVisible() and one.inherits("QCheckBox")]
    chosen = [one for one in ticks if one.property("checked") and "·" in str(one.property("text"))]
    assert len(chosen) == documents, [one.property("text") for one in ticks]
    person.press("Use these")
    person.wait(
        lambda: any(one.isVisible() and " MB" in one.text() for one in person.window.findChildren(QLabel)),
        "the size of the packet",
    )
    person.rest(0.5)
    person.look("include")
    person.find(QPushButton, "Look at the pages")
    person.look("include, further down")
    person.press("Next: Privacy")


def _words(person: Person) -> str:
    """Return the five words that stand on the screen."""
    row = person.find(QWidget, "The five words")
    return " ".join(one.text() for one in row.findChildren(QLabel) if one.isVisible())


def _choose_folder(person: Person, folder: Path) -> None:
    """Type a folder into the dialog that the button opens."""
    person.press("Choose folder…")

    def dialog() -> QFileDialog | None:
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible()]
        return shown[0] if shown else None

    person.wait(dialog, "the folder dialog")
    found = dialog()
    assert found is not None
    name = found.findChild(QLineEdit, "fileNameEdit")
    take = next(one for one in found.findChildren(QPushButton) if one.text().replace("&", "") in {"Choose", "Open"})
    assert name is not None
    name.selectAll()
    QTest.keyClicks(name, str(folder))
    person.wait(take.isEnabled, "the folder to be taken")
    QTest.mouseClick(take, Qt.MouseButton.LeftButton)
    person.wait(lambda: dialog() is None, "the folder dialog to close")


def _deliver(person: Person, out: Path) -> str:
    """Step 5: the locked PDF into the folder of `out`, under its name."""
    person.find(QPushButton, "Save locked PDF")
    phrase = _words(person)
    _choose_folder(person, out.parent)
    person.type_into("Save as", out.stem)
    person.look("deliver")
    person.press("Save locked PDF")
    person.find(QPushButton, "They have it")
    person.look("saved")
    return phrase


def export_packet(person: Person, out: Path, *, documents: int = 2) -> str:
    """Make a packet with all `documents` and save it locked at `out`; returns the five words from the screen."""
    _go_to(person, "Packets")
    person.look("packets")
    person.press("Start a packet")
    _who(person)
    _includes(person, documents)
    person.look("privacy")
    person.wait(lambda: person.find(QPushButton, "Next: Check").isEnabled(), "the look for words to end")
    person.press("Next: Check")
    person.find(QPushButton, "Next: Deliver")
    person.press("Next page")
    person.rest(1.0)
    person.look("check")
    person.press("Next: Deliver")
    phrase = _deliver(person, out)
    person.press("They have it")
    person.find(QPushButton, "New version")
    person.look("packets, one sent")
    return phrase
