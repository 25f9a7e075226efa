"""The sandbox job that lays recognized words, unseen, on picture pages of a PDF and sets the pages upright."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pikepdf
from pikepdf import Dictionary, Pdf

from desktop.importers.ocr.unseen_text import fonts_for, unseen_text
from desktop.importers.pdf.opened import LockedPdfError, UnreadablePdfError
from desktop.importers.words import Line, Word
from desktop.records.provenance import Box
from desktop.sandbox.values import JSONValue

MOST_PAGES = 2000


def lines_in(value: object) -> tuple[Line, ...]:
    """Return lines of JSON, each a list of [word, left, top, right, bottom]; raises ValueError or TypeError."""
    lines = []
    for row in value if isinstance(value, list) else []:
        words = tuple(Word(str(text), Box(*(float(str(side)) for side in sides))) for text, *sides in row)
        if words:
            lines.append(Line(words))
    return tuple(lines)


def _space(page: pikepdf.Page) -> tuple[str, float, float]:
    """Return the matrix from the visible page (points, up is positive) to its own space, and its visible size."""
    left, bottom, right, top = (float(side) for side in page.cropbox)
    wide, high = right - left, top - bottom
    turn = int(page.obj.get("/Rotate", 0)) % 360
    matrix = {
        90: f"0 1 -1 0 {right:.3f} {bottom:.3f}",
        180: f"-1 0 0 -1 {right:.3f} {top:.3f}",
        270: f"0 -1 1 0 {left:.3f} {top:.3f}",
    }.get(turn, f"1 0 0 1 {left:.3f} {bottom:.3f}")
    return (matrix, wide, high) if turn % 180 == 0 else (matrix, high, wide)


def _lay(pdf: Pdf, page: pikepdf.Page, lines: tuple[Line, ...]) -> None:
    fonts, codes = fonts_for(pdf, lines)
    matrix, width, height = _space(page)
    text = b"q " + matrix.encode("ascii") + b" cm " + unseen_text(lines, codes, width, height) + b" Q"
    resources = dict(page.resources.items())
    held = dict(resources["/Font"].items()) if "/Font" in resources else {}
    page.obj.Resources = Dictionary({**resources, "/Font": Dictionary({**held, **dict(fonts.items())})})
    page.contents_add(b"q", prepend=True)
    page.contents_add(b"Q " + text)


def layered(data: bytes, pages: Mapping[int, tuple[int, tuple[Line, ...]]], *, password: str | None) -> bytes:
    """Return the PDF with pages (from 1) turned clockwise and their words laid on them, as they then stand.

    Raises LockedPdfError or UnreadablePdfError.
    """
    try:
        with Pdf.open(io.BytesIO(data), password=password or "") as pdf:
            for number, (turn, lines) in pages.items():
                if not 1 <= number <= len(pdf.pages):
                    continue
                page = pdf.pages[number - 1]
                if turn:
                    page.rotate(turn, relative=True)
                if lines:
                    _lay(pdf, page, lines)
            made = io.BytesIO()
            pdf.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
            return made.getvalue()
    except pikepdf.PasswordError:
        raise LockedPdfError from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError):
        raise UnreadablePdfError from None


def layer_pages(blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the PDF; arguments `password` and `pages`: lists of [page, turn, lines]."""
    password = arguments.get("password")
    raw = arguments["pages"]
    pages = {
        int(str(page)): (int(str(turn)), lines_in(lines))
        for page, turn, lines in (raw if isinstance(raw, list) else [])[:MOST_PAGES]
    }
    return None, (layered(blobs[0], pages, password=None if password is None else str(password)),)
