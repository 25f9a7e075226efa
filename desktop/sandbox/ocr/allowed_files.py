"""Landlock for the box of text recognition: it may read and start what is named, and nothing else on the disk."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from desktop.sandbox import landlock

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_PATH_BENEATH = 1
_PR_SET_NO_NEW_PRIVS = 38
_EXECUTE, _READ_FILE, _READ_FOLDER = 1 << 0, 1 << 2, 1 << 3
_TCP_SINCE, _SCOPE_SINCE = 4, 6
_FILE_RIGHTS = (0, 13, 14, 15, 15, 16, 16)


class _Rules(ctypes.Structure):
    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


def _allow(libc: ctypes.CDLL, rules: int, path: Path, rights: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    rule = _Beneath(rights, handle)
    libc.syscall(_ADD, rules, _PATH_BENEATH, ctypes.byref(rule), 0)
    os.close(handle)


def forbid_new_privileges() -> None:
    """Let no program that this process becomes have more rights than it; Landlock and seccomp ask for it."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def forbid_other_files(*, programs: Iterable[Path], files: Iterable[Path], folders: Iterable[Path]) -> bool:
    """Leave this thread only `programs` to start, `files` and `folders` to read, and no TCP; True when it holds.

    Needs no_new_privs. Where the kernel has no Landlock, nothing changes and False is returned.
    """
    offered = landlock.version()
    if not offered:
        return False
    rules = _Rules(
        (1 << _FILE_RIGHTS[min(offered, len(_FILE_RIGHTS) - 1)]) - 1,
        0b11 if offered >= _TCP_SINCE else 0,
        0b11 if offered >= _SCOPE_SINCE else 0,
    )
    size = 24 if offered >= _SCOPE_SINCE else 16 if offered >= _TCP_SINCE else 8
    libc = ctypes.CDLL(None, use_errno=True)
    handle = int(libc.syscall(_CREATE, ctypes.byref(rules), ctypes.c_size_t(size), 0))
    if handle < 0:
        return False
    for path in programs:
        _allow(libc, handle, path, _EXECUTE | _READ_FILE)
    for path in files:
        _allow(libc, handle, path, _READ_FILE)
    for path in folders:
        _allow(libc, handle, path, _READ_FILE | _READ_FOLDER)
    held = libc.syscall(_RESTRICT, handle, 0) == 0
    os.close(handle)
    return bool(held)
