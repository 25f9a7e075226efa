"""A disk that is full at many places of a save. SHEAF_CASES says how many (200), SHEAF_SEED which."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import pytest

from desktop.services.workspace import Workspace
from desktop.vault import places
from tests.faults.filling import SAID, FullDisk
from tests.journeys.disks import small_disk


@pytest.mark.timeout(0)
def test_a_full_disk_loses_nothing(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = int(os.environ.get("SHEAF_CASES", "200"))
    seed = int(os.environ.get("SHEAF_SEED", secrets.randbelow(1_000_000)))
    workspace.close()
    monkeypatch.setattr(places, "require_room", lambda _folder: None)
    with small_disk(tmp_path / "disk", megabytes=64) as disk:
        full = FullDisk(workspace.vault.path, disk, workspace.vault.keys, seed)
        for number in range(cases):
            full.try_one(number)
    with capsys.disabled():
        print(f"\nfull disk: {dict(full.counts)} (seed {seed})")  # noqa: T201 - the counts are what the run is for
    assert sum(full.counts.values()) == cases
    assert full.counts[SAID] > cases // 4
