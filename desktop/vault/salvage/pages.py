"""The pages of a damaged SQLCipher 4 database, each checked and decrypted on its own.

SQLCipher gives up at the first broken page of a table; read one by one, every other page is as good as before.
Layout of a page (zetetic.net, sqlcipher/design): ciphertext, 16 bytes of IV, 64 bytes of HMAC-SHA512 over
ciphertext, IV and the page's number. The first page begins with the salt in place of 16 bytes of ciphertext.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

from desktop.vault.engine import PAGE_BYTES
from desktop.vault.keys import VaultKeys

IV_BYTES, MAC_BYTES, SALT_BYTES = 16, 64, 16
RESERVED = IV_BYTES + MAC_BYTES
USABLE = PAGE_BYTES - RESERVED
"""Bytes of a page that hold content."""
_MAGIC = b"SQLite format 3\0"
_MAC_MASK = 0x3A
_MAC_ROUNDS = 2


class Pages:
    """Reads pages by number, from 1; a page whose seal is broken is None."""

    def __init__(self, path: Path, keys: VaultKeys) -> None:
        """Read from the file at `path`; raises OSError when it cannot be opened."""
        self._content = path.read_bytes()
        self._key = keys.database_key
        salt = bytes(byte ^ _MAC_MASK for byte in keys.database_salt)
        self._mac_key = hashlib.pbkdf2_hmac("sha512", keys.database_key, salt, _MAC_ROUNDS, 32)
        self.count = len(self._content) // PAGE_BYTES
        """How many whole pages the file has; what is cut off behind them is lost."""

    def __getitem__(self, number: int) -> bytes | None:
        """Return the decrypted page, 4096 bytes with the last 80 empty, or None."""
        start = (number - 1) * PAGE_BYTES
        page = self._content[start : start + PAGE_BYTES]
        if number < 1 or len(page) != PAGE_BYTES:
            return None
        skipped = SALT_BYTES if number == 1 else 0
        sealed, iv, mac = page[skipped:USABLE], page[USABLE : USABLE + IV_BYTES], page[USABLE + IV_BYTES :]
        signed = hmac.new(self._mac_key, sealed + iv + number.to_bytes(4, "little"), hashlib.sha512).digest()
        if not hmac.compare_digest(signed, mac):
            return None
        opened = Cipher(AES256(self._key), CBC(iv)).decryptor()
        return (_MAGIC if number == 1 else b"") + opened.update(sealed) + opened.finalize() + bytes(RESERVED)

    def damaged(self) -> tuple[int, ...]:
        """Return the numbers of pages whose seal is broken."""
        return tuple(number for number in self if self[number] is None)

    def __iter__(self) -> Iterator[int]:
        """Yield the number of every whole page."""
        return iter(range(1, self.count + 1))
