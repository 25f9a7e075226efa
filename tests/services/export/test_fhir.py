"""fhir.json keeps FHIR's own rules, and says nothing that was not printed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.fhir.elements import date_time, decimal, unsaid_time
from desktop.fhir.of_fact import KINDS, resources_of
from desktop.fhir.results import observation
from desktop.records.answers import Answer
from desktop.records.coding import Coding
from desktop.records.dates import PartialDate
from desktop.records.fact import FactKind
from desktop.records.result import Result
from desktop.services.workspace import Workspace
from tests.fhir.drawn import fact_of
from tests.filing import CEA, HEMOGLOBIN, file_document
from tests.one_of_each import ONE_OF_EACH
from tests.services.export.fhir_rules import RESOURCES, bundle_problems, invariant_problems, problems
from tests.services.export.looking import fhir, resources
from tests.ui.maria_record import maria_record

MARIA = "Maria Lopez"
SAMPLES = Path(os.environ.get("SHEAF_SAMPLES", Path(__file__).parents[4] / "shared" / "data")) / "fhir"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "way out"


def _sample_files() -> Iterator[Path]:
    yield from sorted((SAMPLES / "synthea").glob("*.json"))
    yield from sorted((SAMPLES / "us-core").glob("*.json"))
    yield from sorted((SAMPLES / "ips-viewer" / "samples" / "validated_samples").glob("*.json"))


def _sample_resources(kinds: list[str]) -> Iterator[dict[str, Any]]:
    for path in _sample_files():
        read = json.loads(path.read_text("utf-8"))
        found = [entry["resource"] for entry in read["entry"]] if read["resourceType"] == "Bundle" else [read]
        yield from (one for one in found if one["resourceType"] in kinds)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the public FHIR samples are not beside this checkout")
def test_our_copy_of_the_rules_fits_thousands_of_real_resources() -> None:
    seen = set()
    for resource in _sample_resources(RESOURCES):
        kind = resource["resourceType"]
        seen.add(kind)
        assert [*problems(kind, resource, kind), *invariant_problems(resource, kind)] == []
    assert seen >= {"Patient", "Observation", "Condition", "AllergyIntolerance", "MedicationStatement", "Practitioner"}


def _shapes(value: Any, path: str = "") -> Iterator[str]:
    """Yield the path and kind of every value: Observation.valueQuantity.value number."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _shapes(each, f"{path}.{name}")
    elif isinstance(value, list):
        for each in value:
            yield from _shapes(each, f"{path}[]")
    else:
        kind = (
            "number"
            if isinstance(value, int | float | Decimal) and not isinstance(value, bool)
            else type(value).__name__
        )
        yield f"{path} {kind}"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the public FHIR samples are not beside this checkout")
def test_what_real_files_have_too_has_the_same_shape_here(workspace: Workspace, maria: str, place: Path) -> None:
    maria_record(workspace, maria)
    workspace.exporting.export(place)
    real: dict[str, set[str]] = {}
    for resource in _sample_resources(RESOURCES):
        for shape in _shapes(resource, resource["resourceType"]):
            path, kind = shape.rsplit(" ", 1)
            real.setdefault(path, set()).add(kind)
    for entry in fhir(place, MARIA)["entry"]:
        for shape in _shapes(entry["resource"], entry["resource"]["resourceType"]):
            path, kind = shape.rsplit(" ", 1)
            assert kind in real.get(path, {kind}), path


def test_the_checker_sees_what_is_wrong() -> None:
    wrong = {"resourceType": "Observation", "id": "a", "status": "done", "code": {"txt": "x"}, "valueString": ""}
    found = list(problems("Observation", wrong, "it"))
    assert len(found) == 3
    nowhere = {
        "resourceType": "List",
        "id": "l",
        "status": "current",
        "mode": "snapshot",
        "subject": {"reference": "x"},
    }
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "urn:a", "resource": nowhere}]}
    assert bundle_problems(bundle) == ["List/l: x is not in the bundle"]


def test_a_whole_record_keeps_the_rules(workspace: Workspace, maria: str, place: Path) -> None:
    maria_record(workspace, maria)
    file_document(workspace, maria, title="Blood count", proposals=(HEMOGLOBIN, CEA))
    workspace.records.confirm([fact.id for fact in workspace.records.list(FactKind.RESULTS, maria)])
    workspace.exporting.export(place)
    bundle = fhir(place, MARIA)
    assert bundle_problems(bundle) == []
    assert (bundle["resourceType"], bundle["type"]) == ("Bundle", "collection")
    kinds = {entry["resource"]["resourceType"] for entry in bundle["entry"]}
    assert kinds >= set(RESOURCES)


