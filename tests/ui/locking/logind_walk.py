"""Runs inside a bus of its own: our watch of logind, and the fake that speaks; prints what was noticed as JSON."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QCoreApplication  # noqa: E402 - the project's folder must be known first

from desktop.ui.locking.logind import Logind  # noqa: E402

PATIENCE_S = 60.0
FAKE = Path(__file__).with_name("fake_logind.py")


def _until(true: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE_S
    while not true():
        QCoreApplication.processEvents()
        time.sleep(0.01)
        if time.monotonic() > end:
            return False
    return True


def main() -> None:
    """Walk through everything that logind can say."""
    application = QCoreApplication([])
    fake = subprocess.Popen([sys.executable, str(FAKE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
    assert fake.stdin is not None
    assert fake.stdout is not None
    fake.stdout.readline()
    away: list[str] = []
    said = [""]

    def tell(word: str) -> str:
        said[0] = word
        fake.stdin.write(f"{word}\n")  # type: ignore[union-attr] # asserted above
        fake.stdin.flush()  # type: ignore[union-attr] # as above
        return fake.stdout.readline().strip()  # type: ignore[union-attr] # as above

    watch = Logind(lambda: away.append(said[0]))
    watch.start()
    seen: dict[str, object] = {
        "session": _until(lambda: bool(watch.watched_session)),
        "brake": _until(lambda: watch.holds_sleep),
    }
    seen["brakes before"] = tell("brakes")
    for word in ("idle", "lock", "hint", "leave", "sleep"):
        before = len(away)
        tell(word)
        if word != "idle":
            _until(lambda before=before: len(away) > before)  # type: ignore[misc] # a default
    seen["away"] = away
    seen["let go"] = not watch.holds_sleep
    seen["brakes asleep"] = _until(lambda: tell("brakes") == "0")
    tell("wake")
    seen["brake again"] = _until(lambda: watch.holds_sleep)
    watch.stop()
    tell("lock")
    for _ in range(20):
        application.processEvents()
        time.sleep(0.01)
    seen["after stop"] = away[4:]
    fake.stdin.close()
    fake.wait(30)
    sys.stdout.write(json.dumps(seen) + "\n")


if __name__ == "__main__":
    main()
