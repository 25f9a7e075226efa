"""Damage is told from a wrong passphrase, and whatever is damaged stays as it is until somebody decides."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.vault import key_file, recovery
from desktop.vault.engine import open_connection
from desktop.vault.errors import DamagedVaultError, NoSuchVaultError, WrongPassphraseError
from desktop.vault.recover import recover_vault
from desktop.vault.unlock import unlock_vault
from desktop.vault.vault import Vault
from tests.conftest import PASSPHRASE


def _cut(size: int) -> Callable[[Path], None]:
    def cut(database: Path) -> None:
        database.write_bytes(database.read_bytes()[:size])

    return cut


def _overwrite(start: int, length: int) -> Callable[[Path], None]:
    def overwrite(database: Path) -> None:
        content = bytearray(database.read_bytes())
        content[start : start + length] = b"\xa5" * length
        database.write_bytes(content)

    return overwrite


DAMAGES = {
    "empty": _cut(0),
    "one byte": _cut(1),
    "half a page": _cut(2048),
    "one page of many": _cut(4096),
    "cut in the middle": _cut(30_000),
    "not a database": lambda database: database.write_bytes(b"hello\n" * 9000),
    "zeros": lambda database: database.write_bytes(bytes(40_960)),
    "first page": _overwrite(100, 3000),
    "gone": Path.unlink,
}


def _state(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "vault.lock"
    }


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_database_is_never_called_a_wrong_passphrase_and_nothing_is_written(
    vault_path: Path, damage: Callable[[Path], None]
) -> None:
    damage(vault_path / "vault.db")
    before = _state(vault_path)
    for _ in range(2):
        with pytest.raises(DamagedVaultError) as told:
            unlock_vault(vault_path, PASSPHRASE)
        assert told.value.safe == "Nothing was changed."
        with pytest.raises(WrongPassphraseError):
            unlock_vault(vault_path, "another passphrase of five words")
    assert _state(vault_path) == before


def test_the_salt_in_the_file_may_be_lost(vault_path: Path) -> None:
    """The first 16 bytes are derived, not read: what takes other databases away costs nothing here."""
    _overwrite(0, 16)(vault_path / "vault.db")
    unlock_vault(vault_path, PASSPHRASE).close()


def test_the_code_of_a_damaged_vault_is_told_from_another_vaults_code(new_vault: Vault) -> None:
    groups = recovery.to_groups(new_vault.keys.root)
    new_vault.close()
    for name in (key_file.NAME, key_file.COPY_NAME):
        (new_vault.path / name).unlink()
    _overwrite(100, 3000)(new_vault.path / "vault.db")
    with pytest.raises(DamagedVaultError):
        recover_vault(new_vault.path, "-".join(groups), PASSPHRASE)


def test_an_original_that_is_damaged_or_gone_says_so(new_vault: Vault) -> None:
    name = new_vault.sealed.seal(b"an original")
    path = next(new_vault.path.glob(f"sealed/*/{name}.age"))
    content = path.read_bytes()
    for place in (0, len(content) // 2, len(content) - 1):
        flipped = bytearray(content)
        flipped[place] ^= 1
        path.write_bytes(flipped)
        with pytest.raises(DamagedVaultError, match="missing or damaged"):
            new_vault.sealed.open(name)
    path.write_bytes(content)
    assert new_vault.sealed.open(name) == b"an original"
    path.unlink()
    with pytest.raises(DamagedVaultError, match="missing or damaged"):
        new_vault.sealed.open(name)


def test_originals_of_another_vault_do_not_open(new_vault: Vault, tmp_path: Path) -> None:
    from desktop.vault.keys import VaultKeys
    from desktop.vault.sealed import SealedFiles

    (tmp_path / "sealed").mkdir()
    name = new_vault.sealed.seal(b"an original")
    with pytest.raises(DamagedVaultError):
        SealedFiles(new_vault.path, VaultKeys.new()).open(name)


@pytest.mark.parametrize("name", ["../../../etc/passwd", "", "A" * 26, "a" * 25, "a/b"])
def test_a_name_from_the_database_never_leaves_the_folder(new_vault: Vault, name: str) -> None:
    with pytest.raises(ValueError, match="not the name"):
        new_vault.sealed.open(name)


@pytest.mark.parametrize("kind", ["missing", "empty folder", "a file"])
def test_no_vault_is_told_from_a_damaged_one(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.sheaf"
    if kind == "empty folder":
        path.mkdir()
    elif kind == "a file":
        path.write_bytes(b"x")
    with pytest.raises(NoSuchVaultError):
        unlock_vault(path, PASSPHRASE)


def test_an_empty_database_of_the_right_key_is_not_filled_with_empty_tables(new_vault: Vault) -> None:
    new_vault.close()
    database = new_vault.path / "vault.db"
    database.unlink()
    connection = open_connection(database, new_vault.keys, read_only=False)
    connection.execute("CREATE TABLE empty (x)")
    connection.execute("DROP TABLE empty")
    connection.close()
    before = database.read_bytes()
    with pytest.raises(DamagedVaultError, match="is empty"):
        unlock_vault(new_vault.path, PASSPHRASE)
    assert database.read_bytes() == before
