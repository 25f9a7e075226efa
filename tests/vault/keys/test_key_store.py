"""The computer's key store: a second way in that is tried, never trusted, and never the only one."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import keyring.backend
import keyring.errors
import pytest

from desktop.vault import key_file, os_keyring, remembered
from desktop.vault.errors import KeyStoreError
from desktop.vault.unlock import describe_vault, unlock_vault
from tests.conftest import PASSPHRASE

HELPER = Path(__file__).with_name("key_store.py")
TOOLS = ("dbus-run-session", "gnome-keyring-daemon")


BUS = """\
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir={folder}</listen>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
"""A bus that starts nothing by itself, so that a service that was stopped stays away."""


@pytest.mark.skipif(any(shutil.which(tool) is None for tool in TOOLS), reason="needs D-Bus and gnome-keyring")
def test_a_real_secret_service_opens_the_vault_and_every_failure_asks_for_the_passphrase(
    vault_path: Path, tmp_path: Path, short_folder: Path
) -> None:
    told = tmp_path / "told.json"
    walk = shlex.join([sys.executable, str(HELPER), str(vault_path), PASSPHRASE])
    inside = (
        "printf 'login' | gnome-keyring-daemon --unlock --foreground --components=secrets > /dev/null 2>&1 & "
        f"{walk} $! > {shlex.quote(str(told))}"
    )
    config = short_folder / "bus.conf"
    config.write_text(BUS.format(folder=short_folder), "utf-8")
    home = str(short_folder)
    run_session(config, inside, {"HOME": home, "XDG_RUNTIME_DIR": home, "XDG_DATA_HOME": f"{home}/data"})
    assert json.loads(told.read_text("utf-8")) == {
        "available": True,
        "before": "key-store",
        "remembered": True,
        "after": "open",
        "lost": "key-store",
        "new secret": True,
        "forgotten": [False, "key-store"],
        "service gone": "key-store",
    }


def run_session(config: Path, inside: str, environment: dict[str, str]) -> None:
    """Run a line of the shell under a bus of its own."""
    command = ["dbus-run-session", f"--config-file={config}", "--", "sh", "-c", inside]
    quiet = subprocess.DEVNULL
    answer = subprocess.run(  # noqa: S603 - fixed words
        command, env={**os.environ, **environment}, stdin=quiet, stdout=quiet, stderr=quiet, timeout=180, check=False
    )
    assert answer.returncode == 0


class Store(keyring.backend.KeyringBackend):
    """Behaves as a test says; takes the name of an accepted store."""

    priority = 5

    def __init__(self, *, drops: bool = False, breaks: type[Exception] | None = None) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # the library's
        self.drops, self.breaks = drops, breaks
        self.kept: dict[str, str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.breaks:
            raise self.breaks
        if not self.drops:
            self.kept[service + username] = password

    def get_password(self, service: str, username: str) -> str | None:
        if self.breaks:
            raise self.breaks
        return self.kept.get(service + username)

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service + username]


def offer(monkeypatch: pytest.MonkeyPatch, *stores: keyring.backend.KeyringBackend) -> None:
    monkeypatch.setattr(os_keyring, "_viable", lambda: iter(stores))


def remember(path: Path) -> None:
    vault = unlock_vault(path, PASSPHRASE)
    try:
        remembered.remember_vault(vault)
    finally:
        vault.close()


def test_a_store_that_keeps_opens_the_vault(vault_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, Store())
    remember(vault_path)
    remembered.unlock_remembered(vault_path).close()
    unlock_vault(vault_path, PASSPHRASE).close()


def test_a_store_that_drops_in_silence_is_found_out(vault_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, Store(drops=True))
    before = (vault_path / key_file.NAME).read_bytes()
    with pytest.raises(KeyStoreError):
        remember(vault_path)
    assert (vault_path / key_file.NAME).read_bytes() == before


def test_a_store_that_others_prefer_is_never_taken(vault_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    assert not os_keyring.is_available()
    with pytest.raises(KeyStoreError):
        remember(vault_path)


@pytest.mark.parametrize(
    "breaks", [keyring.errors.KeyringLocked, keyring.errors.InitError, keyring.errors.PasswordSetError, RuntimeError]
)
def test_a_locked_or_refusing_store_says_one_sentence(
    vault_path: Path, monkeypatch: pytest.MonkeyPatch, breaks: type[Exception]
) -> None:
    store = Store()
    offer(monkeypatch, store)
    remember(vault_path)
    store.breaks = breaks
    with pytest.raises(KeyStoreError) as told:
        remembered.unlock_remembered(vault_path)
    assert told.value.happened == "Your computer did not hand over the remembered passphrase."
    unlock_vault(vault_path, PASSPHRASE).close()


def test_a_wrong_secret_is_refused(vault_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store()
    offer(monkeypatch, store)
    remember(vault_path)
    store.kept = dict.fromkeys(store.kept, "A" * 43 + "=")
    with pytest.raises(KeyStoreError):
        remembered.unlock_remembered(vault_path)


def test_every_flipped_byte_of_the_slot_is_refused_and_the_passphrase_still_opens(
    vault_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(monkeypatch, Store())
    remember(vault_path)
    whole = key_file.read_all(vault_path)[0]
    assert whole.keyring is not None
    secret = os_keyring.recall(whole.vault_id)
    for place in range(len(whole.keyring.wrapped)):
        sealed = bytearray(whole.keyring.wrapped)
        sealed[place] ^= 1
        bent = key_file.KeyFile(whole.vault_id, whole.slot, key_file.KeyringSlot(whole.keyring.nonce, bytes(sealed)))
        with pytest.raises(KeyStoreError):
            key_file.unwrap_from_keyring(bent, secret)


def test_the_description_says_whether_the_store_may_be_asked(vault_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, Store())
    assert not describe_vault(vault_path).remembered
    remember(vault_path)
    assert describe_vault(vault_path).remembered
