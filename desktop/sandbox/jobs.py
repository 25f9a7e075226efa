"""The closed list of what may run in the sandbox: a name, and the function behind it.

A function takes the blobs and the arguments, and returns a JSON value and blobs. Nothing else can be named.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from desktop.sandbox.pieces import Save
from desktop.sandbox.values import JSONValue

Job = Callable[[Any, Mapping[str, JSONValue]], tuple[JSONValue, Sequence[bytes | Save]]]
"""Takes a tuple of bytes; of files, when its name is in LENT."""

JOBS: dict[str, str] = {
    "pdf.read": "desktop.importers.pdf.read:read_pdf",
    "pdf.text": "desktop.importers.pdf.read:read_pdf_text",
    "pdf.check": "desktop.importers.pdf.warm:check",
    "pdf.picture": "desktop.importers.pdf.picture:page_picture",
    "pdf.attached": "desktop.importers.pdf.attached:take_out",
    "pdf.scans": "desktop.importers.pdf.scans:page_scans",
    "pdf.places": "desktop.importers.pdf.places:page_places",
    "image.pdf": "desktop.importers.image.pages:image_pdf",
    "image.join": "desktop.importers.image.pages:join_pdfs",
    "ocr.raster": "desktop.importers.ocr.raster:raster_page",
    "ocr.layer": "desktop.importers.ocr.layer:layer_pages",
    "bluebutton.read": "desktop.importers.bluebutton.read:read_blue_button",
    "archive.read": "desktop.importers.archive.read:read_zip",
    "archive.directory": "desktop.importers.archive.large:directory",
    "archive.inflate": "desktop.importers.archive.large:inflate",
    "archive.take_out": "desktop.importers.archive.read:take_out",
    "ccda.attached": "desktop.importers.ccda.attached:take_out",
    "ccda.read": "desktop.importers.ccda.read:read_ccda",
    "dicom.directory": "desktop.importers.dicom.directory:make_directory",
    "dicom.frame": "desktop.importers.dicom.frames:frames",
    "dicom.attached": "desktop.importers.dicom.read:take_out",
    "dicom.listed": "desktop.importers.dicom.read:listed",
    "dicom.read": "desktop.importers.dicom.read:read_dicom",
    "dicom.headers": "desktop.importers.dicom.read_header:read_headers",
    "fhir.attached": "desktop.importers.fhir.read:take_out",
    "fhir.read": "desktop.importers.fhir.read:read_fhir",
    "csv.read": "desktop.importers.csv.read:read_csv",
    "csv.look": "desktop.importers.csv.read:look_at_csv",
    "sheaf_export.read": "desktop.importers.sheaf_export.read:read_record",
    "vcard.read": "desktop.importers.vcard.read:read_vcard",
    "packet.prepare": "desktop.packet.prepare:prepare_source",
    "packet.join": "desktop.packet.join:join_packet",
    "packet.lock": "desktop.packet.lock:lock_packet",
    "packet.verify": "desktop.packet.verify:verify_packet",
    "packet.split": "desktop.packet.split:split_packet",
}

LENT = frozenset({"pdf.picture", "packet.join", "packet.lock", "packet.split"})
"""Jobs that take their blobs as files: of what may be very large they read the parts that they need."""


def load(name: str) -> Job:
    """Import and return a job's function; raises KeyError for a name that is not on the list."""
    module, _, function = JOBS[name].partition(":")
    loaded: Job = getattr(importlib.import_module(module), function)
    return loaded


def modules() -> tuple[str, ...]:
    """Return the modules of all jobs: they are imported before the doors are locked."""
    return tuple(sorted({target.partition(":")[0] for target in JOBS.values()}))
