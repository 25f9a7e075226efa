"""One export read: record.json in the sandbox, its values checked, and whether it is as it was written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from desktop.foundation.progress import CancelToken
from desktop.importers import limits
from desktop.importers.safe_json import JSON_BYTES
from desktop.importers.sheaf_export.record import ExportedRecord, record_of
from desktop.importers.sheaf_export.shapes import BadShapeError
from desktop.records.document import ImportIssue
from desktop.sandbox.run import Limits, SandboxFailure, run
from desktop.sandbox.values import MIB
from desktop.services.importing.own_export.found import FoundExport
from desktop.services.importing.studies.found import whole_bytes
from desktop.services.importing.studies.holders import HeldFile

_RECORD = Limits(cpu_seconds=120, wall_seconds=300, memory_bytes=3072 * MIB, output_bytes=256 * MIB)
_SMALL_FILE = 16 << 20
"""Most bytes of the lists of checksums and passwords."""
_KNOWN = {limits.EXPORT_BROKEN.code: limits.EXPORT_BROKEN, limits.EXPORT_VERSION.code: limits.EXPORT_VERSION}


@dataclass(frozen=True, slots=True)
class ReadExport:
    """What an export says, with passwords of locked originals by their paths."""

    record: ExportedRecord
    passwords: dict[str, str]
    changed: bool = False
    """Whether record.json is not the one in the list of checksums."""


def _bytes(found: FoundExport, file: HeldFile | None, most: int) -> bytes:
    try:
        data = b"" if file is None else whole_bytes(found.holder, file, most)
    except OSError:
        return b""
    return data if len(data) <= most else b""


def _changed(found: FoundExport, data: bytes) -> bool:
    file, name = found.manifest
    lines = _bytes(found, file, _SMALL_FILE).decode("utf-8", "replace").splitlines()
    listed = [line.split("  ", 1)[0] for line in lines if line.endswith(f"  {name}")]
    return bool(listed) and hashlib.sha256(data).hexdigest() not in listed


def _passwords(found: FoundExport) -> dict[str, str]:
    """Return what passwords.txt says: a line for the file, below it a line for its password (see export.readme)."""
    text = _bytes(found, found.beside("passwords.txt"), _SMALL_FILE).decode("utf-8", "replace")
    pairs = (pair.split("\r\n", 1) for pair in text.split("\r\n\r\n") if "\r\n" in pair)
    return {path.strip(): password.removeprefix("    ").removesuffix("\r\n") for path, password in pairs}


def read_export(found: FoundExport, cancel: CancelToken | None) -> ReadExport | ImportIssue:
    """Return an export, or why it is not read; raises CancelledError."""
    data = _bytes(found, found.files[found.record], JSON_BYTES)
    if not data:
        return limits.EXPORT_BROKEN
    try:
        answer = run("sheaf_export.read", [data], limits=_RECORD, cancel=cancel).value
    except SandboxFailure:
        return limits.EXPORT_BROKEN
    value, issue = answer if isinstance(answer, list) and len(answer) == 2 else (None, None)  # noqa: PLR2004 - record, issue
    if issue is not None:
        return _KNOWN.get(str(issue[0]) if isinstance(issue, list) and issue else "", limits.EXPORT_BROKEN)
    try:
        return ReadExport(record_of(value), _passwords(found), _changed(found, data))
    except BadShapeError:
        return limits.EXPORT_BROKEN
