"""What a file is, by its content: a wrong ending is normal."""

from __future__ import annotations

import re
from enum import StrEnum

from desktop.importers.delimited import is_table

_HEAD = 1024
_LONG_HEAD = 64 << 10
"""Portals write style sheet notes and comments before the first element."""


class Content(StrEnum):
    """What the first bytes say; the value is the media type that is kept."""

    PDF = "application/pdf"
    CDA = "application/hl7-cda+xml"
    FHIR = "application/fhir+json"
    FHIR_XML = "application/fhir+xml"
    BLUE_BUTTON = "text/x-blue-button"
    VCARD = "text/vcard"
    CSV = "text/csv"
    PROGRAM = "application/x-executable"
    WEB_PAGE = "text/html"
    OFFICE = "application/x-office"
    ZIP = "application/zip"
    JPEG = "image/jpeg"
    PNG = "image/png"
    TIFF = "image/tiff"
    HEIC = "image/heic"
    DICOM = "application/dicom"
    PICTURE = "image/*"
    """A picture of another kind."""
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
    (b"\xff\xd8\xff", Content.JPEG),
    (b"\x89PNG\r\n\x1a\n", Content.PNG),
    (b"GIF8", Content.PICTURE),
    (b"II*\x00", Content.TIFF),
    (b"MM\x00*", Content.TIFF),
    (b"BM", Content.PICTURE),
)
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"mif1", b"hevc", b"hevx", b"msf1"), Content.HEIC),
    **dict.fromkeys((b"avif", b"avis"), Content.PICTURE),
}
"""Of a picture in the container that films have too (ISO/IEC 23008-12)."""
PICTURES = frozenset({Content.JPEG, Content.PNG, Content.TIFF, Content.HEIC})
"""The kinds of pictures that are read."""
_OFFICE_PARTS = (b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis")


_CDA_ROOT = re.compile(rb"<(?:\w+:)?(?:ClinicalDocument|section|component)[\s>]")
_HL7_V3 = (b"urn:hl7-org:v3", b'root="2.16.840.1.113883.10.20')


def _text_head(data: bytes) -> bytes:
    """Return the beginning of a text in any encoding, without its mark and white space."""
    return data[:_LONG_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")


def _is_cda(data: bytes) -> bool:
    """Whether this is a C-CDA or C32 document, or a section cut out of one; also in UTF-16."""
    head = _text_head(data)
    if not head.startswith(b"<"):
        return False
    return _CDA_ROOT.search(head) is not None and any(mark in head for mark in _HL7_V3)


def _fhir(data: bytes) -> Content:
    """Return which form of FHIR the data is, or UNKNOWN."""
    head = _text_head(data)
    if head.startswith((b"{", b"[")) and b'"resourceType"' in head:
        return Content.FHIR
    return Content.FHIR_XML if head.startswith(b"<") and b"http://hl7.org/fhir" in head else Content.UNKNOWN


def _is_blue_button(head: bytes) -> bool:
    words = head.upper()
    return b"BLUE BUTTON" in words and (b"HEALTHEVET" in words or b"MYMEDICARE.GOV" in words)


def _is_web_page(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))


def _text(data: bytes) -> Content:
    """Return which kind of record in words or markup the data is, or UNKNOWN."""
    if _is_cda(data):
        return Content.CDA
    if _text_head(data[:_HEAD]).upper().startswith(b"BEGIN:VCARD"):
        return Content.VCARD
    if _is_blue_button(data[:_HEAD]):
        return Content.BLUE_BUTTON
    found = _fhir(data)
    return Content.CSV if found is Content.UNKNOWN and is_table(data) else found


_EXPLICIT = re.compile(rb"[\x02\x08]\0.\0(?:UL|OB|UI|CS|SH|LO|DA|TM|PN|SQ|AE|ST)", re.DOTALL)
_EXPLICIT_BIG = re.compile(rb"\0[\x02\x08]\0.(?:UL|OB|UI|CS|SH|LO|DA|TM|PN|SQ|AE|ST)", re.DOTALL)
_IMPLICIT = re.compile(rb"[\x02\x08]\0[\0\x01\x02\x05\x08\x12-\x18\x20]\0[\0-\x80]\0\0\0", re.DOTALL)


def _is_dicom(head: bytes) -> bool:
    """Whether the data is a DICOM file; without the mark of PS3.10, by its first element (groups 2 and 8)."""
    return head[128:132] == b"DICM" or any(first.match(head) for first in (_EXPLICIT, _EXPLICIT_BIG, _IMPLICIT))


def sniff(data: bytes) -> Content:
    """Return what `data` is; a PDF may have some bytes before its header, as readers allow."""
    head = data[:_HEAD]
    if _is_dicom(head):
        return Content.DICOM
    if b"%PDF-" in head and not head.startswith((b"MZ", b"\x7fELF")):
        return Content.PDF
    found = next((content for start, content in _STARTS if head.startswith(start)), None)
    if found is not None:
        return found
    if head[4:8] == b"ftyp" and head[8:12] in _BRANDS:
        return _BRANDS[head[8:12]]
    return _archive_or_text(data, head)


def _archive_or_text(data: bytes, head: bytes) -> Content:
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Content.PICTURE
    if head.startswith(b"PK\x03\x04"):
        return Content.OFFICE if any(part in head for part in _OFFICE_PARTS) else Content.ZIP
    return Content.WEB_PAGE if _is_web_page(head) else _text(data)
