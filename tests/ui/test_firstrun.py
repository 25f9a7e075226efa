"""From nothing to an open vault; and nothing is left behind when setup is not finished."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.bootstrap import make_vaults
from desktop.ui.firstrun.presenter import person_problems, two_groups, vault_path
from desktop.ui.firstrun.view import FirstRun
from desktop.ui.gates import Gates
from desktop.ui.passphrase.presenter import first_difference, same_words
from desktop.ui.widgets import Dialog
from desktop.ui.window import SheafWindow
from tests.ui.looking import nameless

Settle = Callable[[SheafWindow], None]


def write(field: QWidget, text: str) -> None:
    assert isinstance(field, QLineEdit)
    field.clear()
    field.setFocus()
    QTest.keyClicks(field, text)


@pytest.fixture
def run(gates: Gates, tmp_path: Path) -> Iterator[FirstRun]:
    gates.show_first_run()
    QApplication.processEvents()
    assert isinstance(gates.page, FirstRun)
    page = gates.page
    page.person.use_folder(tmp_path)
    yield page
    page.setup.discard()


@pytest.fixture
def at_kit(run: FirstRun, settle: Settle, gates: Gates) -> FirstRun:
    write(run.person.name.control, "Maria Lopez")
    write(run.person.born.control, "4 May 1957")
    run.next_button.click()
    write(run.form.again.edit, run.form.words)
    run.next_button.click()
    settle(gates.window)
    assert run.step == 2
    return run


def test_first_run_leads_to_an_open_vault(at_kit: FirstRun, gates: Gates, tmp_path: Path) -> None:
    run = at_kit
    words, kit = run.form.words, run.setup.kit
    assert kit is not None
    assert not run.next_button.isEnabled()
    assert run.bar.note.text() == "Both groups are needed before you go on"
    first, second = run.kit.asked
    write(run.kit.first.control, kit.groups[first - 1].lower())
    assert run.kit.told.words == f"Group {first} is right. Now group {second}."
    assert QApplication.focusWidget() is run.kit.second.control
    write(run.kit.second.control, "UUUU")
    write(run.kit.second.control, kit.groups[second - 1][:3] + ("0" if kit.groups[second - 1][3] != "0" else "1"))
    assert run.kit.told.words == f"Group {second} is not right yet. Compare it with your page."
    write(run.kit.second.control, kit.groups[second - 1])
    run.next_button.click()
    assert run.step == 3
    run.next_button.click()
    shell = gates.window.shell
    assert shell is not None
    assert [person.name for person in shell.workspace.people.list()] == ["Maria Lopez"]
    assert shell.current == "home"
    gates.window.close_workspace()
    make_vaults().unlock(tmp_path / "My records.sheaf", words).close()


def test_every_step_can_be_used_without_seeing_it(at_kit: FirstRun) -> None:
    assert nameless(at_kit) == []
    at_kit.go_back()
    assert nameless(at_kit) == []
    at_kit.go_back()
    assert nameless(at_kit) == []


def test_going_back_from_the_kit_takes_the_vault_away_again(at_kit: FirstRun, tmp_path: Path) -> None:
    assert (tmp_path / "My records.sheaf").is_dir()
    at_kit.go_back()
    assert not (tmp_path / "My records.sheaf").exists()
    assert at_kit.step == 1


def test_quitting_before_the_end_says_that_nothing_is_stored_and_stores_nothing(
    at_kit: FirstRun, gates: Gates, tmp_path: Path
) -> None:
    gates.window.close()
    assert gates.window.isVisible()
    dialog = next(one for one in gates.window.findChildren(Dialog) if one.isVisible())
    assert any("Nothing has been stored yet." in one.text() for one in dialog.findChildren(type(at_kit.title)))
    quit_button = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Quit")
    quit_button.click()
    assert not gates.window.isVisible()
    assert not (tmp_path / "My records.sheaf").exists()


def test_what_is_missing_is_said_at_its_field(run: FirstRun) -> None:
    assert not run.next_button.isEnabled()
    write(run.person.name.control, "Maria Lopez")
    write(run.person.born.control, "05/04/1957")
    run.next_button.click()
    assert run.step == 0
    assert "4 May 1957" in run.person.born.message.words
    assert "5 April 1957" in run.person.born.message.words
    write(run.person.born.control, "4 May 2157")
    run.next_button.click()
    assert run.person.born.message.words == "This date is in the future. Is the year right?"


def test_a_vault_of_that_name_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "My records.sheaf").mkdir()
    problems = person_problems("Maria", "1957", vault_path(tmp_path, "My records"))
    assert [problem.field for problem in problems] == ["vault"]
    assert vault_path(tmp_path, 'a/b: "c"').name == "ab c.sheaf"


def test_the_word_that_differs_is_named() -> None:
    words = "maple drift candle orbit pocket lantern"
    assert first_difference("maple drift can", words) == ""
    assert first_difference("maple drift cradle ", words) == (
        "The third word is different: “cradle”. It should be “candle”."
    )
    assert first_difference(words + " more", words) == "There are more than six words."
    assert same_words(f" {words} ", words)
    assert not same_words("", words)


def test_ones_own_passphrase_is_judged_in_words(run: FirstRun) -> None:
    run.show_step(1)
    run.form.choose_own()
    write(run.form.first.edit, "short words")
    assert run.form.first.message.words == "Too short: 11 of 15 characters. A few ordinary words are easiest."
    write(run.form.first.edit, "seven green tractors sleep")
    write(run.form.second.edit, "seven green tractors sleeq")
    assert run.form.second.message.words == "The two are not the same."
    assert not run.next_button.isEnabled()
    write(run.form.second.edit, "seven green tractors sleep")
    assert run.next_button.isEnabled()
    assert run.form.passphrase == "seven green tractors sleep"


def test_other_words_ask_to_be_typed_again(run: FirstRun) -> None:
    run.show_step(1)
    before = run.form.words
    write(run.form.again.edit, before)
    assert run.form.ready
    run.form.other.click()
    assert run.form.words != before
    assert not run.form.ready


def test_two_different_groups_are_asked() -> None:
    for _ in range(50):
        first, second = two_groups()
        assert 1 <= first < second <= 7


def test_the_kit_is_saved_elsewhere_and_never_into_the_vault(at_kit: FirstRun, tmp_path: Path) -> None:
    workspace = at_kit.setup.workspace
    assert workspace is not None
    at_kit.kit.save_to(workspace.vault_path / "kit.pdf")
    assert at_kit.kit.kept.words == "This is the vault's own folder. Choose another place."
    at_kit.kit.save_to(tmp_path / "kit.pdf")
    dialog = next(one for one in at_kit.window().findChildren(Dialog) if one.isVisible())
    anyway = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Save here anyway")
    anyway.click()
    assert (tmp_path / "kit.pdf").read_bytes().startswith(b"%PDF-")
    assert at_kit.kit.kept.words == "Saved as kit.pdf just now"


def test_the_kit_is_printed(at_kit: FirstRun, tmp_path: Path, qtbot: QtBot) -> None:
    del qtbot
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    at_kit.kit.print_on(printer)
    assert at_kit.kit.kept.words == "Printed just now"
    assert (tmp_path / "printed.pdf").stat().st_size > 2_000


def test_the_focus_starts_in_the_first_field(run: FirstRun) -> None:
    run.take_focus()
    assert QApplication.focusWidget() is run.person.name.control
    QTest.keyClick(run.person.name.control, Qt.Key.Key_Return)
    assert run.step == 0
