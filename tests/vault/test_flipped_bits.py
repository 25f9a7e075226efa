"""The short version of the flips in tests/faults."""

from __future__ import annotations

from pathlib import Path

from desktop.services.workspace import Workspace
from tests.faults.flipping import HARMLESS, Flipper


def test_a_few_flipped_bits_are_noticed_or_harmless(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    flipper = Flipper(workspace, maria, tmp_path / "stick", 11)
    for _ in range(15):
        flipper.flip_database()
        flipper.flip_original()
        flipper.flip_backup()
    assert flipper.unnoticed == 0
    assert sum(flipper.counts.values()) == 45
    assert flipper.counts[("sealed file", HARMLESS)] == 0
