"""Packets with random exclusions from a vault of four people: nothing that was kept back is in them, anywhere.

SHEAF_PACKETS says how many (10), SHEAF_SEED which.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from random import Random  # noqa: TID251 - plays that a seed repeats

import pytest

from desktop.services.workspace import Workspace
from tests.faults.asking import Asking
from tests.faults.family import fill
from tests.faults.leaving import Leaving, way_for
from tests.faults.words import Words


@pytest.mark.timeout(0)
def test_packets_with_random_exclusions_hold_nothing_that_was_kept_back(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    count = int(os.environ.get("SHEAF_PACKETS", "10"))
    seed = int(os.environ.get("SHEAF_SEED", secrets.randbelow(1_000_000)))
    chance = Random(seed)  # noqa: S311 - a play, not a key
    words = Words(chance)
    asking = Asking(workspace, fill(workspace, tmp_path, words), words, chance)
    leaving = Leaving(workspace, tmp_path, chance)
    while leaving.tally["packets"] < count:
        asked = asking.packet(news=asking.last is not None and chance.random() < 0.2)
        if not leaving.packet(asked, way_for(asked, chance)):
            continue
        asking.last = asked
        if leaving.tally["packets"] % 25 == 0 or leaving.tally["packets"] == count:
            with capsys.disabled():
                print(f"\nseed {seed}: {leaving.told}")  # noqa: T201 - what the run is for
    assert not leaving.leaks
    assert leaving.tally["found"] == leaving.tally["expected"]
