"""Arguments become a command or the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.vault.hardening import harden_process

if TYPE_CHECKING:
    from desktop.services.vaults import Vaults


_AFTER_LOCK = "--after-lock"


def _make_vaults_later() -> Vaults:
    from desktop.bootstrap import make_vaults  # noqa: PLC0415 - neither `--help` nor the first page waits for the core

    return make_vaults()


def _window(vault: Path | None, after_lock: str = "") -> int:
    from desktop.ui.app import run_window  # noqa: PLC0415 - the command line needs no window

    return run_window(_make_vaults_later, vault, after_lock)


def _sandbox() -> int:
    """Be the clean process that readers are forked from; an installed program has no other way to start it."""
    from desktop.sandbox.zygote import main as serve  # noqa: PLC0415

    return serve()


def _ocr_box(arguments: Sequence[str]) -> int:
    """Be the box of text recognition; an installed program has no other way to start it."""
    from desktop.sandbox.ocr.box import main as become  # noqa: PLC0415 - a box loads nothing of the program

    return become(arguments)


def _screenshots(arguments: Sequence[str]) -> int:
    from desktop.bootstrap import make_vaults  # noqa: PLC0415
    from desktop.ui.screenshots import main as take  # noqa: PLC0415

    return take(arguments, make_vaults)


def _startup_probe(arguments: Sequence[str]) -> int:
    from desktop.ui.app import startup_probe  # noqa: PLC0415

    return startup_probe(_make_vaults_later, arguments)


def _command(arguments: Sequence[str]) -> int:
    from desktop.commands.program import run  # noqa: PLC0415 - the window needs no command line

    return run(arguments, _make_vaults_later, _window)


def _names_a_vault(word: str) -> bool:
    return word.endswith(".sheaf") or (not word.startswith("-") and Path(word).is_dir())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, or the window: with no words, or with the path of a vault."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if arguments is None:
        harden_process()
    if not words:
        return _window(None)
    own = {
        "--sandbox": lambda _words: _sandbox(),
        "--ocr-box": _ocr_box,
        "--screenshots": _screenshots,
        "--startup-probe": _startup_probe,
    }
    if words[0] in own:
        return own[words[0]](words[1:])
    if len(words) == 3 and words[1] == _AFTER_LOCK:  # noqa: PLR2004 - the vault, the flag and its line
        return _window(Path(words[0]), words[2])
    if len(words) == 1 and _names_a_vault(words[0]):
        return _window(Path(words[0]))
    return _command(words)


if __name__ == "__main__":
    raise SystemExit(main())
