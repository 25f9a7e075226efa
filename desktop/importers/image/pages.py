"""The sandbox job that makes a PDF of a picture file: what is wrong with it is told in a sentence."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pikepdf
from pikepdf import Pdf
from PIL import Image

from desktop.importers import limits
from desktop.importers.image.as_pdf import as_pdf
from desktop.importers.image.opened import (
    TooManyPagesError,
    TooManyPixelsError,
    UnreadablePictureError,
    holds_more_than_is_shown,
    names_a_camera,
    opened_picture,
)
from desktop.records.document import ImportIssue
from desktop.sandbox.values import JSONValue


def _trouble(issue: ImportIssue) -> tuple[JSONValue, tuple[bytes, ...]]:
    return {"issues": [issue.code], "camera": False}, ()


def image_pdf(blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the picture; answers with the PDF unless it cannot be read.

    The value holds the codes of `issues`, and whether the file names a `camera`.
    """
    try:
        made = as_pdf(blobs[0])
        with opened_picture(blobs[0]) as image:
            camera = names_a_camera(image)
        issues = [limits.FIRST_PICTURE_ONLY.code] if holds_more_than_is_shown(blobs[0]) else []
    except TooManyPixelsError:
        return _trouble(limits.TOO_MANY_PIXELS)
    except TooManyPagesError:
        return _trouble(limits.TOO_MANY_PAGES)
    except UnreadablePictureError:
        return _trouble(limits.PICTURE_DAMAGED)
    return {"issues": issues, "camera": camera}, (made,)


def warm_up() -> None:
    """Make PDFs of tiny pictures of every way, before the doors are locked."""
    for data in samples():
        as_pdf(data)


def samples() -> tuple[bytes, ...]:
    """Return a tiny picture of each kind that can be made here."""
    made = []
    for mode, kind, packed in (
        ("RGB", "JPEG", None),
        ("CMYK", "JPEG", None),
        ("RGBA", "PNG", None),
        ("P", "PNG", None),
        ("I;16", "PNG", None),
        ("1", "TIFF", "group4"),
        ("RGB", "TIFF", "tiff_lzw"),
    ):
        out = io.BytesIO()
        Image.new(mode, (16, 16)).save(out, format=kind, compression=packed)
        made.append(out.getvalue())
    return tuple(made)


def join_pdfs(blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: PDFs in order; answers with how many pages each has, and one PDF of all their pages, unchanged."""
    with Pdf.new() as joined:
        counts: list[JSONValue] = []
        for data in blobs:
            with Pdf.open(io.BytesIO(data)) as one:
                joined.pages.extend(one.pages)
                counts.append(len(one.pages))
        made = io.BytesIO()
        joined.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return counts, (made.getvalue(),)
