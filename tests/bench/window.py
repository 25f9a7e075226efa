"""What the window costs in a process of its own: `python -m tests.bench.window [VAULT PASSPHRASE_FILE]` prints JSON.

Without a vault it is an empty PySide6 window: what the figures are held against.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.services.vaults import Vaults

VISITED = ("documents", "medications", "results", "timeline", "record", "contacts", "questions", "packets", "home")


def _memory_mb() -> float:
    """Return the megabytes (10^6 bytes) of this process that lie in memory, what is shared with others too."""
    line = next(line for line in Path("/proc/self/status").read_text("ascii").splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024 / 1e6


def _until(there: Callable[[], object], wait_s: float = 60) -> None:
    from PySide6.QtTest import QTest

    end = time.monotonic() + wait_s
    while not there():
        if time.monotonic() > end:
            raise TimeoutError
        QTest.qWait(10)


def empty_window() -> dict[str, float]:
    """Paint a window with nothing in it."""
    from PySide6.QtWidgets import QApplication, QWidget

    application = QApplication([])
    window = QWidget()
    window.resize(1200, 800)
    window.show()
    application.processEvents()
    window.grab()
    return {"painted_cpu_s": time.process_time(), "painted_mb": _memory_mb()}


def _key_cpu_s(vault: Path, passphrase: str) -> float:
    """Return what making the key alone takes, with this vault's own parameters."""
    from desktop.vault.kdf import derive_key
    from desktop.vault.key_file import read_all

    parameters = read_all(vault)[0].slot.kdf
    started = time.process_time()
    derive_key(passphrase, parameters)
    return time.process_time() - started


def _make_vaults() -> Vaults:
    from desktop.bootstrap import make_vaults

    return make_vaults()


def sheaf_window(vault: Path, passphrase: str) -> dict[str, float]:
    """Open a vault in the window as a person does; the services are there by then, as after typing a passphrase."""
    from desktop.ui.app import make_application, make_window

    application = make_application()
    window, gates = make_window(_make_vaults, vault)
    window.resize(1280, 800)
    window.show()
    application.processEvents()
    window.grab()
    figures = {"painted_cpu_s": time.process_time(), "painted_mb": _memory_mb()}
    gates.core.vaults()
    opened: list[bool] = []
    before = time.process_time()
    gates.unlock_with(passphrase, lambda: opened.append(True))
    _until(lambda: opened)
    application.processEvents()
    window.grab()
    figures |= {"listed_cpu_s": time.process_time() - before, "listed_mb": _memory_mb()}
    shell = window.shell
    assert shell is not None
    for name in VISITED:
        shell.go(name)
        application.processEvents()
        window.grab()
    figures["visited_mb"] = _memory_mb()
    window.close_workspace()
    window.close()
    figures["listed_cpu_s"] -= _key_cpu_s(vault, passphrase)
    return figures


def main(words: Sequence[str]) -> int:
    """Print the figures."""
    figures = sheaf_window(Path(words[0]), Path(words[1]).read_text("utf-8").strip()) if words else empty_window()
    sys.stdout.write(json.dumps(figures) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
