"""The box itself: a process that locks its doors and becomes tesseract, or reads with rapidocr in it.

`python -m desktop.sandbox.ocr.box ORDER`: ORDER is JSON. Pixels (PGM) come on standard input, words leave on
standard output as tesseract's tab-separated lines. No file is written.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop.sandbox import lockdown, seccomp
from desktop.sandbox.ocr.allowed_files import forbid_new_privileges, forbid_other_files
from desktop.sandbox.values import Limits


def _paths(held: object) -> tuple[Path, ...]:
    return tuple(Path(str(one)) for one in held) if isinstance(held, list) else ()


def _close_the_rest() -> None:
    """Keep nothing open but the three standard pipes."""
    os.closerange(3, 256)


def lock_for_program(program: Path, *, files: Sequence[Path], folders: Sequence[Path], limits: Limits) -> None:
    """Lock the doors of this process, but for starting `program` with its libraries."""
    loaders = tuple(path for path in files if path.name.startswith(("ld-", "ld.")))
    lockdown.set_limits(limits)
    lockdown.hide_memory()
    forbid_new_privileges()
    forbid_other_files(programs=(program, *loaders), files=(*files, Path("/etc/ld.so.cache")), folders=folders)
    seccomp.offered()
    lockdown.drop_capabilities()
    seccomp.forbid_processes_and_sockets(but=frozenset({"execve"}))


def become(arguments: Sequence[str], order: Mapping[str, object], limits: Limits) -> None:
    """Lock the doors and become the program; does not return."""
    program = Path(arguments[0])
    lockdown.leave_network()
    lock_for_program(program, files=_paths(order["files"]), folders=_paths(order["folders"]), limits=limits)
    os.execve(program, list(arguments), dict(os.environ))  # noqa: S606 - the one program of this box


def main(words: Sequence[str]) -> int:
    """Do what the order says; returns only when the program could not be started, or rapidocr is done."""
    order = json.loads(words[0])
    limits = Limits(cpu_seconds=int(order["cpu_seconds"]), memory_bytes=int(order["memory_bytes"]))
    lockdown.die_with_parent()
    _close_the_rest()
    if order["engine"] == "rapidocr":
        from desktop.sandbox.ocr import rapid  # noqa: PLC0415 - 450 MB, only where it is asked for

        return rapid.serve(limits)
    become([str(one) for one in order["command"]], order, limits)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
