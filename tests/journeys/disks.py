"""Small and write-protected disks, made for a test where this computer lets us."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def _mount(*words: str) -> bool:
    program = shutil.which("mount")
    if program is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    return subprocess.run([program, *words], capture_output=True, check=False).returncode == 0  # noqa: S603


@contextmanager
def small_disk(folder: Path, *, megabytes: int) -> Iterator[Path]:
    """Put an empty disk of that size at `folder`; skips the test where nobody may."""
    folder.mkdir()
    if not _mount("-t", "tmpfs", "-o", f"size={megabytes}m,mode=0700", "none", str(folder)):
        pytest.skip("making a small disk needs the right to mount")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S603, S607 - our own mount


@contextmanager
def write_protected(folder: Path) -> Iterator[None]:
    """Let nobody write in `folder` for a while, as on a stick whose switch is set."""
    if _mount("--bind", str(folder), str(folder)):
        try:
            if not _mount("-o", "remount,bind,ro", str(folder)):
                pytest.skip("this computer cannot write-protect a folder")
            yield
        finally:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S603, S607 - our own mount
        return
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        pytest.skip("an administrator may write everywhere, and may not mount here")
    folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    for one in folders:
        one.chmod(0o500)
    try:
        yield
    finally:
        for one in folders:
            one.chmod(0o700)
