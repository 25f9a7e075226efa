"""The parent's ends of the pipes to a reader: nothing waits longer than it may, and a reader that ends is noticed."""

from __future__ import annotations

import io
import os
import selectors
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO, Self

from desktop.foundation.progress import CancelToken
from desktop.sandbox.frames import BadFrameError
from desktop.sandbox.memory import resident_bytes
from desktop.sandbox.pieces import MOST_ASKED
from desktop.sandbox.values import Reason, SandboxFailure

_GLANCE = 0.1
"""Seconds between two looks at the cancel token."""
_PIECE = 1 << 18
_PIPE = 1 << 18
"""Bytes that a pipe holds, where the system lets us choose and has room: each side then works while the other waits."""


class Deadline:
    """A moment by which something must have happened, and a token that may ask to stop before."""

    def __init__(self, seconds: float, cancel: CancelToken | None) -> None:
        """Begin to count the seconds."""
        self._until = time.monotonic() + seconds
        self._cancel = cancel
        self._watched: tuple[int, int] | None = None
        self._looked = 0.0

    def watch(self, child: int, most_bytes: int) -> None:
        """Look at the memory of the child too: not every system holds a process to its limit."""
        self._watched = child, most_bytes

    def check(self) -> None:
        """Raise CancelledError or SandboxFailure when it is time to stop."""
        if self._cancel is not None:
            self._cancel.check()
        now = time.monotonic()
        if now > self._until:
            raise SandboxFailure(Reason.TIMED_OUT)
        if self._watched is not None and now - self._looked >= _GLANCE:
            self._looked = now
            if resident_bytes(self._watched[0]) > self._watched[1]:
                raise SandboxFailure(Reason.OUT_OF_MEMORY)


class EndedFirstError(Exception):
    """The child ended before its answer was whole."""


def widen(pipe: IO[bytes]) -> None:
    """Let a pipe hold more; it stays as it is where all of a person's programs have used up their room (pipe(7))."""
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415 - not on Windows

        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)


def wait_for(pipe: IO[bytes], event: int, deadline: Deadline | None) -> None:
    """Wait until a pipe can be read or written, as `event` of `selectors` says; with a deadline no longer than that."""
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, event)
        while not selector.select(_GLANCE):
            if deadline is not None:
                deadline.check()


def write(pipe: IO[bytes], data: bytes | memoryview, wait: Callable[[], None]) -> None:
    """Write all of it into a pipe; `wait` is called whenever the pipe is full."""
    view = memoryview(data)
    while view:
        taken = pipe.write(view[:_PIECE])
        if taken:
            view = view[taken:]
        else:
            wait()


class Lender:
    """Answers the questions of one job about the blobs that it was lent, and about nothing else."""

    def __init__(
        self,
        blobs: Sequence[bytes],
        pipe: IO[bytes],
        status: IO[bytes],
        deadline: Deadline,
        sender: threading.Thread,
    ) -> None:
        """Take what is lent, the pipe to the reader, the one that tells of its end, and who sends its order."""
        self._blobs, self._pipe, self._status = blobs, pipe, status
        self._deadline, self._sender = deadline, sender

    def lend(self, number: int, start: int, size: int) -> None:
        """Send a piece of a blob; raises BadFrameError when there is none, EndedFirstError when nobody waits for it."""
        if number >= len(self._blobs) or size > MOST_ASKED or start + size > len(self._blobs[number]):
            raise BadFrameError
        while self._sender.is_alive():  # an honest job asks after it was given everything; the thread may not know yet
            self._sender.join(_GLANCE)
            self._look_round()
        write(self._pipe, memoryview(self._blobs[number])[start : start + size], self._wait)

    def _look_round(self) -> None:
        """See whether it is time to stop, or whoever asked has ended."""
        self._deadline.check()
        with selectors.DefaultSelector() as selector:
            selector.register(self._status, selectors.EVENT_READ)
            if selector.select(0):
                raise EndedFirstError

    def _wait(self) -> None:
        """Wait until the pipe takes more; whoever asked may end instead."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._pipe, selectors.EVENT_WRITE)
            selector.register(self._status, selectors.EVENT_READ)
            while True:
                self._deadline.check()
                ready = {key.fileobj for key, _ in selector.select(_GLANCE)}
                if self._status in ready:
                    raise EndedFirstError
                if ready:
                    return


class Patient:
    """Reads exactly so many bytes of the answer, looking at the deadline and at the child's end."""

    def __init__(self, out: IO[bytes], status: IO[bytes], deadline: Deadline) -> None:
        """Take the pipe of the answer, and the one on which the child's end is told."""
        self._out, self._status, self._deadline = out, status, deadline
        self._selector = selectors.DefaultSelector()

    def __enter__(self) -> Self:
        """Begin to watch both pipes."""
        self._selector.register(self._out, selectors.EVENT_READ)
        self._selector.register(self._status, selectors.EVENT_READ)
        return self

    def __exit__(self, *_error: object) -> None:
        """Watch them no longer."""
        self._selector.close()

    def __call__(self, size: int) -> bytes:
        """Return so many bytes; raises EOFError, EndedFirstError, CancelledError or SandboxFailure."""
        part = self._come(size)
        if len(part) == size:
            return part
        whole = io.BytesIO()  # hands over what it holds without a copy of it
        size -= whole.write(part)
        while size:
            size -= whole.write(self._come(size))
        return whole.getvalue()

    def _come(self, size: int) -> bytes:
        """Return what is there of the next `size` bytes, at least one; none when none are wanted."""
        if not size:
            return b""
        self._wait()
        part = os.read(self._out.fileno(), min(size, _PIECE))
        if not part:
            raise EOFError
        return part

    def _wait(self) -> None:
        while True:
            self._deadline.check()
            ready = {key.fileobj for key, _ in self._selector.select(_GLANCE)}
            if self._status in ready and self._out not in ready:
                ready |= {key.fileobj for key, _ in self._selector.select(0)}
                # the two pipes are looked at one after the other: the answer may have come in between
            if self._out in ready:
                return
            if self._status in ready:
                raise EndedFirstError
