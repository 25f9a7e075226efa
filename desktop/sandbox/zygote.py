"""The clean process that readers are forked from: it holds nothing, and each file meets a fork of its own.

Jobs come on standard input, answers leave on standard output (written by the fork), and the zygote itself says
on standard error how each fork ended and what it took, and how large the zygote itself is. The fork has no way to that
last pipe, so it cannot claim to be done.
"""

from __future__ import annotations

import gc
import importlib
import os
import select
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from desktop.sandbox import jobs, lockdown
from desktop.sandbox.frames import BadFrameError, as_mapping, reader, send, unpack, write_all
from desktop.sandbox.memory import resident_bytes
from desktop.sandbox.pieces import Desk
from desktop.sandbox.values import Held, JSONValue, Limits

JOBS_IN, ANSWERS_OUT, STATUS_OUT = 0, 1, 2
READY = b"ready "
"""Followed by the layers of isolation in force (values.Held) as a number."""
WELL, FAILED, NO_MEMORY = 0, 1, 2
LARGEST_JOB = 4 << 30


def _limits(raw: JSONValue) -> Limits:
    limits = as_mapping(raw)
    return Limits(
        cpu_seconds=int(str(limits["cpu_seconds"])),
        memory_bytes=int(str(limits["memory_bytes"])),
        output_bytes=int(str(limits["output_bytes"])),
    )


def _lent(sizes: JSONValue) -> tuple[BinaryIO, ...]:
    """Return the blobs that the program keeps and shows piece by piece, as files."""
    desk = Desk(ask=ANSWERS_OUT, answered=JOBS_IN)
    lengths = sizes if isinstance(sizes, list) else []
    return tuple(desk.file(number, int(str(size))) for number, size in enumerate(lengths))


def _work(order: Mapping[str, JSONValue], blobs: tuple[bytes, ...]) -> int:
    """Run one job behind locked doors and write its answer; returns how it ended, never raises."""
    try:
        name = str(order["job"])
        job = jobs.load(name)
        lockdown.lock_down(_limits(order["limits"]))
        taken = _lent(order.get("lent")) if name in jobs.LENT else blobs
        value, made = job(taken, as_mapping(order["arguments"]))
        send(ANSWERS_OUT, value, made)
    except MemoryError:
        return NO_MEMORY
    except BaseException:  # noqa: BLE001 - the worker's edge: parsers raise anything, and nothing of it may leak
        return FAILED
    return WELL


def _child(order: Mapping[str, JSONValue]) -> None:
    lockdown.own_group()
    lockdown.die_with_parent()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, STATUS_OUT)
    os.close(nowhere)
    ended = FAILED
    try:
        _value, blobs = unpack(reader(JOBS_IN), largest=LARGEST_JOB)
        ended = _work(order, blobs)
    finally:
        os._exit(ended)


def _watch(child: int) -> None:
    """Wait until the fork ends; when the program that gave the job is gone, end the fork too.

    The system's own death signal is no help here: it is bound to the thread that started this process.
    """
    if not hasattr(os, "pidfd_open"):
        return
    handle = os.pidfd_open(child)
    watched = select.poll()
    watched.register(handle, select.POLLIN)
    watched.register(JOBS_IN, 0)
    try:
        while handle not in (ready := {number for number, _ in watched.poll()}):
            if JOBS_IN in ready:
                os.kill(child, signal.SIGKILL)
                watched.unregister(JOBS_IN)
    finally:
        os.close(handle)


def _serve_forked(order: Mapping[str, JSONValue]) -> None:
    child = os.fork()
    if child == 0:
        _child(order)
    write_all(STATUS_OUT, [f"started {child}\n".encode()])
    _watch(child)
    _pid, status, used = os.wait4(child, 0)
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    _tell_end(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, peak)


def _tell_end(code: int, cpu_seconds: float, peak_bytes: int) -> None:
    own = resident_bytes(os.getpid())
    write_all(STATUS_OUT, [f"ended {code} {cpu_seconds:.3f} {peak_bytes} {own}\n".encode()])


def _serve_here(order: Mapping[str, JSONValue]) -> None:
    """Run a job in this very process and end with it, where processes cannot fork."""
    write_all(STATUS_OUT, [f"started {os.getpid()}\n".encode()])
    _value, blobs = unpack(reader(JOBS_IN), largest=LARGEST_JOB)
    code = _work(order, blobs)
    _tell_end(code, 0.0, 0)
    os._exit(code)


def _prepare() -> None:
    for name in jobs.modules():
        module = importlib.import_module(name)
        warm = getattr(module, "warm_up", None)
        if warm is not None:
            warm()

    gc.collect()
    gc.freeze()  # what is there now is shared by all forks, and need not be looked through by each


def threads() -> int:
    """Return how many threads this process has, those of libraries too; 1 where the system does not tell."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else 1


def _held() -> Held:
    """Lock down a fork and return what took hold: the truth of this computer, not what it should have."""
    if not hasattr(os, "fork"):
        return Held.NOTHING
    child = os.fork()
    if child == 0:
        told = 0
        try:
            told = lockdown.lock_down(Limits()).value
        finally:
            os._exit(told)
    held = Held(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    return held | Held.FORK if threads() == 1 else held


def main() -> int:
    """Serve jobs until standard input ends."""
    network = Held.NETWORK if lockdown.leave_network() else Held.NOTHING
    lockdown.hide_memory()
    _prepare()
    serve = _serve_forked if hasattr(os, "fork") else _serve_here
    write_all(STATUS_OUT, [READY, f"{(_held() | network).value}\n".encode()])
    while True:
        try:
            order, _none = unpack(reader(JOBS_IN), largest=1 << 20)
            serve(as_mapping(order))
        except (EOFError, BadFrameError, OverflowError, BrokenPipeError):
            return 0


if __name__ == "__main__":
    sys.exit(main())
