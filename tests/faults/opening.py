"""A packet opened and checked by four programs, and all that each finds in it."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2 as pdfium

from desktop.packet.active_content import count_active
from desktop.packet.frames import BAND_BOTTOM, BAND_TOP
from desktop.sandbox.ocr.engines import environment, find_tesseract

_DPI = 110
"""Enough for tesseract to read type of 9 points."""
_ACTS = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|AcroForm|OpenAction|SubmitForm|Rendition)\b")
"""Names that stand in a file that acts, looked for in the inflated file beside the counting of its objects."""


def ran(*command: str | Path, given: bytes | None = None) -> bytes:
    """Return what a program of this computer prints; b"" when it is not there. Fails when the program does."""
    if shutil.which(str(command[0])) is None:
        return b""
    words = [str(word) for word in command]
    return subprocess.run(words, capture_output=True, check=True, input=given, env=environment()).stdout  # noqa: S603 - fixed


@dataclass(slots=True)
class Opened:
    """What each program finds in a packet: raw, inflated, and as text."""

    pages: int
    found: dict[str, bytes] = field(default_factory=dict)

    @property
    def text(self) -> bytes:
        """The text as PDFium gives it."""
        return self.found["PDFium"]


def opened(path: Path, phrase: str, folder: Path) -> Opened:
    """Open a packet with pypdf, PDFium, qpdf and poppler; fails when one cannot, or when anything in it acts."""
    reader = pypdf.PdfReader(path)
    assert reader.is_encrypted is bool(phrase)
    if phrase:
        assert reader.trailer["/Encrypt"].get_object()["/R"] == 6  # type: ignore[index] # a dictionary of the file
        assert reader.decrypt(phrase)
    document = pdfium.PdfDocument(path, password=phrase or None)
    assert len(document) == len(reader.pages)
    with pikepdf.Pdf.open(path, password=phrase) as pdf:
        assert count_active(pdf) == 0
        assert not pdf.attachments
    ran("qpdf", f"--password={phrase}", "--check", path)
    ran("pdftoppm", *(("-upw", phrase) if phrase else ()), "-r", "20", "-l", "2", path, folder / "page")
    plain = folder / "plain.pdf"
    ran("qpdf", f"--password={phrase}", "--decrypt", "--stream-data=uncompress", path, plain)
    inflated = plain.read_bytes() if plain.exists() else b""
    assert not _ACTS.search(inflated)
    try:
        by_pdfium = "\n".join(page.get_textpage().get_text_range() for page in document).encode()
    finally:
        document.close()
    found = {
        "raw": path.read_bytes(),
        "inflated": inflated,
        "pypdf": "\n".join(page.extract_text() for page in reader.pages).encode(),
        "PDFium": by_pdfium,
        "poppler": ran("pdftotext", *(("-upw", phrase) if phrase else ()), path, "-"),
    }
    return Opened(len(reader.pages), found)


@dataclass(slots=True)
class Eye:
    """Reads pages as one who looks at them, each distinct picture once, and at most so many pictures."""

    most: int = 1_000_000
    kept: dict[bytes, str] = field(default_factory=dict)

    def read(self, pdf: bytes, page: int, *, source: bool) -> str:
        """Return the words recognized on a page (from 1); of a source page those between the stamps.

        None once the eye has read what it may.
        """
        if len(self.kept) >= self.most:
            return ""
        document = pdfium.PdfDocument(pdf)
        try:
            picture = document[page - 1].render(scale=_DPI / 72, grayscale=True).to_pil().convert("L")
        finally:
            document.close()
        if source:
            top, bottom = round(BAND_TOP * _DPI / 72), round(BAND_BOTTOM * _DPI / 72)
            picture = picture.crop((0, top, picture.width, picture.height - bottom))
        key = hashlib.sha256(b"%d " % picture.width + picture.tobytes()).digest()
        if key not in self.kept:
            pgm = b"P5 %d %d 255\n" % picture.size + picture.tobytes()
            self.kept[key] = recognized(pgm)
        return self.kept[key]


def recognized(pgm: bytes) -> str:
    """Return the words that tesseract reads in a grey picture; none where it is not there."""
    program = find_tesseract()
    if program is None:
        return ""
    options = ("stdin", "stdout", "-l", "eng", "--dpi", str(_DPI), "--psm", "4")
    return ran(program, *options, given=pgm).decode("utf-8", "replace")
