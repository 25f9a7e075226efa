"""What a file is, by its content: a wrong ending is normal."""

from __future__ import annotations

from enum import StrEnum

_HEAD = 1024


class Content(StrEnum):
    """What the first bytes say; the value is the media type that is kept."""

    PDF = "application/pdf"
    PROGRAM = "application/x-executable"
    WEB_PAGE = "text/html"
    OFFICE = "application/x-office"
    PICTURE = "image/*"
    UNKNOWN = "application/octet-stream"


_STARTS: tuple[tuple[bytes, Content], ...] = (
    (b"MZ", Content.PROGRAM),
    (b"\x7fELF", Content.PROGRAM),
    (b"#!", Content.PROGRAM),
    (b"\xfe\xed\xfa\xce", Content.PROGRAM),
    (b"\xfe\xed\xfa\xcf", Content.PROGRAM),
    (b"\xcf\xfa\xed\xfe", Content.PROGRAM),
    (b"\xca\xfe\xba\xbe", Content.PROGRAM),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Content.OFFICE),
    (b"{\\rtf", Content.OFFICE),
    (b"\xff\xd8\xff", Content.PICTURE),
    (b"\x89PNG\r\n\x1a\n", Content.PICTURE),
    (b"GIF8", Content.PICTURE),
    (b"II*\x00", Content.PICTURE),
    (b"MM\x00*", Content.PICTURE),
    (b"BM", Content.PICTURE),
)
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc", b"ftypmsf1")
_OFFICE_PARTS = (b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis")


def _is_web_page(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))


def sniff(data: bytes) -> Content:
    """Return what `data` is; a PDF may have some bytes before its header, as readers allow."""
    head = data[:_HEAD]
    if b"%PDF-" in head and not head.startswith((b"MZ", b"\x7fELF")):
        return Content.PDF
    for start, content in _STARTS:
        if head.startswith(start):
            return content
    if head[4:12] in _HEIC:
        return Content.PICTURE
    if head.startswith(b"PK\x03\x04") and any(part in head for part in _OFFICE_PARTS):
        return Content.OFFICE
    return Content.WEB_PAGE if _is_web_page(head) else Content.UNKNOWN
