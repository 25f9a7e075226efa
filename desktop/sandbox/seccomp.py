"""A seccomp filter through ctypes: no new process, no program, no socket, no signal to others, no peeking."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from dataclasses import dataclass

_LOAD, _EQUAL, _SET, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_ARCHITECTURE, _NUMBER, _FIRST_ARGUMENT = 4, 0, 16
_X32_BIT = 0x40000000
_CLONE_THREAD = 0x00010000
_PR_SET_SECCOMP, _MODE_FILTER = 22, 2


@dataclass(frozen=True)
class _Calls:
    architecture: int
    denied: tuple[int, ...]
    clone: int
    clone3: int
    signals: tuple[int, ...]
    """Allowed only to the process itself."""


_X86_64 = _Calls(
    0xC000003E,
    # socket connect accept sendto recvfrom sendmsg recvmsg bind listen socketpair accept4 | fork vfork execve execveat
    # ptrace process_vm_readv process_vm_writev | mount umount2 pivot_root chroot setns unshare | bpf perf_event_open
    # keyctl add_key request_key userfaultfd | io_uring_setup pidfd_open pidfd_getfd pidfd_send_signal | memfd_create
    (41, 42, 43, 44, 45, 46, 47, 49, 50, 53, 288, 57, 58, 59, 322, 101, 310, 311, 165, 166, 155, 161, 308, 272,
     321, 298, 250, 248, 249, 323, 425, 434, 438, 424, 319),
    56,
    435,
    (62, 234, 129, 297),
)  # fmt: skip
_AARCH64 = _Calls(
    0xC00000B7,
    (198, 203, 202, 206, 207, 211, 212, 200, 201, 199, 242, 221, 281, 117, 270, 271, 40, 39, 41, 51, 268, 97,
     280, 241, 219, 217, 218, 282, 425, 434, 438, 424, 279),
    220,
    435,
    (129, 131, 138, 240),
)  # fmt: skip
_MACHINES = {"x86_64": _X86_64, "aarch64": _AARCH64}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def _step(code: int, value: int, *, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, value)


def _refuse(number: int, code: int = errno.EPERM) -> list[bytes]:
    return [_step(_EQUAL, number, no=1), _step(_RETURN, _ERRNO | code)]


def _filter(calls: _Calls, own_pid: int) -> bytes:
    steps = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, calls.architecture, yes=1),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER),
        _step(0x35, _X32_BIT, no=1),
        _step(_RETURN, _KILL),
    ]
    for number in calls.denied:
        steps += _refuse(number)
    steps += _refuse(calls.clone3, errno.ENOSYS)
    steps += [
        _step(_EQUAL, calls.clone, no=4),
        _step(_LOAD, _FIRST_ARGUMENT),
        _step(_SET, _CLONE_THREAD, yes=1),
        _step(_RETURN, _ERRNO | errno.EPERM),
        _step(_RETURN, _ALLOW),
    ]
    for number in calls.signals:
        steps += [
            _step(_EQUAL, number, no=4),
            _step(_LOAD, _FIRST_ARGUMENT),
            _step(_EQUAL, own_pid, yes=1),
            _step(_RETURN, _ERRNO | errno.EPERM),
            _step(_RETURN, _ALLOW),
        ]
    return b"".join([*steps, _step(_RETURN, _ALLOW)])


def offered() -> bool:
    """Whether a filter is written for this machine."""
    return sys.platform.startswith("linux") and platform.machine() in _MACHINES


def forbid_processes_and_sockets() -> bool:
    """Install the filter for this process; True when the kernel took it. Needs no_new_privs."""
    if not offered():
        return False
    code = _filter(_MACHINES[platform.machine()], os.getpid())
    held = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.cast(held, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0) == 0)