def test_one_of_each_kind_that_has_a_resource_is_there(workspace: Workspace, maria: str, place: Path) -> None:
    for kind, values in ONE_OF_EACH.items():
        workspace.records.put(kind, maria, values)
    workspace.exporting.export(place)
    bundle = fhir(place, MARIA)
    assert bundle_problems(bundle) == []
    ids = {entry["resource"]["id"] for entry in bundle["entry"]}
    facts = {kind: workspace.records.list(kind, maria) for kind in FactKind}
    assert {kind for kind, them in facts.items() if {fact.id for fact in them} <= ids} == set(KINDS)


def test_what_is_planned_is_not_done(workspace: Workspace, maria: str, place: Path) -> None:
    workspace.records.put(FactKind.PROCEDURES, maria, {"name": "Removal of the port", "status": "planned"})
    workspace.records.put(FactKind.TREATMENTS, maria, {"regimen": "FOLFOX", "status": "planned", "type": "drug"})
    workspace.exporting.export(place)
    assert {one["status"] for one in resources(place, MARIA, "Procedure")} == {"preparation"}
    assert resources(place, MARIA, "MedicationAdministration") == []


@pytest.mark.parametrize("kind", [FactKind.RESULTS, FactKind.DEVICES, FactKind.FAMILY, FactKind.PATHOLOGY])
def test_a_denied_fact_is_never_stated_as_if_it_were_so(kind: FactKind) -> None:
    assert resources_of(fact_of(kind, ONE_OF_EACH[kind], negated=True), frozenset()) == []
    assert resources_of(fact_of(kind, ONE_OF_EACH[kind]), frozenset())


def test_a_code_for_none_does_not_stand_on_a_refuted_entry() -> None:
    none = (Coding("http://snomed.info/sct", "716186003", "No known allergy"),)
    (denied,) = resources_of(
        fact_of(FactKind.ALLERGIES, {"substance": "Food"}, negated=True, codings=none), frozenset()
    )
    assert denied["code"] == {"coding": [], "text": "Food"}


def test_a_result_is_as_it_was_printed(workspace: Workspace, maria: str, place: Path) -> None:
    values = {
        "test": "CEA",
        "value": "6.10",
        "comparator": "<",
        "unit": "ng/mL",
        "range_text": "0.0 - 3.0",
        "flag": "H",
    }
    workspace.records.put(
        FactKind.RESULTS, maria, {**values, "low": "0.0", "high": "3.0", "collected": "2024-03", "lab": "Harbor"}
    )
    workspace.exporting.export(place)
    raw = (place / MARIA / "fhir.json").read_text("utf-8")
    assert '"value": 6.10,' in raw
    (made,) = resources(place, MARIA, "Observation")
    coded = {"unit": "ng/mL", "system": "http://unitsofmeasure.org", "code": "ng/mL"}
    assert made["valueQuantity"] == {"value": Decimal("6.10"), "comparator": "<", **coded}
    assert made["code"] == {"text": "CEA"}
    assert made["effectiveDateTime"] == "2024-03"
    assert made["interpretation"] == [{"text": "H"}]
    ends = {name: {"value": Decimal(end), **coded} for name, end in (("low", "0.0"), ("high", "3.0"))}
    assert made["referenceRange"] == [{"text": "0.0 - 3.0", **ends}]
    assert made["status"] == "unknown"
    assert made["performer"] == [{"display": "Harbor"}]


@pytest.mark.parametrize("value", ["Negative", "10,9", "1+", "1:80", "007", "1e5", "3.", "1" * 19])
def test_what_is_no_plain_number_stays_words(value: str) -> None:
    made = observation(Result(id="a", person_id="p", test="Test", value=value, unit="g"), frozenset())
    assert made["valueString"] == f"{value} g"
    assert "valueQuantity" not in made


def test_without_a_flag_there_is_no_interpretation(workspace: Workspace, maria: str, place: Path) -> None:
    workspace.records.put(FactKind.RESULTS, maria, {"test": "CEA", "value": "99", "high": "3"})
    workspace.exporting.export(place)
    assert "interpretation" not in resources(place, MARIA, "Observation")[0]


def test_codes_stand_only_where_the_record_has_them() -> None:
    plain = Result(id="a", person_id="p", test="Hemoglobin", value="10.9")
    assert observation(plain, frozenset())["code"] == {"coding": [], "text": "Hemoglobin"}
    coded = replace(plain, codings=(Coding("http://loinc.org", "718-7", "Hemoglobin [Mass/volume] in Blood"),))
    assert observation(coded, frozenset())["code"] == {
        "coding": [{"system": "http://loinc.org", "code": "718-7", "display": "Hemoglobin [Mass/volume] in Blood"}],
        "text": "Hemoglobin",
    }


def test_proposals_that_nobody_compared_stay_out(workspace: Workspace, maria: str, place: Path) -> None:
    file_document(workspace, maria, title="Blood count", proposals=(HEMOGLOBIN, CEA))
    first, second = workspace.records.list(FactKind.RESULTS, maria)
    workspace.records.confirm([first.id])
    workspace.exporting.export(place)
    assert [one["id"] for one in resources(place, MARIA, "Observation")] == [first.id]
    assert second.id.encode() not in (place / MARIA / "fhir.json").read_bytes()


