"""Vaults before they are open: make, describe, unlock, recover."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.foundation.progress import CancelToken, Progress
from desktop.services.backups import BackupLine, Inside, Restored, closed
from desktop.services.passphrases import PassphraseVerdict, judge_passphrase, propose_passphrase
from desktop.services.recovery_kit import RecoveryKit, make_kit
from desktop.services.salvage import SalvageReport, salvage
from desktop.services.workspace import Workspace
from desktop.vault import recover as recovering
from desktop.vault.create import create_vault
from desktop.vault.kdf import KdfParameters
from desktop.vault.remembered import is_remembered, unlock_remembered
from desktop.vault.unlock import VaultDescription, describe_vault, unlock_vault
from desktop.vault.vault import Vault

__all__ = ["PassphraseVerdict", "RecoveryKit", "VaultDescription", "Vaults"]


class Vaults:
    """The door to vaults that are not open yet."""

    def __init__(self, make_workspace: Callable[[Vault], Workspace], *, kdf: KdfParameters | None = None) -> None:
        """Turn open vaults into workspaces; `kdf` None calibrates each new vault to about a second."""
        self._make_workspace = make_workspace
        self._kdf = kdf

    def create(self, path: Path, passphrase: str) -> tuple[Workspace, RecoveryKit]:
        """Make a vault and open it; raises VaultExistsError, BadPassphraseError, DiskFullError, CannotWriteError."""
        vault, code = create_vault(path, passphrase, kdf=self._kdf)
        try:
            kit = make_kit(code.groups, vault_name=vault.name)
        except BaseException:
            vault.close()
            raise
        return self._make_workspace(vault), kit

    def unlock(self, path: Path, passphrase: str, *, read_only: bool = False, accept_copy: bool = False) -> Workspace:
        """Open a vault; raises what vault.unlock_vault raises."""
        return self._make_workspace(unlock_vault(path, passphrase, read_only=read_only, accept_copy=accept_copy))

    def is_remembered(self, path: Path) -> bool:
        """Whether the computer's key store may open a vault; nothing is asked of it."""
        return is_remembered(path)

    def unlock_remembered(self, path: Path, *, read_only: bool = False, accept_copy: bool = False) -> Workspace:
        """Open a vault with what the key store holds; raises KeyStoreError: then ask for the passphrase."""
        return self._make_workspace(unlock_remembered(path, read_only=read_only, accept_copy=accept_copy))

    def check_code(self, path: Path, code: str) -> None:
        """Raise MistypedCodeError or WrongCodeError unless the code belongs to this vault."""
        recovering.check_code(path, code)

    def recover(self, path: Path, code: str, new_passphrase: str, *, accept_copy: bool = False) -> Workspace:
        """Open a vault with its code and set a passphrase; raises what vault.recover_vault raises."""
        vault = recovering.recover_vault(path, code, new_passphrase, kdf=self._kdf, accept_copy=accept_copy)
        return self._make_workspace(vault)

    def describe(self, path: Path) -> VaultDescription:
        """Return what can be told without a key; raises NoSuchVaultError."""
        return describe_vault(path)

    def is_backup(self, path: Path) -> bool:
        """Whether a folder is a backup or holds some."""
        return closed.is_backup(path)

    def backups(self, vault: Path, *more: Path) -> tuple[BackupLine, ...]:
        """Return the backups of a vault that is not open, the newest first; `more` are further folders."""
        return closed.backups_of(vault, *more)

    def compare(
        self, backup: Path, vault: Path, *, passphrase: str | None = None, code: str | None = None
    ) -> Inside | None:
        """Return what a restore would change in a closed vault, or None when that cannot be told; as closed.compare."""
        return closed.compare_with(backup, vault, passphrase=passphrase, code=code)

    def check_backup(self, backup: Path, passphrase: str, *, cancel: CancelToken | None = None) -> bool:
        """Open a backup with every original: whether it is whole; raises NoSuchBackupError, WrongPassphraseError."""
        return closed.check(backup, passphrase=passphrase, cancel=cancel)

    def restore(
        self,
        backup: Path,
        vault: Path,
        *,
        passphrase: str | None = None,
        code: str | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Restored:
        """Bring a backup back to `vault` with its passphrase or code; what is there is kept. As closed.restore."""
        return closed.restore(backup, vault, passphrase=passphrase, code=code, progress=progress, cancel=cancel)

    def salvage(  # noqa: PLR0913 - the ways in, and how it goes
        self,
        folder: Path,
        target: Path,
        *,
        passphrase: str | None = None,
        code: str | None = None,
        new_passphrase: str = "",
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> SalvageReport:
        """Save what can be read of a damaged vault into a new one; as salvage.salvage."""
        return salvage(
            folder,
            target,
            self._make_workspace,
            passphrase=passphrase,
            code=code,
            new_passphrase=new_passphrase,
            progress=progress,
            cancel=cancel,
        )

    def propose_passphrase(self) -> str:
        """Return six words with single spaces between them."""
        return propose_passphrase()

    def judge_passphrase(self, text: str) -> PassphraseVerdict:
        """Judge a passphrase of the person's own."""
        return judge_passphrase(text)
