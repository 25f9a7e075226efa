"""The rules of the database are read back from the database, not from the code that sets them."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlcipher3
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from desktop.foundation.errors import SheafError
from desktop.vault.errors import DamagedVaultError, NoCipherError, ReadOnlyVaultError
from desktop.vault.unlock import unlock_vault
from desktop.vault.vault import Transaction, Vault
from tests.conftest import PASSPHRASE
from tests.vault.notes import note, notes

RULES = {
    "foreign_keys": 1,
    "secure_delete": 1,
    "temp_store": 2,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "cipher_page_size": "4096",
}


def _pragma(vault: Vault, name: str) -> object:
    return vault.read(lambda tx: tx.exec_driver_sql(f"PRAGMA {name}").scalar())


@pytest.mark.parametrize(("rule", "value"), RULES.items())
def test_the_rule_holds(new_vault: Vault, rule: str, value: object) -> None:
    assert _pragma(new_vault, rule) in {value, None if rule == "mmap_size" else value}


def test_a_rollback_journal_with_the_directory_synced_is_used(new_vault: Vault) -> None:
    assert (_pragma(new_vault, "journal_mode"), _pragma(new_vault, "synchronous")) == ("delete", 3)


def test_the_cipher_is_sqlcipher_4(new_vault: Vault) -> None:
    assert str(_pragma(new_vault, "cipher_version")).startswith("4.")
    assert _pragma(new_vault, "cipher_hmac_algorithm") == "HMAC_SHA512"


def test_the_rules_hold_again_after_the_connection_was_dropped(new_vault: Vault) -> None:
    new_vault._engine.dispose()
    assert _pragma(new_vault, "foreign_keys") == 1
    assert (_pragma(new_vault, "journal_mode"), _pragma(new_vault, "synchronous")) == ("delete", 3)


def test_a_library_without_encryption_is_refused(vault_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain SQLite takes `PRAGMA key` in silence and would write in the clear."""
    import sqlite3

    monkeypatch.setattr(sqlcipher3, "connect", sqlite3.connect)
    with pytest.raises(NoCipherError):
        unlock_vault(vault_path, PASSPHRASE)


def test_a_plain_database_in_its_place_is_damage_and_stays_as_it_is(vault_path: Path) -> None:
    import sqlite3

    database = vault_path / "vault.db"
    database.unlink()
    with sqlite3.connect(database) as plain:
        plain.execute("CREATE TABLE person (id INTEGER)")
    plain.close()
    before = database.read_bytes()
    with pytest.raises(DamagedVaultError):
        unlock_vault(vault_path, PASSPHRASE)
    assert database.read_bytes() == before


def test_no_word_of_it_is_in_the_files(new_vault: Vault) -> None:
    note(new_vault, "Zebrafinkenmarker")
    new_vault.close()
    files = [path for path in new_vault.path.rglob("*") if path.is_file()]
    assert len(files) >= 4
    assert not any(b"Zebrafinken" in path.read_bytes() for path in files)


def test_what_fails_leaves_nothing_of_the_change(new_vault: Vault) -> None:
    note(new_vault, "before")
    sequence = new_vault.sequence

    def half(tx: Transaction) -> None:
        tx.execute(text("INSERT INTO vault_info (name, value) VALUES ('half', 'kept')"))
        tx.execute(text("INSERT INTO vault_info (name, value) VALUES ('before', 'kept')"))

    with pytest.raises(IntegrityError):
        new_vault.write(half)
    assert (notes(new_vault), new_vault.sequence) == ({"before"}, sequence)


def test_an_error_never_quotes_what_was_written(new_vault: Vault) -> None:
    note(new_vault, "Zebrafinkenmarker")
    with pytest.raises(IntegrityError) as told:
        note(new_vault, "Zebrafinkenmarker")
    assert "Zebrafinken" not in str(told.value)


def test_a_vault_for_reading_only_refuses_changes(vault_path: Path) -> None:
    vault = unlock_vault(vault_path, PASSPHRASE, read_only=True)
    try:
        with pytest.raises(ReadOnlyVaultError):
            note(vault, "change")
        with pytest.raises(SheafError):
            vault.read(lambda tx: tx.execute(text("INSERT INTO vault_info (name, value) VALUES ('x', 'y')")))
    finally:
        vault.close()


def test_the_extension_that_could_load_code_is_off(new_vault: Vault) -> None:
    def load(tx: Transaction) -> None:
        tx.exec_driver_sql("SELECT load_extension('/nonexistent')")

    with pytest.raises(Exception, match=r"not authorized|no such function"):
        new_vault.read(load)


def test_cipher_errors_are_not_printed(vault_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    database = vault_path / "vault.db"
    content = bytearray(database.read_bytes())
    content[5000] ^= 1
    database.write_bytes(content)
    with pytest.raises(DamagedVaultError):
        unlock_vault(vault_path, PASSPHRASE)
    said = capfd.readouterr()
    assert (said.out, said.err) == ("", "")
    assert sqlcipher3.sqlite_version_info >= (3, 37), "STRICT tables"
