"""The libraries and tools of the system that Sheaf needs, and the command that installs them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Need:
    """Something of the system: a shared library's name or a program's, and the Debian package that has it."""

    name: str
    package: str
    for_tests: bool = False


LIBRARIES = (
    Need("libEGL.so.1", "libegl1"),
    Need("libGL.so.1", "libgl1"),
    Need("libfontconfig.so.1", "libfontconfig1"),
    Need("libdbus-1.so.3", "libdbus-1-3"),
    Need("libglib-2.0.so.0", "libglib2.0-0"),
    Need("libxkbcommon.so.0", "libxkbcommon0"),
    Need("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    Need("libX11-xcb.so.1", "libx11-xcb1"),
    Need("libxcb-cursor.so.0", "libxcb-cursor0"),
    Need("libxcb-icccm.so.4", "libxcb-icccm4"),
    Need("libxcb-image.so.0", "libxcb-image0"),
    Need("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Need("libxcb-randr.so.0", "libxcb-randr0"),
    Need("libxcb-render-util.so.0", "libxcb-render-util0"),
    Need("libxcb-shape.so.0", "libxcb-shape0"),
    Need("libxcb-sync.so.1", "libxcb-sync1"),
    Need("libxcb-xkb.so.1", "libxcb-xkb1"),
)
PROGRAMS = (
    Need("Xvfb", "xvfb", for_tests=True),
    Need("xauth", "xauth", for_tests=True),  # xvfb-run needs it; Debian only recommends it
    Need("xdotool", "xdotool", for_tests=True),
    Need("qpdf", "qpdf", for_tests=True),
    Need("tesseract", "tesseract-ocr", for_tests=True),
    Need("pdftotext", "poppler-utils", for_tests=True),
    Need("dbus-run-session", "dbus-daemon", for_tests=True),
    Need("gnome-keyring-daemon", "gnome-keyring", for_tests=True),
    Need("strace", "strace", for_tests=True),
)


def _known_libraries() -> str:
    ldconfig = shutil.which("ldconfig") or "/sbin/ldconfig"
    return subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=False).stdout


def missing(*, for_tests: bool) -> list[Need]:
    """Return what is not on this computer; Linux only, elsewhere the wheels bring everything."""
    if not sys.platform.startswith("linux"):
        return []
    known = _known_libraries()
    absent = [need for need in LIBRARIES if need.name not in known]
    tools = [need for need in PROGRAMS if for_tests and shutil.which(need.name) is None]
    return absent + tools


def _run_apt(packages: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-q"], env=environment, check=False, stdout=subprocess.DEVNULL)
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    return subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL).returncode == 0


def install(packages: list[str]) -> bool:
    """Install Debian packages when that is allowed; otherwise print the command and return False."""
    if not packages:
        return True
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("Installing with apt:", " ".join(packages), flush=True)
        if _run_apt(packages):
            return True
    if shutil.which("apt-get"):
        print("Please run:\n  sudo apt-get install " + " ".join(packages))
    else:
        print("Please install what Debian calls:\n  " + " ".join(packages))
    return False


def ensure(*, for_tests: bool) -> bool:
    """Make sure that everything is there; False when the person has to install something first."""
    absent = missing(for_tests=for_tests)
    if absent and not install(sorted({need.package for need in absent})):
        print("Missing: " + ", ".join(need.name for need in absent))
        return False
    return True


def ensure_venv_module() -> bool:
    """Make sure that Python can make a virtual environment (Debian keeps that in a package of its own)."""
    probe = subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True, check=False)
    if probe.returncode == 0:
        return True
    base = Path(sys.executable).resolve().name
    return install([f"{base}-venv" if base.startswith("python3.") else "python3-venv"])
