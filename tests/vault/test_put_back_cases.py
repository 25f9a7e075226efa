"""The short version of the cases in tests/faults: a few of every kind."""

from __future__ import annotations

from pathlib import Path

from desktop.services.workspace import Workspace
from tests.faults.putting_back import History


def test_a_few_things_put_back_are_noticed(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    history = History(workspace, maria, tmp_path / "sittings", 5)
    for number in range(14):
        history.try_one(number)
    assert history.unnoticed == 0, history.counts
