"""vault.keys: the slots that wrap the root, and its identical copy."""

from __future__ import annotations

import base64
import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.foundation.atomic import write_atomic
from desktop.vault import last_seen
from desktop.vault.errors import KeysDamagedError, KeyStoreError, NewerVaultError, WrongPassphraseError
from desktop.vault.kdf import KdfParameters, UnacceptableParametersError, derive_key
from desktop.vault.keys import ROOT_BYTES, VaultKeys

FORMAT = 1
NAME, COPY_NAME = "vault.keys", "vault.keys.bak"
LARGEST = 4096
NONCE_BYTES = 12
WRAPPED_BYTES = ROOT_BYTES + 16
_VAULT_ID = re.compile(r"[0-9a-f]{32}")
PASSPHRASE_SLOT = "passphrase"  # noqa: S105 - the name of a kind of slot
KEYRING_SLOT = "keyring"


@dataclass(frozen=True, slots=True)
class PassphraseSlot:
    """The root, wrapped with AES-256-GCM under the key that Argon2id makes of the passphrase."""

    kdf: KdfParameters
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class KeyringSlot:
    """The root, wrapped with AES-256-GCM under 32 bytes that the operating system's key store holds."""

    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The content of vault.keys."""

    vault_id: str
    slot: PassphraseSlot
    keyring: KeyringSlot | None = None


def _keyring_data(vault_id: str) -> bytes:
    return "|".join(("sheaf", vault_id, KEYRING_SLOT, str(FORMAT))).encode("ascii")


def wrap_for_keyring(keys: VaultKeys, secret: bytes) -> KeyringSlot:
    """Return the slot that opens with `secret`, 32 bytes."""
    nonce = os.urandom(NONCE_BYTES)
    return KeyringSlot(nonce, AESGCM(secret).encrypt(nonce, keys.root, _keyring_data(keys.vault_id)))


def unwrap_from_keyring(file: KeyFile, secret: bytes) -> VaultKeys:
    """Return the keys; raises KeyStoreError when there is no such slot or the secret is not its own."""
    if file.keyring is None:
        raise KeyStoreError
    try:
        root = AESGCM(secret).decrypt(file.keyring.nonce, file.keyring.wrapped, _keyring_data(file.vault_id))
    except InvalidTag as error:
        raise KeyStoreError from error
    keys = VaultKeys.from_root(root)
    if keys.vault_id != file.vault_id:
        raise KeysDamagedError
    return keys


def _additional_data(vault_id: str, kdf: KdfParameters) -> bytes:
    parts = (
        "sheaf", vault_id, PASSPHRASE_SLOT, str(FORMAT), "argon2id", str(kdf.memory_kib), str(kdf.iterations),
        str(kdf.lanes), kdf.salt.hex(),
    )  # fmt: skip
    return "|".join(parts).encode("ascii")


def wrap(keys: VaultKeys, passphrase: str, kdf: KdfParameters) -> KeyFile:
    """Return the key file that opens with `passphrase`; takes about a second."""
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(derive_key(passphrase, kdf)).encrypt(nonce, keys.root, _additional_data(keys.vault_id, kdf))
    return KeyFile(keys.vault_id, PassphraseSlot(kdf, nonce, sealed))


def unwrap(file: KeyFile, passphrase: str) -> VaultKeys:
    """Return the keys; raises WrongPassphraseError or KeysDamagedError."""
    slot = file.slot
    try:
        key = derive_key(passphrase, slot.kdf)
    except UnacceptableParametersError as error:
        raise KeysDamagedError from error
    try:
        root = AESGCM(key).decrypt(slot.nonce, slot.wrapped, _additional_data(file.vault_id, slot.kdf))
    except InvalidTag as error:
        raise WrongPassphraseError from error
    keys = VaultKeys.from_root(root)
    if keys.vault_id != file.vault_id:
        raise KeysDamagedError
    return keys


def _sealed_text(slot: PassphraseSlot | KeyringSlot) -> dict[str, object]:
    return {"nonce": base64.b64encode(slot.nonce).decode(), "wrapped": base64.b64encode(slot.wrapped).decode()}


def to_text(file: KeyFile) -> str:
    """Return the JSON text of a key file."""
    slot = file.slot
    kdf = {
        "name": "argon2id",
        "memory_kib": slot.kdf.memory_kib,
        "iterations": slot.kdf.iterations,
        "lanes": slot.kdf.lanes,
        "salt": base64.b64encode(slot.kdf.salt).decode(),
    }
    slots = [{"type": PASSPHRASE_SLOT, "kdf": kdf, **_sealed_text(slot)}]
    if file.keyring is not None:
        slots.append({"type": KEYRING_SLOT, **_sealed_text(file.keyring)})
    return json.dumps({"format": FORMAT, "vault_id": file.vault_id, "slots": slots}, indent=1) + "\n"


def _bytes(text: object) -> bytes:
    if not isinstance(text, str):
        raise KeysDamagedError
    return base64.b64decode(text, validate=True)


def _sizes_fit(slot: PassphraseSlot | KeyringSlot) -> bool:
    return len(slot.nonce) == NONCE_BYTES and len(slot.wrapped) == WRAPPED_BYTES


def _keyring_slot(slots: Any) -> KeyringSlot | None:  # noqa: ANN401 - as JSON has it
    """Return the keyring's slot, or None when there is none or it is damaged: it is never the only way in."""
    try:
        raw = next(one for one in slots if one["type"] == KEYRING_SLOT)
        slot = KeyringSlot(_bytes(raw["nonce"]), _bytes(raw["wrapped"]))
    except (StopIteration, ValueError, KeyError, TypeError, KeysDamagedError):
        return None
    return slot if _sizes_fit(slot) else None


