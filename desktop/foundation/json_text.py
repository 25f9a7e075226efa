"""JSON as it is written into files: readable, in the given order, decimals digit for digit as printed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_INDENT = " "
_encoded = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


@dataclass(frozen=True, slots=True)
class Digits:
    """A number written with exactly these digits (6.10 stays 6.10); must be a JSON number."""

    text: str


JSONValue = str | int | float | bool | Digits | None | Sequence["JSONValue"] | Mapping[str, "JSONValue"]
JSONObject = dict[str, JSONValue]


def _plain(value: str | float | Digits | None) -> str:
    return value.text if isinstance(value, Digits) else _encoded(value)


def _pieces(value: JSONValue, depth: int) -> Iterator[str]:
    if value is None or isinstance(value, str | int | float | bool | Digits):
        yield _plain(value)
        return
    is_object = isinstance(value, Mapping)
    opened, closed = "{}" if is_object else "[]"
    if not value:
        yield opened + closed
        return
    inner = "\n" + _INDENT * (depth + 1)
    between = opened + inner
    for item in value.items() if isinstance(value, Mapping) else value:
        yield between
        if is_object and isinstance(item, tuple):
            name, item = item  # noqa: PLW2901 - the value of the pair takes its place
            yield _plain(str(name)) + ": "
        yield from _pieces(item, depth + 1)
        between = "," + inner
    yield "\n" + _INDENT * depth + closed


def json_chunks(value: JSONValue) -> Iterator[bytes]:
    """Yield the document as UTF-8 in pieces of about 64 kB, with a line end last."""
    held: list[str] = []
    size = 0
    for piece in _pieces(value, 0):
        held.append(piece)
        size += len(piece)
        if size > 1 << 16:
            yield "".join(held).encode("utf-8")
            held, size = [], 0
    yield ("".join(held) + "\n").encode("utf-8")
