"""The recovery code: the root itself in seven groups of four, with two check characters."""

from __future__ import annotations

import unicodedata

import reedsolo

from desktop.vault.errors import MistypedCodeError
from desktop.vault.keys import ROOT_BYTES

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32."""
DATA, LENGTH, GROUP = 26, 28, 4
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})
_CODEC = reedsolo.RSCodec(LENGTH - DATA, nsize=31, fcr=0, prim=0x25, generator=2, c_exp=5)
"""Reed-Solomon (28,26) over GF(32) with x^5 + x^2 + 1: two check characters find and place one wrong one."""


def to_groups(root: bytes) -> tuple[str, ...]:
    """Return the seven groups of the code of `root` (16 bytes)."""
    number = int.from_bytes(root, "big")
    values = bytearray(number >> 5 * place & 31 for place in range(DATA - 1, -1, -1))
    text = "".join(ALPHABET[value] for value in _CODEC.encode(values))
    return tuple(text[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def _values(code: str) -> bytearray:
    plain = unicodedata.normalize("NFKC", code).upper()
    signs = [sign for sign in plain.translate(_MEANT) if not sign.isspace() and sign not in "-\u2013\u2014_.\u00b7"]
    if len(signs) != LENGTH:
        raise MistypedCodeError
    for place, sign in enumerate(signs):
        if sign not in ALPHABET:
            raise MistypedCodeError(place // GROUP + 1)
    return bytearray(ALPHABET.index(sign) for sign in signs)


def _wrong_group(values: bytearray) -> int:
    """Return the group (1..7) that one wrong character explains, or 0."""
    try:
        _message, _whole, places = _CODEC.decode(values)
    except reedsolo.ReedSolomonError:
        return 0
    return places[0] // GROUP + 1 if len(places) == 1 and places[0] < LENGTH else 0


def from_text(code: str) -> bytes:
    """Return the root; raises MistypedCodeError, with the group when one character explains it."""
    values = _values(code)
    if not all(_CODEC.check(values)):
        raise MistypedCodeError(_wrong_group(values))
    number = 0
    for value in values[:DATA]:
        number = number << 5 | value
    if number >> 8 * ROOT_BYTES:
        raise MistypedCodeError(1)
    return number.to_bytes(ROOT_BYTES, "big")
