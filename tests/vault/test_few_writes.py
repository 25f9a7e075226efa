"""The short version of tests/faults/test_every_write: a kill and an error at some writes of one save."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop.services.workspace import Workspace
from tests.conftest import PASSPHRASE
from tests.faults.tracing import Bench


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_some_writes_of_a_save_may_be_the_last(workspace: Workspace, state: Path, tmp_path: Path) -> None:
    workspace.close()
    bench = Bench(workspace.vault_path, state, PASSPHRASE, tmp_path / "attempt")
    points = bench.points()
    seen = {bench.attempt(point) for point in points[:: max(1, len(points) // 8)]}
    assert seen <= {"before", "after"}
    assert len(points) > 50
