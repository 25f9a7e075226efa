"""Run a job in the sandbox: at most two at once, from any thread."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from desktop.foundation.progress import CancelToken
from desktop.sandbox.values import Answer, Held, JSONValue, Limits, Reason, SandboxFailure
from desktop.sandbox.worker import Worker

__all__ = ["Answer", "Limits", "Reason", "SandboxFailure", "close", "run"]

AT_ONCE = 2


class _Workers:
    """The zygotes that are ready, and how many may work at once."""

    def __init__(self) -> None:
        self._free = threading.BoundedSemaphore(AT_ONCE)
        self._lock = threading.Lock()
        self._idle: list[Worker] = []

    @contextmanager
    def one(self) -> Iterator[Worker]:
        """Lend a worker; it comes back only when its job ended well and it has not grown old."""
        with self._free:
            with self._lock:
                worker = self._idle.pop() if self._idle else Worker()
            try:
                yield worker
            except BaseException:
                worker.kill()  # whatever went wrong, also before it was ready: nobody else would end it
                raise
            if not worker.spent:
                with self._lock:
                    self._idle.append(worker)
            else:
                worker.close()

    def close(self) -> None:
        """End all idle workers."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.close()


_workers = _Workers()


def run(
    job: str,
    blobs: Sequence[bytes],
    arguments: Mapping[str, JSONValue] | None = None,
    *,
    limits: Limits | None = None,
    cancel: CancelToken | None = None,
) -> Answer:
    """Run the job called `job` (see jobs.JOBS) on `blobs` in a locked-down child process.

    Raises SandboxFailure with the reason, without any text of the child, and CancelledError at once on a cancel.
    """
    with _workers.one() as worker:
        return worker.run(job, blobs, arguments or {}, limits or Limits(), cancel)


def warm_up() -> None:
    """Start a zygote in the background, so that the first file does not wait for it."""
    with _workers.one():
        return


def in_force() -> Held:
    """Return the layers of isolation that a reader of this computer found around itself; starts a zygote if needed.

    Raises SandboxFailure when none starts.
    """
    with _workers.one() as worker:
        worker.make_ready()
        return worker.held


def close() -> None:
    """End all idle zygotes; they start again when needed."""
    _workers.close()


atexit.register(close)