def from_text(text: str) -> KeyFile:
    """Read the JSON text; raises KeysDamagedError, or NewerVaultError for a newer format."""
    try:
        raw = json.loads(text)
        if type(raw["format"]) is not int or raw["format"] < FORMAT:
            raise KeysDamagedError
        if raw["format"] > FORMAT:
            raise NewerVaultError(str(raw.get("needs", "")))
        slot = next(one for one in raw["slots"] if one["type"] == PASSPHRASE_SLOT)
        numbers = (slot["kdf"]["memory_kib"], slot["kdf"]["iterations"], slot["kdf"]["lanes"])
        if slot["kdf"]["name"] != "argon2id" or any(type(number) is not int for number in numbers):
            raise KeysDamagedError
        kdf = KdfParameters(*numbers, salt=_bytes(slot["kdf"]["salt"]))
        kdf.check()
        sealed = PassphraseSlot(kdf, _bytes(slot["nonce"]), _bytes(slot["wrapped"]))
        file = KeyFile(raw["vault_id"], sealed, _keyring_slot(raw["slots"]))
        whole = _VAULT_ID.fullmatch(file.vault_id) is not None
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration, RecursionError) as error:
        raise KeysDamagedError from error
    if not whole or not _sizes_fit(file.slot):
        raise KeysDamagedError
    return file


def _read_one(path: Path) -> str:
    with path.open("rb") as opened:
        content = opened.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise KeysDamagedError
    return content.decode("utf-8")


def read_all(folder: Path) -> tuple[KeyFile, ...]:
    """Return the key files that can be read, the first one first.

    Raises NewerVaultError when there is none and one is of a newer Sheaf, KeysDamagedError otherwise.
    """
    found: list[KeyFile] = []
    newer: NewerVaultError | None = None
    for name in (NAME, COPY_NAME):
        try:
            file = from_text(_read_one(folder / name))
        except (OSError, UnicodeDecodeError, KeysDamagedError):
            continue
        except NewerVaultError as error:
            newer = error
            continue
        if file not in found:
            found.append(file)
    if not found:
        raise newer or KeysDamagedError
    return tuple(found)


def open_with(folder: Path, passphrase: str) -> tuple[VaultKeys, KeyFile]:
    """Return the keys from vault.keys or, when that one does not open, from its copy; and the one that opened.

    Raises WrongPassphraseError when every readable file refuses the passphrase, KeysDamagedError otherwise.
    """
    refused: WrongPassphraseError | KeysDamagedError | None = None
    for file in read_all(folder):
        try:
            return unwrap(file, passphrase), file
        except (WrongPassphraseError, KeysDamagedError) as error:
            refused = refused if isinstance(refused, WrongPassphraseError) else error
    raise refused or KeysDamagedError


def mend(folder: Path, good: KeyFile) -> None:
    """Write `good` where vault.keys or its copy is missing or unreadable; a readable one is never replaced."""
    for name in (NAME, COPY_NAME):
        try:
            from_text(_read_one(folder / name))
        except (OSError, UnicodeDecodeError, KeysDamagedError):
            with suppress(OSError):
                write_atomic(folder / name, [to_text(good).encode()])
                if name == NAME:
                    last_seen.locks_written(good.vault_id, folder, to_text(good).encode())
        except NewerVaultError:
            continue


def write(folder: Path, file: KeyFile) -> None:
    """Write vault.keys and its copy, each atomically; raises OSError."""
    content = to_text(file).encode()
    for name in (NAME, COPY_NAME):
        write_atomic(folder / name, [content])
    last_seen.locks_written(file.vault_id, folder, content)
