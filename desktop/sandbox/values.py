"""What goes into the sandbox and comes out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Flag, StrEnum, auto

JSONValue = None | bool | int | float | str | Sequence["JSONValue"] | Mapping[str, "JSONValue"]
MIB = 1 << 20


class Held(Flag):
    """The layers of isolation that a locked-down process found in force around itself."""

    NOTHING = 0
    LIMITS = auto()
    NO_NEW_RIGHTS = auto()
    FILES = auto()
    TCP = auto()
    SCOPE = auto()
    CALLS = auto()
    NETWORK = auto()
    FORK = auto()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may use: CPU and wall seconds, bytes of address space, bytes of answer."""

    cpu_seconds: int = 20
    wall_seconds: float = 40
    memory_bytes: int = 1024 * MIB
    output_bytes: int = 256 * MIB


PDF_LIMITS = Limits(cpu_seconds=20, wall_seconds=28)
"""Reading one PDF, or making the picture of one page: whatever the file does, the person is told within 30 seconds."""
EXPORT_LIMITS = Limits(cpu_seconds=120, wall_seconds=300)
"""Reading an archive, or an export of a portal or a telephone."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a job took: CPU seconds, and the most bytes of memory that it held at once."""

    cpu_seconds: float = 0.0
    peak_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a job returned: a JSON value and any number of blobs, untrusted until checked; and what it took."""

    value: JSONValue
    blobs: tuple[bytes, ...] = ()
    used: Usage = field(default_factory=Usage)


class Reason(StrEnum):
    """Why there is no answer."""

    CRASHED = "crashed"
    TIMED_OUT = "timed-out"
    OUT_OF_MEMORY = "out-of-memory"
    TOO_MUCH_OUTPUT = "too-much-output"
    BAD_ANSWER = "bad-answer"


class SandboxFailure(Exception):  # noqa: N818 - what happened, not an error of ours
    """A job gave no answer; it carries no text of the child."""

    def __init__(self, reason: Reason, used: Usage | None = None) -> None:
        """Keep the reason, and what was used until then where that is known."""
        super().__init__(reason.value)
        self.reason = reason
        self.used = used or Usage()
