"""A job object of Windows around the reader: memory, processor time, one process, gone with its parent.

Layouts and constants: winnt.h (JOBOBJECT_EXTENDED_LIMIT_INFORMATION, JOBOBJECT_BASIC_UI_RESTRICTIONS).
"""

from __future__ import annotations

import ctypes
import subprocess
import sys

from desktop.sandbox.values import Limits

_BASIC_UI, _EXTENDED = 4, 9
_PROCESS_TIME, _ACTIVE_PROCESS, _PROCESS_MEMORY = 0x2, 0x8, 0x100
_DIE_ON_UNHANDLED_EXCEPTION, _KILL_ON_JOB_CLOSE = 0x400, 0x2000
_EVERY_UI_RESTRICTION = 0xFF
_TICKS_A_SECOND = 10_000_000
"""Windows counts time in units of 100 ns."""


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("per_process_user_time", ctypes.c_int64),
        ("per_job_user_time", ctypes.c_int64),
        ("limit_flags", ctypes.c_uint32),
        ("minimum_working_set", ctypes.c_size_t),
        ("maximum_working_set", ctypes.c_size_t),
        ("active_process_limit", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", _BasicLimits),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def extended_limits(limits: Limits, *, processes: int) -> ExtendedLimits:
    """Return what the job object is told: `processes` is 1 for the built program, 2 behind a launcher of Python's."""
    made = ExtendedLimits()
    made.basic.per_process_user_time = limits.cpu_seconds * _TICKS_A_SECOND
    made.basic.active_process_limit = processes
    made.basic.limit_flags = (
        _PROCESS_TIME | _ACTIVE_PROCESS | _PROCESS_MEMORY | _DIE_ON_UNHANDLED_EXCEPTION | _KILL_ON_JOB_CLOSE
    )
    made.process_memory = limits.memory_bytes
    return made


def enclose(process: subprocess.Popen[bytes], limits: Limits | None = None) -> int | None:
    """Put a process that was just started into a job object; returns its handle, None where that failed.

    The handle must be kept: when the last one is closed, the process ends.
    """
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - checkers of other systems do not know it
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    job = kernel.CreateJobObjectW(None, None)
    if not job:
        return None
    wanted = extended_limits(limits or Limits(), processes=1 if getattr(sys, "frozen", False) else 2)
    interface = ctypes.c_uint32(_EVERY_UI_RESTRICTION)
    handle, reader = ctypes.c_void_p(job), ctypes.c_void_p(int(getattr(process, "_handle")))  # noqa: B009 - the only way to it
    well = (
        kernel.SetInformationJobObject(handle, _EXTENDED, ctypes.byref(wanted), ctypes.sizeof(wanted))
        and kernel.SetInformationJobObject(handle, _BASIC_UI, ctypes.byref(interface), ctypes.sizeof(interface))
        and kernel.AssignProcessToJobObject(handle, reader)
    )
    if not well:
        kernel.CloseHandle(handle)
        return None
    return int(job)