def test_a_document_is_found_by_its_path_and_its_sha256(workspace: Workspace, maria: str, place: Path) -> None:
    document = file_document(workspace, maria, title="CT: chest & liver?", date="2024-03-02")
    workspace.exporting.export(place)
    (made,) = resources(place, MARIA, "DocumentReference")
    attachment = made["content"][0]["attachment"]
    assert attachment["url"] == "originals/2024-03-02%20-%20other%20-%20CT-%20chest%20%26%20liver.txt"
    assert "hash" not in attachment
    assert made["identifier"] == [{"system": "urn:oid:2.16.840.1.101.3.4.2.1", "value": document.sha256}]


def test_a_fact_says_where_it_was_read_and_whose_word_it_is(workspace: Workspace, maria: str, place: Path) -> None:
    document = file_document(workspace, maria, title="Blood count", proposals=(CEA,))
    workspace.records.confirm([workspace.records.list(FactKind.RESULTS, maria)[0].id])
    workspace.exporting.export(place)
    addresses = {entry["resource"]["id"]: entry["fullUrl"] for entry in fhir(place, MARIA)["entry"]}
    (observed,) = resources(place, MARIA, "Observation")
    (told,) = resources(place, MARIA, "Provenance")
    assert observed["derivedFrom"] == [{"reference": addresses[document.id]}]
    assert told["target"] == [{"reference": addresses[observed["id"]]}]
    assert told["entity"] == [
        {"role": "source", "what": {"reference": addresses[document.id], "display": "page 1"}},
    ]
    parts = {agent["type"]["coding"][0]["code"]: agent["who"] for agent in told["agent"]}
    assert parts["verifier"] == {"reference": addresses[maria]}
    assert parts["assembler"] == {"display": "Sheaf, which reads documents"}


@pytest.mark.parametrize(
    ("answer", "empty", "code"),
    [
        (Answer.NONE_KNOWN, "nilknown", "no-known-allergies"),
        (Answer.NOT_KNOWN, "unavailable", "no-allergy-info"),
        (Answer.NOT_ASKED, "notasked", "no-allergy-info"),
    ],
)
def test_unknown_has_three_different_words(
    workspace: Workspace, maria: str, place: Path, answer: Answer, empty: str, code: str
) -> None:
    if answer is not Answer.NOT_ASKED:
        workspace.records.answer(FactKind.ALLERGIES, maria, answer)
    workspace.exporting.export(place)
    (listed,) = (one for one in resources(place, MARIA, "List") if one["code"]["coding"][0]["code"] == "48765-2")
    assert listed["emptyReason"]["coding"][0]["code"] == empty
    (said,) = resources(place, MARIA, "AllergyIntolerance")
    assert said["code"]["coding"][0]["code"] == code
    assert bundle_problems(fhir(place, MARIA)) == []


def test_dates_are_never_more_exact_than_known() -> None:
    assert date_time(PartialDate.parse("2024")) == "2024"
    assert date_time(PartialDate.parse("2024-03")) == "2024-03"
    assert date_time(PartialDate.parse("2024-03-02T08:15")) == "2024-03-02"
    assert date_time(PartialDate.parse("2024-03-02T08:15+01:00")) == "2024-03-02T08:15:00+01:00"
    assert unsaid_time("Collected", PartialDate.parse("2024-03-02T08:15")) == "Collected: 2024-03-02 08:15"
    assert unsaid_time("Since", PartialDate.parse("2019", printed="spring 2019")) == "Since: spring 2019"


def test_decimals_are_json_numbers_or_nothing() -> None:
    for text in ("0", "-0.50", "10.900", "123456789012345678"):
        number = decimal(text)
        assert number is not None
        assert json.loads(number.text, parse_float=str, parse_int=str) == text
    assert decimal(".5") is decimal("+1") is decimal("\u0661") is None


def test_an_end_that_fhir_does_not_let_stand_is_a_note(workspace: Workspace, maria: str, place: Path) -> None:
    workspace.records.put(FactKind.CONDITIONS, maria, {"name": "Asthma", "until": "2020", "status": "active"})
    workspace.records.put(FactKind.MEDICATIONS, maria, {"generic": "Aspirin", "start": "2021", "stop": "2019"})
    workspace.exporting.export(place)
    assert bundle_problems(fhir(place, MARIA)) == []
    (condition,) = resources(place, MARIA, "Condition")
    assert "abatementDateTime" not in condition
    assert {"text": "Until: 2020"} in condition["note"]
    (taken,) = resources(place, MARIA, "MedicationStatement")
    assert {"text": "Written down as stopped: 2019"} in taken["note"]
