"""Folders of the person's computer that Sheaf uses outside a vault; none of them holds health data."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def state_folder() -> Path:
    """Return the folder for settings, last-seen heads of vaults and logs.

    `SHEAF_STATE_DIR` replaces it (tests, portable use). It is not created here.
    """
    chosen = os.environ.get("SHEAF_STATE_DIR")
    if chosen:
        return Path(chosen)
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "Sheaf"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "Sheaf"
    return Path(os.environ.get("XDG_STATE_HOME", home / ".local" / "state")) / "sheaf"
