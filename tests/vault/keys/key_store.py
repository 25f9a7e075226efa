"""Run under a private session bus with a real Secret Service: prints what each step did, as JSON."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from desktop.foundation.errors import SheafError  # noqa: E402 - the project's folder must be known first
from desktop.vault import os_keyring, remembered  # noqa: E402
from desktop.vault.unlock import unlock_vault  # noqa: E402


def _attempt(path: Path) -> str:
    try:
        remembered.unlock_remembered(path).close()
    except SheafError as error:
        return error.code
    return "open"


def main() -> int:
    """Walk through remembering, opening, losing the secret, a stopped service and forgetting."""
    path, passphrase = Path(sys.argv[1]), sys.argv[2]
    end = time.monotonic() + 30
    while not os_keyring.is_available() and time.monotonic() < end:
        time.sleep(0.1)
    seen: dict[str, object] = {"available": os_keyring.is_available(), "before": _attempt(path)}
    vault = unlock_vault(path, passphrase)
    remembered.remember_vault(vault)
    vault.close()
    seen["remembered"] = remembered.is_remembered(path)
    seen["after"] = _attempt(path)
    kept = os_keyring.recall(vault.vault_id)
    os_keyring.forget(vault.vault_id)
    seen["lost"] = _attempt(path)
    vault = unlock_vault(path, passphrase)
    remembered.remember_vault(vault)
    seen["new secret"] = os_keyring.recall(vault.vault_id) != kept
    remembered.forget_vault(vault)
    vault.close()
    seen["forgotten"] = (remembered.is_remembered(path), _attempt(path))
    vault = unlock_vault(path, passphrase)
    remembered.remember_vault(vault)
    vault.close()
    os.kill(int(sys.argv[3]), signal.SIGKILL)
    seen["service gone"] = _attempt(path)
    unlock_vault(path, passphrase).close()
    sys.stdout.write(json.dumps(seen) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
