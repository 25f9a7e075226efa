"""A person at a terminal, with a vault that holds Maria Lopez."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.bootstrap import make_workspace
from desktop.vault.unlock import unlock_vault
from tests.conftest import PASSPHRASE
from tests.journeys.terminal import Terminal


@pytest.fixture
def maria_vault(vault_path: Path) -> Path:
    """A closed vault with Maria Lopez, born 1957-05-04."""
    vault = unlock_vault(vault_path, PASSPHRASE)
    make_workspace(vault).people.add({"name": "Maria Lopez", "born": "1957-05-04"})
    vault.close()
    return vault_path


@pytest.fixture
def terminal(maria_vault: Path) -> Terminal:
    return Terminal(maria_vault.parent, vault=maria_vault, passphrase=PASSPHRASE)
