"""The sandbox job that reads record.json of an export: its JSON within limits, and its version."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from desktop.importers import limits
from desktop.importers.safe_json import BadJsonError, Number, Value, read_json
from desktop.records.document import ImportIssue
from desktop.sandbox.values import JSONValue

FORMAT = "sheaf-record"
VERSIONS = frozenset({1})
"""The versions of the format that are read."""
HEAD = 4096
_BEGINNING = re.compile(rb'"format"\s*:\s*"sheaf-record"')
_MOST_DIGITS = 15
"""Of a whole number; none of the record has more."""


def is_record(head: bytes) -> bool:
    """Whether a file's first bytes (at least 4,096 of them, or all) are those of a record.json."""
    return head[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and _BEGINNING.search(head[:HEAD]) is not None


def _number(text: str) -> int | float:
    if len(text) > _MOST_DIGITS + 10:
        raise BadJsonError(limits.JSON_NUMBER)
    number = float(text) if any(sign in text for sign in ".eE") else int(text)
    if not abs(number) < 10**_MOST_DIGITS:
        raise BadJsonError(limits.JSON_NUMBER)
    return number


def plain(value: Value) -> JSONValue:
    """Return a value with its numbers as numbers; raises BadJsonError for one that no record holds."""
    if isinstance(value, Number):
        return _number(value)
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    return [plain(each) for each in value]


def checked(data: bytes) -> tuple[JSONValue, ImportIssue | None]:
    """Return the record of a file, or why there is none."""
    try:
        value = read_json(data)
        if not isinstance(value, Mapping) or value.get("format") != FORMAT:
            return None, limits.EXPORT_BROKEN
        if value.get("version") not in {Number(each) for each in VERSIONS}:
            return None, limits.EXPORT_VERSION
        return plain(value), None
    except BadJsonError as bad:
        return None, bad.issue


def read_record(blobs: Sequence[bytes], _arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the file; answers the record and an issue (code and text), one of them null."""
    value, issue = checked(blobs[0])
    return [value, None if issue is None else [issue.code, issue.text]], ()


def warm_up() -> None:
    """Read a small record before the doors are locked."""
    checked(b'{"format": "sheaf-record", "version": 1, "n": [1, 2.5e-1, null]}')
