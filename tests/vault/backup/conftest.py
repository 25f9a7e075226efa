"""Backups of a real vault with a few documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.services.workspace import Workspace
from desktop.vault.vault import Vault
from tests.filing import file_document


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder to back up to."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def add(workspace: Workspace, maria: str) -> Callable[[str], str]:
    """Add a document, return its id."""
    return lambda title: file_document(workspace, maria, title=title).id


@pytest.fixture
def filled(new_vault: Vault, add: Callable[[str], str]) -> Vault:
    """A vault with three documents."""
    for number in range(3):
        add(f"Report {number}")
    return new_vault
