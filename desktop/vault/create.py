"""Make a new vault."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert

from desktop.foundation.clock import now
from desktop.vault import key_file, places, recovery, schema, trouble
from desktop.vault.chain_tables import vault_info
from desktop.vault.engine import make_engine
from desktop.vault.errors import BadPassphraseError
from desktop.vault.kdf import KdfParameters, calibrated
from desktop.vault.keys import VaultKeys
from desktop.vault.opening import open_vault
from desktop.vault.vault import Transaction, Vault

SHORTEST, LONGEST = 15, 256


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """The root, to be written on paper: seven groups of four signs."""

    groups: tuple[str, ...]


def check_passphrase(passphrase: str) -> None:
    """Raise BadPassphraseError unless it has 15 to 256 characters."""
    if len(passphrase) < SHORTEST:
        raise BadPassphraseError(
            f"Too short: {len(passphrase)} of {SHORTEST} characters.", do="A few ordinary words are easiest."
        )
    if len(passphrase) > LONGEST:
        raise BadPassphraseError(
            f"Too long: {len(passphrase)} of {LONGEST} characters.", do="A few ordinary words are enough."
        )


def _describe(tx: Transaction) -> None:
    rows = {"created": now().isoformat(), schema.NEEDS: schema.NEEDS_VERSION}
    tx.execute(insert(vault_info), [{"name": name, "value": value} for name, value in rows.items()])


def _fill(folder: Path, keys: VaultKeys, passphrase: str, kdf: KdfParameters | None) -> Vault:
    key_file.write(folder, key_file.wrap(keys, passphrase, kdf or calibrated()))
    engine = make_engine(places.database(folder), keys)
    try:
        places.database(folder).chmod(0o600)
        schema.migrate(engine)
    finally:
        engine.dispose()
    vault = open_vault(folder, keys)
    try:
        vault.write(_describe)
    except BaseException:
        vault.close()
        raise
    return vault


def create_vault(path: Path, passphrase: str, *, kdf: KdfParameters | None = None) -> tuple[Vault, RecoveryCode]:
    """Make a vault at `path` and open it; `kdf` None calibrates to about a second on this computer.

    Raises VaultExistsError, BadPassphraseError, DiskFullError, CannotWriteError; then nothing is left behind.
    """
    check_passphrase(passphrase)
    folder = path.absolute()
    keys = VaultKeys.new()
    places.claim(folder)
    try:
        places.furnish(folder)
        vault = _fill(folder, keys, passphrase, kdf)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        told = trouble.told(error)
        if told is not None:
            raise told from error
        raise
    return vault, RecoveryCode(recovery.to_groups(keys.root))
