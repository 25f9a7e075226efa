"""Vaults before they are open: make, describe, unlock, recover."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.services.passphrases import PassphraseVerdict, judge_passphrase, propose_passphrase
from desktop.services.recovery_kit import RecoveryKit, make_kit
from desktop.services.workspace import Workspace
from desktop.vault import recover as recovering
from desktop.vault.create import create_vault
from desktop.vault.kdf import KdfParameters
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

    def propose_passphrase(self) -> str:
        """Return six words with single spaces between them."""
        return propose_passphrase()

    def judge_passphrase(self, text: str) -> PassphraseVerdict:
        """Judge a passphrase of the person's own."""
        return judge_passphrase(text)
