"""The parent's side of one zygote: give it a job, wait, and kill what does not end."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import IO

from desktop.foundation.errors import CancelledError
from desktop.foundation.progress import CancelToken
from desktop.sandbox import windows_job
from desktop.sandbox.frames import BadFrameError, pack, unpack
from desktop.sandbox.jobs import LENT
from desktop.sandbox.pipes import Deadline, EndedFirstError, Lender, Patient, wait_for, widen, write
from desktop.sandbox.values import MIB, Answer, Held, JSONValue, Limits, Reason, SandboxFailure, Usage
from desktop.sandbox.zygote import NO_MEMORY, READY, WELL

_ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 60
_NEARLY_ALL = 0.5
"""Share of its memory after which a crash counts as having no more: the last thing asked for was large."""
MOST_JOBS = 200
MOST_GROWTH = 64 * MIB
"""A zygote is retired after so many jobs, or when it has grown by so much: it should hold nothing."""


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--sandbox"]
    return [sys.executable, "-s", "-m", "desktop.sandbox.zygote"]


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    own = {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8", "PATH": os.defpath}
    return {**kept, **own, "OPENBLAS_NUM_THREADS": "1"}  # numpy starts no threads of its own: the zygote is to fork


class Worker:
    """One zygote process; serves one job at a time. After any job that does not end well it must be dropped."""

    def __init__(self) -> None:
        """Start the process; it gets ready while the caller goes on."""
        self.jobs = 0
        self.held = Held.NOTHING
        self._first_size = self._size = 0
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
            cwd=_ROOT,
            bufsize=0,
            process_group=0,  # Ctrl-C in a terminal is the program's to answer: the file at work is read to its end
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),  # the same on Windows
        )
        self._status_left = b""
        self._is_ready = False
        for pipe in (self._process.stdin, self._process.stdout):
            widen(self._pipe(pipe))
        if os.name == "posix" and self._process.stdin is not None:
            os.set_blocking(self._process.stdin.fileno(), False)  # a reader that does not take its answers holds nobody
        self._job = windows_job.enclose(self._process) if os.name == "nt" else None

    @property
    def spent(self) -> bool:
        """Whether the zygote should be retired: old, grown, or ended."""
        grown = self._size - self._first_size > MOST_GROWTH
        return grown or self.jobs >= MOST_JOBS or self._process.poll() is not None

    def make_ready(self, cancel: CancelToken | None = None) -> None:
        """Wait until the zygote is warm; raises SandboxFailure when it does not start."""
        if self._is_ready:
            return
        line = self._status_line(Deadline(_START_SECONDS, cancel))
        start = READY.decode()
        if not line.startswith(start):
            self.kill()
            raise SandboxFailure(Reason.CRASHED)
        self.held = Held(int(line.removeprefix(start)))
        self._is_ready = True

    def _pipe(self, which: IO[bytes] | None) -> IO[bytes]:
        if which is None:
            raise SandboxFailure(Reason.CRASHED)
        return which

    def run(
        self,
        job: str,
        blobs: Sequence[bytes],
        arguments: Mapping[str, JSONValue],
        limits: Limits,
        cancel: CancelToken | None,
    ) -> Answer:
        """Run one job; raises SandboxFailure or CancelledError, and then this worker is of no more use."""
        self.jobs += 1
        self.make_ready(cancel)
        deadline = Deadline(limits.wall_seconds, cancel)
        order: dict[str, JSONValue] = {"job": job, "arguments": arguments, "limits": asdict(limits)}
        lent = blobs if job in LENT else ()
        order["lent"] = [len(blob) for blob in lent]
        frames = [*pack(order, []), *pack(None, () if lent else blobs)]
        sender = threading.Thread(target=self._send, args=(frames,), name="sandbox-send")
        sender.start()
        try:
            started = self._status_line(deadline)
            child = int(started.removeprefix("started "))
            deadline.watch(child, limits.memory_bytes)
            lender = Lender(lent, self._pipe(self._process.stdin), self._pipe(self._process.stderr), deadline, sender)
            return self._collect(child, limits, deadline, lender)
        except (SandboxFailure, CancelledError):
            self.kill()
            raise
        except (ValueError, EOFError, OSError):
            self.kill()
            raise SandboxFailure(Reason.CRASHED) from None
        finally:
            sender.join()

    def _send(self, frames: Sequence[bytes]) -> None:
        pipe = self._pipe(self._process.stdin)
        with suppress(OSError, ValueError):  # it ended before it took everything; its status says why
            for frame in frames:
                write(pipe, frame, lambda: wait_for(pipe, selectors.EVENT_WRITE, None))

    def _collect(self, child: int, limits: Limits, deadline: Deadline, lender: Lender) -> Answer:
        """Take the answer and how the child ended; whatever comes first, both are waited for."""
        try:
            answer = self._answer(limits, deadline, lender)
        except EOFError:
            answer = None
        except BadFrameError:
            raise SandboxFailure(Reason.CRASHED) from None  # it may wait for something that it will not get
        except OverflowError:
            raise SandboxFailure(Reason.TOO_MUCH_OUTPUT) from None
        code, used = self._ended(deadline)
        self._kill_group(child)
        if code == WELL and answer is not None:
            return replace(answer, used=used)
        raise SandboxFailure(_reason(code, used, limits), used)

    def _ended(self, deadline: Deadline) -> tuple[int, Usage]:
        code, seconds, peak, own = self._status_line(deadline).removeprefix("ended ").split()
        self._size = int(own)
        self._first_size = self._first_size or self._size
        return int(code), Usage(float(seconds), int(peak))

    def _answer(self, limits: Limits, deadline: Deadline, lender: Lender) -> Answer | None:
        """Return the answer, or None when the child ended without one."""
        out = self._pipe(self._process.stdout)
        try:
            with Patient(out, self._pipe(self._process.stderr), deadline) as read:
                value, blobs = unpack(read, largest=limits.output_bytes, lend=lender.lend)
        except EndedFirstError:
            return None
        return Answer(value, blobs)

    def _status_line(self, deadline: Deadline) -> str:
        pipe = self._pipe(self._process.stderr)
        while b"\n" not in self._status_left:
            wait_for(pipe, selectors.EVENT_READ, deadline)
            part = os.read(pipe.fileno(), 256)
            if not part:
                raise SandboxFailure(Reason.CRASHED)
            self._status_left += part
        line, _, self._status_left = self._status_left.partition(b"\n")
        return line.decode("ascii", "replace")

    def _kill_group(self, child: int) -> None:
        if hasattr(os, "killpg") and child > 1:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child, signal.SIGKILL)

    def kill(self) -> None:
        """End the process and, by its death, its child."""
        self._process.kill()
        self.close()

    def close(self) -> None:
        """Close the pipes, which ends the process, and wait for it."""
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _reason(code: int, used: Usage, limits: Limits) -> Reason:
    if code == NO_MEMORY:
        return Reason.OUT_OF_MEMORY
    out_of_time = {getattr(signal, name, 0) for name in ("SIGXCPU", "SIGKILL")}
    if -code in out_of_time:
        return Reason.TIMED_OUT
    if code < 0 and used.peak_bytes > limits.memory_bytes * _NEARLY_ALL:
        return Reason.OUT_OF_MEMORY  # a library that gets no memory ends the process by a signal
    return Reason.CRASHED
