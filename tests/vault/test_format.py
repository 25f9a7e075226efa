"""docs/vault-format.md is the format: its vectors hold, also for code that shares nothing with ours."""

from __future__ import annotations

import base64
import hmac
import json
import re
from pathlib import Path

import pyrage
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.vault import chain, key_file, recovery
from desktop.vault.kdf import KdfParameters, derive_key
from desktop.vault.keys import VaultKeys

FORMAT = Path(__file__).resolve().parents[2] / "docs" / "vault-format.md"

QUICK = KdfParameters(65536, 3, 4, bytes(16))


@pytest.fixture(scope="module")
def vectors() -> dict[str, str]:
    block = FORMAT.read_text("utf-8").partition("## Test vectors")[2].split("```")[1]
    found = (re.match(r"(\w+) +(.+)", line) for line in block.splitlines())
    return {match[1]: match[2] for match in found if match}


@pytest.fixture
def keys(vectors: dict[str, str]) -> VaultKeys:
    return VaultKeys.from_root(bytes.fromhex(vectors["root"]))


@pytest.fixture
def kdf(vectors: dict[str, str]) -> KdfParameters:
    name, memory, iterations, lanes = vectors["kdf"].split()
    assert name == "argon2id"
    return KdfParameters(int(memory), int(iterations), int(lanes), bytes.fromhex(vectors["kdf_salt"]))


def _hkdf(root: bytes, label: str, length: int) -> str:
    extracted = hmac.digest(bytes(32), root, "sha256")
    return hmac.digest(extracted, label.encode() + b"\x01", "sha256")[:length].hex()


def test_every_key_is_derived_as_written(vectors: dict[str, str], keys: VaultKeys) -> None:
    derived = {
        "dek": (keys.database_key.hex(), "vault-db/1", 32),
        "salt": (keys.database_salt.hex(), "vault-db-salt/1", 16),
        "age": (keys.age_secret.hex(), "sealed/1", 32),
        "aud": (keys.chain_key.hex(), "chain/1", 32),
        "id": (keys.vault_id, "vault-id/1", 16),
    }
    for name, (ours, label, length) in derived.items():
        assert vectors[name] == ours == _hkdf(keys.root, label, length), name


def test_sqlcipher_gets_key_and_salt(vectors: dict[str, str], keys: VaultKeys) -> None:
    assert keys.raw_database_key == f"x'{vectors['dek']}{vectors['salt']}'"


def test_the_identity_is_one_that_age_takes(vectors: dict[str, str], keys: VaultKeys) -> None:
    assert keys.age_identity == vectors["identity"]
    assert str(pyrage.x25519.Identity.from_str(vectors["identity"]).to_public()) == vectors["recipient"]


def test_the_recovery_code_is_the_root(vectors: dict[str, str], keys: VaultKeys) -> None:
    assert " ".join(recovery.to_groups(keys.root)) == vectors["code"]
    assert recovery.from_text(vectors["code"]) == keys.root


def _times_alpha(value: int) -> int:
    return value << 1 ^ (0b100101 if value & 16 else 0)


@pytest.mark.parametrize("root", [bytes(16), bytes(range(16)), b"\xff" * 16])
def test_the_check_signs_fulfil_the_two_sums(root: bytes) -> None:
    plain = plain_sum = weighted = 0
    for sign in "".join(recovery.to_groups(root)):
        plain = recovery.ALPHABET.index(sign)
        plain_sum ^= plain
        weighted = _times_alpha(weighted) ^ plain
    assert (plain_sum, weighted) == (0, 0)


def test_a_slot_opens_with_the_documented_steps(vectors: dict[str, str], keys: VaultKeys, kdf: KdfParameters) -> None:
    passphrase = json.loads(vectors["passphrase"])
    slot_key = derive_key(passphrase, kdf)
    assert slot_key.hex() == vectors["slot_key"]
    assert slot_key == derive_key(bytes.fromhex(vectors["nfkc"]).decode(), kdf)
    nonce, wrapped = bytes.fromhex(vectors["nonce"]), bytes.fromhex(vectors["wrapped"])
    assert AESGCM(slot_key).decrypt(nonce, wrapped, vectors["additional"].encode()) == keys.root

    written = {
        "format": 1,
        "vault_id": vectors["id"],
        "slots": [
            {
                "type": "passphrase",
                "kdf": {
                    "name": "argon2id",
                    "memory_kib": kdf.memory_kib,
                    "iterations": kdf.iterations,
                    "lanes": kdf.lanes,
                    "salt": base64.b64encode(kdf.salt).decode(),
                },
                "nonce": base64.b64encode(nonce).decode(),
                "wrapped": base64.b64encode(wrapped).decode(),
            }
        ],
    }
    file = key_file.from_text(json.dumps(written))
    assert key_file.unwrap(file, passphrase) == keys
    assert json.loads(key_file.to_text(file)) == written


def test_the_key_stores_slot(vectors: dict[str, str], keys: VaultKeys) -> None:
    secret, nonce, wrapped = (bytes.fromhex(vectors[f"keyring_{name}"]) for name in ("secret", "nonce", "wrapped"))
    assert AESGCM(secret).decrypt(nonce, wrapped, vectors["keyring_data"].encode()) == keys.root
    kept = {"nonce": base64.b64encode(nonce).decode(), "wrapped": base64.b64encode(wrapped).decode()}
    first = json.loads(key_file.to_text(key_file.wrap(keys, "six words of my own here", QUICK)))
    first["slots"].append({"type": "keyring", **kept})
    file = key_file.from_text(json.dumps(first))
    assert key_file.unwrap_from_keyring(file, secret) == keys
    assert json.loads(key_file.to_text(file)) == first


def test_a_change_is_digested_as_written(vectors: dict[str, str], keys: VaultKeys) -> None:
    items = {"item_text": "é", "item_number": 7, "item_null": None, "item_float": 0.5, "item_bytes": b"\x00\x01"}
    for name, value in items.items():
        assert chain._encoded(value).hex() == vectors[name], name
    digest = chain.ChangeDigest()
    digest.add(vectors["first"], (7, None, "é", b"\x00\x01"))
    digest.add("SELECT * FROM t", ())
    digest.add(vectors["second"], ())
    assert digest.digest().hex() == vectors["digest"]
    head = chain.next_head(chain.Head(0, chain.FIRST_HEAD), digest.digest(), keys.chain_key)
    assert (head.sequence, head.head.hex()) == (1, vectors["head"])
