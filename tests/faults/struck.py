"""Runs the striker in a process of its own and reads what it counted."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

STRIKER = Path(__file__).with_name("striking.py")
WORKS = ("edit", "import", "backup", "rekey", "export", "migration")


def strike(work: str, kills: int, seed: int, folder: Path) -> dict[str, int]:
    """Kill `work` so often, at moments that `seed` repeats; returns kills, "in time", acknowledged and lost."""
    command = [sys.executable, str(STRIKER), work, str(kills), str(seed), str(folder)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert ran.returncode == 0, ran.stderr[-2000:]
    told: dict[str, int] = json.loads(ran.stdout)
    return told
