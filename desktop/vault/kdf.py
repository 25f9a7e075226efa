"""Argon2id: how a passphrase becomes a key, never weaker than the floor, never more than a computer bears."""

from __future__ import annotations

import os
import time
import unicodedata
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from desktop.vault.errors import NotEnoughMemoryError

MIB = 1024
FLOOR_KIB, CALIBRATION_CEILING_KIB, ACCEPTED_CEILING_KIB = 64 * MIB, 1024 * MIB, 2048 * MIB
FLOOR_ITERATIONS, CEILING_ITERATIONS = 3, 20
LANES = 4
SALT_BYTES = 16
WANTED_SECONDS = (0.8, 1.2)


class UnacceptableParametersError(ValueError):
    """Parameters outside the bounds: refused before anything is allocated."""


@dataclass(frozen=True, slots=True)
class KdfParameters:
    """Argon2id v1.3 parameters: memory in KiB, iterations, lanes, and a salt of 16 bytes."""

    memory_kib: int
    iterations: int
    lanes: int
    salt: bytes

    @classmethod
    def floor(cls) -> KdfParameters:
        """Return the least that is accepted, with a fresh salt."""
        return cls(FLOOR_KIB, FLOOR_ITERATIONS, LANES, os.urandom(SALT_BYTES))

    def check(self) -> None:
        """Raise UnacceptableParametersError for anything outside [floor, 2 GiB, 20 iterations]."""
        accepted = (
            FLOOR_KIB <= self.memory_kib <= ACCEPTED_CEILING_KIB
            and FLOOR_ITERATIONS <= self.iterations <= CEILING_ITERATIONS
            and self.lanes == LANES
            and len(self.salt) == SALT_BYTES
        )
        if not accepted:
            raise UnacceptableParametersError


def derive_key(passphrase: str, parameters: KdfParameters) -> bytes:
    """Return 32 bytes from the NFKC form of `passphrase`; raises UnacceptableParametersError, NotEnoughMemoryError."""
    parameters.check()
    kdf = Argon2id(
        salt=parameters.salt,
        length=32,
        iterations=parameters.iterations,
        lanes=parameters.lanes,
        memory_cost=parameters.memory_kib,
    )
    try:
        return kdf.derive(unicodedata.normalize("NFKC", passphrase).encode())
    except MemoryError as error:
        raise NotEnoughMemoryError from error


def _seconds(parameters: KdfParameters) -> float:
    started = time.perf_counter()
    derive_key("calibration", parameters)
    return time.perf_counter() - started


def calibrated() -> KdfParameters:
    """Return parameters that take about a second on this computer: memory first, then iterations."""
    low, high = WANTED_SECONDS
    chosen = KdfParameters.floor()
    taken = _seconds(chosen)
    while taken * 2 <= high and chosen.memory_kib * 2 <= CALIBRATION_CEILING_KIB:
        larger = replace(chosen, memory_kib=chosen.memory_kib * 2)
        try:
            taken = _seconds(larger)
        except NotEnoughMemoryError:
            break
        chosen = larger
    while taken < low and chosen.iterations < CEILING_ITERATIONS:
        chosen = replace(chosen, iterations=chosen.iterations + 1)
        taken *= chosen.iterations / (chosen.iterations - 1)
    return chosen
