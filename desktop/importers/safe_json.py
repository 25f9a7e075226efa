"""Untrusted JSON as values, within limits: numbers as written, no NaN, no duplicate names, no deep nesting."""

from __future__ import annotations

import codecs
import json
from collections.abc import Mapping, Sequence
from typing import NoReturn

from desktop.importers import limits
from desktop.records.document import ImportIssue

JSON_BYTES = 100 << 20
JSON_DEPTH = 64
_LONGEST_NUMBER = 400
for _encoding in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"):
    codecs.lookup(_encoding)  # a reader behind locked doors can load no part of Python any more


class Number(str):
    """A number with the digits that were written: 6.10 stays 6.10."""

    __slots__ = ()


Value = None | bool | str | Sequence["Value"] | Mapping[str, "Value"]
"""What JSON can say; numbers are `Number`."""


class BadJsonError(ValueError):
    """The text is no JSON that is read; `issue` says why."""

    def __init__(self, issue: ImportIssue) -> None:
        """Keep what is to be said."""
        super().__init__(issue.code)
        self.issue = issue


def _number(text: str) -> Number:
    if len(text) > _LONGEST_NUMBER:
        raise BadJsonError(limits.JSON_NUMBER)
    return Number(text)


def _no_constant(_text: str) -> NoReturn:
    raise BadJsonError(limits.JSON_NUMBER)


def _once(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise BadJsonError(limits.JSON_TWICE)
    return made


_DECODER = json.JSONDecoder(
    object_pairs_hook=_once, parse_float=_number, parse_int=_number, parse_constant=_no_constant
)


def decoded(data: bytes) -> str:
    """Return the text of JSON bytes (UTF-8, or UTF-16 and UTF-32 by their mark); raises BadJsonError."""
    try:
        return data.decode(json.detect_encoding(data)).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise BadJsonError(limits.JSON_BROKEN) from None


def parsed(text: str) -> Value:
    """Return the value of one JSON text; raises BadJsonError."""
    try:
        value: Value = _DECODER.decode(text)
    except RecursionError:
        raise BadJsonError(limits.JSON_TOO_DEEP) from None
    except json.JSONDecodeError:
        raise BadJsonError(limits.JSON_BROKEN) from None
    if _nested(value) > JSON_DEPTH:
        raise BadJsonError(limits.JSON_TOO_DEEP)
    return value


def _nested(value: Value) -> int:
    """Return how deep a value nests, level by level."""
    level: list[Value] = [value]
    depth = 0
    while level := [
        inner
        for each in level
        if isinstance(each, (dict, list))
        for inner in (each.values() if isinstance(each, dict) else each)
    ]:
        depth += 1
        if depth > JSON_DEPTH:
            break
    return depth


def read_json(data: bytes) -> Value:
    """Return the value of JSON bytes; raises BadJsonError with its sentence."""
    if len(data) > JSON_BYTES:
        raise BadJsonError(limits.JSON_TOO_LARGE)
    return parsed(decoded(data))
