"""Structured reports (PS3.3 A.35) as pages of words: the tree of their content, number for number as written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydicom.dataset import Dataset

from desktop.importers.base import DocumentProposal, ImportResult
from desktop.importers.dicom.header import DicomHeader
from desktop.importers.dicom.said import day, held, names, plain, said
from desktop.importers.dicom.study import whose_name
from desktop.importers.paging import Pages
from desktop.records.dates import NotADateError, PartialDate
from desktop.records.document import DocumentKind
from desktop.records.imaging_files import DICOM_MEDIA_TYPE
from desktop.records.provenance import Evidence

_DEEPEST = 60
_STEP = "    "
_LONGEST = 20_000


def _items(dataset: Dataset, keyword: str) -> list[Dataset]:
    value: Any = held(dataset, keyword)
    return [one for one in value or [] if isinstance(one, Dataset)]


def _coded(dataset: Dataset, keyword: str) -> str:
    return next((said(one, "CodeMeaning", "CodeValue") for one in _items(dataset, keyword)), "")


def _number(item: Dataset) -> str:
    parts = []
    for one in _items(item, "MeasuredValueSequence"):
        unit = next((said(each, "CodeValue") for each in _items(one, "MeasurementUnitsCodeSequence")), "")
        parts.append(" ".join(word for word in (said(one, "NumericValue"), "" if unit == "1" else unit) if word))
    return ", ".join(parts) or _coded(item, "NumericValueQualifierCodeSequence")


def _text(item: Dataset) -> str:
    value = held(item, "TextValue")
    return "" if value is None else str(value).replace("\0", " ")[:_LONGEST].strip()


def _reference(item: Dataset) -> str:
    count = len(_items(item, "ReferencedSOPSequence"))
    return "1 picture" if count == 1 else f"{count} pictures" if count else ""


_VALUES: Mapping[str, Callable[[Dataset], str]] = {
    "TEXT": _text,
    "CODE": lambda item: _coded(item, "ConceptCodeSequence"),
    "NUM": _number,
    "DATE": lambda item: day(item, "Date") or said(item, "Date"),
    "TIME": lambda item: said(item, "Time"),
    "DATETIME": lambda item: said(item, "DateTime"),
    "PNAME": lambda item: names(item, "PersonName")[0],
    "IMAGE": _reference,
    "COMPOSITE": _reference,
    "WAVEFORM": _reference,
}
"""How an item's value is told, by its type (PS3.3 C.17.3.2.1)."""


def _lines(items: list[Dataset], depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    for item in items:
        kind = said(item, "ValueType").upper()
        label = _coded(item, "ConceptNameCodeSequence")
        value = _VALUES[kind](item) if kind in _VALUES else ""
        first, *rest = value.splitlines() or [""]
        told = ": ".join(word for word in (label, first.strip()) if word)
        if told and (value or kind == "CONTAINER"):
            yield f"{_STEP * depth}{told}"
        yield from (f"{_STEP * depth}{line.strip()}" for line in rest if line.strip())
        yield from _lines(_items(item, "ContentSequence"), depth + 1)


def _sections(dataset: Dataset) -> Iterator[tuple[str, list[str]]]:
    """Yield the parts of a report: what stands at its top together, and each container of its own."""
    loose: list[Dataset] = []
    containers = []
    for item in _items(dataset, "ContentSequence"):
        if said(item, "ValueType").upper() == "CONTAINER" and _coded(item, "ConceptNameCodeSequence"):
            containers.append(item)
        else:
            loose.append(item)
    yield title_of(dataset), [*_about(dataset), *_lines(loose, 0)]
    for item in containers:
        yield _coded(item, "ConceptNameCodeSequence"), list(_lines(_items(item, "ContentSequence"), 0))


def title_of(dataset: Dataset) -> str:
    """Return what the report calls itself."""
    return _coded(dataset, "ConceptNameCodeSequence") or said(dataset, "SeriesDescription") or "Structured report"


def _about(dataset: Dataset) -> Iterator[str]:
    patient = " / ".join(one for one in names(dataset, "PatientName") if one)
    told = {
        "Name in the file": patient or "not said",
        "Birth date": day(dataset, "PatientBirthDate"),
        "Date": _when(dataset),
        "Study": said(dataset, "StudyDescription"),
        "Made at": said(dataset, "InstitutionName"),
        "Signed by": _signed(dataset),
        "State": " ".join(
            word for word in (said(dataset, "CompletionFlag"), said(dataset, "VerificationFlag")) if word
        ),
    }
    yield from (f"{label}: {words}" for label, words in told.items() if words)


def _when(dataset: Dataset) -> str:
    return day(dataset, "ContentDate", "StudyDate", "SeriesDate")


def _signed(dataset: Dataset) -> str:
    observers = (names(one, "VerifyingObserverName")[0] for one in _items(dataset, "VerifyingObserverSequence"))
    return next((name for name in observers if name), "")


def report_result(dataset: Dataset, header: DicomHeader) -> ImportResult:
    """Return a report as every reader answers."""
    pages = Pages()
    for title, lines in _sections(dataset):
        pages.add(title, lines)
    try:
        on = PartialDate.parse(_when(dataset))
    except NotADateError:
        on = None
    doctor = _signed(dataset) or header.read_by or header.referring
    evidence = [Evidence(field="title", page=1, snippet=title_of(dataset))]
    if on is not None:
        evidence.append(Evidence(field="date", page=1, snippet=f"Date: {_when(dataset)}"))
    if whose_name(header):
        evidence.append(Evidence(field="person", page=1, snippet=f"Name in the file: {header.patient_name}"))
    return ImportResult(
        media_type=DICOM_MEDIA_TYPE,
        page_count=len(pages.made),
        pages=pages.made,
        proposal=DocumentProposal(
            title=plain(title_of(dataset)),
            kind=DocumentKind.IMAGING,
            date=on,
            source=header.institution,
            doctor=doctor,
            person_named=whose_name(header),
            person_born=header.patient_born,
            evidence=tuple(evidence),
        ),
    )
