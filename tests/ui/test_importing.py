"""Adding files in the window: told file by file, stopped at once, queued and never lost, and taken back whole."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.importers import limits, registry
from desktop.importers.detect import Content
from desktop.records.document import DocumentStatus
from desktop.records.fact import FactKind
from desktop.services.importing import ImportStatus
from desktop.services.workspace import Workspace
from desktop.ui.documents.view import DocumentsScreen
from desktop.ui.importing.queue import queue_of
from desktop.ui.importing.view import ImportScreen
from desktop.ui.locking.handover import unfinished_words
from desktop.ui.widgets import CheckBox
from desktop.ui.window import SheafWindow
from tests.dicoms import Slice, stack, write_disc
from tests.papers import ct_report, lab_report, letter
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.record_window import button, dialog, go, press, settle, words


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    return made


def _put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _locked_letter() -> bytes:
    with pikepdf.Pdf.open(io.BytesIO(letter("behind a password"))) as pdf:
        made = io.BytesIO()
        pdf.save(made, encryption=pikepdf.Encryption(owner="o", user="sesame", R=6))
    return made.getvalue()


def _screen(window: SheafWindow) -> ImportScreen:
    screen = window.shell._made["import"] if window.shell else None
    assert isinstance(screen, ImportScreen)
    return screen


def _done(window: SheafWindow, qtbot: QtBot) -> ImportScreen:
    shell = window.shell
    assert shell is not None
    assert shell.context is not None
    queue = queue_of(shell.context)
    qtbot.waitUntil(lambda: bool(queue.jobs) and all(job.ended for job in queue.jobs), timeout=60_000)
    settle()
    return _screen(window)


def _rest(window: SheafWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=60_000)
    settle()


def _every_fate(folder: Path) -> list[Path]:
    return [
        _put(folder, "ct.pdf", ct_report()),
        _put(folder, "ct again.pdf", ct_report()),
        _put(folder, "luis.pdf", ct_report(name="LOPEZ, LUIS", born="09/11/1955")),
        _put(folder, "half.pdf", letter("half a download")[:1500]),
        _put(folder, "nothing.pdf", b""),
    ]


def test_every_file_is_answered_and_what_needs_the_person_comes_first(
    window: SheafWindow, folder: Path, qtbot: QtBot
) -> None:
    files = _every_fate(folder)
    files[1].write_bytes(files[0].read_bytes())
    window.add_files(files)
    screen = _done(window, qtbot)
    told = words(screen.page)
    assert "5 files: here is what happened" in told
    places = [told.index(name) for name in ("nothing.pdf", "luis.pdf", "half.pdf", "ct again.pdf", "ct.pdf\n")]
    assert places == sorted(places)
    assert "The page says LOPEZ, LUIS, born" in told
    assert "Review 2 documents" in told
    assert nameless(screen.page) == []
    assert same_named_buttons(screen.page) == set()


def test_progress_names_each_file_before_it_is_read(window: SheafWindow, folder: Path, qtbot: QtBot) -> None:
    for number in range(3):
        _put(folder, f"letter {number}.pdf", letter(f"number {number}"))
    window.add_files([folder])
    qtbot.waitUntil(
        lambda: (running := _screen(window).running) is not None and running.list.rows.rowCount() == 3, timeout=60_000
    )
    running = _screen(window).running
    assert running is not None
    assert [item.title for item in running.list.rows.items] == ["letter 0.pdf", "letter 1.pdf", "letter 2.pdf"]
    assert {item.detail for item in running.list.rows.items} >= {"Waiting"}
    screen = _done(window, qtbot)
    assert "3 files: here is what happened" in words(screen.page)


def test_cancel_keeps_what_is_in_lists_the_rest_and_says_nothing_else(
    window: SheafWindow, workspace: Workspace, maria: str, folder: Path, qtbot: QtBot
) -> None:
    for number in range(6):
        _put(folder, f"letter {number}.pdf", letter(f"number {number}"))
    window.add_files([folder])
    qtbot.waitUntil(lambda: len(_screen(window).outcomes) >= 1, timeout=60_000)
    _screen(window).cancel.click()
    screen = _done(window, qtbot)
    kept = [one for one in screen.outcomes if one.status is ImportStatus.STORED]
    left = [one for one in screen.outcomes if one.status is ImportStatus.NOT_TAKEN]
    assert len(kept) + len(left) == 6
    assert left
    assert len(workspace.documents.list(maria)) == len(kept)
    assert "Not added: you stopped before it was read." in words(screen.page)
    assert not window.dialog_open


def test_a_drop_during_an_import_waits_its_turn(
    window: SheafWindow, workspace: Workspace, maria: str, folder: Path, qtbot: QtBot
) -> None:
    first = [_put(folder, f"first {number}.pdf", letter(f"first {number}")) for number in range(3)]
    second = _put(folder, "second.pdf", letter("second"))
    window.add_files(first)
    window.add_files([second])
    screen = _screen(window)
    settle()
    assert screen.running is not None
    assert "1 more waits until this is done." in words(screen.page)
    _done(window, qtbot)
    assert len(workspace.documents.list(maria)) == 4


def test_an_import_goes_on_while_another_person_is_open(
    window: SheafWindow, workspace: Workspace, maria: str, folder: Path, qtbot: QtBot
) -> None:
    luis = workspace.people.add({"name": "Luis Lopez", "born": "1955-09-11"}).id
    for number in range(3):
        _put(folder, f"letter {number}.pdf", letter(f"number {number}"))
    window.add_files([folder])
    assert window.shell is not None
    window.shell.open_person(luis)
    window.add_files([_put(folder, "for luis.pdf", ct_report(name="LOPEZ, LUIS", born="09/11/1955"))])
    _done(window, qtbot)
    assert len(workspace.documents.list(maria)) == 3
    assert len(workspace.documents.list(luis)) == 1


def test_undo_by_button_and_keys_and_back_again(
    window: SheafWindow, workspace: Workspace, maria: str, folder: Path, qtbot: QtBot
) -> None:
    window.add_files([_put(folder, "a.pdf", letter("one")), _put(folder, "b.pdf", letter("two"))])
    screen = _done(window, qtbot)
    press(screen.page, "Undo this whole import")
    assert "2 files taken back. Your originals are where they were." in words(screen.page)
    assert workspace.documents.list(maria) == ()
    press(screen.page, "Redo")
    assert len(workspace.documents.list(maria)) == 2
    window.undo()
    settle()
    assert workspace.documents.list(maria) == ()
    assert "Import taken back" in words(screen.page)
    window.undo()
    settle()
    assert len(workspace.documents.list(maria)) == 2
    assert "2 files: here is what happened" in words(screen.page)


def test_what_was_checked_and_goes_with_an_import_is_said(
    window: SheafWindow, workspace: Workspace, maria: str, folder: Path, qtbot: QtBot
) -> None:
    window.add_files([_put(folder, "labs.pdf", lab_report())])
    screen = _done(window, qtbot)
    workspace.records.confirm(workspace.records.ids(FactKind.RESULTS, maria)[:2])
    press(screen.page, "Undo this whole import")
    assert "2 entries that you had checked went with them. They wait in the trash." in words(screen.page)
    assert workspace.records.counts(maria) == {}


def test_a_locked_pdf_opens_from_the_results_and_from_its_detail(
    window: SheafWindow, workspace: Workspace, maria: str, folder: Path, qtbot: QtBot
) -> None:
    window.add_files([_put(folder, "locked.pdf", _locked_letter())])
    screen = _done(window, qtbot)
    field = next(one for one in screen.page.findChildren(QLineEdit) if one.accessibleName() == "Password of locked.pdf")
    QTest.keyClicks(field, "wrong")
    press(screen.page, "Open locked.pdf")
    _rest(window, qtbot)
    assert "That password did not open this PDF." in words(screen.page)
    documents = go(window, DocumentsScreen, workspace.documents.list(maria)[0].id)
    QTest.keyClicks(documents.detail.password, "sesame")
    press(documents.page, "Open it")
    _rest(window, qtbot)
    assert workspace.documents.list(maria)[0].status is DocumentStatus.PROPOSED


def test_new_readers_get_another_chance_at_what_was_not_read(
    window: SheafWindow, workspace: Workspace, maria: str, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = registry.JOBS.pop(Content.PDF)
    monkeypatch.setitem(registry.NOT_READ, Content.PDF, limits.UNKNOWN)
    try:
        window.add_files([_put(folder, "letter.pdf", letter("hello"))])
        _done(window, qtbot)
        documents = go(window, DocumentsScreen)
        assert "Sheaf can read more by now." not in words(documents.page)
    finally:
        registry.JOBS[Content.PDF] = reader
    documents = go(window, DocumentsScreen)
    assert "1 document was not read before. Sheaf can read more by now." in words(documents.page)
    press(documents.page, "Try them again")
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=60_000)
    settle()
    assert workspace.documents.list(maria)[0].status is DocumentStatus.PROPOSED
    assert "Sheaf can read more by now." not in words(documents.page)


def test_several_files_are_chosen_and_left_out(
    window: SheafWindow, workspace: Workspace, maria: str, folder: Path, qtbot: QtBot
) -> None:
    window.add_files([_put(folder, f"{number}.pdf", letter(f"number {number}")) for number in range(3)])
    screen = _done(window, qtbot)
    press(screen.page, "Choose several…")
    assert screen.results is not None
    for one in screen.page.findChildren(CheckBox):
        if one.accessibleName() in {"Choose 0.pdf", "Choose 2.pdf"}:
            one.click()
    settle()
    press(screen.page, "Leave these out")
    assert [one.file_name for one in workspace.documents.list(maria)] == ["1.pdf"]


def test_locking_stops_an_import_and_counts_what_waits(window: SheafWindow, folder: Path, qtbot: QtBot) -> None:
    for number in range(8):
        _put(folder, f"letter {number}.pdf", letter(f"number {number}"))
    window.add_files([folder])
    window.add_files([_put(folder.parent, "later.pdf", letter("later"))])
    qtbot.waitUntil(lambda: len(_screen(window).outcomes) >= 1, timeout=60_000)
    assert window.tasks.busy
    window.lock_now()
    (left,) = [one for one in window.unfinished if one.name == "import"]
    assert left.total == 9
    assert "Locking stopped the adding of files:" in unfinished_words(window.unfinished)


def test_the_list_can_be_saved_after_saying_that_it_is_not_locked(
    window: SheafWindow, folder: Path, qtbot: QtBot
) -> None:
    window.add_files([_put(folder, "a.pdf", letter("one"))])
    screen = _done(window, qtbot)
    press(screen.page, "Save this list…")
    assert "not locked" in words(dialog(window))
    dialog(window).reject()


def test_names_in_another_encoding_are_shown(window: SheafWindow, folder: Path, qtbot: QtBot) -> None:
    name = os.fsdecode(b"befund_\xfc.pdf")
    try:
        _put(folder, name, letter("umlaut"))
    except OSError:
        pytest.skip("this file system takes no such names")
    window.add_files([folder])
    screen = _done(window, qtbot)
    assert "befund_?.pdf" in words(screen.page)
    assert button(screen.page, "Review 1 document").isEnabled()


def test_a_disc_is_shown_by_exam_with_its_counts(window: SheafWindow, tmp_path: Path, qtbot: QtBot) -> None:
    disc = write_disc(tmp_path / "DISC 1", [*stack(3), *stack(2, series=2), Slice(study=2, name="Garcia^Jose")])
    (disc / "autorun.inf").write_text("[autorun]")
    window.add_files([disc])
    screen = _done(window, qtbot)
    told = words(screen.page)
    assert "CT ABDOMEN PELVIS W CONTRAST (images)" in told
    assert "2 series  ·  5 images  ·  1 MB  ·  from DISC 1" in told
    assert "The image files say Garcia Jose" in told
    assert "Not kept from this disc" in told
    assert nameless(screen.page) == []
    documents = go(window, DocumentsScreen)
    assert any("2 series, 5 images" in item.detail for item in documents.list.rows.items)
