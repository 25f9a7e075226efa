"""Which layers of isolation this computer has, in words for Settings > Security."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from desktop.sandbox.run import in_force
from desktop.sandbox.values import Held, SandboxFailure


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: its name, whether it holds here, and what it does in one sentence."""

    name: str
    active: bool
    words: str


_WORDS = (
    ("fork", Held.FORK, "A reader that was tricked never meets the next document."),
    ("limits", Held.LIMITS, "A reader may use only so much memory and time, and leaves no copy of its memory."),
    ("rights", Held.NO_NEW_RIGHTS, "A reader has no special rights and cannot get any."),
    ("files", Held.FILES, "A reader cannot open any file (Landlock)."),
    ("tcp", Held.TCP, "A reader cannot connect to anything (Landlock)."),
    ("scope", Held.SCOPE, "A reader cannot reach other programs by signals or hidden sockets (Landlock)."),
    ("calls", Held.CALLS, "A reader cannot start programs, fork, or open sockets (seccomp)."),
    ("network", Held.NETWORK, "A reader sees no network at all (network namespace)."),
)

_RECOGNITION = "Words in pictures are read in a box of its own, which can start Tesseract alone and write no file."


def isolation_layers() -> tuple[Layer, ...]:
    """Return all layers, those that are missing too, as a reader of this computer found them; starts one if needed."""
    try:
        held = in_force()
    except SandboxFailure:
        held = Held.NOTHING
    process = Layer("process", active=True, words="Each document is read in a process of its own that has no key.")
    boxed = bool(held & Held.FILES) and bool(held & Held.CALLS)
    recognition = Layer("recognition", active=boxed, words=_RECOGNITION)
    windows = sys.platform == "win32"
    return (
        process,
        recognition,
        *(Layer(name, bool(held & flag) or (windows and flag is Held.LIMITS), words) for name, flag, words in _WORDS),
    )
