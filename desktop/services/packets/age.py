"""A packet for somebody who works with age: encrypted for their public key (age-encryption.org/v1)."""

from __future__ import annotations

import pyrage

from desktop.foundation.errors import AppError


class NoAgeKeyError(AppError):
    """What was given is no public key of age."""

    code = "no-age-key"

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "This is no age key. It begins with age1 and has 62 letters and digits.",
            do="Ask the recipient for the key again; nothing was written.",
        )


def age_encrypted(data: bytes, key: str) -> bytes:
    """Return `data` so that only the holder of the secret key can read it; raises NoAgeKeyError."""
    try:
        recipient = pyrage.x25519.Recipient.from_str(key.strip())
    except pyrage.RecipientError:
        raise NoAgeKeyError from None
    encrypted: bytes = pyrage.encrypt(data, [recipient])
    return encrypted
