"""Nothing of a record is written in the clear, anywhere, but into what was asked for: every write is looked at."""

from __future__ import annotations

import os
import secrets
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.eavesdropping import Written, found_in, traced, written
from tests.journeys.terminal import Terminal
from tests.papers import letter

MARKERS = 200


def _word() -> str:
    return f"q{secrets.token_hex(8)}z"


class Session:
    """A person at the command line, under strace."""

    def __init__(self, folder: Path) -> None:
        self.terminal = Terminal(folder)
        self.log = folder / "calls.txt"
        self.out = folder / "asked for"
        self.papers = folder / "papers"
        self.out.mkdir()
        self.papers.mkdir()
        self.found: Counter[str] = Counter()
        self.controls: Counter[str] = Counter()
        self.writes = 0

    def run(self, words: list[str], *arguments: str) -> None:
        """Run one command, and look for the words in what it wrote."""
        command = self.terminal.words(arguments[0], *arguments[1:])
        ran = traced(command, self.log, dict(os.environ))
        assert ran.returncode in {0, 1}, (arguments, ran.stderr[-500:])
        for one in written(self.log):
            self.writes += 1
            self._look(one, words)

    def _look(self, one: Written, words: list[str]) -> None:
        hits = found_in(one.data, words)
        place = one.path.encode() or one.data
        asked = any(str(folder).encode() in place for folder in (self.out, self.papers))
        (self.controls if asked else self.found).update(hits)


@pytest.mark.timeout(0)
@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_no_word_of_the_record_is_written_in_the_clear(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    count = int(os.environ.get("SHEAF_MARKERS", str(MARKERS)))
    words = [_word() for _ in range(count)]
    third = max(1, count // 3)
    session = Session(tmp_path)
    kit = str(session.out / "kit.txt")
    session.run(words, "create", "--name", f"Maria {words[0]}", "--born", "1957-05-04", "--recovery-out", kit)
    for number, start in enumerate(range(1, third, 8)):
        paper = session.papers / f"{words[start]}.pdf"
        paper.write_bytes(letter(" ".join(words[start : start + 8]) + f" Number {number}."))
    session.run(words, "add", *(str(path) for path in sorted(session.papers.iterdir())))
    for number, word in enumerate(words[third:]):
        if number % 12 == 0:
            note = " ".join(words[third + number : third + number + 12])
            session.run(words, "put", "medications", "--set", f"generic={word}", "--set", f"note={note}")
    session.run(words, "search", words[third])
    session.run(
        words, "packet", "--for", "Dr. Okafor", "--plain", "--yes-plain", "--out", str(session.out / "packet.pdf")
    )
    session.run(words, "export", str(session.out / "record"))
    session.run(words, "backup", str(tmp_path / "stick"))
    session.run(words, "check", "--full")
    told = (
        f"{session.writes} calls, {count} words, {sum(session.found.values())} found, control {len(session.controls)}"
    )
    with capsys.disabled():
        print(f"\nplaintext: {told}")  # noqa: T201 - the counts are what the run is for
    assert not session.found
    assert len(session.controls) > count // 2
