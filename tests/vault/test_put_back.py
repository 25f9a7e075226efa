"""Something old is put back into a closed vault: a page, the database, the locks, an original. It is noticed."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from desktop.bootstrap import make_workspace
from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from desktop.vault import last_seen
from desktop.vault.engine import PAGE_BYTES
from desktop.vault.errors import DamagedVaultError, OtherCopyError
from desktop.vault.new_passphrase import change_passphrase
from desktop.vault.opening import open_vault
from desktop.vault.unlock import unlock_vault
from tests.conftest import PASSPHRASE
from tests.filing import file_document


@pytest.fixture
def edited(workspace: Workspace, maria: str, vault_path: Path) -> tuple[Path, bytes, bytes]:
    """A closed vault; its database before and after one word was changed to another of the same length."""
    medicine = workspace.records.put(FactKind.MEDICATIONS, maria, {"generic": "warfarin", "strength": "5 mg"})
    file_document(workspace, maria, title="CT report")
    keys = workspace.vault.keys
    workspace.close()
    before = (vault_path / "vault.db").read_bytes()
    vault = open_vault(vault_path, keys)
    make_workspace(vault).records.edit(medicine.id, {"strength": "2 mg"})
    vault.close()
    return vault_path, before, (vault_path / "vault.db").read_bytes()


def _changed_pages(before: bytes, after: bytes) -> list[int]:
    both = range(0, min(len(before), len(after)), PAGE_BYTES)
    return [place for place in both if before[place : place + PAGE_BYTES] != after[place : place + PAGE_BYTES]]


def test_every_single_old_page_put_back_is_noticed(edited: tuple[Path, bytes, bytes]) -> None:
    path, before, after = edited
    places = _changed_pages(before, after)
    assert len(places) > 3
    for place in places:
        mixed = after[:place] + before[place : place + PAGE_BYTES] + after[place + PAGE_BYTES :]
        (path / "vault.db").write_bytes(mixed)
        with pytest.raises((OtherCopyError, DamagedVaultError)):
            unlock_vault(path, PASSPHRASE).close()
        assert (path / "vault.db").read_bytes() == mixed
    (path / "vault.db").write_bytes(after)
    unlock_vault(path, PASSPHRASE).close()


def test_without_the_digest_some_would_not_be_noticed(edited: tuple[Path, bytes, bytes]) -> None:
    """The positive control: what SQLCipher and the chain alone see."""
    path, before, after = edited
    unnoticed = 0
    for place in _changed_pages(before, after):
        (path / "vault.db").write_bytes(
            after[:place] + before[place : place + PAGE_BYTES] + after[place + PAGE_BYTES :]
        )
        last_seen.forget_files(json_id(path))
        try:
            vault = unlock_vault(path, PASSPHRASE)
        except (OtherCopyError, DamagedVaultError):
            continue
        vault.close()
        unnoticed += 1
    assert unnoticed > 0


def json_id(path: Path) -> str:
    """Return the id of a vault as its locks name it."""
    return str(json.loads((path / "vault.keys").read_text("utf-8"))["vault_id"])


def test_the_old_database_is_an_older_copy(edited: tuple[Path, bytes, bytes]) -> None:
    path, before, _after = edited
    (path / "vault.db").write_bytes(before)
    with pytest.raises(OtherCopyError, match="older copy"):
        unlock_vault(path, PASSPHRASE)


def test_one_can_go_on_all_the_same_and_is_not_asked_again(edited: tuple[Path, bytes, bytes]) -> None:
    path, before, after = edited
    place = _changed_pages(before, after)[-1]
    (path / "vault.db").write_bytes(after[:place] + before[place : place + PAGE_BYTES] + after[place + PAGE_BYTES :])
    try:
        unlock_vault(path, PASSPHRASE, accept_copy=True).close()
    except DamagedVaultError:
        return
    unlock_vault(path, PASSPHRASE).close()


def test_a_copy_in_another_folder_has_files_of_its_own(edited: tuple[Path, bytes, bytes], tmp_path: Path) -> None:
    path, _before, _after = edited
    copy = tmp_path / "elsewhere" / "family.sheaf"
    shutil.copytree(path, copy)
    vault = unlock_vault(copy, PASSPHRASE)
    assert not vault.locks_changed
    vault.close()
    unlock_vault(copy, PASSPHRASE).close()


def test_a_crash_asks_nothing(edited: tuple[Path, bytes, bytes]) -> None:
    path, _before, _after = edited
    vault = unlock_vault(path, PASSPHRASE)
    make_workspace(vault).people.add({"name": "Ana", "born": "1990"})
    vault._owner.submit(vault._engine.dispose).result()  # as if the process had ended here
    vault._owner.shutdown()
    assert vault._lock is not None
    vault._lock.release()
    unlock_vault(path, PASSPHRASE).close()


def test_reading_only_neither_asks_nor_forgets(edited: tuple[Path, bytes, bytes]) -> None:
    path, before, after = edited
    unlock_vault(path, PASSPHRASE, read_only=True).close()
    place = _changed_pages(before, after)[0]
    (path / "vault.db").write_bytes(after[:place] + before[place : place + PAGE_BYTES] + after[place + PAGE_BYTES :])
    with pytest.raises((OtherCopyError, DamagedVaultError)):
        unlock_vault(path, PASSPHRASE, read_only=True)


def test_old_locks_put_back_are_told_on_the_health_page(vault_path: Path) -> None:
    old = (vault_path / "vault.keys").read_bytes()
    vault = unlock_vault(vault_path, PASSPHRASE)
    change_passphrase(vault, PASSPHRASE, "another six words of my own")
    vault.close()
    vault = unlock_vault(vault_path, "another six words of my own")
    assert not vault.locks_changed
    vault.close()
    (vault_path / "vault.keys").write_bytes(old)
    workspace = make_workspace(unlock_vault(vault_path, PASSPHRASE))
    try:
        report = workspace.health.check()
        assert report.ok
        assert any("vault.keys" in told for told in report.warnings)
    finally:
        workspace.close()


def test_a_crash_after_a_new_passphrase_warns_of_nothing(vault_path: Path) -> None:
    vault = unlock_vault(vault_path, PASSPHRASE)
    vault.close()
    vault = unlock_vault(vault_path, PASSPHRASE)
    change_passphrase(vault, PASSPHRASE, "another six words of my own")
    vault._owner.submit(vault._engine.dispose).result()
    vault._owner.shutdown()
    assert vault._lock is not None
    vault._lock.release()
    again = unlock_vault(vault_path, "another six words of my own")
    assert not again.locks_changed
    again.close()


@pytest.mark.parametrize("name", ["vault.keys", "vault.keys.bak", "README.txt", "vault.lock"])
def test_a_deleted_file_of_the_vault_is_written_again(vault_path: Path, name: str) -> None:
    unlock_vault(vault_path, PASSPHRASE).close()
    (vault_path / name).unlink()
    vault = unlock_vault(vault_path, PASSPHRASE)
    vault.close()
    assert (vault_path / name).is_file()
    assert not vault.locks_changed


def test_the_state_says_nothing_of_names(vault_path: Path, state: Path) -> None:
    unlock_vault(vault_path, PASSPHRASE).close()
    (file,) = (state / "vaults").iterdir()
    assert "family" not in file.read_text("utf-8")
    assert os.fspath(vault_path) not in file.read_text("utf-8")
