"""A session at the command line under strace: everything that it writes is searched for words of the record."""

from __future__ import annotations

import os
import secrets
from collections import Counter
from pathlib import Path

from tests.faults.eavesdropping import Written, found_in, traced, written
from tests.journeys.terminal import Terminal
from tests.papers import letter


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


def listen(folder: Path, count: int) -> Session:
    """Use a vault with `count` words in names, pages, facts and notes; returns what was found where."""
    words = [_word() for _ in range(count)]
    third = max(1, count // 3)
    session = Session(folder)
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
    session.run(words, "backup", str(folder / "stick"))
    session.run(words, "check", "--full")
    return session
