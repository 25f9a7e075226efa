"""An older copy, another copy, an exchanged database: noticed, said, and nothing is overwritten."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from desktop.foundation.paths import state_folder
from desktop.vault.errors import OtherCopyError
from desktop.vault.unlock import unlock_vault
from tests.conftest import PASSPHRASE
from tests.vault.notes import note, notes


def _changes(path: Path, *names: str) -> None:
    vault = unlock_vault(path, PASSPHRASE)
    for name in names:
        note(vault, name)
    vault.close()


def _remembered() -> Path:
    return next((state_folder() / "vaults").glob("*.json"))


def test_every_change_counts_one_and_reading_none(vault_path: Path) -> None:
    vault = unlock_vault(vault_path, PASSPHRASE)
    before = vault.sequence
    note(vault, "one")
    notes(vault)
    vault.write(lambda tx: tx.exec_driver_sql("SELECT 1").scalar())
    note(vault, "two")
    assert vault.sequence == before + 2
    vault.close()


def test_an_older_copy_stops_with_a_question_and_stays_as_it_is(vault_path: Path) -> None:
    _changes(vault_path, "one")
    older = (vault_path / "vault.db").read_bytes()
    _changes(vault_path, "two", "three")
    (vault_path / "vault.db").write_bytes(older)
    for _ in range(2):
        with pytest.raises(OtherCopyError, match=r"older copy of the vault \(change \d+ of \d+\)"):
            unlock_vault(vault_path, PASSPHRASE)
    assert (vault_path / "vault.db").read_bytes() == older


def test_going_on_with_the_older_copy_is_asked_once(vault_path: Path) -> None:
    _changes(vault_path, "one")
    older = (vault_path / "vault.db").read_bytes()
    _changes(vault_path, "two")
    (vault_path / "vault.db").write_bytes(older)
    vault = unlock_vault(vault_path, PASSPHRASE, accept_copy=True)
    assert notes(vault) == {"one"}
    vault.close()
    unlock_vault(vault_path, PASSPHRASE).close()


def test_originals_of_the_newer_copy_are_not_swept_with_the_older_database(vault_path: Path) -> None:
    """A copy half synchronised: the database is old and the original is already there."""
    older = (vault_path / "vault.db").read_bytes()
    vault = unlock_vault(vault_path, PASSPHRASE)
    name = vault.sealed.seal(b"an original of the newer copy")
    note(vault, "its row")
    vault.close()
    (vault_path / "vault.db").write_bytes(older)
    vault = unlock_vault(vault_path, PASSPHRASE, accept_copy=True)
    assert vault.sealed.open(name) == b"an original of the newer copy"
    vault.close()


def test_two_copies_that_went_on_apart_are_told_apart(vault_path: Path, tmp_path: Path) -> None:
    _changes(vault_path, "common")
    elsewhere = tmp_path / "stick" / "family.sheaf"
    shutil.copytree(vault_path, elsewhere)
    memory = _remembered().read_bytes()
    _changes(elsewhere, "there", "there again")
    _remembered().write_bytes(memory)
    _changes(vault_path, "here")
    with pytest.raises(OtherCopyError, match="two different copies"):
        unlock_vault(elsewhere, PASSPHRASE)
    vault = unlock_vault(vault_path, PASSPHRASE)
    assert notes(vault) == {"common", "here"}
    vault.close()


def test_a_copy_that_went_on_is_simply_newer(vault_path: Path) -> None:
    """Kept on a stick, changed on another computer, opened here again: no question."""
    _changes(vault_path, "here")
    memory = _remembered().read_bytes()
    _changes(vault_path, "on the other computer")
    _remembered().write_bytes(memory)
    unlock_vault(vault_path, PASSPHRASE).close()


def test_a_database_exchanged_while_it_is_open_is_not_written_over(vault_path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    vault = unlock_vault(vault_path, PASSPHRASE)
    shutil.copyfile(vault_path / "vault.db", other)
    note(vault, "since")
    changed_in_place = other.read_bytes()
    (vault_path / "vault.db").write_bytes(changed_in_place)
    vault._engine.dispose()
    with pytest.raises(OtherCopyError, match="put in its place"):
        note(vault, "late")
    vault.close()
    assert (vault_path / "vault.db").read_bytes() == changed_in_place


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"sequence": "x"}', b'{"sequence": 9, "head": "zz"}', b"\xff"])
def test_a_memory_that_cannot_be_read_counts_as_none(vault_path: Path, content: bytes) -> None:
    _changes(vault_path, "one")
    _remembered().write_bytes(content)
    unlock_vault(vault_path, PASSPHRASE).close()


def test_a_computer_that_cannot_remember_goes_on(vault_path: Path) -> None:
    state_folder().mkdir(parents=True, exist_ok=True)
    shutil.rmtree(state_folder() / "vaults", ignore_errors=True)
    (state_folder() / "vaults").write_bytes(b"a file where the folder should be")
    _changes(vault_path, "one")
    _changes(vault_path, "two")


def test_the_clock_says_nothing(vault_path: Path) -> None:
    """The date of the last opening lies in the future: the order of changes is in their numbers."""
    _changes(vault_path, "one")
    raw = json.loads(_remembered().read_bytes())
    _remembered().write_bytes(json.dumps({**raw, "opened": "2093-01-01T00:00:00+00:00"}).encode())
    _changes(vault_path, "two")
    vault = unlock_vault(vault_path, PASSPHRASE)
    assert notes(vault) == {"one", "two"}
    vault.close()
