"""DiagnosticReport: what a radiologist or pathologist wrote; with ImagingStudy and Specimen."""

from __future__ import annotations

from desktop.fhir.elements import coded, concept, date_time, reference, said, system
from desktop.fhir.facts import security
from desktop.foundation.json_text import JSONObject, JSONValue
from desktop.records.imaging import Imaging
from desktop.records.pathology import Pathology

STATUS = "unknown"
"""A printed page seldom says whether a report is final, and we do not guess."""


def _accession(number: str) -> list[JSONValue]:
    return [{"type": coded("identifier-type", "ACSN", "Accession ID"), "value": number}] if number else []


def _performers(*names: str) -> list[JSONValue]:
    return [{"display": name} for name in names if name]


def study_id(imaging: Imaging) -> str:
    """Return the id of the pictures; the report has the fact's."""
    return f"{imaging.id}-study"


def has_study(imaging: Imaging) -> bool:
    """Whether something is known of the pictures themselves."""
    return bool(imaging.study_uid or imaging.series or imaging.images)


def imaging_report(imaging: Imaging) -> JSONObject:
    """Return the report of a scan; its name is the kind of scan and the part of the body."""
    name = " ".join(part for part in (imaging.modality, imaging.body_part) if part)
    return {
        "resourceType": "DiagnosticReport",
        "id": imaging.id,
        "meta": security(imaging),
        "identifier": _accession(imaging.accession),
        "status": STATUS,
        "category": [coded("loinc", "LP29684-5", "Radiology")],
        "code": concept(name or imaging.title, imaging.codings),
        "subject": reference(imaging.person_id),
        "effectiveDateTime": date_time(imaging.date),
        "performer": _performers(imaging.facility),
        "resultsInterpreter": _performers(imaging.read_by),
        "imagingStudy": [reference(study_id(imaging))] if has_study(imaging) else [],
        "conclusion": imaging.impression,
    }


def imaging_study(imaging: Imaging) -> JSONObject:
    """Return the pictures, counted; where they are stands in the note."""
    uid: list[JSONValue] = (
        [{"system": system("dicom-uid"), "value": f"urn:oid:{imaging.study_uid}"}] if imaging.study_uid else []
    )
    counts: JSONObject = {"numberOfSeries": imaging.series} if imaging.series else {}
    counts |= {"numberOfInstances": imaging.images} if imaging.images else {}
    return {
        "resourceType": "ImagingStudy",
        "id": study_id(imaging),
        "identifier": uid,
        "status": STATUS,
        "subject": reference(imaging.person_id),
        "started": date_time(imaging.date),
        **counts,
        "description": " ".join(part for part in (imaging.modality, imaging.body_part) if part),
        "note": [{"text": text} for text in [said("Where the pictures are", imaging.images_held_by)] if text],
    }


def specimen_id(pathology: Pathology) -> str:
    """Return the id of what was looked at; the report has the fact's."""
    return f"{pathology.id}-specimen"


def specimen(pathology: Pathology) -> JSONObject:
    """Return what was looked at."""
    return {
        "resourceType": "Specimen",
        "id": specimen_id(pathology),
        "type": concept(pathology.specimen or pathology.title),
        "subject": reference(pathology.person_id),
        "collection": {"collectedDateTime": date_time(pathology.date)},
    }


def conclusion(pathology: Pathology) -> str:
    """Return the diagnosis line as printed, then the findings, a line each."""
    lines = (
        pathology.conclusion,
        said("Kind of tissue", pathology.histology),
        said("Grade", pathology.grade),
        said("Stage", pathology.stage),
        said("Margins", pathology.margins),
        said("Lymph nodes", pathology.nodes),
        said("Receptors and stains", "; ".join(pathology.receptors.splitlines())),
        said("Molecular tests", "; ".join(pathology.molecular.splitlines())),
        said("Looked at again", "; ".join(pathology.second_review.splitlines())),
    )
    return "\n".join(line for line in lines if line)


def pathology_report(pathology: Pathology) -> JSONObject:
    """Return the report on one specimen; where slides and blocks are is no part of it."""
    return {
        "resourceType": "DiagnosticReport",
        "id": pathology.id,
        "meta": security(pathology),
        "identifier": _accession(pathology.accession),
        "status": STATUS,
        "category": [coded("loinc", "LP7839-6", "Pathology")],
        "code": concept(pathology.specimen or pathology.title, pathology.codings),
        "subject": reference(pathology.person_id),
        "effectiveDateTime": date_time(pathology.date),
        "performer": _performers(pathology.lab),
        "resultsInterpreter": _performers(pathology.pathologist),
        "specimen": [reference(specimen_id(pathology))],
        "conclusion": conclusion(pathology),
    }
