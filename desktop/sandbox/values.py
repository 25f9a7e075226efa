"""What goes into the sandbox and comes out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

JSONValue = None | bool | int | float | str | Sequence["JSONValue"] | Mapping[str, "JSONValue"]
MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may use: CPU and wall seconds, bytes of address space, bytes of answer."""

    cpu_seconds: int = 20
    wall_seconds: float = 40
    memory_bytes: int = 1024 * MIB
    output_bytes: int = 256 * MIB


@dataclass(frozen=True, slots=True)
class Answer:
    """What a job returned: a JSON value and any number of blobs. Untrusted until checked."""

    value: JSONValue
    blobs: tuple[bytes, ...] = ()


class Reason(StrEnum):
    """Why there is no answer."""

    CRASHED = "crashed"
    TIMED_OUT = "timed-out"
    OUT_OF_MEMORY = "out-of-memory"
    TOO_MUCH_OUTPUT = "too-much-output"
    BAD_ANSWER = "bad-answer"


class SandboxFailure(Exception):  # noqa: N818 - what happened, not an error of ours
    """A job gave no answer; it carries no text of the child."""

    def __init__(self, reason: Reason) -> None:
        """Keep the reason."""
        super().__init__(reason.value)
        self.reason = reason
