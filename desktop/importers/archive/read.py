"""The sandbox jobs for zips: what is in one, and the members that are documents of their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desktop.importers import limits, wire
from desktop.importers.archive.apple import export_in, read_apple
from desktop.importers.archive.unzip import RefusedZipError, Zip
from desktop.importers.base import DocumentProposal, ImportResult
from desktop.importers.detect import Content, sniff
from desktop.importers.paging import CELL, Pages
from desktop.sandbox.values import JSONValue

MEDIA_TYPE = "application/zip"
_NO_DOCUMENTS = frozenset({Content.UNKNOWN, Content.PROGRAM, Content.WEB_PAGE, Content.ZIP})
_OF_SYSTEMS = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def read(data: bytes, *, today: date) -> ImportResult:
    """Read an archive: a phone's export as what it is, any other as the list of its files."""
    try:
        archive = Zip(data)
        health = export_in(archive)
        if health:
            return read_apple(archive, health, today)
    except RefusedZipError as error:
        return ImportResult(media_type=MEDIA_TYPE, issues=(error.issue,))
    pages = Pages()
    pages.add("Files in this archive", [f"{one.name}{CELL}{one.size:,} bytes" for one in archive.members])
    return ImportResult(
        media_type=MEDIA_TYPE,
        page_count=len(pages.made),
        pages=pages.made,
        proposal=DocumentProposal(title="Download with several files"),
        issues=(limits.files_inside([one.name for one in archive.members]),) if archive.members else (),
    )


def _is_document(name: str, data: bytes) -> bool:
    return sniff(data) not in _NO_DOCUMENTS and not any(part in name for part in _OF_SYSTEMS)


def members(data: bytes) -> tuple[list[str], list[bytes]]:
    """Return names and bytes of the members that a reader knows, up to the caps; raises RefusedZipError."""
    archive = Zip(data)
    names: list[str] = []
    files: list[bytes] = []
    left = limits.BYTES_IN_ARCHIVE
    for member in archive.members:
        if 0 < member.size <= left and len(names) < limits.FILES_IN_ARCHIVE:
            content = archive.read(member.name)
            if _is_document(member.name, content):
                names.append(member.name)
                files.append(content)
                left -= len(content)
    return names, files


def read_zip(blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the archive; argument `today` (ISO date)."""
    return wire.to_json(read(blobs[0], today=date.fromisoformat(str(arguments["today"])))), ()


def take_out(blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the archive. Answers the names and how many there are; the files are the blobs."""
    try:
        names, files = members(blobs[0])
        count = len(Zip(blobs[0]).members)
    except RefusedZipError:
        return {"names": [], "count": 0}, ()
    return {"names": list[JSONValue](names), "count": count}, tuple(files)
