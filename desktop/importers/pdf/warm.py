"""A small report to read before the doors are locked, so that everything reading needs is loaded."""

from __future__ import annotations

import codecs
import io
from collections.abc import Mapping
from datetime import date

import pypdf

from desktop.importers.pdf.attached import names_inside
from desktop.importers.pdf.extras import field_values, texts_by_pypdf
from desktop.importers.pdf.opened import opened_pdf
from desktop.importers.pdf.picture import picture
from desktop.importers.pdf.read import read
from desktop.sandbox.values import JSONValue

_ENCODINGS = (
    *("utf-16-le", "utf-16-be", "utf-16", "latin-1", "cp1252", "mac-roman", "ascii"),
    *("charmap", "cp437", "gbk", "shift-jis", "big5", "euc-kr"),
)
_LINES = (
    "Harbor Medical Laboratory",
    "Patient: Example, Person   DOB: 02/03/1950",
    "Collected: 11/12/2026",
    "Test Result Flag Units Reference Range",
    "Hemoglobin 10.9 L g/dL 12.0 - 15.5",
)


def sample() -> bytes:
    """Return a PDF of one page with a text layer."""
    shown = "".join(f"({line}) Tj 0 -20 Td " for line in _LINES)
    content = f"BT /F1 11 Tf 60 720 Td {shown}ET".encode("ascii")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    made = io.BytesIO(b"%PDF-1.4\n")
    made.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(made.tell())
        made.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = made.tell()
    made.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    made.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    made.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return made.getvalue()


def warm_up() -> None:
    """Read and render the sample with every engine."""
    for name in _ENCODINGS:
        codecs.lookup(name)
    data = sample()
    read(data, password=None, today=date(2026, 11, 23))
    picture(data, page=1, width=64, password=None)
    texts_by_pypdf(data, None, most=1)
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.add_attachment("sample.txt", b"sample")
    writer.encrypt("sample", algorithm="AES-256")
    locked = io.BytesIO()
    writer.write(locked)
    field_values(locked.getvalue(), "sample")
    with opened_pdf(locked.getvalue(), "sample") as document:
        names_inside(document)


def check(_blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: read the sample behind locked doors and say how many values were found."""
    return len(read(sample(), password=None, today=date(2026, 11, 23)).facts), ()
