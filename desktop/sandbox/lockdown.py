"""Locks the doors of a child process before it meets a file; every layer that the system has."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

from desktop.sandbox import landlock, seccomp
from desktop.sandbox.values import Limits

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000


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
    return bool(libc.unshare(_NEW_NET) == 0 or libc.unshare(_NEW_USER | _NEW_NET) == 0)


def die_with_parent() -> None:
    """Let the system kill this process when its parent goes."""
    if sys.platform.startswith("linux"):
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def set_limits(limits: Limits) -> None:
    """Set the limits of the system for this process."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    wanted = {
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_AS: limits.memory_bytes,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }
    for name, most in wanted.items():
        _soft, hard = resource.getrlimit(name)
        value = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(name, (value, value))
        except (ValueError, OSError):  # macOS refuses some of them; the parent's watch remains
            continue


def lock_down(limits: Limits) -> None:
    """Give up everything that reading a file does not need. Modules must be imported before."""
    set_limits(limits)
    if sys.platform.startswith("linux"):
        _prctl(_PR_SET_DUMPABLE, 0)
        _prctl(_PR_SET_NO_NEW_PRIVS, 1)
        landlock.forbid_files_and_tcp()
        seccomp.forbid_processes_and_sockets()


def own_group() -> None:
    """Become the leader of a process group of one's own, so that all of it can be killed at once."""
    if hasattr(os, "setsid"):
        os.setsid()
