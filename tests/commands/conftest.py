"""A shell with a vault of its own for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.commands.shell import Shell

_OF_A_VAULT = ("family.sheaf", "kit.txt", "state")


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


@pytest.fixture(scope="session")
def maria_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the vault that the first test creates with the real command; the others work on copies."""
    return tmp_path_factory.mktemp("maria")


@pytest.fixture
def maria(shell: Shell, maria_made: Path) -> Shell:
    """A shell whose vault holds Maria Lopez."""
    kit = shell.folder / "kit.txt"
    if (maria_made / kit.name).exists():
        for name in _OF_A_VAULT:
            _copy(maria_made / name, shell.folder / name)
        return shell
    made = shell.on("create", "--name", "Maria Lopez", "--born", "1957-05-04", "--recovery-out", kit)
    assert made.code == 0, made
    for name in _OF_A_VAULT:
        _copy(shell.folder / name, maria_made / name)
    return shell


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("vault.lock"))
    else:
        shutil.copy2(source, target)
