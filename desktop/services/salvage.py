"""Salvage for who holds a key: a new vault of what can be read, its recovered papers read again, and what is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.foundation.errors import SheafError
from desktop.foundation.progress import CancelToken, Progress
from desktop.services.workspace import Workspace
from desktop.vault import key_file, places, recovery
from desktop.vault.keys import VaultKeys
from desktop.vault.opening import open_vault
from desktop.vault.salvage.saving import salvage_vault
from desktop.vault.salvage.sorting import Lost
from desktop.vault.vault import Vault

__all__ = ["Lost", "SalvageReport", "salvage"]


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """The new vault; `recovered` documents had only their original left, and want a look."""

    path: Path
    documents: int
    facts: int
    damaged_pages: int
    recovered: int
    lost: tuple[Lost, ...]

    @property
    def words(self) -> str:
        """One sentence that says how much was saved."""
        documents = "1 document" if self.documents == 1 else f"{self.documents} documents"
        facts = "1 fact" if self.facts == 1 else f"{self.facts} facts"
        saved = f"{documents} and {facts} were saved"
        if not self.lost and not self.damaged_pages:
            return f"{saved}, and nothing is lost."
        things = "1 thing is" if len(self.lost) == 1 else f"{len(self.lost)} things are"
        told = f"{saved}; {things} known to be lost or not whole." if self.lost else f"{saved}."
        if not self.damaged_pages:
            return told
        pages = "1 page" if self.damaged_pages == 1 else f"{self.damaged_pages} pages"
        return f"{told} {pages} of the vault could not be read: what stood only there is gone without a name."


def _keys(folder: Path, passphrase: str | None, code: str | None) -> VaultKeys:
    if code is not None:
        return VaultKeys.from_root(recovery.from_text(code))
    return key_file.open_with(folder, passphrase or "")[0]


def _read_again(workspace: Workspace, ids: tuple[str, ...], progress: Progress, cancel: CancelToken) -> None:
    for done, document_id in enumerate(ids):
        cancel.check()
        progress.tell(done, len(ids), "Reading recovered documents…")
        try:
            workspace.importing.retry(document_id)
        except SheafError:
            continue  # it stays as "stored, not read"


def salvage(  # noqa: PLR0913 - the ways in, and how it goes
    folder: Path,
    target: Path,
    make_workspace: Callable[[Vault], Workspace],
    *,
    passphrase: str | None = None,
    code: str | None = None,
    new_passphrase: str = "",
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> SalvageReport:
    """Save what can be read of the vault in `folder` into a new one at `target`; `folder` is never written.

    With a code, `new_passphrase` may be given for a vault whose locks are gone. Raises NoSuchVaultError,
    WrongPassphraseError, MistypedCodeError, KeysDamagedError (then the code is needed), VaultExistsError,
    DiskFullError, CannotWriteError, CancelledError.
    """
    progress, cancel = progress or Progress(), cancel or CancelToken()
    places.require_vault(folder.absolute())
    keys = _keys(folder.absolute(), passphrase, code)
    saved = salvage_vault(folder, target, keys, new_passphrase=new_passphrase, progress=progress, cancel=cancel)
    workspace = make_workspace(open_vault(saved.path, keys, accept_copy=True))
    try:
        _read_again(workspace, saved.recovered, progress, cancel)
    finally:
        workspace.close()
    return SalvageReport(
        saved.path, saved.documents, saved.facts, saved.damaged_pages, len(saved.recovered), saved.lost
    )
