"""Open a vault and save one fact, in a process of its own; says when it begins and when the fact is acknowledged."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from desktop.bootstrap import make_vaults  # noqa: E402 - the project's folder must be known first
from desktop.foundation.errors import SheafError  # noqa: E402
from desktop.records.fact import FactKind  # noqa: E402


def main() -> int:
    """Save an allergy with the passphrase of the arguments; 6 when it could not be saved, as the command line says."""
    path, passphrase = Path(sys.argv[1]), sys.argv[2]
    try:
        workspace = make_vaults().unlock(path, passphrase)
        person = workspace.people.list()[0].id
        workspace.records.put(FactKind.ALLERGIES, person, {"substance": "Latex", "reaction": "hives"})
        os.write(1, b"acknowledged\n")
        workspace.close()
    except SheafError as error:
        os.write(1, f"{error.code}\n".encode())
        return int(error.exit_code)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
