"""What every test gets: its own state folder, no screen, and a real vault that is quick to open."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile  # noqa: TID251 - see short_folder
import threading
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from desktop.bootstrap import make_workspace
from desktop.services.workspace import Workspace
from desktop.vault.create import create_vault
from desktop.vault.kdf import KdfParameters, derive_key
from desktop.vault.unlock import unlock_vault
from desktop.vault.vault import Vault

PASSPHRASE = "river candle orange seven"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep settings, last-seen heads and reports in the test's own folder."""
    folder = tmp_path / "state"
    monkeypatch.setenv("SHEAF_STATE_DIR", str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    """Fail a test that leaves a vault's own thread running."""
    yield
    left = [thread.name for thread in threading.enumerate() if thread.name.startswith("vault")]
    assert not left, "a vault was not closed"


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder whose path is short enough for a socket; no vault lies there."""
    with tempfile.TemporaryDirectory(prefix="sheaf-", dir="/tmp") as made:
        yield Path(made)


@pytest.fixture(autouse=True)
def quick_kdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let new vaults use the least Argon2id that is accepted, instead of calibrating."""
    for module in ("create", "recover", "new_passphrase", "rekey", "salvage.saving"):
        monkeypatch.setattr(f"desktop.vault.{module}.calibrated", KdfParameters.floor)


_DERIVED: dict[tuple[bytes, KdfParameters], bytes] = {}


def _derived_once(passphrase: str, parameters: KdfParameters) -> bytes:
    """Return what `derive_key` returned the first time in this process: it costs a tenth of a second each time."""
    known = (hashlib.sha256(passphrase.encode()).digest(), parameters)
    if known not in _DERIVED:
        _DERIVED[known] = derive_key(passphrase, parameters)
    return _DERIVED[known]


@pytest.fixture(autouse=True)
def keys_derived_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive the key of each passphrase and salt once, for the copies of the template have the same."""
    monkeypatch.setattr("desktop.vault.key_file.derive_key", _derived_once)


@pytest.fixture(scope="session")
def template_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault made once; tests work on copies."""
    folder = tmp_path_factory.mktemp("template")
    path = folder / "family.sheaf"
    before = os.environ.get("SHEAF_STATE_DIR")
    os.environ["SHEAF_STATE_DIR"] = str(folder / "state")
    try:
        create_vault(path, PASSPHRASE, kdf=KdfParameters.floor())[0].close()
    finally:
        if before is None:
            del os.environ["SHEAF_STATE_DIR"]
        else:
            os.environ["SHEAF_STATE_DIR"] = before
    return path


@pytest.fixture
def vault_path(template_vault: Path, tmp_path: Path) -> Path:
    """A closed vault of the test's own; its passphrase is PASSPHRASE."""
    path = tmp_path / "family.sheaf"
    shutil.copytree(template_vault, path)
    return path


@pytest.fixture
def new_vault(vault_path: Path) -> Iterator[Vault]:
    """An open vault without anybody in it."""
    vault = unlock_vault(vault_path, PASSPHRASE)
    yield vault
    vault.close()


@pytest.fixture
def workspace(new_vault: Vault) -> Workspace:
    """An open vault with Maria Lopez, born 1957-05-04, as its one person."""
    made = make_workspace(new_vault)
    made.people.add({"name": "Maria Lopez", "born": "1957-05-04"})
    return made


@pytest.fixture
def maria(workspace: Workspace) -> str:
    """Maria's id."""
    return workspace.people.list()[0].id
