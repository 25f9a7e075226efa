"""Where FHIR says no, unknown, broken off or not agreed, nothing is proposed as if it said yes, in three versions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from desktop.importers import limits
from desktop.importers.base import ImportResult, ProposedFact
from desktop.importers.fhir.read import read

TODAY = date(2026, 11, 29)


def _read(*resources: Mapping[str, Any]) -> ImportResult:
    bundle = {"resourceType": "Bundle", "entry": [{"resource": dict(each)} for each in resources]}
    return read(json.dumps(bundle).encode(), today=TODAY)


def _one(kind: str, **elements: Any) -> ProposedFact:
    (fact,) = _read({"resourceType": kind, **elements}).facts
    return fact


def _none(kind: str, **elements: Any) -> bool:
    return _read({"resourceType": kind, **elements}).facts == ()


def _named(text: str, *codes: str) -> dict[str, Any]:
    return {"text": text, "coding": [{"code": code} for code in codes or ("1",)]}


def test_an_allergy_that_dstu2_calls_refuted_is_denied() -> None:
    assert _one("AllergyIntolerance", substance=_named("Penicillin"), status="refuted").negated
    assert _one("AllergyIntolerance", substance=_named("No known allergy", "716186003"), status="active").negated
    unsure = _one("AllergyIntolerance", substance=_named("Penicillin"), status="unconfirmed")
    assert unsure.values["certainty"] == "unsure"


def test_no_known_is_known_by_any_of_its_codes() -> None:
    assert _one("AllergyIntolerance", code=_named("NKA", "local-17", "716186003")).negated
    refuted = {"coding": [{"code": "local"}, {"code": "refuted"}]}
    assert _one("AllergyIntolerance", code=_named("Latex"), verificationStatus=refuted).negated


@pytest.mark.parametrize("kind", ["AllergyIntolerance", "Condition"])
def test_the_day_of_writing_down_is_not_the_beginning(kind: str) -> None:
    fact = _one(kind, code=_named("Asthma"), recordedDate="2024-05-03")
    assert "since" not in fact.values
    assert "Recorded: 2024-05-03" in fact.values["note"]


@pytest.mark.parametrize(
    ("kind", "name", "code"),
    [
        ("AllergyIntolerance", "code", "no-allergy-info"),
        ("Condition", "code", "no-problem-info"),
        ("MedicationStatement", "medicationCodeableConcept", "no-medication-info"),
        ("Immunization", "vaccineCode", "no-immunization-info"),
        ("Immunization", "vaccineCode", "no-known-immunizations"),
        ("Procedure", "code", "no-known-procedures"),
    ],
)
def test_no_information_is_no_entry(kind: str, name: str, code: str) -> None:
    result = _read({"resourceType": kind, name: _named("Nothing to tell here", code), "status": "completed"})
    assert result.facts == ()
    assert "Nothing to tell here" in result.pages[0].text


def test_an_inactive_condition_is_not_called_resolved() -> None:
    fact = _one("Condition", code=_named("Hepatitis B"), clinicalStatus=_named("", "inactive"))
    assert "status" not in fact.values
    assert "inactive" in fact.values["note"]
    assert _one("Condition", code=_named("Flu"), abatementDateTime="2020").values["status"] == "resolved"


@pytest.mark.parametrize("elements", [{"taken": "n"}, {"wasNotTaken": True}, {"status": "not-taken"}])
def test_a_medicine_that_is_not_taken_is_denied(elements: Mapping[str, Any]) -> None:
    assert _one("MedicationStatement", medicationCodeableConcept=_named("Warfarin"), **elements).negated


def test_a_medicine_of_which_it_is_not_said_whether_it_is_taken_asks() -> None:
    name = _named("Warfarin")
    assert not _one("MedicationStatement", medicationCodeableConcept=name, status="active", taken="unk").certain


def test_what_must_not_be_done_is_not_planned() -> None:
    assert _one("MedicationRequest", medicationCodeableConcept=_named("Warfarin"), doNotPerform=True).negated
    assert _none("ServiceRequest", code=_named("Colonoscopy"), status="active", doNotPerform=True)
    for name in ("doNotPerform", "prohibited"):
        assert _none("CarePlan", activity=[{"detail": {"code": _named("Running"), name: True}}])


@pytest.mark.parametrize(("status", "shown"), [("completed", True), ("declined", False), ("cancelled", False)])
def test_a_medicine_that_was_handed_out_is_neither_stopped_nor_surely_taken(status: str, *, shown: bool) -> None:
    facts = _read(
        {"resourceType": "MedicationDispense", "status": status, "medicationCodeableConcept": _named("Warfarin")}
    ).facts
    assert [(fact.values["status"], fact.certain) for fact in facts] == [("active", False)] * shown


def _dosed(*dosages: Mapping[str, Any]) -> ProposedFact:
    return _one("MedicationStatement", status="active", medicationCodeableConcept=_named("A drug"), dosage=[*dosages])


@pytest.mark.parametrize(
    ("repeat", "shown"),
    [
        ({"frequency": 1, "period": 1, "periodUnit": "d", "dayOfWeek": ["mon"]}, "on Monday"),
        ({"frequency": 1, "period": 1, "periodUnit": "wk", "dayOfWeek": ["mon"]}, "every week, on Monday"),
        ({"period": 4, "periodMax": 6, "periodUnit": "h"}, "every 4 to 6 hours"),
        ({"frequency": 1, "period": 1, "periodUnit": "d", "when": ["HS"]}, "every day, at bedtime"),
        ({"frequency": 1, "period": 1, "periodUnit": "d", "timeOfDay": ["08:00:00"]}, "every day, at 08:00"),
        (
            {"frequency": 2, "period": 1, "periodUnit": "d", "boundsDuration": {"value": 10, "unit": "days"}},
            "2 times every day, for 10 days",
        ),
    ],
)
def test_how_often_loses_no_day_and_no_end(repeat: Mapping[str, Any], shown: str) -> None:
    assert _dosed({"timing": {"repeat": repeat}}).values["how_often"] == shown


def test_the_steps_of_a_taper_are_all_told_and_ask() -> None:
    fact = _dosed({"text": "40 mg for 5 days"}, {"doseAndRate": [{"doseQuantity": {"value": 20, "unit": "mg"}}]})
    assert fact.values["how_often"] == "40 mg for 5 days; 20 mg"
    assert "dose" not in fact.values
    assert not fact.certain


def test_an_open_range_says_so() -> None:
    fact = _one("Observation", code=_named("HDL"), valueString="50", referenceRange=[{"low": {"value": 40}}])
    assert (fact.values["range_text"], fact.values["low"]) == (">= 40", "40")


def test_of_several_ranges_that_of_normal_counts_and_else_all_are_told() -> None:
    def ranges(*found: tuple[str, str]) -> tuple[str, str]:
        told = [{"low": {"value": 1}, "text": text, "type": _named("", kind)} for text, kind in found]
        values = _one("Observation", code=_named("Digoxin"), valueString="2", referenceRange=told).values
        return values["range_text"], values.get("low", "")

    assert ranges(("0.5 - 2", "therapeutic"), ("0 - 0", "normal")) == ("0 - 0", "1")
    assert ranges(("1 - 2", "normal"), ("3 - 4", "normal")) == ("1 - 2; 3 - 4", "")


@pytest.mark.parametrize(
    "panel",
    [
        {"hasMember": [{"reference": "Observation/o"}]},
        {"related": [{"type": "has-member", "target": {"reference": "Observation/o"}}]},
    ],
)
def test_a_panel_that_is_an_observation_names_its_results(panel: Mapping[str, Any]) -> None:
    member = {"resourceType": "Observation", "id": "o", "code": _named("Sodium"), "valueString": "140"}
    (fact,) = _read({"resourceType": "Observation", "id": "p", "code": _named("Electrolytes"), **panel}, member).facts
    assert fact.values["panel"] == "Electrolytes"


def test_what_was_broken_off_is_neither_done_nor_not_done() -> None:
    fact = _one("Procedure", code=_named("Colonoscopy"), status="stopped")
    assert "status" not in fact.values
    assert not fact.certain


def test_what_is_not_in_force_or_not_agreed_asks() -> None:
    assert not _one("Consent", category=[_named("", "dnr")], status="inactive").certain
    assert not _one("Appointment", description="Visit", status="proposed").certain
    assert not _one("Device", type=_named("Pacemaker"), patient={"reference": "Patient/1"}, status="inactive").certain


def test_a_mark_that_nobody_knows_asks() -> None:
    marked = [{"url": "http://example.org/not", "valueBoolean": True}]
    assert not _one("Condition", code=_named("Asthma"), modifierExtension=marked).certain


def test_records_that_point_to_two_people_ask_though_neither_is_in_the_file() -> None:
    def about(person: str) -> dict[str, Any]:
        return {"resourceType": "Condition", "code": _named("Asthma"), "subject": {"reference": person}}

    assert limits.SEVERAL_PEOPLE in _read(about("Patient/1"), about("Patient/2")).issues
    assert limits.SEVERAL_PEOPLE not in _read(about("Patient/1"), about("https://x.org/Patient/1/_history/3")).issues


def test_the_same_entry_twice_in_one_file_is_proposed_once() -> None:
    visit = {"resourceType": "Condition", "code": _named("Asthma"), "clinicalStatus": _named("", "active")}
    assert len(_read(visit, visit, {**visit, "onsetDateTime": "2020"}).facts) == 2


def test_a_result_inside_of_its_report_is_a_result() -> None:
    inside = {"resourceType": "Observation", "id": "r", "code": _named("Sodium"), "valueString": "140"}
    (fact,) = _read(
        {
            "resourceType": "DiagnosticReport",
            "code": _named("Electrolytes"),
            "contained": [inside],
            "result": [{"reference": "#r"}],
        }
    ).facts
    assert (fact.values["test"], fact.values["panel"]) == ("Sodium", "Electrolytes")


@pytest.mark.parametrize("written", ["2026-11-12T23:30:00-08:00", "2026-11-12T00:00:00+14:00", "2026-11-12"])
def test_a_day_stays_the_day_that_was_written(written: str) -> None:
    fact = _one("Observation", code=_named("HDL"), valueString="50", effectiveDateTime=written)
    assert fact.values["collected"].startswith("2026-11-12")
