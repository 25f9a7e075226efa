"""Jobs that read what they were lent, or answer in pieces, honestly and otherwise; the tests put them on the list."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import BinaryIO

from desktop.sandbox.pieces import ASKING, LENGTH, MOST_ASKED, QUESTION, Save
from desktop.sandbox.values import JSONValue

Outcome = tuple[JSONValue, tuple[bytes | Save, ...]]


def _ask(arguments: Mapping[str, JSONValue]) -> None:
    number, start, size = (int(str(arguments[name])) for name in ("blob", "start", "size"))
    os.write(1, LENGTH.pack(ASKING) + QUESTION.pack(number, start, size))


def read_parts(files: tuple[BinaryIO, ...], arguments: Mapping[str, JSONValue]) -> Outcome:
    """Return what stands at each [file, from where, how many bytes]."""
    parts = []
    for number, start, size in arguments["parts"]:  # type: ignore[union-attr, misc] # the test gives them so
        files[number].seek(start)  # type: ignore[index, arg-type] # the same
        parts.append(files[number].read(size))  # type: ignore[index, arg-type] # the same
    return [file.seek(0, os.SEEK_END) for file in files], tuple(parts)


def copy_while_read(files: tuple[BinaryIO, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    """Answer with each file, read in crumbs while it leaves, and with one blob that is there already."""

    def copy(file: BinaryIO, out: BinaryIO) -> None:
        while crumb := file.read(9973):
            out.write(crumb)

    return None, (*(lambda out, file=file: copy(file, out) for file in files), b"and this")


def flood_in_pieces(_files: tuple[BinaryIO, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    """Answer without an end."""

    def flood(out: BinaryIO) -> None:
        while True:
            out.write(bytes(1 << 16))

    return None, (flood,)


def fail_while_answering(_files: tuple[BinaryIO, ...], _arguments: Mapping[str, JSONValue]) -> Outcome:
    """Answer with a half."""

    def half(out: BinaryIO) -> None:
        out.write(bytes(1 << 20))
        raise RuntimeError("Maria Lopez has diabetes")

    return None, (half,)


def ask_for(_files: tuple[BinaryIO, ...], arguments: Mapping[str, JSONValue]) -> Outcome:
    """Ask for a piece, and answer with what comes."""
    _ask(arguments)
    return None, (os.read(0, MOST_ASKED),)


def ask_and_never_listen(_files: tuple[BinaryIO, ...], arguments: Mapping[str, JSONValue]) -> Outcome:
    """Ask again and again, and take no answer."""
    while True:
        _ask(arguments)


def ask_and_die(_files: tuple[BinaryIO, ...], arguments: Mapping[str, JSONValue]) -> Outcome:
    """Ask for much, and end."""
    for _ in range(4):
        _ask(arguments)
    os._exit(0)
