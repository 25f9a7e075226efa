"""Jobs that try one way out each and say whether it was closed; the tests put them on the list of jobs."""

from __future__ import annotations

import ctypes
import fcntl
import os
import resource
import stat
import struct
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from desktop.sandbox.values import JSONValue

Outcome = tuple[JSONValue, tuple[bytes, ...]]
_LIBC = ctypes.CDLL(None, use_errno=True)
_UNIX, _INTERNET, _STREAM, _DATAGRAM = 1, 2, 1, 2
_NUMBERS = {"x86_64": {"keyctl": 250, "io_uring_setup": 425}, "aarch64": {"keyctl": 219, "io_uring_setup": 425}}
_PTRACE_SEIZE = 0x4206
_NOBODY_LISTENS = 9
"""The discard port: nothing listens there, and being refused by the network means that it was reached."""


def _told(*, blocked: bool) -> Outcome:
    return {"blocked": blocked}, ()


def _attempt(work: Callable[[], object]) -> Outcome:
    try:
        work()
    except OSError:
        return _told(blocked=True)
    return _told(blocked=False)


def _text(arguments: Mapping[str, JSONValue], name: str) -> str:
    return str(arguments[name])


def _number(arguments: Mapping[str, JSONValue], name: str) -> int:
    return int(str(arguments[name]))


