"""Another passphrase wraps the same root anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.vault import key_file
from desktop.vault.backup.make import make_backup
from desktop.vault.backup.restore import restore_backup, unlock_backup
from desktop.vault.errors import BadPassphraseError, WrongPassphraseError
from desktop.vault.new_passphrase import change_passphrase
from desktop.vault.unlock import unlock_vault
from tests.conftest import PASSPHRASE

NEW = "seven orange candle river"


def test_the_new_one_opens_and_the_old_one_does_not(vault_path: Path) -> None:
    vault = unlock_vault(vault_path, PASSPHRASE)
    database = (vault_path / "vault.db").read_bytes()
    change_passphrase(vault, PASSPHRASE, NEW)
    vault.close()
    assert (vault_path / "vault.db").read_bytes() == database
    with pytest.raises(WrongPassphraseError):
        unlock_vault(vault_path, PASSPHRASE)
    unlock_vault(vault_path, NEW).close()


def test_nothing_changes_when_the_current_one_is_wrong(vault_path: Path) -> None:
    vault = unlock_vault(vault_path, PASSPHRASE)
    before = (vault_path / key_file.NAME).read_bytes()
    with pytest.raises(WrongPassphraseError):
        change_passphrase(vault, "not the right passphrase", NEW)
    with pytest.raises(BadPassphraseError):
        change_passphrase(vault, PASSPHRASE, "short")
    vault.close()
    assert (vault_path / key_file.NAME).read_bytes() == before


def test_an_older_backup_still_opens_with_the_old_one(vault_path: Path, tmp_path: Path) -> None:
    vault = unlock_vault(vault_path, PASSPHRASE)
    backup = make_backup(vault, tmp_path / "stick")
    change_passphrase(vault, PASSPHRASE, NEW)
    vault.close()
    with pytest.raises(WrongPassphraseError):
        unlock_backup(backup, NEW)
    restored = restore_backup(backup, unlock_backup(backup, PASSPHRASE), tmp_path / "again.sheaf")
    unlock_vault(restored.path, PASSPHRASE, accept_copy=True).close()
