"""The list of medicines on paper: what is the person's word, whole, on one page or one card."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.foundation.errors import EnvironmentProblem
from desktop.records.answers import Answer
from desktop.records.fact import FactKind
from desktop.services.medication_list import ListForm
from desktop.services.workspace import Workspace
from tests.filing import file_document


def _text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def _fill(workspace: Workspace, maria: str) -> None:
    records = workspace.records
    records.put(
        FactKind.MEDICATIONS,
        maria,
        {
            "generic": "Apixaban",
            "brand": "Eliquis",
            "strength": "5 mg",
            "dose": "1 tablet",
            "how_often": "twice a day",
            "critical": "blood thinner",
            "why": "clot",
            "prescriber": "Dr. Patel",
        },
    )
    records.put(FactKind.MEDICATIONS, maria, {"generic": "Vitamin D3", "supplement": "yes", "dose": "0,5 ml"})
    stopped = {"generic": "Codeine", "status": "stopped", "stop": "2026-10", "reason_stopped": "vomiting"}
    records.put(FactKind.MEDICATIONS, maria, stopped)
    records.put(FactKind.ALLERGIES, maria, {"substance": "Penicillin", "reaction": "hives"})
    records.put(FactKind.CONTACTS, maria, {"name": "Ana Lopez", "phone": "555 0100", "emergency": "yes"})


@pytest.mark.parametrize("form", ListForm)
def test_all_that_is_taken_stands_on_it(workspace: Workspace, maria: str, form: ListForm) -> None:
    _fill(workspace, maria)
    pdf = workspace.medication_list.pdf(maria, form)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1
    said = _text(pdf)
    for words in ("Apixaban", "5 mg", "twice a day", "BLOOD THINNER", "Vitamin D3", "0,5 ml", "Penicillin: hives"):
        assert words in said
    assert ("vomiting" in said) is (form is ListForm.PAGE)
    assert ("555 0100" in said) is (form is ListForm.WALLET)


def test_what_waits_and_what_is_another_persons_is_not_on_it(workspace: Workspace, maria: str) -> None:
    luis = workspace.people.add({"name": "Luis Lopez", "born": "1955"}).id
    workspace.records.put(FactKind.MEDICATIONS, luis, {"generic": "Warfarin"})
    file_document(workspace, maria, proposals=[(FactKind.MEDICATIONS, {"generic": "Digoxin"})])
    said = _text(workspace.medication_list.pdf(maria, ListForm.PAGE))
    assert "Warfarin" not in said
    assert "Digoxin" not in said
    assert "not asked" in said
    workspace.records.answer(FactKind.ALLERGIES, maria, Answer.NONE_KNOWN)
    assert "None known" in _text(workspace.medication_list.pdf(maria, ListForm.WALLET))


def test_thirty_medicines_and_any_script_are_all_there(workspace: Workspace, maria: str) -> None:
    for number in range(30):
        workspace.records.put(FactKind.MEDICATIONS, maria, {"generic": f"Medicine{number:02}", "dose": "1 Tablette"})
    workspace.records.put(FactKind.MEDICATIONS, maria, {"generic": "مسكن", "dose": "حبة"})
    for form in ListForm:
        said = _text(workspace.medication_list.pdf(maria, form))
        assert all(f"Medicine{number:02}" in said for number in range(30)), form


def test_a_place_that_cannot_be_written_is_said_plainly(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem):
        workspace.medication_list.save(maria, ListForm.PAGE, tmp_path / "no" / "such" / "list.pdf")
    workspace.medication_list.save(maria, ListForm.PAGE, tmp_path / "list.pdf")
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF")


def test_the_list_has_spanish_words_where_a_spanish_pharmacy_gets_it(workspace: Workspace, maria: str) -> None:
    _fill(workspace, maria)
    said = _text(workspace.medication_list.pdf(maria, ListForm.PAGE, language="es"))
    for words in ("Lista de medicamentos", "Toma ahora", "sin receta", "Alergias", "Aún no revisado", "por la persona"):
        assert words in said
    assert "Medicine" not in said
