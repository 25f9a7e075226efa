"""The parent's side of the box of text recognition: one process for each look at a page."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from desktop.foundation.errors import CancelledError
from desktop.foundation.progress import CancelToken
from desktop.sandbox.ocr.engines import Engine, EngineKind, environment
from desktop.sandbox.values import MIB, Limits, Reason, SandboxFailure

PAGE = Limits(cpu_seconds=60, wall_seconds=90, memory_bytes=1024 * MIB, output_bytes=16 * MIB)
"""What recognizing one page may use."""
RAPID_PAGE = Limits(cpu_seconds=60, wall_seconds=90, memory_bytes=4096 * MIB, output_bytes=16 * MIB)
_ROOT = Path(__file__).resolve().parents[3]
_GLANCE = 0.1
_PIECE = 1 << 20
_DPI = 300


def _box() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--ocr-box"]
    return [sys.executable, "-s", "-m", "desktop.sandbox.ocr.box"]


def _command(engine: Engine, arguments: Sequence[str], limits: Limits) -> list[str]:
    program = [str(engine.program), *arguments]
    if sys.platform == "win32" and engine.kind is EngineKind.TESSERACT:
        return program  # a process there cannot become another one
    order = {
        "engine": engine.kind.value,
        "command": program,
        "files": [str(path) for path in engine.files],
        "folders": [str(path) for path in engine.folders],
        "cpu_seconds": limits.cpu_seconds,
        "memory_bytes": limits.memory_bytes,
    }
    return [*_box(), json.dumps(order)]


def recognize(engine: Engine, pgm: bytes, *, cancel: CancelToken | None = None) -> bytes:
    """Return the words of a page as tesseract's tab-separated lines, untrusted.

    `pgm` is a grey picture (PGM, 8 bits) of about 300 dpi, upright. Raises SandboxFailure, CancelledError.
    """
    arguments = ("stdin", "stdout", "-l", engine.read_in, "--dpi", str(_DPI), "--psm", "4", "tsv")
    limits = PAGE if engine.kind is EngineKind.TESSERACT else RAPID_PAGE
    return _run(_command(engine, arguments, limits), pgm, limits, cancel)


def find_orientation(engine: Engine, pgm: bytes, *, cancel: CancelToken | None = None) -> bytes:
    """Return what tesseract says of which way up a page is, untrusted; raises SandboxFailure, CancelledError."""
    arguments = ("stdin", "stdout", "-l", "osd", "--dpi", str(_DPI), "--psm", "0")
    return _run(_command(engine, arguments, PAGE), pgm, PAGE, cancel)


def _run(command: list[str], pgm: bytes, limits: Limits, cancel: CancelToken | None) -> bytes:
    process = subprocess.Popen(  # noqa: S603 - our own box
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**environment(), "PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=_ROOT,
        bufsize=0,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    out = _Collected(process, limits.output_bytes)
    feeding = threading.Thread(target=_feed, args=(process.stdin, pgm), name="ocr-send")
    reading = threading.Thread(target=out.read, name="ocr-receive")
    feeding.start()
    reading.start()
    try:
        _wait(process, limits.wall_seconds, cancel)
    except (SandboxFailure, CancelledError):
        _kill(process)
        raise
    finally:
        process.wait()
        feeding.join()
        reading.join()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
    return out.answer(process.returncode)


def _feed(pipe: IO[bytes] | None, data: bytes) -> None:
    if pipe is None:
        return
    with suppress(OSError, ValueError):  # it ended before it took everything; its end says why
        view = memoryview(data)
        while view:
            view = view[pipe.write(view[:_PIECE]) :]
        pipe.close()


class _Collected:
    """Takes the answer as it comes, and no more than the limit."""

    def __init__(self, process: subprocess.Popen[bytes], most: int) -> None:
        self._process, self._most = process, most
        self._parts: list[bytes] = []
        self._size = 0

    def read(self) -> None:
        pipe = self._process.stdout
        while pipe is not None and (part := pipe.read(_PIECE)):
            self._size += len(part)
            if self._size > self._most:
                _kill(self._process)
                return
            self._parts.append(part)

    def answer(self, code: int) -> bytes:
        """Return everything; raises SandboxFailure when it did not end well."""
        if self._size > self._most:
            raise SandboxFailure(Reason.TOO_MUCH_OUTPUT)
        timed_out = {-int(getattr(signal, name)) for name in ("SIGXCPU", "SIGKILL") if hasattr(signal, name)}
        if code:
            raise SandboxFailure(Reason.TIMED_OUT if code in timed_out else Reason.CRASHED)
        return b"".join(self._parts)


def _wait(process: subprocess.Popen[bytes], seconds: float, cancel: CancelToken | None) -> None:
    until = time.monotonic() + seconds
    while True:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=_GLANCE)
            return
        if cancel is not None:
            cancel.check()
        if time.monotonic() > until:
            raise SandboxFailure(Reason.TIMED_OUT)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the box and all that it might have started."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
