"""Jobs that try to break out; they are put on the list of jobs by the tests only."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from collections.abc import Mapping

from desktop.sandbox.values import JSONValue

Outcome = tuple[JSONValue, tuple[bytes, ...]]


def _told(attempt: str, *, blocked: bool) -> Outcome:
    return {"attempt": attempt, "blocked": blocked}, ()


def read_file(_blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> Outcome:
    try:
        os.close(os.open(str(arguments["path"]), os.O_RDONLY))
    except OSError:
        return _told("read", blocked=True)
    return _told("read", blocked=False)


def write_file(_blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> Outcome:
    try:
        os.close(os.open(str(arguments["path"]), os.O_WRONLY | os.O_CREAT, 0o600))
    except OSError:
        return _told("write", blocked=True)
    return _told("write", blocked=False)


def run_program(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    try:
        os.execv("/bin/true", ["true"])  # noqa: S606 - it must fail
    except OSError:
        return _told("exec", blocked=True)


def fork(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    try:
        child = os.fork()
    except OSError:
        return _told("fork", blocked=True)
    if child == 0:
        os._exit(0)
    return _told("fork", blocked=False)


def open_socket(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    handle = ctypes.CDLL(None, use_errno=True).socket(2, 1, 0)
    return _told("socket", blocked=handle < 0)


def signal_parent(_blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> Outcome:
    try:
        os.kill(int(str(arguments["pid"])), 0)
    except OSError:
        return _told("signal", blocked=True)
    return _told("signal", blocked=False)


def spin(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    while True:
        pass


def sleep(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    time.sleep(600)
    return None, ()


def eat_memory(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    held = [bytearray(64 << 20) for _ in range(1000)]
    return len(held), ()


def crash(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    signal.signal(signal.SIGSEGV, signal.SIG_DFL)
    ctypes.string_at(0)
    return None, ()


def shout(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    raise RuntimeError("Maria Lopez has diabetes")


def flood(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    return None, (bytes(3 << 20),)


def echo(blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> Outcome:
    return arguments.get("word"), tuple(reversed(blobs))


def hold_memory(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    held = bytearray(b"x") * (400 << 20)
    time.sleep(60)
    return len(held), ()


def whose(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    return os.getppid(), ()
