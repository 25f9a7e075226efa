"""The page that saves what a damaged vault still holds, reached from the unlock screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.services.workspace import Workspace
from desktop.ui.gates import Gates
from desktop.ui.unlock.salvage import SalvagedPage, SalvageScreen, free_place
from desktop.ui.unlock.view import UnlockScreen
from desktop.ui.window import SheafWindow
from tests.conftest import PASSPHRASE
from tests.filing import CEA, HEMOGLOBIN, file_document
from tests.ui.looking import nameless
from tests.ui.record_window import press, words

Settle = Callable[[SheafWindow], None]


@pytest.fixture
def damaged(workspace: Workspace, maria: str, vault_path: Path) -> Path:
    """Maria's vault with one document and two values, and a wrecked first page."""
    file_document(workspace, maria, title="CT report", proposals=[HEMOGLOBIN, CEA])
    workspace.close()
    database = vault_path / "vault.db"
    data = bytearray(database.read_bytes())
    data[1000:1100] = bytes(100)
    database.write_bytes(data)
    return vault_path


def _to_salvage(gates: Gates, path: Path, settle: Settle) -> SalvageScreen:
    gates.show_unlock(path)
    settle(gates.window)
    page = gates.page
    assert isinstance(page, UnlockScreen)
    page.field.edit.setText(PASSPHRASE)
    page.unlock()
    settle(gates.window)
    settle(gates.window)
    assert page.salvage.isVisible()
    press(page, "Save what can be read…")
    made = gates.page
    assert isinstance(made, SalvageScreen)
    return made


def test_what_can_be_read_is_saved_and_opened(gates: Gates, damaged: Path, settle: Settle) -> None:
    before = {path: path.read_bytes() for path in damaged.rglob("*") if path.is_file()}
    screen = _to_salvage(gates, damaged, settle)
    assert screen.field.text == PASSPHRASE
    assert nameless(screen) == []
    press(screen, "Save what can be read")
    settle(gates.window)
    settle(gates.window)
    done = gates.page
    assert isinstance(done, SalvagedPage)
    told = words(done)
    assert "1 document and 2 facts were saved." in told
    assert "The damaged vault was not changed." in told
    assert nameless(done) == []
    for path, data in before.items():
        assert path.read_bytes() == data
    done.go.click()
    settle(gates.window)
    again = gates.page
    assert isinstance(again, UnlockScreen)
    assert again.path == free_place(damaged).with_name(f"{damaged.stem} saved.sheaf")
    again.field.edit.setText(PASSPHRASE)
    again.unlock()
    settle(gates.window)
    assert gates.window.shell is not None
    assert [one.title for one in gates.window.shell.workspace.documents.list()] == ["CT report"]


def test_a_wrong_passphrase_saves_nothing_and_says_so(gates: Gates, damaged: Path, settle: Settle) -> None:
    screen = _to_salvage(gates, damaged, settle)
    screen.field.edit.setText("not these words")
    screen.start()
    settle(gates.window)
    assert screen.field.message.words
    assert not screen.at_work
    assert not free_place(damaged).exists()
    press(screen, "Back")
    assert isinstance(gates.page, UnlockScreen)


def test_stopping_leaves_nothing_behind(gates: Gates, damaged: Path, settle: Settle) -> None:
    screen = _to_salvage(gates, damaged, settle)
    place = screen.place
    screen.start()
    screen.back.click()
    settle(gates.window)
    assert isinstance(gates.page, SalvageScreen)
    assert "Stopped. Nothing was changed." in words(screen)
    assert not place.exists()


def test_a_wrong_passphrase_on_a_whole_vault_offers_no_salvage(gates: Gates, vault_path: Path, settle: Settle) -> None:
    gates.show_unlock(vault_path)
    settle(gates.window)
    page = gates.page
    assert isinstance(page, UnlockScreen)
    page.field.edit.setText("not these words")
    page.unlock()
    settle(gates.window)
    assert not page.salvage.isVisible()
    assert not page.way_on.isVisible()


def test_a_place_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    folder = tmp_path / "family.sheaf"
    assert free_place(folder).name == "family saved.sheaf"
    (tmp_path / "family saved.sheaf").mkdir()
    assert free_place(folder).name == "family saved 2.sheaf"
