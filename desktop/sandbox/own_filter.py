"""The filter written by ourselves, for systems without libseccomp: x86-64 and 64-bit ARM."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Callable

from desktop.sandbox import denied_calls as calls

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT, _SECOND_ARGUMENT = 0, 4, 16, 24
_X32_BIT = 0x40000000
_CLONE_THREAD = 0x00010000
_PR_SET_SECCOMP, _MODE_FILTER = 22, 2

_MACHINES: dict[str, tuple[int, Callable[[calls.Call], int | None]]] = {
    "x86_64": (0xC000003E, lambda call: call.x86_64),
    "aarch64": (0xC00000B7, lambda call: call.aarch64),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def _step(code: int, value: int, *, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, value)


def _refuse(number: int, code: int = errno.EPERM) -> list[bytes]:
    return [_step(_EQUAL, number, no=1), _step(_RETURN, _ERRNO | code)]


def _allow_only(number: int, place: int, test: int, value: int) -> list[bytes]:
    """Allow a call only when `test` holds for the low half of the argument at `place`: the kernel takes no more."""
    return [
        _step(_EQUAL, number, no=4),
        _step(_LOAD, place),
        _step(test, value, yes=1),
        _step(_RETURN, _ERRNO | errno.EPERM),
        _step(_RETURN, _ALLOW),
    ]


def _refuse_commands(number: int, commands: tuple[int, ...]) -> list[bytes]:
    steps = [_step(_LOAD, _SECOND_ARGUMENT)]
    for command in commands:
        steps += _refuse(command)
    return [_step(_EQUAL, number, no=len(steps) + 1), *steps, _step(_RETURN, _ALLOW)]


def _filter(machine: str, own_pid: int, but: frozenset[str] = frozenset()) -> bytes:
    architecture, number_of = _MACHINES[machine]

    def numbers(table: tuple[calls.Call, ...]) -> list[int]:
        return [number for call in table if (number := number_of(call)) is not None]

    steps = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, architecture, yes=1),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER),
        _step(_AT_LEAST, _X32_BIT, no=1),
        _step(_RETURN, _KILL),
    ]
    for number in numbers(tuple(call for call in calls.DENIED if call.name not in but)):
        steps += _refuse(number)
    for number in numbers((calls.CLONE3,)):
        steps += _refuse(number, errno.ENOSYS)
    for number in numbers((calls.CLONE,)):
        steps += _allow_only(number, _FIRST_ARGUMENT, _ANY_BIT, _CLONE_THREAD)
    for number in numbers(calls.ONLY_TO_ITSELF):
        steps += _allow_only(number, _FIRST_ARGUMENT, _EQUAL, own_pid)
    for number in numbers(calls.ONLY_OWN_LIMITS):
        steps += _allow_only(number, _FIRST_ARGUMENT, _EQUAL, 0)
    for number in numbers((calls.FCNTL,)):
        steps += _refuse_commands(number, calls.SIGNAL_COMMANDS)
    return b"".join([*steps, _step(_RETURN, _ALLOW)])


def offered() -> bool:
    """Whether a filter is written for this machine."""
    return sys.platform.startswith("linux") and platform.machine() in _MACHINES


def forbid(*, but: frozenset[str] = frozenset()) -> bool:
    """Install the filter for this process, without the calls named in `but`; True when the kernel took it.

    Needs no_new_privs.
    """
    if not offered():
        return False
    code = _filter(platform.machine(), os.getpid(), but)
    held = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.cast(held, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0) == 0)
