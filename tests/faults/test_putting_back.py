"""Something old is put back, or a file taken away: noticed. SHEAF_CASES says how many (1,000), SHEAF_SEED which."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import pytest

from desktop.services.workspace import Workspace
from tests.faults.putting_back import History


@pytest.mark.timeout(0)
def test_whatever_is_put_back_is_noticed(
    workspace: Workspace, maria: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = int(os.environ.get("SHEAF_CASES", "1000"))
    seed = int(os.environ.get("SHEAF_SEED", secrets.randbelow(1_000_000)))
    history = History(workspace, maria, tmp_path / "sittings", seed)
    for number in range(cases):
        history.try_one(number)
    with capsys.disabled():
        print(f"\nput back: {dict(history.counts)} (seed {seed})")  # noqa: T201 - the counts are what the run is for
    assert history.unnoticed == 0