def _checked(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused")
    return result


def read_file(_blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> Outcome:
    return _attempt(lambda: os.close(os.open(_text(arguments, "path"), os.O_RDONLY)))


def write_file(_blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> Outcome:
    flags = os.O_WRONLY | os.O_CREAT
    return _attempt(lambda: os.close(os.open(_text(arguments, "made"), flags, 0o600)))


def list_folder(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    return _attempt(lambda: list(Path("/").iterdir()))


def delete_file(_blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> Outcome:
    return _attempt(lambda: Path(_text(arguments, "path")).unlink())


def change_mode(_blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> Outcome:
    return _attempt(lambda: Path(_text(arguments, "path")).chmod(0o777))


def change_times(_blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> Outcome:
    return _attempt(lambda: os.utime(_text(arguments, "path"), (1, 1)))


def change_folder(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    return _attempt(lambda: os.chdir("/"))


def run_program(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    """When it works there is no answer: the job's process is another program then."""
    return _attempt(lambda: os.execv("/bin/true", ["true"]))  # noqa: S606 - it must fail


def run_unnamed_program(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    return _attempt(lambda: os.close(os.memfd_create("program")))


def fork(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    try:
        child = os.fork()
    except OSError:
        return _told(blocked=True)
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return _told(blocked=False)


def _internet(kind: int) -> None:
    address = struct.pack("=H", _INTERNET) + struct.pack(">H", _NOBODY_LISTENS) + bytes((127, 0, 0, 1)) + bytes(8)
    with suppress(ConnectionRefusedError):
        _connect(_INTERNET, kind, address)


def _connect(family: int, kind: int, address: bytes) -> None:
    handle = _checked(_LIBC.socket(family, kind, 0))
    try:
        _checked(_LIBC.connect(handle, address, len(address)))
    finally:
        os.close(handle)


def connect_tcp(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    return _attempt(lambda: _internet(_STREAM))


def connect_udp(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    return _attempt(lambda: _internet(_DATAGRAM))


def connect_unix(_blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> Outcome:
    address = struct.pack("=H", _UNIX) + os.fsencode(_text(arguments, "unix_path")) + b"\0"
    return _attempt(lambda: _connect(_UNIX, _STREAM, address))


def connect_abstract(_blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> Outcome:
    address = struct.pack("=H", _UNIX) + b"\0" + _text(arguments, "abstract_name").encode()
    return _attempt(lambda: _connect(_UNIX, _STREAM, address))


def signal_parent(_blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> Outcome:
    return _attempt(lambda: os.kill(_number(arguments, "pid"), 0))


def signal_by_pipe(_blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> Outcome:
    """Try to have the kernel send SIGIO to another process when the pipe moves."""
    pid = _number(arguments, "pid")
    return _attempt(lambda: fcntl.fcntl(0, fcntl.F_SETOWN, pid))


def limit_parent(_blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> Outcome:
    return _attempt(lambda: resource.prlimit(_number(arguments, "pid"), resource.RLIMIT_NOFILE))


def slow_parent(_blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> Outcome:
    own = os.getpriority(os.PRIO_PROCESS, 0)
    return _attempt(lambda: os.setpriority(os.PRIO_PROCESS, _number(arguments, "pid"), own))


def read_parent_environment(_blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> Outcome:
    path = f"/proc/{_number(arguments, 'pid')}/environ"
    return _attempt(lambda: os.close(os.open(path, os.O_RDONLY)))


def read_parent_memory(_blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> Outcome:
    path = f"/proc/{_number(arguments, 'pid')}/mem"
    return _attempt(lambda: os.close(os.open(path, os.O_RDONLY)))


def trace_parent(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    zygote = os.getppid()
    return _attempt(lambda: _checked(int(_LIBC.ptrace(_PTRACE_SEIZE, zygote, None, None))))


def peek_into_parent(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    """Read bytes of the zygote, whose addresses are the fork's own."""
    held = ctypes.create_string_buffer(b"probe", 8)
    pair = (ctypes.c_size_t * 2)(ctypes.addressof(held), 8)
    there = (ctypes.c_size_t * 2)(id(None), 8)
    size = _LIBC.process_vm_readv(os.getppid(), ctypes.byref(pair), 1, ctypes.byref(there), 1, 0)
    return _told(blocked=size < 0)


def _call(name: str, *arguments: object) -> int:
    number = _NUMBERS[os.uname().machine][name]
    return int(_LIBC.syscall(ctypes.c_long(number), *arguments))


def key_ring(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    return _attempt(lambda: _checked(_call("keyctl", ctypes.c_long(0), ctypes.c_long(-3), ctypes.c_long(1))))


def io_uring(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    asked = ctypes.create_string_buffer(120)

    def work() -> None:
        os.close(_checked(_call("io_uring_setup", ctypes.c_long(4), ctypes.byref(asked))))

    return _attempt(work)


def new_user_namespace(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    return _attempt(lambda: _checked(_LIBC.unshare(0x10000000)))


def control_process(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    """Try to outlive the parent, by taking back the signal on its death."""
    return _attempt(lambda: _checked(_LIBC.prctl(1, 0, 0, 0, 0)))


def share_memory(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    return _attempt(lambda: _checked(_LIBC.shmget(0, 4096, 0o1600)))


def held_rights(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    """Say what the process holds: descriptors, environment, limits, rights of the superuser."""
    handles: dict[str, JSONValue] = {}
    for number in range(1024):
        try:
            kind = os.fstat(number).st_mode
        except OSError:
            continue
        handles[str(number)] = "pipe" if stat.S_ISFIFO(kind) else "device" if stat.S_ISCHR(kind) else "other"
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    rights = (ctypes.c_uint32 * 6)()
    _LIBC.capget(header, rights)
    limits = {
        name: list(resource.getrlimit(getattr(resource, f"RLIMIT_{name}")))
        for name in ("CPU", "AS", "NOFILE", "CORE", "FSIZE")
    }
    return {
        "handles": handles,
        "environment": sorted(os.environ),
        "limits": limits,
        "capabilities": [int(word) for word in rights],
        "no_new_privileges": int(_LIBC.prctl(39, 0, 0, 0, 0)),
    }, ()


def meet_document(blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    """Read a document: its bytes come into this process's memory, as much as any reader's."""
    return len(bytes(blobs[0])), ()


def search_memory(_blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> Outcome:
    """Look for bytes of an earlier document in all memory; the marker comes backwards, not to be found itself."""
    backwards = _text(arguments, "backwards").encode()
    found = 0
    with open("/proc/self/maps", encoding="ascii") as maps:  # noqa: PTH123 - needs no file of the disk
        areas = [line.split() for line in maps]
    own = os.open("/proc/self/mem", os.O_RDONLY)
    for area in areas:
        begin, end = (int(place, 16) for place in area[0].split("-"))
        if not area[1].startswith("rw"):
            continue
        try:
            os.lseek(own, begin, os.SEEK_SET)
            piece = os.read(own, end - begin)
        except OSError:
            continue
        found += piece.count(backwards[::-1])
    return found, ()
