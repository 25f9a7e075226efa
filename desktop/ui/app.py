"""Start the window: unlock screen or welcome first, everything heavy after it is painted."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.foundation.settings import load_settings
from desktop.ui.collecting import Collector
from desktop.ui.core import Core
from desktop.ui.errors import install_excepthook
from desktop.ui.gates import Gates
from desktop.ui.health.weekly import WeeklyCheck
from desktop.ui.locking.ending import LastMoment, end_process
from desktop.ui.locking.guard import Locking
from desktop.ui.locking.handover import HandOver, read_hand_over, unfinished_words
from desktop.ui.theme import apply_theme, theme_of
from desktop.ui.window import SheafWindow

if TYPE_CHECKING:
    from desktop.services.vaults import Vaults

_AFTER_PAINT_MS = 50
MakeVaults = Callable[[], "Vaults"]


def make_application() -> QApplication:
    """Return the one application, named and with the person's theme."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("Sheaf")
    application.setApplicationDisplayName("Sheaf")
    application.setDesktopFileName("sheaf")
    apply_theme(theme_of(load_settings()))
    return application


def make_window(
    make_vaults: MakeVaults, vault: Path | None, hand_over: HandOver | None = None
) -> tuple[SheafWindow, Gates]:
    """Return the window with its first page, and what leads to an open vault; `hand_over` is of the last process.

    Its lock ends the process: a test that wants to go on makes its own SheafWindow.
    """
    before = hand_over or HandOver()

    def after() -> HandOver:
        return HandOver(bytes(window.saveGeometry().data()), window.unfinished)

    def lock_begins() -> None:
        LastMoment(Path(window.settings.last_vault), after())

    def lock() -> None:
        QGuiApplication.sync()  # what was taken off the clipboard is gone before we are
        end_process(Path(window.settings.last_vault), after())

    window = SheafWindow(load_settings(), lock)
    window.lock_begins = lock_begins
    if before.place:
        window.restoreGeometry(before.place)
    gates = Gates(window, Core(make_vaults))
    gates.start(vault, unfinished_words(before.unfinished))
    return window, gates


def run_window(make_vaults: MakeVaults, vault: Path | None, after_lock: str = "") -> int:
    """Show the window until it is closed; `make_vaults` is called after it is on screen. Returns the exit code.

    `after_lock` is the line of the process that locked the vault before.
    """
    application = make_application()
    window, gates = make_window(make_vaults, vault, read_hand_over(after_lock) if after_lock else None)
    locking = Locking(window)
    WeeklyCheck(window, lambda: locking.idle.unused)
    collector = Collector()
    restore = install_excepthook(window.show_error)
    window.show()
    QTimer.singleShot(_AFTER_PAINT_MS, window, gates.warm_up)
    try:
        return application.exec()
    finally:
        window.close_workspace()
        restore()
        collector.stop()


def _resident_mb() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000)


def startup_probe(make_vaults: MakeVaults, arguments: Sequence[str] = ()) -> int:
    """Open the window, wait until it is painted (and its first list stands), print the figures as JSON, close it.

    `arguments`: [VAULT --passphrase-file FILE]. Prints painted_ms and listed_ms since the process started
    (listed_ms is null without a vault), cpu_s and rss_mb, the last two as they were at that moment.
    """
    parser = argparse.ArgumentParser(prog="sheaf --startup-probe")
    parser.add_argument("vault", nargs="?", type=Path)
    parser.add_argument("--passphrase-file", type=Path)
    options = parser.parse_args(list(arguments))
    application = make_application()
    window, gates = make_window(make_vaults, options.vault)
    figures: dict[str, float | None] = {"painted_ms": None, "listed_ms": None}

    def end(name: str) -> None:
        figures.update({name: _since_start_ms(), "cpu_s": round(time.process_time(), 3), "rss_mb": _resident_mb()})

    def listed() -> None:
        end("listed_ms")
        application.quit()

    def painted() -> None:
        end("painted_ms")
        if options.vault is None or options.passphrase_file is None:
            application.quit()
            return
        passphrase = options.passphrase_file.read_text("utf-8").splitlines()[0]
        gates.unlock_with(passphrase, lambda: QTimer.singleShot(0, listed))

    window.show()
    application.processEvents()
    window.repaint()
    QTimer.singleShot(0, painted)
    application.exec()
    window.close_workspace()
    window.close()
    sys.stdout.write(json.dumps(figures) + "\n")
    return 0


def _since_start_ms() -> float:
    """Return the milliseconds since this process was started, by the system's own account where there is one."""
    try:
        ticks = int(Path("/proc/self/stat").read_text("ascii").rsplit(")", 1)[1].split()[19])
        started = ticks / os.sysconf("SC_CLK_TCK")
        return round((time.clock_gettime(time.CLOCK_BOOTTIME) - started) * 1000)
    except (OSError, ValueError, IndexError, AttributeError):
        return round(time.process_time() * 1000)
