"""Landlock through ctypes: no file, no folder, no TCP (Linux 5.13; TCP from 6.7)."""

from __future__ import annotations

import ctypes
import os
import sys

_CREATE, _RESTRICT = 444, 446
_VERSION_FLAG = 1
_FILE_RIGHTS = (0, 13, 14, 15, 15, 16, 16)
"""How many rights over files each version of the interface knows, by version."""
TCP_SINCE, SCOPE_SINCE = 4, 6
_BIND_AND_CONNECT = 0b11
_ABSTRACT_SOCKETS_AND_SIGNALS = 0b11


class _Rules(ctypes.Structure):
    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def version() -> int:
    """Return the version of Landlock that the kernel offers; 0 for none."""
    if not sys.platform.startswith("linux"):
        return 0
    return max(0, int(_libc().syscall(_CREATE, None, 0, _VERSION_FLAG)))


def forbid_files_and_tcp() -> bool:
    """Forbid this thread every file and TCP; True when the kernel took it. Needs no_new_privs."""
    offered = version()
    if not offered:
        return False
    rights = (1 << _FILE_RIGHTS[min(offered, len(_FILE_RIGHTS) - 1)]) - 1
    rules = _Rules(
        rights,
        _BIND_AND_CONNECT if offered >= TCP_SINCE else 0,
        _ABSTRACT_SOCKETS_AND_SIGNALS if offered >= SCOPE_SINCE else 0,
    )
    size = 24 if offered >= SCOPE_SINCE else 16 if offered >= TCP_SINCE else 8
    libc = _libc()
    handle = libc.syscall(_CREATE, ctypes.byref(rules), ctypes.c_size_t(size), 0)
    if handle < 0:
        return False
    try:
        return bool(libc.syscall(_RESTRICT, handle, 0) == 0)
    finally:
        os.close(handle)
