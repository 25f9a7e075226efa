"""Run commands in this process and read what they print."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.__main__ import main

PASSPHRASE = "candle river orange seven window paper"


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Shell:
    """A person at a terminal with one vault."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.vault = folder / "family.sheaf"
        self._capsys = capsys
        self._secret = folder / "passphrase.txt"
        self._secret.write_text(PASSPHRASE + "\n", "utf-8")

    def run(self, *words: str | Path) -> Said:
        """Run exactly these words."""
        self._capsys.readouterr()
        code = main([str(word) for word in words])
        captured = self._capsys.readouterr()
        return Said(code, captured.out, captured.err)

    def on(self, command: str, *words: str | Path) -> Said:
        """Run a command on the vault with its passphrase, as JSON."""
        return self.run(*command.split(), self.vault, "--passphrase-file", self._secret, "--json", *words)

    def file(self, name: str, content: bytes) -> Path:
        """Write a file into the shell's folder."""
        path = self.folder / name
        path.write_bytes(content)
        return path
