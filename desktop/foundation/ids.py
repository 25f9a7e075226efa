"""Random identifiers: 26 lower-case letters and digits, 128 bits, without meaning."""

from __future__ import annotations

import base64
import os


def new_id() -> str:
    """Return a fresh identifier; it tells nothing about what it names or when it was made."""
    return base64.b32encode(os.urandom(16)).decode("ascii").rstrip("=").lower()
