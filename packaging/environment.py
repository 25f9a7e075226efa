"""The project's own Python environment: `.venv`, made from the lock file with its hashes checked."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import system_libraries

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements.lock"
STAMP = VENV / "sheaf-lock.sha256"


def python() -> Path:
    """Return the environment's interpreter."""
    return VENV / "Scripts" / "python.exe" if sys.platform == "win32" else VENV / "bin" / "python"


def _wanted_stamp() -> str:
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    return f"{lock} {sys.version_info.major}.{sys.version_info.minor} {ROOT}"


def _is_current() -> bool:
    return python().exists() and STAMP.exists() and STAMP.read_text("utf-8") == _wanted_stamp()


def _make() -> bool:
    if not system_libraries.ensure_venv_module():
        return False
    print("Making .venv (once; about a minute) …", flush=True)
    if VENV.exists():
        shutil.rmtree(VENV)
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    install = [str(python()), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]
    if subprocess.run([*install, "-r", str(LOCK)], check=False).returncode != 0:
        print("The parts could not be installed. Is the network there? Nothing else was changed; try again.")
        return False
    STAMP.write_text(_wanted_stamp(), "utf-8")
    return True


def ensure(*, for_tests: bool) -> bool:
    """Make the environment and the system's libraries ready; False when the person has to act first."""
    ready = _is_current() or _make()
    return system_libraries.ensure(for_tests=for_tests) and ready
