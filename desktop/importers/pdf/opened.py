"""A PDF opened by PDFium, and why it could not be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import pypdfium2 as pdfium

_WRONG_PASSWORD = 4
"""FPDF_ERR_PASSWORD."""


class LockedPdfError(Exception):
    """The PDF needs a password, or another one."""


class UnreadablePdfError(Exception):
    """PDFium makes nothing of the bytes."""


@contextmanager
def opened_pdf(data: bytes | BinaryIO, password: str | None) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF, of a file only the parts that are looked at; raises LockedPdfError or UnreadablePdfError."""
    try:
        document = pdfium.PdfDocument(data, password=password)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _WRONG_PASSWORD:
            raise LockedPdfError from None
        raise UnreadablePdfError from None
    try:
        yield document
    finally:
        document.close()
