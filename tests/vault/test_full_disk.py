"""The short version of the full disk in tests/faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.services.workspace import Workspace
from desktop.vault import places
from tests.faults.filling import SAID, FullDisk
from tests.journeys.disks import small_disk


def test_a_disk_that_fills_up_in_the_middle_of_a_save(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.close()
    monkeypatch.setattr(places, "require_room", lambda _folder: None)
    with small_disk(tmp_path / "disk", megabytes=16) as disk:
        full = FullDisk(workspace.vault.path, disk, workspace.vault.keys, 3)
        for number in range(8):
            full.try_one(number)
    assert full.counts[SAID] > 1
