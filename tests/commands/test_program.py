"""The command line as a whole: help is quick to load, and a bug shows no traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.commands.context import Context
from desktop.foundation.errors import ExitCode
from desktop.foundation.paths import state_folder
from tests.commands.shell import Shell

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("sqlalchemy", "PySide6", "pikepdf", "pypdf", "typst", "cryptography", "rich")


def test_help_loads_no_heavy_part() -> None:
    code = (
        "import sys\nfrom desktop.__main__ import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "packet" in ran.stdout
    assert ran.stderr.strip() == "[]"


def test_a_bug_is_told_without_a_traceback_or_its_text(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_context: Context) -> ExitCode:
        raise RuntimeError("hemoglobin 10.9")

    monkeypatch.setattr("desktop.commands.listing.fields", broken)
    said = shell.run("fields", "results", "--json")
    assert said.code == 70
    assert "Traceback" not in said.out + said.err
    (report,) = state_folder().glob("report-*.txt")
    assert "RuntimeError" in report.read_text("utf-8")
    assert "hemoglobin" not in report.read_text("utf-8") + said.out
