"""What holds a reader on Windows and macOS, as far as it can be shown on another system."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys

import pytest

from desktop.sandbox import run, windows_job
from desktop.sandbox.memory import resident_bytes
from desktop.sandbox.values import MIB, Limits, Reason, SandboxFailure
from desktop.sandbox.worker import Worker
from tests.sandbox.probing import probe_with


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the sizes of winnt.h for 64 bits")
def test_the_job_object_has_the_layout_of_windows() -> None:
    assert ctypes.sizeof(windows_job.ExtendedLimits) == 144
    assert windows_job.ExtendedLimits.process_memory.offset == 112
    assert windows_job.ExtendedLimits.io_counters.offset == 64


def test_the_job_object_holds_memory_time_and_processes() -> None:
    told = windows_job.extended_limits(Limits(cpu_seconds=7, memory_bytes=5 * MIB), processes=1)
    assert told.process_memory == 5 * MIB
    assert told.basic.per_process_user_time == 70_000_000
    assert told.basic.active_process_limit == 1
    assert told.basic.limit_flags == 0x2 | 0x8 | 0x100 | 0x400 | 0x2000


class _Kernel:
    """Notes what Windows is asked; `fails` names the call that says no."""

    def __init__(self, fails: str = "") -> None:
        self.asked: list[tuple[str, object]] = []
        self._fails = fails

    def __getattr__(self, name: str) -> object:
        def call(*arguments: object) -> int:
            self.asked.append((name, arguments[1] if len(arguments) > 1 else None))
            return 0 if name == self._fails else 4711

        return call


class _Windows:
    def __init__(self, kernel: _Kernel) -> None:
        self.kernel32 = kernel


@pytest.mark.parametrize("fails", ["", "CreateJobObjectW", "SetInformationJobObject", "AssignProcessToJobObject"])
def test_a_reader_is_enclosed_or_it_is_known_that_it_is_not(fails: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = _Kernel(fails)
    monkeypatch.setattr(ctypes, "windll", _Windows(kernel), raising=False)
    with subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE) as process:
        monkeypatch.setattr(process, "_handle", 99, raising=False)
        held = windows_job.enclose(process)
    names = [name for name, _ in kernel.asked]
    assert (held == 4711) is (not fails)
    assert ("CloseHandle" in names) is (fails not in {"", "CreateJobObjectW"})
    if not fails:
        assert names == ["CreateJobObjectW", *["SetInformationJobObject"] * 2, "AssignProcessToJobObject"]


def test_the_memory_of_a_process_is_told_and_of_none_is_not() -> None:
    assert resident_bytes(os.getpid()) > 10 * MIB
    assert resident_bytes(2**22 + 1) == 0


def test_a_reader_that_no_limit_holds_is_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on macOS, which takes no limit of the address space."""
    probe_with(monkeypatch, without=("limits",))
    with pytest.raises(SandboxFailure) as failed:
        run.run("hold_memory", [], limits=Limits(memory_bytes=200 * MIB))
    assert failed.value.reason is Reason.OUT_OF_MEMORY
    run.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a program choose how much a pipe holds")
def test_a_reader_starts_also_where_other_programs_have_used_up_the_room_for_pipes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fcntl, asked = pytest.importorskip("fcntl"), []

    def refuse(_handle: object, command: int, *_more: object) -> int:
        asked.append(command)
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(fcntl, "fcntl", refuse)
    worker = Worker()
    worker.kill()
    assert asked == [fcntl.F_SETPIPE_SZ] * 2
