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

from PySide6.QtCore import QProcess, QTimer
from PySide6.QtWidgets import QApplication

from desktop.foundation.settings import load_settings
from desktop.ui.core import Core
from desktop.ui.errors import install_excepthook
from desktop.ui.gates import Gates
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


def start_again(vault: Path) -> None:
    """Start a fresh process on the unlock screen of `vault`, so that nothing of this one's memory stays."""
    if getattr(sys, "frozen", False):
        command = [sys.executable]
    else:
        main = Path(__file__).resolve().parents[2] / "main.py"
        command = [sys.executable, str(main)] if main.exists() else [sys.executable, "-m", "desktop"]
    QProcess.startDetached(command[0], [*command[1:], str(vault)])


def make_window(make_vaults: MakeVaults, vault: Path | None) -> tuple[SheafWindow, Gates]:
    """Return the window with its first page, and what leads to an open vault."""
    settings = load_settings()

    def lock() -> None:
        start_again(Path(window.settings.last_vault))
        QApplication.quit()

    window = SheafWindow(settings, lock)
    gates = Gates(window, Core(make_vaults))
    gates.start(vault)
    return window, gates


def run_window(make_vaults: MakeVaults, vault: Path | None) -> int:
    """Show the window until it is closed; `make_vaults` is called after it is on screen. Returns the exit code."""
    application = make_application()
    window, gates = make_window(make_vaults, vault)
    restore = install_excepthook(window.show_error)
    window.show()
    QTimer.singleShot(_AFTER_PAINT_MS, window, gates.warm_up)
    try:
        return application.exec()
    finally:
        window.close_workspace()
        restore()


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
