"""New keys: a new root, everything encrypted again into a new folder, verified, and swapped in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, update

from desktop.foundation.atomic import sync_folder
from desktop.foundation.clock import now
from desktop.foundation.progress import CancelToken, Progress
from desktop.vault import chain, key_file, last_seen, places, recovery, trouble
from desktop.vault.checking import DatabaseCheck, check_open, verify_copy, wanted_originals
from desktop.vault.copying import copy_database
from desktop.vault.create import RecoveryCode, check_passphrase
from desktop.vault.engine import BEGIN, make_engine
from desktop.vault.errors import DamagedVaultError, DiskFullError
from desktop.vault.kdf import KdfParameters, calibrated
from desktop.vault.keys import VaultKeys
from desktop.vault.sealed import SealedFiles
from desktop.vault.swapping import free_place, incoming, swap_in
from desktop.vault.tables import document, imaging_file
from desktop.vault.vault import Transaction, Vault


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """The new code, and where the vault with the old keys was put: it still opens with the old ones."""

    code: RecoveryCode
    old: Path


def _workplace(place: Path) -> Path:
    """Return where the new vault is written until it is complete: never under the name that a swap looks for."""
    return place.with_name(f"{place.name}.rekeying")


def room_needed(vault: Vault) -> int:
    """Return the bytes that new keys need on the disk for a while: the whole vault once more, and 100 MB."""
    files = [path for path in vault.path.rglob("*") if path.is_file()]
    return sum(path.stat().st_size for path in files) + places.SPARE_BYTES


def _seal_again(
    vault: Vault, sealed: SealedFiles, wanted: Mapping[str, str], progress: Progress, cancel: CancelToken
) -> dict[str, str]:
    """Seal every original with the new key under a new name, and return the new names by the old ones.

    New names, since backups keep originals by name and the old ones stay in them.
    """
    renamed = {}
    for done, (name, digest) in enumerate(wanted.items()):
        cancel.check()
        progress.tell(done, len(wanted), "Encrypting the documents again…")
        data = vault.sealed.open(name)
        if sha256(data).hexdigest() != digest:
            raise DamagedVaultError("A document's original is damaged. Mend it from a backup first.")
        renamed[name] = sealed.seal(data)
    return renamed


def _rename(tx: Connection, renamed: Mapping[str, str]) -> None:
    for before, after in renamed.items():
        for table in (document, imaging_file):
            tx.execute(update(table).where(table.c.sealed == before).values(sealed=after))


def _write_names(database: Path, keys: VaultKeys, renamed: Mapping[str, str]) -> DatabaseCheck:
    """Enter the new names into the new database as one change of the chain, and return its check."""
    engine = make_engine(database, keys)
    try:
        with engine.connect() as connection:
            writing = connection.execution_options(**{BEGIN: "IMMEDIATE"})
            with writing.begin():
                before = chain.last_head(writing)
                with chain.digesting(engine) as digest:
                    _rename(writing, renamed)
                chain.append(writing, chain.next_head(before, digest.digest(), keys.chain_key))
            connection.execution_options(**{BEGIN: "DEFERRED"})
            return check_open(connection)
    finally:
        engine.dispose()


def _build(vault: Vault, keys: VaultKeys, target: Path, progress: Progress, cancel: CancelToken) -> DatabaseCheck:
    def copy(tx: Transaction) -> tuple[DatabaseCheck, dict[str, str]]:
        copy_database(tx, keys, places.database(target))
        return check_open(tx), wanted_originals(tx)

    progress.tell(0, 0, "Encrypting the records again…")
    like, wanted = vault.read(copy)
    renamed = _seal_again(vault, SealedFiles(target, keys), wanted, progress, cancel)
    made = _write_names(places.database(target), keys, renamed)
    expected = dict(like.counts) | {"chain": like.counts["chain"] + 1}
    progress.tell(0, 0, "Opening the new vault and comparing…")
    return verify_copy(places.database(target), target, keys, like=DatabaseCheck((), expected, made.head), sample=None)


def rekey_vault(
    vault: Vault,
    passphrase: str,
    *,
    kdf: KdfParameters | None = None,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> Rekeyed:
    """Give an open vault new keys, close it, and put the new vault in its place.

    Unlock it again afterwards, with `passphrase`. The old recovery code opens the old folder and old backups only.
    Raises BadPassphraseError, DiskFullError, CannotWriteError, DamagedVaultError, VerificationFailedError,
    CancelledError; then the vault is as it was, and open.
    """
    check_passphrase(passphrase)
    target = _workplace(vault.path)
    with vault.writing_held():
        try:
            return _rekey(vault, passphrase, kdf or calibrated(), progress or Progress(), cancel or CancelToken())
        except BaseException as error:
            if vault.path.exists():
                shutil.rmtree(target, ignore_errors=True)
            if isinstance(error, OSError):
                raise trouble.of_system(error) from error
            raise


def _rekey(vault: Vault, passphrase: str, kdf: KdfParameters, progress: Progress, cancel: CancelToken) -> Rekeyed:
    place, target, keys = vault.path, _workplace(vault.path), VaultKeys.new()
    if shutil.disk_usage(place).free < room_needed(vault):
        raise DiskFullError
    shutil.rmtree(target, ignore_errors=True)
    places.claim(target)
    places.furnish(target)
    made = _build(vault, keys, target, progress, cancel)
    key_file.write(target, key_file.wrap(keys, passphrase, kdf))
    cancel.check()  # the last moment: from here on the new vault takes the place
    old = free_place(place, f"with old keys, {now():%Y-%m-%d}")
    vault.close()
    shutil.rmtree(incoming(place), ignore_errors=True)
    os.rename(target, incoming(place))  # noqa: PTH104 - a folder; only what is complete may have this name
    sync_folder(place.parent)
    swap_in(place, old=old)
    if made.head is not None:
        last_seen.remember(keys.vault_id, made.head, opened=now())
    return Rekeyed(RecoveryCode(recovery.to_groups(keys.root)), old)
