"""The box of text recognition may start tesseract and nothing else, reads nothing of the person's, writes nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.sandbox import landlock, seccomp
from desktop.sandbox.ocr.engines import Engine, find_engine

ROOT = Path(__file__).resolve().parents[3]
_PROBE = """
import ctypes, json, os, sys
from pathlib import Path
from desktop.sandbox.ocr.box import lock_for_program
from desktop.sandbox.values import Limits
files, folders, program, secret = json.loads(sys.argv[1])
socket = ctypes.CDLL(None, use_errno=True).socket
lock_for_program(Path(program), files=list(map(Path, files)), folders=list(map(Path, folders)), limits=Limits())

def blocked(attempt):
    try:
        return attempt() is False
    except OSError:
        return True

def fork():
    if os.fork() == 0:
        os._exit(0)

told = {
    "read": blocked(lambda: os.open(secret, os.O_RDONLY)),
    "write": blocked(lambda: os.open(secret + ".new", os.O_WRONLY | os.O_CREAT)),
    "exec": blocked(lambda: os.execv("/bin/true", ["true"])),
    "fork": blocked(fork),
    "socket": blocked(lambda: socket(2, 1, 0) >= 0),
    "signal": blocked(lambda: os.kill(os.getppid(), 0)),
}
print(json.dumps(told), flush=True)
os.execve(program, [program, "--version"], {"LC_ALL": "C.UTF-8"})
"""


@pytest.fixture
def engine() -> Engine:
    if shutil.which("tesseract") is None:
        pytest.skip("tesseract is not installed")
    if not landlock.version() or not seccomp.offered():
        pytest.skip("this kernel has no Landlock or no filter over system calls")
    found = find_engine()
    assert found is not None
    return found


def test_the_box_blocks_everything_but_tesseract(engine: Engine, tmp_path: Path) -> None:
    secret = tmp_path / "letter.txt"
    secret.write_text("Maria", "utf-8")
    order = [[str(path) for path in engine.files], [str(path) for path in engine.folders]]
    done = subprocess.run(  # noqa: S603 - our own probe
        [sys.executable, "-s", "-c", _PROBE, json.dumps([*order, str(engine.program), str(secret)])],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    first, _, rest = done.stdout.partition("\n")
    told = json.loads(first)
    assert all(told.values()), told
    assert "tesseract" in rest + done.stderr
    assert list(tmp_path.glob("*.new")) == []
