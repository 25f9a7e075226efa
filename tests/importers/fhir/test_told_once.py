"""What two resources say together is told once, and names are found wherever the file keeps them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from desktop.importers.base import ImportResult
from desktop.importers.fhir.read import read
from desktop.records.fact import FactKind

TODAY = date(2026, 11, 29)
RADIOLOGY = [{"coding": [{"system": "http://loinc.org", "code": "LP29684-5"}]}]


def _read(*resources: Mapping[str, Any]) -> ImportResult:
    bundle = {"resourceType": "Bundle", "entry": [{"resource": dict(each)} for each in resources]}
    return read(json.dumps(bundle).encode(), today=TODAY)


def test_a_report_and_its_pictures_are_one_scan() -> None:
    study = {"resourceType": "ImagingStudy", "id": "s", "description": "CT", "numberOfInstances": 412}
    report = {
        "resourceType": "DiagnosticReport",
        "category": RADIOLOGY,
        "code": {"text": "CT abdomen"},
        "imagingStudy": [{"reference": "ImagingStudy/s"}],
        "resultsInterpreter": [{"display": "Dr. Ng"}],
        "identifier": [{"type": {"coding": [{"code": "ACSN"}]}, "value": "A-17"}],
    }
    (scan,) = _read(study, report).facts
    assert scan.values["images"] == "412"
    assert (scan.values["read_by"], scan.values["accession"]) == ("Dr. Ng", "A-17")
    (alone,) = _read(study).facts
    assert alone.values["images"] == "412"


def test_the_study_of_a_report_that_is_no_entry_is_told_itself() -> None:
    study = {"resourceType": "ImagingStudy", "id": "s", "description": "CT"}
    report = {
        "resourceType": "DiagnosticReport",
        "status": "entered-in-error",
        "category": RADIOLOGY,
        "code": {"text": "CT abdomen"},
        "imagingStudy": [{"reference": "ImagingStudy/s"}],
    }
    (scan,) = _read(study, report).facts
    assert scan.values["modality"] == "CT"


def test_a_device_and_its_use_are_one_device() -> None:
    device = {"resourceType": "Device", "id": "d", "type": {"text": "Port"}, "patient": {"reference": "Patient/p"}}
    use = {"resourceType": "DeviceUseStatement", "device": {"reference": "Device/d"}, "timingDateTime": "2026-04"}
    (fact,) = _read(device, use).facts
    assert (fact.values["name"], fact.values["implanted"]) == ("Port", "2026-04")
    assert [fact.values["name"] for fact in _read(device).facts] == ["Port"]


def test_a_performer_that_is_held_inside_is_named() -> None:
    held = [
        {"resourceType": "Practitioner", "id": "who", "name": [{"text": "Dr. Ng"}]},
        {"resourceType": "PractitionerRole", "id": "role", "practitioner": {"reference": "#who"}},
    ]
    actor = [{"actor": {"reference": "#role"}}]
    code = {"text": "Biopsy"}
    (done,) = _read({"resourceType": "Procedure", "code": code, "contained": held, "performer": actor}).facts
    assert done.values["performed_by"] == "Dr. Ng"
    given = {"resourceType": "Immunization", "vaccineCode": {"text": "Flu"}, "contained": held, "performer": actor}
    (vaccination,) = _read(given).facts
    assert vaccination.values["given_by"] == "Dr. Ng"


@pytest.mark.parametrize(
    ("code", "shown"), [("Cel", "°C"), ("mm[Hg]", "mmHg"), ("{score}", "score"), ("mg/dL", "mg/dL")]
)
def test_a_unit_that_is_only_a_code_is_written_as_people_do(code: str, shown: str) -> None:
    value = {"value": 37, "code": code}
    (fact,) = _read({"resourceType": "Observation", "code": {"text": "Test"}, "valueQuantity": value}).facts
    assert fact.values["unit"] == shown
    (kept,) = _read(
        {"resourceType": "Observation", "code": {"text": "Test"}, "valueQuantity": {**value, "unit": "printed"}}
    ).facts
    assert kept.values["unit"] == "printed"


def test_a_result_about_another_asks() -> None:
    plain = {"resourceType": "Observation", "code": {"text": "Weight"}, "valueQuantity": {"value": 3, "unit": "kg"}}
    (own,) = _read(plain).facts
    (other,) = _read({**plain, "focus": [{"display": "The newborn"}]}).facts
    assert own.certain
    assert not other.certain
    assert "someone or something else" in other.issues[0]


def test_a_course_of_medicines_keeps_what_was_given() -> None:
    given = {
        "resourceType": "MedicationAdministration",
        "status": "stopped",
        "medicationCodeableConcept": {"text": "FOLFOX"},
        "dosage": {"text": "oxaliplatin 85 mg/m2"},
        "statusReason": [{"text": "numb hands"}],
        "performer": [{"actor": {"display": "Dr. Ng"}}],
    }
    (line,) = _read(given).facts
    assert line.kind is FactKind.TREATMENTS
    assert line.values["drugs"] == "oxaliplatin 85 mg/m2"
    assert (line.values["reason_stopped"], line.values["given_by"]) == ("numb hands", "Dr. Ng")


@pytest.mark.parametrize("reason", ["unavailable", "notasked", "withheld"])
def test_only_none_known_is_none_known(reason: str) -> None:
    def document(code: str) -> dict[str, Any]:
        loinc = {"coding": [{"system": "http://loinc.org", "code": "48765-2"}]}
        return {
            "resourceType": "Composition",
            "section": [{"code": loinc, "emptyReason": {"coding": [{"code": code}]}}],
        }

    (none,) = _read(document("nilknown")).facts
    assert (none.kind, none.values["substance"], none.negated) == (FactKind.ALLERGIES, "Any allergy", True)
    assert _read(document(reason)).facts == ()
