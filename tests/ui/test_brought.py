"""After an import the window says what is new, what was there, what differs, before anything is confirmed."""

from __future__ import annotations

import os
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from desktop.ui.facts.detail import FactDetail
from desktop.ui.facts.rows import FactRows
from desktop.ui.importing.queue import queue_of
from desktop.ui.importing.view import ImportScreen
from desktop.ui.window import SheafWindow
from tests.services.merging.papers import file_paper, result
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.record_window import dialog, press, settle, words

CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Dr. Anil Patel\r\nTEL:+1 555 010 0199\r\nREV:%s\r\nEND:VCARD\r\n"


def test_a_second_download_of_the_same_is_told_and_changes_no_list(
    window: SheafWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    maria = workspace.people.list()[0].id
    files = [tmp_path / "card.vcf", tmp_path / "card (1).vcf"]
    for number, file in enumerate(files):
        file.write_bytes(CARD % f"2024-03-0{number + 1}".encode())
    shell = window.shell
    assert shell is not None
    assert shell.context is not None
    queue = queue_of(shell.context)
    seen = []
    for file in files:
        window.add_files([file])
        qtbot.waitUntil(lambda: all(job.ended for job in queue.jobs), timeout=60_000)
        settle()
        seen.append([one.id for one in workspace.records.list(FactKind.CONTACTS, maria)])
    assert seen[0]
    assert seen[0] == seen[1]
    screen = shell._made["import"]
    assert isinstance(screen, ImportScreen)
    page = screen.page
    told = words(page)
    assert "In the record before" in told
    assert "Look at what was there" in told
    assert nameless(page) == []
    assert same_named_buttons(page) == set()
    if (folder := os.environ.get("SHEAF_SHOTS")) is not None:
        window.grab().save(str(Path(folder) / "import.png"))
    press(page, "Look at what was there")
    shown = dialog(window)
    assert "Dr. Anil Patel" in words(shown)
    press(shown, "Keep both of Dr. Anil Patel")
    settle()
    assert len(workspace.records.list(FactKind.CONTACTS, maria)) == len(seen[0]) + 1


def test_values_that_differ_say_so_in_the_list_of_values(window: SheafWindow, workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    assert window.shell is not None
    assert window.shell.context is not None
    own = file_paper(workspace, maria, [result("Hemoglobin", "10.9")])
    file_paper(workspace, maria, [result("Hemoglobin", "11.4")], source="Other Clinic")
    (fact,) = workspace.records.page(own.ids)
    (item,) = FactRows().items([fact], workspace.merging.differing([fact]))
    assert "another source says 11.4 g/dL" in item.detail
    assert "differs" in item.pill
    detail = FactDetail(window.shell.context, fact, lambda _fact: None)
    detail.present()
    settle()
    assert "Here: 10.9 g/dL. Another source says for the same day: 11.4 g/dL." in words(detail)
    if (folder := os.environ.get("SHEAF_SHOTS")) is not None:
        window.grab().save(str(Path(folder) / "fact.png"))
    press(detail, "Both are right")
    settle()
    assert workspace.merging.differing([fact]) == {}
