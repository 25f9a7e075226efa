"""A CD, a stick with its switch set, somebody else's folder: the vault is read, and nothing is tried on it."""

from __future__ import annotations

import pytest

from desktop.bootstrap import make_workspace
from desktop.services.workspace import Workspace
from desktop.vault.errors import ReadOnlyVaultError
from desktop.vault.unlock import unlock_vault
from tests.conftest import PASSPHRASE
from tests.journeys.disks import write_protected


def test_a_write_protected_vault_opens_for_reading_only_and_is_not_touched(workspace: Workspace) -> None:
    path = workspace.vault.path
    workspace.close()
    before = {one: one.read_bytes() for one in path.iterdir() if one.is_file()}
    with write_protected(path):
        vault = unlock_vault(path, PASSPHRASE)
        try:
            assert vault.read_only
            opened = make_workspace(vault)
            assert [one.name for one in opened.people.list()] == ["Maria Lopez"]
            with pytest.raises(ReadOnlyVaultError):
                opened.people.add({"name": "Ana", "born": "1990"})
            assert opened.health.check(full=True).ok
        finally:
            vault.close()
    assert {one: one.read_bytes() for one in path.iterdir() if one.is_file()} == before
