"""A kill and an error at every single write of one save: the vault is as before or as after, nothing between."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from desktop.services.workspace import Workspace
from tests.conftest import PASSPHRASE
from tests.faults.tracing import Bench


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
@pytest.mark.timeout(3600)
def test_every_write_of_a_save_may_be_the_last(
    workspace: Workspace, state: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.close()
    bench = Bench(workspace.vault_path, state, PASSPHRASE, tmp_path / "attempt")
    points = bench.points()
    seen = Counter(f"{point.fault}: {bench.attempt(point)}" for point in points)
    with capsys.disabled():
        print(f"\nevery write: {len(points)} points, {dict(seen)}")  # noqa: T201 - the counts are what the run is for
    assert sum(seen.values()) == len(points) > 50
    assert seen["kill: before"]
    assert seen["kill: after"]
