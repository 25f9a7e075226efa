"""A page or two on paper that is made from the record at once: looked at, printed or saved, never kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.foundation.atomic import write_atomic
from desktop.foundation.errors import EnvironmentProblem
from desktop.sandbox.run import SandboxFailure, run
from desktop.sandbox.values import PDF_LIMITS
from desktop.services.errors import NoPictureError


@dataclass(frozen=True, slots=True)
class Paper:
    """The finished PDF, not locked, and how many pages it has."""

    pdf: bytes
    pages: int


def write_paper(target: Path, pdf: bytes) -> None:
    """Write the PDF to `target`; raises EnvironmentProblem when the place cannot be written."""
    try:
        write_atomic(target, [pdf])
    except OSError as error:
        raise EnvironmentProblem(
            "The page could not be written there.", do="Check the folder and its free space, or choose another."
        ) from error


def page_picture(pdf: bytes, page: int, *, width: int) -> bytes:
    """Return the picture of a page (from 1) for a preview or the printer; raises NoPictureError."""
    try:
        return run("pdf.picture", [pdf], {"page": page, "width": width, "password": None}, limits=PDF_LIMITS).blobs[0]
    except (SandboxFailure, IndexError):
        raise NoPictureError from None
