"""The keys of the open vault: another passphrase, the kit once more, new keys, and the computer's key store."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.foundation.clock import today
from desktop.foundation.errors import SheafError
from desktop.foundation.progress import CancelToken, Progress
from desktop.records.dates import PartialDate
from desktop.services.backups.remembered import carry_over
from desktop.services.passphrases import PassphraseVerdict, judge_passphrase, propose_passphrase
from desktop.services.recovery_kit import RecoveryKit, make_kit
from desktop.vault import os_keyring, recovery
from desktop.vault.kdf import KdfParameters
from desktop.vault.new_passphrase import change_passphrase, check_current
from desktop.vault.rekey import rekey_vault, room_needed
from desktop.vault.remembered import forget_vault, is_remembered, remember_vault
from desktop.vault.stores.info import info, keep_info
from desktop.vault.unlock import describe_vault
from desktop.vault.vault import Vault

_CHANGED, _KIT_MADE, _CREATED = "passphrase_changed", "kit_made", "created"


@dataclass(frozen=True, slots=True)
class NewKeys:
    """The kit of the new keys, and the folder of the vault with the old ones, which the old kit still opens."""

    kit: RecoveryKit
    old: Path


class Keys:
    """What can be done with the ways into an open vault."""

    def __init__(
        self, vault: Vault, *, before_rekey: Callable[[], object] | None = None, kdf: KdfParameters | None = None
    ) -> None:
        """Work on `vault`; `before_rekey` makes a backup."""
        self._vault = vault
        self._before_rekey = before_rekey or (lambda: None)
        self._kdf = kdf

    def _day(self, name: str) -> PartialDate | None:
        kept = self._vault.read(lambda tx: info(tx, name) or info(tx, _CREATED))
        return PartialDate.parse(kept[:10]) if kept else None

    def _note(self, name: str) -> None:
        self._vault.write(lambda tx: keep_info(tx, name, today().isoformat()))

    @property
    def passphrase_changed(self) -> PartialDate | None:
        """The day of the last change, or of the vault's making."""
        return self._day(_CHANGED)

    @property
    def kit_made(self) -> PartialDate | None:
        """The day on which the kit was made last."""
        return self._day(_KIT_MADE)

    def change_passphrase(self, current: str, new: str) -> None:
        """Let the vault open with `new`; older backups still open with `current`.

        Raises BadPassphraseError, WrongPassphraseError, KeysDamagedError, DiskFullError, CannotWriteError.
        """
        change_passphrase(self._vault, current, new, kdf=self._kdf)
        self._note(_CHANGED)

    def kit_again(self, passphrase: str) -> RecoveryKit:
        """Return the kit of the same code once more, for who knows the passphrase; raises WrongPassphraseError."""
        check_current(self._vault.path, self._vault.vault_id, passphrase)
        return make_kit(recovery.to_groups(self._vault.keys.root), vault_name=self._vault.name)

    def room_for_new_keys(self) -> int:
        """Return the bytes that new keys need on the disk for a while."""
        return room_needed(self._vault)

    def new_keys(
        self, passphrase: str, *, progress: Progress | None = None, cancel: CancelToken | None = None
    ) -> NewKeys:
        """Give the vault new keys and close it; unlock it again with the same passphrase.

        Raises WrongPassphraseError, DiskFullError, CannotWriteError, DamagedVaultError, VerificationFailedError,
        CancelledError; then the vault is as it was, and open.
        """
        check_current(self._vault.path, self._vault.vault_id, passphrase)
        remembered = self.is_remembered
        self._before_rekey()
        kit_before = self._vault.read(lambda tx: info(tx, _KIT_MADE))
        self._note(_KIT_MADE)
        try:
            made = rekey_vault(self._vault, passphrase, kdf=self._kdf, progress=progress, cancel=cancel)
        except BaseException:
            if not self._vault.closed:
                with suppress(SheafError):
                    self._vault.write(lambda tx: keep_info(tx, _KIT_MADE, kit_before))
            raise
        if remembered:
            os_keyring.forget(self._vault.vault_id)
        with suppress(OSError):  # the places of the backups can be chosen again
            carry_over(self._vault.vault_id, describe_vault(self._vault.path).vault_id)
        return NewKeys(make_kit(made.code.groups, vault_name=self._vault.name), made.old)

    def propose_passphrase(self) -> str:
        """Return six words with single spaces between them."""
        return propose_passphrase()

    def judge_passphrase(self, text: str) -> PassphraseVerdict:
        """Judge a passphrase of the person's own."""
        return judge_passphrase(text)

    @property
    def can_be_remembered(self) -> bool:
        """Whether this computer has a key store that keeps what it is given."""
        return os_keyring.is_available()

    @property
    def is_remembered(self) -> bool:
        """Whether the key store opens this vault."""
        return is_remembered(self._vault.path)

    def remember(self, *, on: bool) -> None:
        """Let the computer's key store open the vault, or no longer.

        Raises KeyStoreError, KeysDamagedError, DiskFullError, CannotWriteError; then nothing is changed.
        """
        if on:
            remember_vault(self._vault)
        else:
            forget_vault(self._vault)
