"""Nothing of a record is written in the clear, anywhere, but into what was asked for: every write is looked at.

SHEAF_MARKERS says how many words are planted (200).
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.faults.session import listen


@pytest.mark.timeout(0)
@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_no_word_of_the_record_is_written_in_the_clear(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    count = int(os.environ.get("SHEAF_MARKERS", "200"))
    session = listen(tmp_path, count)
    seen = len(session.controls)
    told = f"{session.writes} calls, {count} words, {sum(session.found.values())} found; {seen} in what was asked for"
    with capsys.disabled():
        print(f"\nplaintext: {told}")  # noqa: T201 - the counts are what the run is for
    assert not session.found
    assert seen > count // 2
