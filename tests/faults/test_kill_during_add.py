"""kill -9 during `sheaf add`, on a vault that grows: whatever was acknowledged is there afterwards, byte for byte.

SHEAF_KILLS says how often (20), SHEAF_SEED repeats the moments of an earlier run.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import pytest

from tests.faults.killing import Killer
from tests.journeys.terminal import Terminal


@pytest.mark.timeout(0)
def test_acknowledged_documents_survive_every_kill(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kills = int(os.environ.get("SHEAF_KILLS", "20"))
    seed = int(os.environ.get("SHEAF_SEED", secrets.randbelow(1_000_000)))
    terminal = Terminal(tmp_path)
    terminal.create()
    killer = Killer(terminal, seed)
    try:
        for _ in range(kills):
            killer.strike()
            killer.look()
    finally:
        with capsys.disabled():
            print(f"\n{killer.tally.told(seed)}")  # noqa: T201 - the counts are what the run is for
    assert killer.tally.kills == kills
    assert killer.tally.interrupted
    assert killer.tally.acknowledged
