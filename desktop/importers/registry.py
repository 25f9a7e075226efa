"""Which reader reads what, and what is said of what nothing reads yet."""

from __future__ import annotations

from desktop.importers import limits
from desktop.importers.detect import PICTURES, Content
from desktop.records.document import ImportIssue

JOBS: dict[Content, str] = {
    Content.PDF: "pdf.read",
    Content.CDA: "ccda.read",
    Content.BLUE_BUTTON: "bluebutton.read",
    Content.VCARD: "vcard.read",
    Content.DICOM: "dicom.read",
    Content.CSV: "csv.read",
    Content.ZIP: "archive.read",
    Content.FHIR: "fhir.read",
    Content.FHIR_XML: "fhir.read",
    **dict.fromkeys(PICTURES, "image.read"),
}
"""The sandbox job of each kind of content."""

TAKE_OUT: dict[Content, str] = {
    Content.PDF: "pdf.attached",
    Content.CDA: "ccda.attached",
    Content.FHIR: "fhir.attached",
    Content.FHIR_XML: "fhir.attached",
    Content.ZIP: "archive.take_out",
    Content.DICOM: "dicom.attached",
}
"""The sandbox job that takes out the files inside; each goes round again as a document of its own."""

APPLE_HEALTH = "application/x-apple-health"
"""Media type of a zip that is the export of a telephone."""
TYPESET: frozenset[str] = frozenset(
    {
        Content.CDA,
        Content.FHIR,
        Content.FHIR_XML,
        Content.BLUE_BUTTON,
        Content.ZIP,
        Content.VCARD,
        Content.DICOM,
        Content.CSV,
        APPLE_HEALTH,
    }
)
"""Media types of records that came as data: their pages are typeset from their text."""

WITH_PAGES: frozenset[str] = frozenset({Content.PDF.value, *TYPESET, *(each.value for each in PICTURES)})
"""Media types of documents whose pages can be shown and put into a packet."""

_EDITION = 1
"""Raise it when a reader learns to read what it could not: documents it gave up on are then offered once more."""


def readers() -> str:
    """Return a name for what can be read now; another name means that unread documents deserve another try."""
    return f"{_EDITION} " + " ".join(sorted(JOBS))


REFUSED: dict[Content, ImportIssue] = {Content.PROGRAM: limits.PROGRAM}
"""Not stored at all."""

NOT_READ: dict[Content, ImportIssue] = {
    Content.WEB_PAGE: limits.WEB_PAGE,
    Content.OFFICE: limits.OFFICE,
    Content.PICTURE: limits.PICTURE,
    Content.UNKNOWN: limits.UNKNOWN,
}
"""Stored untouched, with the reason why it is not read."""
