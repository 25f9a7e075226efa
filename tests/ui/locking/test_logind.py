"""Suspend, screen lock and change of user over a real D-Bus, said by a logind of our own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection

from desktop.ui.locking.session import Silence, watch_session

WALK = Path(__file__).with_name("logind_walk.py")


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="needs D-Bus")
def test_everything_that_logind_says_locks_once(short_folder: Path) -> None:
    config = short_folder / "bus.conf"
    config.write_text(
        f"""<busconfig><type>session</type><listen>unix:tmpdir={short_folder}</listen><policy context="default">
        <allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>""",
        "utf-8",
    )
    inside = f'DBUS_SYSTEM_BUS_ADDRESS="$DBUS_SESSION_BUS_ADDRESS" exec "{sys.executable}" "{WALK}"'
    command = ["dbus-run-session", f"--config-file={config}", "--", "sh", "-c", inside]
    ran = subprocess.run(  # noqa: S603 - fixed words
        command, env={**os.environ, "XDG_SESSION_ID": "1"}, capture_output=True, text=True, check=False, timeout=300
    )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == {
        "session": True,
        "brake": True,
        "brakes before": "1",
        "away": ["lock", "hint", "leave", "sleep"],
        "let go": True,
        "brakes asleep": True,
        "brake again": True,
        "after stop": [],
    }


def test_a_computer_without_a_bus_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> QDBusConnection:
        raise OSError

    away: list[bool] = []
    monkeypatch.setattr("desktop.ui.locking.logind.Logind", broken)
    watch = watch_session(lambda: away.append(True))
    watch.start()
    watch.stop()
    assert isinstance(watch, Silence)
    assert away == []
