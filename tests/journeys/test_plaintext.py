"""The short version of the listening in tests/faults."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults.session import listen


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_a_few_words_are_nowhere_in_the_clear(tmp_path: Path) -> None:
    session = listen(tmp_path, 12)
    assert not session.found
    assert session.controls
