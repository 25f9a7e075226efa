"""The sandbox jobs for one whole DICOM file: its words, the document in its coat, and the list of a disc."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydicom.dataset import Dataset

from desktop.importers import limits, wire
from desktop.importers.base import ImportResult
from desktop.importers.dicom.grouping import FoundFile, studies_of
from desktop.importers.dicom.header import What
from desktop.importers.dicom.opened import InflatedTooLargeError, open_dicom
from desktop.importers.dicom.read_header import header_of, says_what
from desktop.importers.dicom.report import report_result
from desktop.importers.dicom.said import held, said
from desktop.importers.dicom.study import study_result
from desktop.importers.inner_files import within_caps
from desktop.records.document import ImportIssue
from desktop.records.imaging_files import DICOM_MEDIA_TYPE
from desktop.sandbox.values import JSONValue

_MOST_LISTED = 100_000
_ENDINGS = {"application/pdf": "pdf", "text/xml": "xml", "application/xml": "xml", "application/dicom": "dcm"}


def _failed(issue: ImportIssue) -> ImportResult:
    return ImportResult(media_type=DICOM_MEDIA_TYPE, issues=(issue,))


def read(data: bytes) -> ImportResult:
    """Read one file: a report as its words, anything else as what its head says."""
    try:
        dataset = open_dicom(data)
        header = header_of(dataset, dataset.file_meta)
        if header.what is What.REPORT:
            return report_result(dataset, header)
    except RecursionError:
        return _failed(limits.DICOM_TOO_DEEP)
    except InflatedTooLargeError:
        return _failed(limits.DICOM_TOO_BIG_INSIDE)
    except Exception:  # noqa: BLE001 - parsers raise anything, and all of it means that the file is damaged
        return _failed(limits.DICOM_BROKEN)
    studies = studies_of([FoundFile("file", len(data), header)])
    if not studies or not says_what(header):
        return _failed(limits.DICOM_SAYS_NOTHING)
    return study_result(studies[0])


def read_dicom(blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the file."""
    return wire.to_json(read(blobs[0])), ()


def _document(dataset: Dataset) -> tuple[str, bytes]:
    """Return name and bytes of the document in a DICOM coat (PS3.3 C.24.2); without the byte that makes it even."""
    value = held(dataset, "EncapsulatedDocument")
    content = bytes(value) if isinstance(value, bytes) else b""
    length: Any = held(dataset, "EncapsulatedDocumentLength")
    if isinstance(length, int) and 0 < length <= len(content):
        content = content[:length]
    kind = said(dataset, "MIMETypeOfEncapsulatedDocument").casefold()
    name = said(dataset, "DocumentTitle", "SeriesDescription") or "Document"
    return f"{name.replace('/', '-')}.{_ENDINGS.get(kind, 'dat')}", content


def take_out(blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the file. Answers the name of the document in it, and how many; it is the blob."""
    try:
        found = _document(open_dicom(blobs[0]))
    except Exception:  # noqa: BLE001 - as above
        return {"names": [], "count": 0}, ()
    named, held_files = within_caps(iter([found]))
    return {"names": list[JSONValue](named), "count": len(named)}, tuple(held_files)


def listed(blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the list of a disc (DICOMDIR). Answers the numbers of the instances that it names."""
    try:
        records: Any = held(open_dicom(blobs[0]), "DirectoryRecordSequence")
        found = (said(one, "ReferencedSOPInstanceUIDInFile") for one in records or [])
        return list(dict.fromkeys(one for one in found if one))[:_MOST_LISTED], ()
    except Exception:  # noqa: BLE001 - as above
        return [], ()
