"""The key hierarchy: one random root, and what is derived from it (docs/vault-format.md)."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.vault.bech32 import encode

ROOT_BYTES = 16


def _derive(root: bytes, label: str, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=b"", info=label.encode("ascii")).derive(root)


@dataclass(frozen=True, slots=True)
class VaultKeys:
    """Everything that the root opens; none of it is ever stored or shown."""

    root: bytes = field(repr=False)
    """16 random bytes."""
    database_key: bytes = field(repr=False)
    """32 bytes: SQLCipher's raw key."""
    database_salt: bytes = field(repr=False)
    """16 bytes: given with the key, so that damaged first bytes of the file cannot lose the vault."""
    age_secret: bytes = field(repr=False)
    """32 bytes: the X25519 identity of the sealed files."""
    chain_key: bytes = field(repr=False)
    """32 bytes: authenticates the chain of changes."""
    vault_id: str
    """32 hex digits; not secret."""

    @classmethod
    def from_root(cls, root: bytes) -> VaultKeys:
        """Derive all keys; raises ValueError for a root of another length."""
        if len(root) != ROOT_BYTES:
            raise ValueError("the root has 16 bytes")
        return cls(
            root=root,
            database_key=_derive(root, "vault-db/1", 32),
            database_salt=_derive(root, "vault-db-salt/1", 16),
            age_secret=_derive(root, "sealed/1", 32),
            chain_key=_derive(root, "chain/1", 32),
            vault_id=_derive(root, "vault-id/1", 16).hex(),
        )

    @classmethod
    def new(cls) -> VaultKeys:
        """Return the keys of a fresh root."""
        return cls.from_root(os.urandom(ROOT_BYTES))

    @property
    def raw_database_key(self) -> str:
        """Key and salt as SQLCipher takes them: x'<64 hex><32 hex>'."""
        return f"x'{self.database_key.hex()}{self.database_salt.hex()}'"

    @property
    def age_identity(self) -> str:
        """The identity as the age programs take it, beginning with AGE-SECRET-KEY-1."""
        return encode("age-secret-key-", self.age_secret).upper()
