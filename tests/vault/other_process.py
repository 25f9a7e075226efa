"""A second Python, to prove what holds between processes and after one is killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


def run_python(script: str, *arguments: str | Path, prefix: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    """Run `script` to its end, at most a minute; `prefix` is a program that starts it."""
    return subprocess.run(  # noqa: S603 - our own script
        [*prefix, sys.executable, "-c", script, *map(str, arguments)],
        env=_environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def start_python(script: str, *arguments: str | Path) -> subprocess.Popen[str]:
    """Start `script` with pipes to its standard input and output."""
    return subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, "-c", script, *map(str, arguments)],
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
