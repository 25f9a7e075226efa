"""Kill `sheaf add` without warning at a random moment, and see what the vault still has."""

from __future__ import annotations

import hashlib
import os
import random  # noqa: TID251 - moments that can be repeated, not secrets
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO

from desktop.bootstrap import make_vaults
from desktop.records.document import Document
from desktop.services.workspace import Workspace
from desktop.vault.stores.documents import sealed_names
from tests.journeys.terminal import ROOT, Terminal
from tests.papers import letter

STORED = ": stored"
"""How the line of a file ends that is safely in; `add` prints it when that file's transaction is on the disk."""
LONGEST_MOMENT = 0.05
"""Seconds after a line within which the kill comes: a file or two take so long."""
OPENING = 2.0
"""Seconds within which the kill comes when no line is waited for: before the vault is open, or in the first file."""


@dataclass
class Tally:
    """What a series of kills has shown; `acknowledged` maps a file's name to the SHA-256 of its bytes."""

    kills: int = 0
    ended_first: int = 0
    interrupted: int = 0
    acknowledged: dict[str, str] = field(default_factory=dict)
    more_kept: int = 0
    lost: list[str] = field(default_factory=list)

    def told(self, seed: int) -> str:
        """Return the counts as one line."""
        return (
            f"seed {seed}: {self.kills} kills ({self.interrupted} in the middle, {self.ended_first} too late), "
            f"{len(self.acknowledged)} files acknowledged, {self.more_kept} kept before their line was read, "
            f"{len(self.lost)} lost"
        )


class Killer:
    """Adds papers to one vault again and again, and kills each time; the moments come from `seed`."""

    def __init__(self, terminal: Terminal, seed: int, *, papers: int = 24) -> None:
        """Work on a vault that holds one person."""
        self.terminal, self.tally = terminal, Tally()
        self._random = random.Random(seed)  # noqa: S311 - moments, not secrets
        self._papers = papers
        self._sent: dict[str, str] = {}

    def strike(self) -> None:
        """Add a folder of new papers and kill the whole process group at a random moment."""
        folder = self._new_folder()
        with subprocess.Popen(  # noqa: S603 - our own program
            self.terminal.words("add", folder),
            cwd=ROOT,
            env=os.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as program:
            assert program.stdout is not None
            lines = self._read_until_the_moment(program.stdout)
            os.killpg(program.pid, signal.SIGKILL)  # not waited for yet, so the group is there even when it has ended
            lines += program.stdout.readlines()
        self.tally.kills += 1
        self.tally.ended_first += program.returncode >= 0
        self._count(b"".join(lines).decode("utf-8").splitlines(), folder)
        _wait_for_empty_session(program.pid)

    def _new_folder(self) -> Path:
        number = self.tally.kills
        folder = self.terminal.folder / f"drop {number}"
        folder.mkdir()
        for paper in range(self._papers):
            name = f"paper-{number}-{paper} Größe 纸.pdf"
            data = letter(f"Unmistakable word: zebra{number}x{paper}y")
            (folder / name).write_bytes(data)
            self._sent[name] = hashlib.sha256(data).hexdigest()
        return folder

    def _read_until_the_moment(self, lines: IO[bytes]) -> list[bytes]:
        """Read some lines, at most all, and wait a moment more."""
        wanted = max(0, self._random.randrange(-2, self._papers))
        read = list(islice(lines, wanted))
        time.sleep(self._random.uniform(0, LONGEST_MOMENT if wanted else OPENING))
        return read

    def _count(self, lines: list[str], folder: Path) -> None:
        told = [line.removesuffix(STORED) for line in lines if line.endswith(STORED)]
        self.tally.acknowledged |= {name: self._sent[name] for name in told}
        self.tally.interrupted += len(told) < len(list(folder.iterdir()))

    def look(self) -> None:
        """Open the vault as the next start would; raises AssertionError for anything lost, changed or left over."""
        listed = self.terminal.on("documents")
        assert listed.code == 0, listed
        passphrase = self.terminal.secret.read_text("utf-8").strip()
        workspace = make_vaults().unlock(self.terminal.vault, passphrase)  # the second opening: see opening.py
        try:
            kept = {one.file_name: one for one in workspace.documents.list()}
            self.tally.lost = [name for name in self.tally.acknowledged if name not in kept]
            self.tally.more_kept = len(kept) - len(self.tally.acknowledged) + len(self.tally.lost)
            assert not self.tally.lost
            _same_bytes(workspace, kept, self._sent)
            _found_by_words(workspace, kept)
            _no_leftovers(workspace)
        finally:
            workspace.close()


def _same_bytes(workspace: Workspace, kept: Mapping[str, Document], sent: Mapping[str, str]) -> None:
    """Every original is there as it was sent, also of files that were in before they were acknowledged."""
    for name, document in kept.items():
        assert hashlib.sha256(workspace.documents.original(document.id)).hexdigest() == sent[name], name


def _found_by_words(workspace: Workspace, kept: Mapping[str, Document]) -> None:
    """Every document was filed whole: its page is in the index too."""
    for name, document in kept.items():
        word = (
            name.split()[0].replace("paper-", "zebra").replace("-", "x") + "y"
        )  # whole: the start of a word is enough to find it
        hits = workspace.search.find(word)
        assert [hit.id for hit in hits] == [document.id], name


def _no_leftovers(workspace: Workspace) -> None:
    """The database is sound, and no original lies there that no row names."""
    vault = workspace.vault
    assert vault.read(lambda tx: list(tx.exec_driver_sql("PRAGMA cipher_integrity_check"))) == []
    assert vault.read(lambda tx: tx.exec_driver_sql("PRAGMA integrity_check").scalar_one()) == "ok"
    assert vault.read(lambda tx: list(tx.exec_driver_sql("PRAGMA foreign_key_check"))) == []
    assert set(vault.sealed.names()) == vault.read(sealed_names)
    assert not list(vault.path.rglob("*.part"))


def _wait_for_empty_session(session: int) -> None:
    """No reader goes on when its program has died."""
    if not Path("/proc/self/stat").exists():
        return
    end = time.monotonic() + 30
    while left := _alive_in(session):
        assert time.monotonic() < end, f"{len(left)} processes outlived their program"
        time.sleep(0.05)


def _alive_in(session: int) -> list[str]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = stat.read_text("utf-8", "replace").rsplit(")", 1)[1].split()
        except OSError:  # it has just ended
            continue
        if int(words[3]) == session and words[0] != "Z":
            found.append(stat.parent.name)
    return found
