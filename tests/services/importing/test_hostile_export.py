"""An export that someone edited brings nothing bad in: what is not as Sheaf writes it is left out and said."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.records.fact import FactKind
from desktop.records.provenance import Origin
from desktop.services.importing import FileOutcome, ImportStatus
from desktop.services.workspace import Workspace
from tests.filing import CEA, HEMOGLOBIN, file_document

Edit = Callable[[dict[str, Any]], None]


@pytest.fixture
def export(workspace: Workspace, maria: str, tmp_path: Path) -> Path:
    """An export of a document with two proposals, and of an allergy; the vault is then of another person."""
    file_document(workspace, maria, proposals=[HEMOGLOBIN, CEA])
    workspace.records.put(FactKind.ALLERGIES, maria, {"substance": "Penicillin"})
    workspace.exporting.export(tmp_path / "out")
    workspace.people.edit(maria, {"name": "Ana Ruiz"})
    return tmp_path / "out"


def brought(workspace: Workspace, path: Path) -> FileOutcome:
    """Import; return what became of the export."""
    (outcome,) = workspace.importing.import_paths([path], None).outcomes
    return outcome


def edited(export: Path, edit: Edit) -> Path:
    """Change record.json as someone with an editor would."""
    path = export / "Maria Lopez" / "record.json"
    raw = json.loads(path.read_text("utf-8"))
    edit(raw)
    path.write_text(json.dumps(raw), "utf-8")
    return export


def codes(outcome: FileOutcome) -> set[str]:
    return {issue.code for one in (outcome, *outcome.inside) for issue in one.issues}


def new_person(workspace: Workspace) -> str:
    """Return the id of the second person; there is one."""
    (_, person) = workspace.people.list()
    return person.id


def test_a_person_of_another_name_is_added_with_new_ids(workspace: Workspace, maria: str, export: Path) -> None:
    outcome = brought(workspace, export)
    assert {"sheaf-export", "new-person"} <= codes(outcome)
    other = new_person(workspace)
    for person in (maria, other):
        assert [fact.title for fact in workspace.records.list(FactKind.ALLERGIES, person)] == ["Penicillin"]
        assert len(workspace.records.list(FactKind.RESULTS, person)) == 2
        assert len(workspace.documents.list(person)) == 1
    (result, _) = workspace.records.list(FactKind.RESULTS, other)
    assert result.origin is Origin.PROPOSED
    assert result.provenance[0].document_id == workspace.documents.list(other)[0].id
    assert brought(workspace, export).status is ImportStatus.DUPLICATE
    assert len(workspace.records.list(FactKind.RESULTS, other)) == 2


def test_an_import_that_was_taken_back_can_be_made_again(workspace: Workspace, export: Path) -> None:
    brought(workspace, export)
    workspace.importing.undo()
    assert len(workspace.people.list()) == 1
    assert brought(workspace, export).status is ImportStatus.STORED
    assert len(workspace.records.list(FactKind.ALLERGIES, new_person(workspace))) == 1


def _first(raw: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = raw["facts"]["results"][0]
    return found


BAD: dict[str, Edit] = {
    "an origin that is none": lambda raw: _first(raw).update(origin="holy"),
    "a number as a text": lambda raw: _first(raw).update(value=10.9),
    "a huge number": lambda raw: _first(raw).update(revision=10**13),
    "a page before the first": lambda raw: _first(raw)["provenance"][0].update(page=-1),
    "a box outside of the page": lambda raw: _first(raw)["provenance"][0]["box"].update(right=4),
    "an id that is a path": lambda raw: _first(raw).update(id="../../etc"),
    "a day that does not exist": lambda raw: _first(raw)["date"].update(date="2024-02-31"),
    "half a character": lambda raw: _first(raw).update(note="\ud800"),
    "a moment without a zone": lambda raw: _first(raw).update(created="2024-03-02T08:15:00"),
    "no value at all": lambda raw: raw["facts"]["results"].__setitem__(0, None),
    "an id that is there twice": lambda raw: _first(raw).update(id=raw["facts"]["results"][1]["id"]),
}


@pytest.mark.parametrize("edit", BAD.values(), ids=BAD.keys())
def test_what_is_wrong_is_left_out_and_said(workspace: Workspace, export: Path, edit: Edit) -> None:
    outcome = brought(workspace, edited(export, edit))
    assert {"export-left-out", "export-changed"} <= codes(outcome)
    assert len(workspace.records.list(FactKind.RESULTS, new_person(workspace))) == 1


REFUSED: dict[str, Edit] = {
    "another version": lambda raw: raw.update(version=99),
    "no person": lambda raw: raw.update(person={}),
    "a person without a name": lambda raw: raw["person"].update(name=""),
    "a number that no computer holds": lambda raw: raw.update(size=10**300),
    "nothing that is known": lambda raw: raw.update(version=None),
}


@pytest.mark.parametrize("edit", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_export_adds_nothing(workspace: Workspace, export: Path, edit: Edit) -> None:
    outcome = brought(workspace, edited(export, edit))
    assert outcome.status is ImportStatus.REFUSED
    assert codes(outcome) <= {"export-version", "export-broken"}
    assert len(workspace.people.list()) == 1


@pytest.mark.parametrize(
    "place", ["../../secret.txt", "/etc/passwd", "originals\\x", "C:/x", "originals/../../README.txt", "nowhere.pdf"]
)
def test_a_name_that_leads_elsewhere_takes_nothing(workspace: Workspace, export: Path, place: str) -> None:
    outcome = brought(workspace, edited(export, lambda raw: raw["documents"][0].update(original=place)))
    assert codes(outcome) & {"export-left-out", "original-missing"}
    person = new_person(workspace)
    assert workspace.documents.list(person) == ()
    assert workspace.records.list(FactKind.RESULTS, person) == ()
    assert len(workspace.records.list(FactKind.ALLERGIES, person)) == 1
    assert "without-document" in codes(outcome)


def test_a_swapped_original_is_not_taken(workspace: Workspace, export: Path) -> None:
    (original,) = (export / "Maria Lopez" / "originals").iterdir()
    original.chmod(0o600)
    original.write_bytes(b"another paper")
    assert "original-changed" in codes(brought(workspace, export))
    assert workspace.documents.list(new_person(workspace)) == ()


def test_a_link_in_place_of_an_original_is_not_followed(workspace: Workspace, export: Path, tmp_path: Path) -> None:
    (original,) = (export / "Maria Lopez" / "originals").iterdir()
    shutil.move(original, tmp_path / "elsewhere")
    original.symlink_to(tmp_path / "elsewhere")
    assert brought(workspace, export).inside[0].status is ImportStatus.REFUSED
    assert workspace.documents.list(new_person(workspace)) == ()


def test_record_json_alone_brings_what_the_person_said(workspace: Workspace, export: Path) -> None:
    outcome = brought(workspace, export / "Maria Lopez" / "record.json")
    assert {"original-missing", "without-document"} <= codes(outcome)
    person = new_person(workspace)
    assert len(workspace.records.list(FactKind.ALLERGIES, person)) == 1
    assert workspace.records.list(FactKind.RESULTS, person) == ()


def test_a_zip_of_an_export_brings_the_same(workspace: Workspace, export: Path, tmp_path: Path) -> None:
    packed = Path(shutil.make_archive(str(tmp_path / "packed"), "zip", export.parent, export.name))
    assert brought(workspace, packed).status is ImportStatus.STORED
    assert len(workspace.documents.list(new_person(workspace))) == 1
    assert brought(workspace, export).status is ImportStatus.DUPLICATE


def test_other_files_of_a_folder_still_come_in(workspace: Workspace, maria: str, export: Path, tmp_path: Path) -> None:
    folder = tmp_path / "everything"
    shutil.move(export, folder / "export")
    (folder / "card.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Dr. Lena Okafor\nEND:VCARD\n", "utf-8")
    outcomes = workspace.importing.import_paths([folder], maria).outcomes
    assert [one.path.name for one in outcomes] == ["record.json", "card.vcf"]
    assert {one.status for one in outcomes} == {ImportStatus.STORED}
