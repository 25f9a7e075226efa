"""What a file is, by its first bytes and never by its name."""

from __future__ import annotations

import pytest

from desktop.importers.detect import Content, sniff


@pytest.mark.parametrize(
    ("data", "content"),
    [
        (b"%PDF-1.7 ...", Content.PDF),
        (b"\r\n\xef\xbb\xbf%PDF-1.4", Content.PDF),
        (b"MZ\x90\x00", Content.PROGRAM),
        (b"\x7fELF\x02", Content.PROGRAM),
        (b"#!/bin/sh\n", Content.PROGRAM),
        (b"MZ %PDF-1.4", Content.PROGRAM),
        (b"<!DOCTYPE html><html>", Content.WEB_PAGE),
        (b"  <HTML>", Content.WEB_PAGE),
        (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml", Content.OFFICE),
        (b"\xff\xd8\xff\xe0", Content.JPEG),
        (b"\x89PNG\r\n\x1a\n", Content.PNG),
        (bytes(4) + b"ftypheic", Content.HEIC),
        (b'\xef\xbb\xbf <?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3">', Content.CDA),
        (b' {"resourceType": "Bundle"', Content.FHIR),
        ('{"a": 1, "resourceType": "Patient"}'.encode("utf-16"), Content.FHIR),
        (b'<Bundle xmlns="http://hl7.org/fhir">', Content.FHIR_XML),
        (b'{"some": "json"}', Content.UNKNOWN),
        (b"just words", Content.UNKNOWN),
        (b"", Content.UNKNOWN),
    ],
)
def test_content_decides(data: bytes, content: Content) -> None:
    assert sniff(data) is content
