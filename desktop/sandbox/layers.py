"""Which layers of isolation this computer has, in words for Settings > Security."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

from desktop.sandbox import landlock, seccomp

_TCP_SINCE = 4


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: its name, whether it is there, and what it does in one sentence."""

    name: str
    active: bool
    words: str


def isolation_layers() -> tuple[Layer, ...]:
    """Return all layers, those that are missing too."""
    linux = sys.platform.startswith("linux")
    files = landlock.version()
    return (
        Layer("process", active=True, words="Each document is read in a process of its own that has no key."),
        Layer("fork", active=hasattr(os, "fork"), words="A reader that was tricked never meets the next document."),
        Layer("limits", active=sys.platform != "win32", words="A reader may use only so much memory and time."),
        Layer("files", active=files > 0, words="A reader cannot open any file (Landlock)."),
        Layer("tcp", active=files >= _TCP_SINCE, words="A reader cannot connect to anything (Landlock)."),
        Layer("calls", active=seccomp.offered(), words="A reader cannot start programs or send signals (seccomp)."),
        Layer("core", active=linux, words="A reader leaves no copy of its memory behind."),
    )
