"""What FHIR resources state becomes proposals as stated, in the shapes of three versions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from desktop.importers import limits, wire
from desktop.importers.base import ImportResult, ProposedFact
from desktop.importers.fhir.read import MEDIA_TYPE, XML_TYPE, read

TODAY = date(2026, 11, 29)
PATIENT = {
    "resourceType": "Patient",
    "id": "p1",
    "name": [{"given": ["Maria"], "family": "Lopez"}],
    "birthDate": "1957-05-04",
}
CODE = {"coding": [{"system": "http://loinc.org", "code": "718-7", "display": "Hemoglobin"}]}


def _bundle(*resources: Mapping[str, Any]) -> bytes:
    entries = [
        {"fullUrl": f"urn:uuid:{number}", "resource": dict(resource)} for number, resource in enumerate(resources)
    ]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}).encode()


def _read(data: bytes) -> ImportResult:
    result = read(data, today=TODAY)
    assert wire.from_json(wire.to_json(result)) == result
    return result


def _one(*resources: Mapping[str, Any]) -> ProposedFact:
    (fact,) = _read(_bundle(*resources)).facts
    return fact


def _named(text: str, code: str = "") -> dict[str, Any]:
    return {"text": text, "coding": [{"system": "http://snomed.info/sct", "code": code or "1"}]}


def test_the_person_and_the_title_are_those_of_the_file() -> None:
    said = _read(
        _bundle({"resourceType": "Composition", "title": "My summary", "date": "2026-11-02"}, PATIENT)
    ).proposal
    assert (said.title, said.person_named, said.person_born) == ("My summary", "Maria Lopez", "1957-05-04")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ('"valueQuantity": {"value": 6.10, "unit": "g/dL"}', {"value": "6.10", "unit": "g/dL"}),
        ('"valueQuantity": {"value": 1e-3, "unit": "g/dL"}', {"value": "1e-3"}),
        ('"valueQuantity": {"value": 0.5, "comparator": "<", "unit": "mg/L"}', {"value": "0.5", "comparator": "<"}),
        ('"valueString": "> 90"', {"value": "90", "comparator": ">"}),
        ('"valueString": "Negative"', {"value": "Negative"}),
        ('"valueCodeableConcept": {"text": "Detected"}', {"value": "Detected"}),
        ('"valueInteger": 3', {"value": "3"}),
        ('"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 64}}', {"value": "1 : 64"}),
    ],
)
def test_a_number_stands_as_written(value: str, shown: Mapping[str, str]) -> None:
    data = f'{{"resourceType": "Observation", "status": "final", "code": {json.dumps(CODE)}, {value}}}'
    (fact,) = _read(data.encode()).facts
    assert {name: fact.values.get(name, "") for name in shown} == shown
    assert fact.values["test"] == "Hemoglobin"
    assert fact.certain


def test_a_result_has_its_panel_range_flag_and_laboratory() -> None:
    result = {
        "resourceType": "Observation", "id": "o1", "status": "final", "code": CODE, "effectiveDateTime": "2026-11-12",
        "valueQuantity": {"value": 10, "unit": "g/dL"}, "performer": [{"display": "Harbor Laboratory"}],
        "interpretation": [{"coding": [{"code": "L"}]}],
        "referenceRange": [{"low": {"value": 12}, "high": {"value": 15}, "text": "12.0 - 15.0"}],
    }  # fmt: skip
    report = {
        "resourceType": "DiagnosticReport",
        "code": {"text": "Blood count"},
        "result": [{"reference": "urn:uuid:0"}],
    }
    fact = _one(result, report)
    assert fact.values == {
        "test": "Hemoglobin", "value": "10", "unit": "g/dL", "range_text": "12.0 - 15.0", "low": "12", "high": "15",
        "flag": "L", "lab": "Harbor Laboratory", "panel": "Blood count", "collected": "2026-11-12",
    }  # fmt: skip


def test_both_numbers_of_a_blood_pressure_are_results() -> None:
    parts = [
        {"code": {"text": name}, "valueQuantity": {"value": value, "unit": "mmHg"}}
        for name, value in (("Systolic", 120), ("Diastolic", 80))
    ]
    facts = _read(
        _bundle({"resourceType": "Observation", "code": {"text": "Blood pressure"}, "component": parts})
    ).facts
    assert [(fact.values["test"], fact.values["value"], fact.values["panel"]) for fact in facts] == [
        ("Systolic", "120", "Blood pressure"),
        ("Diastolic", "80", "Blood pressure"),
    ]


def test_what_is_not_final_or_wrong_is_not_taken_as_it_is() -> None:
    base = {"resourceType": "Observation", "code": CODE, "valueString": "10"}
    assert not _one({**base, "status": "preliminary"}).certain
    assert _read(_bundle({**base, "status": "entered-in-error"})).facts == ()


@pytest.mark.parametrize(
    ("resource", "negated", "substance"),
    [
        ({"code": _named("Penicillin")}, False, "Penicillin"),
        ({"substance": _named("Penicillin")}, False, "Penicillin"),
        ({"code": _named("No known allergy", "716186003")}, True, "Any allergy"),
        ({"code": _named("Peanut"), "verificationStatus": {"coding": [{"code": "refuted"}]}}, True, "Peanut"),
        ({"code": _named("Latex"), "verificationStatus": "refuted"}, True, "Latex"),
    ],
)
def test_no_known_allergy_is_a_fact(resource: Mapping[str, Any], *, negated: bool, substance: str) -> None:
    fact = _one({"resourceType": "AllergyIntolerance", **resource})
    assert (fact.negated, fact.values["substance"]) == (negated, substance)


@pytest.mark.parametrize(
    ("resource", "status", "certain"),
    [
        ({"resourceType": "MedicationStatement", "status": "active"}, "active", True),
        ({"resourceType": "MedicationStatement", "status": "stopped"}, "stopped", True),
        (
            {"resourceType": "MedicationStatement", "status": "active", "effectivePeriod": {"end": "2025-01"}},
            "stopped",
            True,
        ),
        ({"resourceType": "MedicationStatement", "status": "unknown"}, "active", False),
        ({"resourceType": "MedicationRequest", "status": "active"}, "active", False),
        ({"resourceType": "MedicationOrder", "status": "completed"}, "stopped", False),
    ],
)
def test_prescribed_is_not_taken_and_nothing_is_guessed(
    resource: Mapping[str, Any], status: str, *, certain: bool
) -> None:
    fact = _one({**resource, "medicationCodeableConcept": _named("Metformin 850 mg")})
    assert (fact.values["status"], fact.certain) == (status, certain)


def test_a_medicine_held_elsewhere_is_found_and_its_dosage_is_told() -> None:
    statement = {
        "resourceType": "MedicationStatement", "status": "active", "medicationReference": {"reference": "#m"},
        "contained": [{"resourceType": "Medication", "id": "m", "code": _named("Metformin"), "form": _named("tablet")}],
        "dosage": [{"text": "one twice a day", "route": {"text": "oral"}, "asNeededBoolean": True,
                    "timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}},
                    "doseAndRate": [{"doseQuantity": {"value": 0.50, "unit": "tablet"}}]}],
    }  # fmt: skip
    fact = _one(statement)
    assert fact.values == {
        "generic": "Metformin", "form": "tablet", "route": "oral", "dose": "0.5 tablet", "as_needed": "yes",
        "how_often": "2 times every day", "status": "active", "note": "As written: one twice a day",
    }  # fmt: skip


@pytest.mark.parametrize("resource", [{"status": "not-done"}, {"wasNotGiven": True}, {"notGiven": True}])
def test_a_vaccination_that_was_not_given_is_negated(resource: Mapping[str, Any]) -> None:
    assert _one({"resourceType": "Immunization", "vaccineCode": _named("Influenza"), **resource}).negated


def test_what_is_planned_is_never_done() -> None:
    resources = (
        {"resourceType": "ServiceRequest", "intent": "order", "status": "active", "code": _named("Colonoscopy")},
        {"resourceType": "Procedure", "status": "preparation", "code": _named("Hip replacement")},
        {"resourceType": "Encounter", "status": "planned", "class": {"code": "AMB"}, "type": [_named("Follow-up")]},
        {"resourceType": "MedicationRequest", "intent": "plan", "medicationCodeableConcept": _named("Oxaliplatin")},
        {"resourceType": "CarePlan", "activity": [{"detail": {"code": _named("Walking"), "status": "scheduled"}}]},
    )
    facts = _read(_bundle(*resources)).facts
    assert len(facts) == len(resources)
    assert {fact.values.get("status", "appointment") for fact in facts} == {"planned", "appointment"}


def test_entries_that_are_no_facts_stay_readable_and_are_counted() -> None:
    result = _read(_bundle({"resourceType": "Claim", "text": {"div": "<div>Bill of 12 November</div>"}}, PATIENT))
    assert "Bill of 12 November" in result.pages[0].text
    assert [issue.code for issue in result.issues] == ["kept-as-text"]
    assert "Claim 1" in result.issues[0].text


def test_records_of_several_people_ask_about_everything() -> None:
    other = {**PATIENT, "id": "p2", "name": [{"text": "Jo Park"}]}
    result = _read(_bundle(PATIENT, other, {"resourceType": "Condition", "code": _named("Asthma")}))
    assert limits.SEVERAL_PEOPLE in result.issues
    assert not any(fact.certain for fact in result.facts)


def test_lines_of_resources_are_read_each() -> None:
    lines = "\n".join(json.dumps({"resourceType": "Condition", "code": {"text": name}}) for name in ("Asthma", "Gout"))
    assert [fact.values["name"] for fact in _read(lines.encode()).facts] == ["Asthma", "Gout"]


def test_xml_says_the_same_as_json() -> None:
    xml = (
        '<Bundle xmlns="http://hl7.org/fhir"><entry><resource><Observation><status value="final"/><code><coding>'
        '<system value="http://loinc.org"/><code value="718-7"/><display value="Hemoglobin"/></coding></code>'
        '<valueQuantity><value value="6.10"/><unit value="g/dL"/></valueQuantity></Observation></resource></entry>'
        "</Bundle>"
    )
    result = _read(xml.encode())
    (fact,) = result.facts
    assert fact.values == {"test": "Hemoglobin", "value": "6.10", "unit": "g/dL"}
    assert [one.code for one in fact.codings] == ["718-7"]
    assert (result.media_type, _read(_bundle(PATIENT)).media_type) == (XML_TYPE, MEDIA_TYPE)


@pytest.mark.parametrize(
    ("data", "issue"),
    [
        (b'{"resourceType": "Patient", "resourceType": "Bundle"}', limits.JSON_TWICE),
        (b'{"resourceType": "Observation", "valueDecimal": NaN}', limits.JSON_NUMBER),
        (b'{"resourceType": "Observation", "valueDecimal": ' + b"9" * 5000 + b"}", limits.JSON_NUMBER),
        (b'{"resourceType": "Patient", "a": ' + b"[" * 100 + b"]" * 100 + b"}", limits.JSON_TOO_DEEP),
        (b'{"resourceType": "Patient", "a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", limits.JSON_TOO_DEEP),
        (b'{"resourceType": "Patient"', limits.JSON_BROKEN),
        (b'{"resourceType": "Patient", "x": "\xff\xfe"}', limits.JSON_BROKEN),
        (b"[1, 2, 3]", limits.UNKNOWN),
    ],
    ids=["twice", "nan", "huge-number", "deep", "very-deep", "cut-off", "no-text", "no-resource"],
)
def test_bad_json_gets_its_sentence(data: bytes, issue: object) -> None:
    assert _read(data).issues == (issue,)


WEIRD: tuple[Any, ...] = (
    None,
    True,
    5,
    "text",
    [],
    {},
    [[]],
    [None],
    {"coding": 5},
    {"coding": [None]},
    {"text": ["a"]},
)


@pytest.mark.parametrize("kind", ["Observation", "Condition", "MedicationRequest", "AllergyIntolerance", "Encounter",
                                  "Procedure", "Immunization", "FamilyMemberHistory", "Device", "Patient", "CarePlan",
                                  "ImagingStudy", "DiagnosticReport", "Coverage", "Practitioner"])  # fmt: skip
def test_one_bad_element_never_drops_the_file(kind: str) -> None:
    good = {"resourceType": "Condition", "code": {"text": "Asthma"}}
    names = ("code", "status", "subject", "category", "performer", "reaction", "dosageInstruction", "component",
             "effectivePeriod", "class", "type", "participant", "activity", "series", "name", "text")  # fmt: skip
    for value in WEIRD:
        result = _read(_bundle({"resourceType": kind, **dict.fromkeys(names, value)}, good))
        assert any(fact.values.get("name") == "Asthma" for fact in result.facts)
