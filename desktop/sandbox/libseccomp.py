"""The filter made by libseccomp, where the system has it: it knows the calls of every machine."""

from __future__ import annotations

import ctypes
import errno
import functools
import os
import sys

from desktop.sandbox import denied_calls as calls

_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_NOT_EQUAL, _MASKED_EQUAL = 1, 7
_UNKNOWN = -1
_CLONE_THREAD = 0x00010000
_LOW_HALF = 0xFFFFFFFF


class _Compare(ctypes.Structure):
    _fields_ = (
        ("argument", ctypes.c_uint),
        ("operator", ctypes.c_int),
        ("first", ctypes.c_uint64),
        ("second", ctypes.c_uint64),
    )


@functools.cache
def _library() -> ctypes.CDLL | None:
    if not sys.platform.startswith("linux"):
        return None
    try:
        library = ctypes.CDLL("libseccomp.so.2", use_errno=True)
        library.seccomp_init.restype = ctypes.c_void_p
        library.seccomp_init.argtypes = (ctypes.c_uint32,)
        library.seccomp_load.argtypes = (ctypes.c_void_p,)
        library.seccomp_release.argtypes = (ctypes.c_void_p,)
        library.seccomp_syscall_resolve_name.argtypes = (ctypes.c_char_p,)
        library.seccomp_rule_add_array.argtypes = (
            *(ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint),
            ctypes.POINTER(_Compare),
        )
    except (OSError, AttributeError):
        return None
    return library


def offered() -> bool:
    """Whether the library is there; looked up once, so it must be asked before files are out of reach."""
    return _library() is not None


class _Rules:
    """Rules that are gathered, then given to the kernel; calls that are not known here are passed over."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._library = library
        self._context = library.seccomp_init(_ALLOW)
        self._well = bool(self._context)

    def refuse(self, call: calls.Call, compare: _Compare | None = None, *, code: int = errno.EPERM) -> None:
        number = self._library.seccomp_syscall_resolve_name(call.name.encode())
        if number == _UNKNOWN or not self._well:
            return
        count = 0 if compare is None else 1
        held = None if compare is None else ctypes.byref(compare)
        failed = self._library.seccomp_rule_add_array(self._context, _ERRNO | code, number, count, held)
        self._well = failed in {0, -errno.EDOM, -errno.EINVAL} if number < 0 else failed == 0

    def load(self) -> bool:
        if not self._context:
            return False
        well = self._well and self._library.seccomp_load(self._context) == 0
        self._library.seccomp_release(self._context)
        return well


def forbid(*, but: frozenset[str] = frozenset()) -> bool:
    """Install the filter for this process, without the calls named in `but`; True when the kernel took it.

    Needs no_new_privs.
    """
    library = _library()
    if library is None:
        return False
    rules = _Rules(library)
    for call in calls.DENIED:
        if call.name not in but:
            rules.refuse(call)
    for call in calls.ONLY_TO_ITSELF:
        rules.refuse(call, _Compare(0, _NOT_EQUAL, os.getpid(), 0))
    for call in calls.ONLY_OWN_LIMITS:
        rules.refuse(call, _Compare(0, _NOT_EQUAL, 0, 0))
    for command in calls.SIGNAL_COMMANDS:
        rules.refuse(calls.FCNTL, _Compare(1, _MASKED_EQUAL, _LOW_HALF, command))
    rules.refuse(calls.CLONE, _Compare(0, _MASKED_EQUAL, _CLONE_THREAD, 0))
    rules.refuse(calls.CLONE3, code=errno.ENOSYS)
    return rules.load()
