"""What can go wrong before a service is called: the words of the command itself."""

from __future__ import annotations

from desktop.foundation.errors import AppError, EnvironmentProblem


class UsageError(AppError):
    """The words of the command are off."""

    code = "usage"


class UnreadableFileError(AppError):
    """A file that the command names (passphrase, code) cannot be read."""

    code = "unreadable-file"


class NoTerminalError(EnvironmentProblem):
    """A secret must be asked, and there is no terminal to ask on."""

    code = "no-terminal"
