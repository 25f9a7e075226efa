"""The operating system's key store, for those who want it: only stores that are known to keep what they are given."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from desktop.vault.errors import KeyStoreError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Sheaf"
SECRET_BYTES = 32
ACCEPTED = (
    "keyring.backends.macOS.Keyring",
    "keyring.backends.Windows.WinVaultKeyring",
    "keyring.backends.SecretService.Keyring",
    "keyring.backends.kwallet.DBusKeyring",
)
"""Keychain, Windows Credential Locker, Secret Service, KWallet. Others write plain files or drop secrets silently."""


def _viable() -> Iterator[KeyringBackend]:
    """Yield the accepted stores of this session; settings and variables of others cannot bring in another one."""
    for name in ACCEPTED:
        module, _, kind = name.rpartition(".")
        try:
            store = getattr(import_module(module), kind)
            if store.viable:
                yield store()
        except Exception:  # noqa: BLE001, S112 - a store that cannot even be asked is not there
            continue


def _store() -> KeyringBackend:
    """Return the best accepted store of this session; raises KeyStoreError."""
    found = max(_viable(), key=lambda store: float(store.priority), default=None)
    if found is None:
        raise KeyStoreError
    return found


def is_available() -> bool:
    """Whether this session has an accepted store; it may still be locked. Asks the session's bus: may take a while."""
    return next(_viable(), None) is not None


def remember(vault_id: str) -> bytes:
    """Put 32 new random bytes into the store under the vault's id, read them back, and return them.

    Raises KeyStoreError: no accepted store, locked, the prompt dismissed, or it did not keep what it was given.
    """
    secret = os.urandom(SECRET_BYTES)
    try:
        store = _store()
        store.set_password(SERVICE, vault_id, base64.b64encode(secret).decode())
    except KeyStoreError:
        raise
    except Exception as error:
        raise KeyStoreError from error
    if recall(vault_id) != secret:
        raise KeyStoreError
    return secret


def recall(vault_id: str) -> bytes:
    """Return the 32 bytes; raises KeyStoreError."""
    try:
        kept = _store().get_password(SERVICE, vault_id)
        secret = base64.b64decode(kept or "", validate=True)
    except Exception as error:
        raise KeyStoreError from error
    if len(secret) != SECRET_BYTES:
        raise KeyStoreError
    return secret


def forget(vault_id: str) -> None:
    """Take the secret out of the store; harmless when it is not there or the store does not answer."""
    with suppress(Exception):
        _store().delete_password(SERVICE, vault_id)
