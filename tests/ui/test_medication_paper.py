"""The list of medicines on paper in the window: seen, printed whole, saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from desktop.ui.medications.paper import MedicationPaper
from desktop.ui.medications.view import MedicationsScreen
from desktop.ui.window import SheafWindow
from tests.ui.looking import nameless
from tests.ui.record_window import choose, go


def test_every_page_is_seen_printed_and_saved(
    window: SheafWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    maria = workspace.people.list()[0].id
    for number in range(60):
        workspace.records.put(FactKind.MEDICATIONS, maria, {"generic": f"Medicine {number}", "dose": "1 tablet"})
    go(window, MedicationsScreen).paper.click()
    paper = next(one for one in window.findChildren(MedicationPaper) if one.isVisible())
    assert paper.preview.pages >= 2
    qtbot.waitUntil(lambda: paper.preview.picture.has_image, timeout=60_000)
    assert nameless(paper) == []
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert paper.print_on(printer)
    assert (tmp_path / "printed.pdf").read_bytes().count(b"/Type /Page\n") == paper.preview.pages
    choose(paper, "A card for the wallet")
    paper.save_to(tmp_path / "card.pdf")
    assert (tmp_path / "card.pdf").stat().st_size > 1000
    paper.save_to(tmp_path / "no" / "card.pdf")
    paper.reject()
