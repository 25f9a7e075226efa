"""The three kinds of error: what the person can act on, what the computer lacks, and bugs."""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """What the command line answers to the shell."""

    DONE = 0
    NEEDS_PERSON = 1
    USAGE = 2
    WRONG_SECRET = 3
    DAMAGED = 4
    OPEN_ELSEWHERE = 5
    ENVIRONMENT = 6
    NEWER_VERSION = 7
    OTHER_COPY = 8
    BUG = 70
    CANCELLED = 130


RECORDS_ARE_SAFE = "Your records are safe; nothing was changed."


class SheafError(Exception):
    """An expected situation, told in three plain sentences.

    `happened`: what happened. `safe`: whether the records are safe. `do`: what the person can do.
    None of them ever holds a name, a title or any other health data, since error texts travel.
    """

    code: ClassVar[str] = "error"
    exit_code: ClassVar[ExitCode] = ExitCode.BUG

    def __init__(self, happened: str, *, safe: str = RECORDS_ARE_SAFE, do: str) -> None:
        """Keep the three sentences."""
        super().__init__(happened)
        self.happened = happened
        self.safe = safe
        self.do = do


class AppError(SheafError):
    """The person can act on it; the texts are complete."""

    code = "app"
    exit_code = ExitCode.USAGE


class EnvironmentProblem(SheafError):  # noqa: N818 - named as the design names it
    """Something of the computer is missing or full: disk, folder, font, keyring."""

    code = "environment"
    exit_code = ExitCode.ENVIRONMENT


class CancelledError(Exception):
    """The person cancelled; it is silent."""
