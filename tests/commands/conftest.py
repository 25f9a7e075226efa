"""A shell with a fresh vault for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.shell import Shell


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


@pytest.fixture
def maria(shell: Shell) -> Shell:
    """A shell whose vault holds Maria Lopez."""
    made = shell.on(
        "create", "--name", "Maria Lopez", "--born", "1957-05-04", "--recovery-out", shell.folder / "kit.txt"
    )
    assert made.code == 0, made
    return shell
