"""What is written down by hand is typed with mistakes: each is noticed, and one is found."""

from __future__ import annotations

import hashlib
from itertools import combinations
from pathlib import Path

import pytest

from desktop.vault import recovery
from desktop.vault.create import create_vault
from desktop.vault.errors import MistypedCodeError, WrongCodeError
from desktop.vault.kdf import KdfParameters
from desktop.vault.recover import check_code, recover_vault
from desktop.vault.unlock import unlock_vault

ROOT = bytes.fromhex("f0e1d2c3b4a5968778695a4b3c2d1e0f")


@pytest.fixture
def code() -> str:
    return "".join(recovery.to_groups(ROOT))


def _refused(code: str) -> int:
    with pytest.raises(MistypedCodeError) as told:
        recovery.from_text(code)
    return told.value.group


@pytest.mark.parametrize("seed", range(20))
def test_every_root_comes_back(seed: int) -> None:
    root = hashlib.sha256(bytes([seed])).digest()[:16]
    groups = recovery.to_groups(root)
    assert [len(group) for group in groups] == [4] * 7
    assert recovery.from_text("-".join(groups)) == root


def test_every_single_wrong_sign_is_noticed_and_its_group_named(code: str) -> None:
    tried = 0
    for place, right in enumerate(code):
        for wrong in recovery.ALPHABET:
            if wrong != right:
                assert _refused(code[:place] + wrong + code[place + 1 :]) == place // 4 + 1
                tried += 1
    assert tried == 28 * 31


def test_every_two_exchanged_neighbours_are_noticed(code: str) -> None:
    for place in range(27):
        exchanged = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        if exchanged != code:
            _refused(exchanged)


def test_any_two_wrong_signs_are_noticed(code: str) -> None:
    values = [recovery.ALPHABET.index(sign) for sign in code]
    for first, second in combinations(range(28), 2):
        for amount in range(1, 32, 6):
            wrong = values.copy()
            wrong[first] ^= amount
            wrong[second] ^= 32 - amount
            _refused("".join(recovery.ALPHABET[value] for value in wrong))


@pytest.mark.parametrize("place", range(7))
def test_a_sign_that_no_code_has_names_its_group(code: str, place: int) -> None:
    assert _refused(code[: 4 * place] + "U" + code[4 * place + 1 :]) == place + 1


@pytest.mark.parametrize("text", ["", "  ", "0004", "\U0001f600" * 28])
def test_what_is_no_code_at_all_is_refused(text: str) -> None:
    _refused(text)


def test_a_sign_too_few_or_too_many_is_refused(code: str) -> None:
    assert _refused(code[1:]) == _refused(code + "0") == 0


def test_it_is_read_as_people_write_it(code: str) -> None:
    groups = [code[start : start + 4] for start in range(0, 28, 4)]
    small = " - ".join(groups).lower().replace("0", "o").replace("1", "l")
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    for written in (small, "\n".join(groups), wide, ".".join(groups), "\u2013".join(groups)):
        assert recovery.from_text(written) == ROOT


def test_another_vaults_code_is_told_from_a_typing_mistake(vault_path: Path, tmp_path: Path) -> None:
    other, code = create_vault(tmp_path / "other.sheaf", "seven wide green boats", kdf=KdfParameters.floor())
    other.close()
    with pytest.raises(WrongCodeError):
        check_code(vault_path, " ".join(code.groups))


def test_the_code_alone_opens_a_vault_without_its_locks(tmp_path: Path) -> None:
    vault, code = create_vault(tmp_path / "own.sheaf", "seven wide green boats", kdf=KdfParameters.floor())
    vault.close()
    for name in ("vault.keys", "vault.keys.bak"):
        (vault.path / name).unlink()
    recover_vault(vault.path, " ".join(code.groups), "eight narrow red carts").close()
    unlock_vault(vault.path, "eight narrow red carts").close()
