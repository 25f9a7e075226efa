"""summary.ips.json: what an export gives a hospital's program is the person's word, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.records.answers import Answer
from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from tests.fhir.ips.checker import document_problems
from tests.filing import CEA, HEMOGLOBIN, file_document
from tests.ui.maria_record import maria_record

MARIA = "Maria Lopez"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "way out"


def _summary(place: Path) -> Any:
    return json.loads((place / MARIA / "summary.ips.json").read_text("utf-8"))


def _of_type(bundle: Any, kind: str) -> list[Any]:
    return [one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == kind]


def test_a_whole_record_is_a_patient_summary(workspace: Workspace, maria: str, place: Path) -> None:
    maria_record(workspace, maria)
    workspace.exporting.export(place)
    assert document_problems(_summary(place)) == []
    assert "summary.ips.json" in (place / "manifest.sha256").read_text("utf-8")
    assert "summary.ips.json" in (place / "README.txt").read_text("utf-8")


def test_what_nobody_compared_is_not_stated(workspace: Workspace, maria: str, place: Path) -> None:
    file_document(workspace, maria, title="Blood count", proposals=(HEMOGLOBIN, CEA))
    first, second = workspace.records.list(FactKind.RESULTS, maria)
    workspace.records.confirm([first.id])
    workspace.exporting.export(place)
    bundle = _summary(place)
    assert [one["id"] for one in _of_type(bundle, "Observation")] == [first.id]
    assert second.id not in json.dumps(bundle)
    (results,) = (one for one in bundle["entry"][0]["resource"]["section"] if one["title"] == "Results")
    assert "not yet compared" in results["text"]["div"]


@pytest.mark.parametrize(
    ("answer", "code"),
    [(Answer.NONE_KNOWN, "nilknown"), (Answer.NOT_KNOWN, "unavailable"), (Answer.NOT_ASKED, "notasked")],
)
def test_unknown_has_three_different_words(
    workspace: Workspace, maria: str, place: Path, answer: Answer, code: str
) -> None:
    if answer is not Answer.NOT_ASKED:
        workspace.records.answer(FactKind.ALLERGIES, maria, answer)
    workspace.exporting.export(place)
    sections = _summary(place)["entry"][0]["resource"]["section"]
    (allergies,) = (one for one in sections if one["code"]["coding"][0]["code"] == "48765-2")
    assert allergies["emptyReason"]["coding"][0]["code"] == code


def test_a_fact_keeps_its_address_from_export_to_export(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    workspace.records.put(FactKind.ALLERGIES, maria, {"substance": "Penicillin"})
    addresses = []
    for name in ("first", "second"):
        workspace.exporting.export(tmp_path / name)
        (allergy,) = (
            one for one in _summary(tmp_path / name)["entry"] if one["resource"]["resourceType"] == "AllergyIntolerance"
        )
        addresses.append(allergy["fullUrl"])
        assert allergy["resource"]["identifier"][0]["value"] == allergy["fullUrl"]
    assert addresses[0] == addresses[1]


def test_it_leaves_alone_and_is_logged_with_what_it_tells(workspace: Workspace, maria: str, place: Path) -> None:
    document = file_document(workspace, maria, title="Blood count", proposals=(HEMOGLOBIN, CEA))
    first, second = workspace.records.list(FactKind.RESULTS, maria)
    workspace.records.confirm([first.id])
    exported = workspace.exporting.export(place, only_summary=True)
    files = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}
    assert files == {"README.txt", "manifest.sha256", f"{MARIA}/summary.ips.json"}
    assert document_problems(_summary(place)) == []
    (entry,) = workspace.packets.disclosures(maria)
    assert entry.items == (first.id,)
    assert {document.id, second.id}.isdisjoint(entry.items)
    assert (exported.documents, exported.facts, entry.pages) == (0, 1, 0)
