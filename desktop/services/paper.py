"""A page or two on paper that is made from the record at once: looked at, printed or saved, never kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.foundation.atomic import write_atomic
from desktop.foundation.errors import EnvironmentProblem
from desktop.services.packets.building import page_png


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
    """Return the picture of a page (from 1) for a preview or the printer; rendered in the sandbox."""
    return page_png(pdf, page, width=width)
