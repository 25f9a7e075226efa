"""vault.keys: every byte of it may be wrong, and nothing of what it says is believed before it is proved."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.vault import kdf, key_file
from desktop.vault.create import create_vault
from desktop.vault.errors import KeysDamagedError, NewerVaultError, WrongPassphraseError
from desktop.vault.kdf import KdfParameters
from desktop.vault.unlock import unlock_vault
from tests.conftest import PASSPHRASE

BOTH = (key_file.NAME, key_file.COPY_NAME)


def _put(vault: Path, content: bytes, names: tuple[str, ...] = BOTH) -> None:
    for name in names:
        (vault / name).write_bytes(content)


def _changed(vault: Path, change: Callable[[Any], None]) -> bytes:
    raw = json.loads((vault / key_file.NAME).read_text("utf-8"))
    change(raw)
    return json.dumps(raw).encode()


def _derivations(monkeypatch: pytest.MonkeyPatch) -> list[KdfParameters]:
    """Count the derivations, each of which would allocate what its parameters say; answer with one made before."""
    asked: list[KdfParameters] = []

    def derive(_passphrase: str, parameters: KdfParameters) -> bytes:
        asked.append(parameters)
        return bytes(32)

    monkeypatch.setattr(key_file, "derive_key", derive)
    return asked


def test_every_byte_of_both_files_flipped_is_refused_in_words(
    vault_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    """The key itself is derived once for all: a flip changes what is opened with it, or what it is derived from."""
    good = (vault_path / key_file.NAME).read_bytes()
    known = key_file.from_text(good.decode()).slot.kdf
    right = kdf.derive_key(PASSPHRASE, known)
    monkeypatch.setattr(key_file, "derive_key", lambda _said, asked: right if asked == known else bytes(32))
    root = key_file.open_with(vault_path, PASSPHRASE)[0].root
    answers: dict[str, int] = {}
    for place in range(len(good)):
        for bit in range(8):
            flipped = bytearray(good)
            flipped[place] ^= 1 << bit
            _put(vault_path, bytes(flipped))
            try:
                said = "opened" if key_file.open_with(vault_path, PASSPHRASE)[0].root == root else "OTHER ROOT"
            except (WrongPassphraseError, KeysDamagedError, NewerVaultError) as error:
                said = error.code
            answers[said] = answers.get(said, 0) + 1
    record_property("key_file_flips", answers)
    assert set(answers) <= {"opened", "wrong-passphrase", "keys-damaged", "newer-vault"}
    assert answers["opened"] < 0.05 * 8 * len(good), "only white space and spare bits of base64 mean nothing"


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("content", [b"", b"\0" * 700, b"{", b"[]", b"[" * 4096, b"x" * 5000, None])
def test_the_other_copy_opens_and_mends_it(vault_path: Path, name: str, content: bytes | None) -> None:
    if content is None:
        (vault_path / name).unlink()
    else:
        _put(vault_path, content, (name,))
    unlock_vault(vault_path, PASSPHRASE).close()
    first, second = ((vault_path / each).read_bytes() for each in BOTH)
    assert first == second


def test_a_wrapped_root_that_decayed_is_outlived(vault_path: Path) -> None:
    def decay(raw: Any) -> None:
        raw["slots"][0]["wrapped"] = "A" * 43 + "="

    _put(vault_path, _changed(vault_path, decay), (key_file.NAME,))
    unlock_vault(vault_path, PASSPHRASE).close()


def test_both_gone_says_that_the_code_still_opens(vault_path: Path) -> None:
    for name in BOTH:
        (vault_path / name).unlink()
    with pytest.raises(KeysDamagedError) as told:
        unlock_vault(vault_path, PASSPHRASE)
    assert "recovery code" in told.value.do


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("memory_kib", 100 * 1024 * 1024),
        ("memory_kib", 2 * 1024 * 1024 + 1),
        ("memory_kib", 65535),
        ("memory_kib", 0),
        ("memory_kib", -1),
        ("memory_kib", 65536.0),
        ("memory_kib", True),
        ("memory_kib", "65536"),
        ("iterations", 2),
        ("iterations", 21),
        ("iterations", 10**12),
        ("lanes", 1),
        ("lanes", 64),
        ("salt", ""),
        ("salt", "AAAA"),
        ("salt", 7),
        ("name", "pbkdf2"),
    ],
)
def test_parameters_out_of_bounds_are_refused_before_anything_is_allocated(
    vault_path: Path, monkeypatch: pytest.MonkeyPatch, field: str, value: object
) -> None:
    def put(raw: Any) -> None:
        raw["slots"][0]["kdf"][field] = value

    asked = _derivations(monkeypatch)
    _put(vault_path, _changed(vault_path, put))
    with pytest.raises(KeysDamagedError):
        unlock_vault(vault_path, PASSPHRASE)
    assert asked == []


@pytest.mark.parametrize(
    ("memory", "iterations", "lanes"), [(104_857_600, 3, 4), (65_535, 3, 4), (65_536, 2, 4), (65_536, 3, 3)]
)
def test_the_derivation_itself_refuses_too(memory: int, iterations: int, lanes: int) -> None:
    with pytest.raises(kdf.UnacceptableParametersError):
        kdf.derive_key(PASSPHRASE, KdfParameters(memory, iterations, lanes, bytes(16)))


def test_the_locks_of_another_vault_do_not_open_this_one(vault_path: Path, tmp_path: Path) -> None:
    """Both have the same passphrase: what opens is not the vault that was asked for, and nothing is written."""
    other = create_vault(tmp_path / "other.sheaf", PASSPHRASE, kdf=KdfParameters.floor())[0]
    other.close()
    for name in BOTH:
        shutil.copyfile(other.path / name, vault_path / name)
    before = (vault_path / "vault.db").read_bytes()
    with pytest.raises(Exception, match="damaged") as told:
        unlock_vault(vault_path, PASSPHRASE)
    assert getattr(told.value, "code", "") == "damaged"
    assert (vault_path / "vault.db").read_bytes() == before


def test_a_newer_format_is_refused_by_name(vault_path: Path) -> None:
    _put(vault_path, _changed(vault_path, lambda raw: raw.update(format=2, needs="3.1")))
    with pytest.raises(NewerVaultError, match=r"needs Sheaf 3\.1"):
        unlock_vault(vault_path, PASSPHRASE)


def test_a_slot_of_an_unknown_kind_is_left_alone(vault_path: Path) -> None:
    _put(vault_path, _changed(vault_path, lambda raw: raw["slots"].insert(0, {"type": "moon", "wrapped": []})))
    before = (vault_path / key_file.NAME).read_bytes()
    unlock_vault(vault_path, PASSPHRASE).close()
    assert (vault_path / key_file.NAME).read_bytes() == before
