"""A person at a real terminal: `main.py` in a process of its own, as someone would start it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.commands.shell import PASSPHRASE, Said

ROOT = Path(__file__).resolve().parents[2]


class Terminal:
    """Runs commands on one vault, `family.sheaf` in `folder`."""

    def __init__(self, folder: Path, *, vault: Path | None = None, passphrase: str = PASSPHRASE) -> None:
        """Keep the passphrase of the vault in a file of `folder`."""
        self.folder = folder
        self.vault = vault or folder / "family.sheaf"
        self.secret = folder / "passphrase.txt"
        self.secret.write_text(passphrase + "\n", "utf-8")

    def words(self, command: str, *words: str | Path) -> list[str]:
        """Return the words that start a command on the vault."""
        own = [sys.executable, str(ROOT / "main.py"), *command.split(), str(self.vault)]
        return [*own, "--passphrase-file", str(self.secret), *(str(word) for word in words)]

    def on(self, command: str, *words: str | Path) -> Said:
        """Run a command on the vault, as JSON."""
        return self.plain(command, "--json", *words)

    def plain(self, command: str, *words: str | Path) -> Said:
        """Run a command on the vault, in words for people."""
        ran = subprocess.run(  # noqa: S603 - our own program
            self.words(command, *words), cwd=ROOT, env=os.environ, capture_output=True, check=False
        )
        return Said(ran.returncode, ran.stdout.decode("utf-8", "surrogateescape"), ran.stderr.decode("utf-8"))

    def create(self) -> None:
        """Make the vault with Maria Lopez in it."""
        made = self.on(
            "create", "--name", "Maria Lopez", "--born", "1957-05-04", "--recovery-out", self.folder / "kit.txt"
        )
        assert made.code == 0, made

    def file(self, name: str, content: bytes) -> Path:
        """Write a file into the folder."""
        path = self.folder / name
        path.write_bytes(content)
        return path
