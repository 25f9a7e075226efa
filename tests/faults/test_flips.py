"""One flipped bit anywhere is noticed or does no harm. SHEAF_FLIPS says how many (10,000), SHEAF_SEED which."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import pytest

from desktop.services.workspace import Workspace
from tests.faults.flipping import Flipper


@pytest.mark.timeout(0)
def test_every_flipped_bit_is_noticed_or_harmless(
    workspace: Workspace, maria: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flips = int(os.environ.get("SHEAF_FLIPS", "10000"))
    seed = int(os.environ.get("SHEAF_SEED", secrets.randbelow(1_000_000)))
    flipper = Flipper(workspace, maria, tmp_path / "stick", seed)
    for number in range(flips):
        (flipper.flip_database, flipper.flip_database, flipper.flip_original, flipper.flip_backup)[number % 4]()
    with capsys.disabled():
        print(f"\nflips: {dict(flipper.counts)} (seed {seed})")  # noqa: T201 - the counts are what the run is for
    assert flipper.unnoticed == 0
    assert sum(flipper.counts.values()) == flips
