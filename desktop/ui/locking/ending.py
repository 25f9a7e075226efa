"""End this process and let a fresh one show the unlock screen: what memory held goes back to the system."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Final, NoReturn

from desktop.foundation.logs import log_event
from desktop.ui.locking.handover import FLAG, HandOver

LAST_MOMENT_S: Final = 1.5
"""After the drafts are kept, running work and the vault get so long to close; then the process ends all the same."""
_ROOT: Final = Path(__file__).resolve().parents[3]


def program() -> list[str]:
    """Return the command that starts this program."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    main = _ROOT / "main.py"
    return [sys.executable, str(main)] if main.exists() else [sys.executable, "-m", "desktop"]


def start_fresh(vault: Path, hand_over: HandOver) -> None:
    """Start a process of its own on the unlock screen of `vault`; it inherits nothing but the three streams."""
    subprocess.Popen(  # noqa: S603 - our own program; it outlives us
        [*program(), str(vault), FLAG, hand_over.line()],
        stdin=subprocess.DEVNULL,
        close_fds=True,
        start_new_session=True,
    )


def end_process(vault: Path, hand_over: HandOver) -> NoReturn:
    """Start the fresh process and end this one without another step; what does not start is started by hand."""
    try:
        start_fresh(vault, hand_over)
    except OSError:
        log_event("ui.lock.no_fresh_start")
    os._exit(0)


class LastMoment:
    """Ends the process even if something does not stop in time: a database outlives a sudden end, memory must not."""

    def __init__(self, vault: Path, hand_over: HandOver, *, seconds: float = LAST_MOMENT_S) -> None:
        """Start to count."""
        self._timer = threading.Timer(seconds, end_process, (vault, hand_over))
        self._timer.daemon = True
        self._timer.start()

    def cancel(self) -> None:
        """All stopped in time."""
        self._timer.cancel()
