"""Locks the doors of a child process before it meets a file; every layer that the system has."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

from desktop.sandbox import landlock, seccomp
from desktop.sandbox.values import Held, Limits

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_NEW_USER, _NEW_NET, _NEW_IPC = 0x10000000, 0x40000000, 0x08000000
_CAPABILITIES_VERSION = 0x20080522


def _prctl(option: int, value: int) -> bool:
    return bool(ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0) == 0)


def hide_memory() -> None:
    """Write no core dump, and let no other process of the same user read the memory."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux"):
        _prctl(_PR_SET_DUMPABLE, 0)


def leave_network() -> bool:
    """Go to a network without any device; done once by the single-threaded zygote. False where not allowed."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    alone = _NEW_NET | _NEW_IPC
    return bool(libc.unshare(alone) == 0 or libc.unshare(_NEW_USER | alone) == 0)


def die_with_parent() -> None:
    """Let the system kill this process when its parent goes."""
    if sys.platform.startswith("linux"):
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def drop_capabilities() -> bool:
    """Give up every right of the superuser, also those that a namespace of one's own brought."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES_VERSION, 0)
    nothing = (ctypes.c_uint32 * 6)()
    return bool(ctypes.CDLL(None, use_errno=True).capset(header, nothing) == 0)


def set_limits(limits: Limits) -> bool:
    """Set the limits of the system for this process; True when all of them hold."""
    if sys.platform == "win32":
        return False  # a job object of the parent's holds it there, see windows_job
    import resource  # noqa: PLC0415 - not on Windows

    wanted = {
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_AS: limits.memory_bytes,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }
    all_hold = True
    for name, most in wanted.items():
        _soft, hard = resource.getrlimit(name)
        value = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(name, (value, value))
        except (ValueError, OSError):  # macOS refuses some of them; the parent's watch remains
            all_hold = False
    return all_hold


def lock_down(limits: Limits) -> Held:
    """Give up everything that reading a file does not need, and say what holds. Modules must be imported before."""
    held = Held.LIMITS if set_limits(limits) else Held.NOTHING
    if not sys.platform.startswith("linux"):
        return held
    _prctl(_PR_SET_DUMPABLE, 0)
    if drop_capabilities() and _prctl(_PR_SET_NO_NEW_PRIVS, 1):
        held |= Held.NO_NEW_RIGHTS
    if landlock.forbid_files_and_tcp():
        held |= Held.FILES
        held |= Held.TCP if landlock.version() >= landlock.TCP_SINCE else Held.NOTHING
        held |= Held.SCOPE if landlock.version() >= landlock.SCOPE_SINCE else Held.NOTHING
    if seccomp.forbid_processes_and_sockets():
        held |= Held.CALLS
    return held


def own_group() -> None:
    """Become the leader of a process group of one's own, so that all of it can be killed at once."""
    if hasattr(os, "setsid"):
        os.setsid()
