"""Bech32 (BIP 173): the alphabet in which age writes its keys."""

from __future__ import annotations

from collections.abc import Iterable

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def _checksum(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATOR):
            if top >> bit & 1:
                check ^= generator
    return check


def _five_bits(data: bytes) -> list[int]:
    bits = int.from_bytes(data, "big")
    length = len(data) * 8
    padding = -length % 5
    bits <<= padding
    return [bits >> shift & 31 for shift in range(length + padding - 5, -1, -5)]


def encode(prefix: str, data: bytes) -> str:
    """Return `data` in bech32 with a lower-case human-readable `prefix`."""
    values = _five_bits(data)
    expanded = [ord(sign) >> 5 for sign in prefix] + [0] + [ord(sign) & 31 for sign in prefix]
    check = _checksum([*expanded, *values, *([0] * 6)]) ^ 1
    values += [check >> shift & 31 for shift in range(25, -1, -5)]
    return prefix + "1" + "".join(_ALPHABET[value] for value in values)
