"""The short version of the kills in tests/faults: a few for everything that writes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.faults.struck import WORKS, strike

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and kill")


@pytest.mark.parametrize("work", WORKS)
def test_a_few_kills_lose_nothing(work: str, tmp_path: Path) -> None:
    assert strike(work, 3, 7, tmp_path)["lost"] == 0


def test_a_loss_would_be_seen(tmp_path: Path) -> None:
    assert strike("liar", 2, 1, tmp_path)["lost"] == 2
