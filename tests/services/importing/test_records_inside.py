"""What lies inside a zip, a C-CDA or a FHIR file becomes a document of its own, and goes back with its import."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from desktop.records.document import DocumentKind, DocumentStatus
from desktop.records.fact import FactKind
from desktop.services.importing import FileOutcome, ImportStatus
from desktop.services.workspace import Workspace
from tests.importers.applehealth.test_apple_health import HEAD
from tests.importers.ccda.documents import document, medicine, section
from tests.papers import ct_report, lab_report


def _zip(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def _import(workspace: Workspace, person: str, path: Path, data: bytes) -> FileOutcome:
    path.write_bytes(data)
    (outcome,) = workspace.importing.import_paths([path], person).outcomes
    assert outcome.status is ImportStatus.STORED
    return outcome


def test_the_documents_of_a_portals_zip_are_read_each(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    portal = _zip({
        "IHE_XDM/SUBSET01/DOC0001.XML": document(section("10160-0", medicine(""))),
        "IHE_XDM/ct.pdf": ct_report(), "INDEX.HTM": b"<html></html>",
    })  # fmt: skip
    outcome = _import(workspace, maria, tmp_path / "download.zip", portal)
    assert [(one.file, one.read, one.kind) for one in outcome.inside] == [
        ("DOC0001.XML", True, DocumentKind.OTHER),
        ("ct.pdf", True, DocumentKind.IMAGING),
    ]
    assert "1 more could not be read" in outcome.issues[0].text
    assert len(workspace.records.list(FactKind.MEDICATIONS, maria)) == 1
    assert outcome.document_id
    assert workspace.documents.original(outcome.document_id) == portal
    assert workspace.importing.undo().documents == 3
    assert workspace.documents.list(maria) == ()


def test_the_same_zip_again_changes_nothing(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    one = _zip({"ct.pdf": ct_report()})
    _import(workspace, maria, tmp_path / "a.zip", one)
    (tmp_path / "b.zip").write_bytes(one)
    (again,) = workspace.importing.import_paths([tmp_path / "b.zip"], maria).outcomes
    assert again.status is ImportStatus.DUPLICATE
    other = _import(workspace, maria, tmp_path / "c.zip", _zip({"ct again.pdf": ct_report(), "lab.pdf": lab_report()}))
    assert [inner.status for inner in other.inside] == [ImportStatus.DUPLICATE, ImportStatus.STORED]


def test_an_unstructured_document_gives_its_pdf(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    text = base64.encodebytes(ct_report()).decode()
    held = f'<text mediaType="application/pdf" representation="B64">{text}</text>'
    body = f"<component><nonXMLBody>{held}</nonXMLBody></component>"
    data = document().replace(b"<component><structuredBody></structuredBody></component>", body.encode())
    outcome = _import(workspace, maria, tmp_path / "letter.xml", data)
    (inner,) = outcome.inside
    assert (inner.file, inner.kind) == ("attachment 1.pdf", DocumentKind.IMAGING)
    assert inner.document_id
    assert workspace.documents.original(inner.document_id) == ct_report()


def test_attachments_of_fhir_are_read_in_turn(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    def held(data: bytes, kind: str, title: str) -> dict[str, str]:
        return {"contentType": kind, "data": base64.b64encode(data).decode(), "title": title}

    report = {"resourceType": "DiagnosticReport", "presentedForm": [held(ct_report(), "application/pdf", "CT.pdf")]}
    note = {"resourceType": "DocumentReference", "content": [{"attachment": held(document(), "text/xml", "Visit.xml")}]}
    odd = {"resourceType": "Binary", "contentType": "application/pdf", "data": "not base64!"}
    bundle = {"resourceType": "Bundle", "entry": [{"resource": one} for one in (report, note, odd)]}
    outcome = _import(workspace, maria, tmp_path / "bundle.json", json.dumps(bundle).encode())
    assert [(one.file, one.read) for one in outcome.inside] == [("CT.pdf", True), ("Visit.xml", True)]


def test_a_phones_export_is_one_document_with_its_days(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    record = '<Record type="HKQuantityTypeIdentifierBodyMass" unit="kg" value="71.5" startDate="2026-11-12 08:00:00"/>'
    data = _zip({"apple_health_export/export.xml": (HEAD + record + "</HealthData>").encode()})
    outcome = _import(workspace, maria, tmp_path / "export.zip", data)
    assert (outcome.title, outcome.inside, outcome.proposed) == ("Apple Health export", (), {"results": 1})
    (weight,) = workspace.records.list(FactKind.RESULTS, maria)
    assert weight.title == "Weight"
    assert outcome.document_id
    assert workspace.documents.page_picture(outcome.document_id, 1, width=300).startswith(b"\x89PNG")


def test_a_hostile_zip_is_kept_with_its_sentence(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    outcome = _import(workspace, maria, tmp_path / "odd.zip", _zip({"../ct.pdf": ct_report()}))
    assert (outcome.read, outcome.inside) == (False, ())
    assert "odd names" in outcome.issues[0].text
    assert outcome.document_id
    assert workspace.documents.get(outcome.document_id).status is DocumentStatus.NOT_READ
