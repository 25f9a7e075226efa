"""kill -9 at random moments of everything that writes: what was acknowledged is there, and the vault is whole.

SHEAF_KILLS says how often each work is killed (170: 1,020 in all), SHEAF_SEED repeats the moments of an earlier run.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import pytest

from tests.faults.struck import WORKS, strike


@pytest.mark.timeout(0)
@pytest.mark.parametrize("work", WORKS)
def test_random_kills_lose_nothing(work: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kills = int(os.environ.get("SHEAF_KILLS", "170"))
    seed = int(os.environ.get("SHEAF_SEED", secrets.randbelow(1_000_000)))
    told = strike(work, kills, seed, tmp_path)
    with capsys.disabled():
        print(f"\n{work}: {told} (seed {seed})")  # noqa: T201 - the counts are what the run is for
    assert told["kills"] == kills
    assert told["lost"] == 0
    assert told["in time"] > kills // 3
