"""How much memory a process holds, as the system tells it."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import sys
from pathlib import Path

_TASK_INFO = 4
"""PROC_PIDTASKINFO of macOS' libproc."""


class _TaskInfo(ctypes.Structure):
    """struct proc_taskinfo: virtual and resident size come first."""

    _fields_ = (
        ("virtual_size", ctypes.c_uint64),
        ("resident_size", ctypes.c_uint64),
        ("times", ctypes.c_uint64 * 4),
        ("counts", ctypes.c_int32 * 12),
    )


def _on_mac(pid: int) -> int:
    library = ctypes.CDLL("/usr/lib/libproc.dylib")
    info = _TaskInfo()
    size = ctypes.sizeof(info)
    got = library.proc_pidinfo(pid, _TASK_INFO, ctypes.c_uint64(0), ctypes.byref(info), size)
    return int(info.resident_size) if got == size else 0


def resident_bytes(pid: int) -> int:
    """Return the bytes of memory that a process holds now; 0 where it is not told, or when it is gone."""
    try:
        if sys.platform == "darwin":
            return _on_mac(pid)
        pages = Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGESIZE")
