"""The export's XML as a stream that a parser takes: without its malformed DOCTYPE and without control bytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

PIECE = 1 << 20
_DOCTYPE, _END, _SIMPLE_END = b"<!DOCTYPE", b"]>", b">"
_LONGEST_DOCTYPE = 4 << 20
_CONTROL = bytes(range(9)) + b"\x0b\x0c" + bytes(range(14, 32))


class EndlessDoctypeError(ValueError):
    """The DOCTYPE does not end."""


def _without_doctype(head: bytes) -> bytes | None:
    """Return `head` without its DOCTYPE; None when its end is not there yet."""
    start = head.find(_DOCTYPE)
    if start < 0:
        return head
    inner = head.find(b"[", start)
    simple = head.find(_SIMPLE_END, start)
    if simple < 0:
        return None
    if inner < 0 or simple < inner:
        return head[:start] + head[simple + 1 :]
    end = head.find(_END, inner)
    return None if end < 0 else head[:start] + head[end + len(_END) :]


def cleaned(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the bytes of `stream` in pieces; raises EndlessDoctypeError."""
    head = b""
    while True:
        piece = stream.read(PIECE)
        head += piece
        rest = _without_doctype(head)
        if rest is not None and (b"<HealthData" in rest or not piece):
            break
        if not piece or len(head) > _LONGEST_DOCTYPE:
            raise EndlessDoctypeError
    yield rest.translate(None, _CONTROL)
    while piece := stream.read(PIECE):
        yield piece.translate(None, _CONTROL)
