"""A packet as a folder: all that a second doctor can use, nothing that was kept back, whole or not at all."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path
from typing import Any

import pypdf
import pytest
from fhir.resources.R4B.bundle import Bundle
from pydicom import dcmread

from desktop.foundation.errors import CancelledError
from desktop.foundation.progress import CancelToken, Progress, Step
from desktop.importers.dicom.phantom import ChestCT, series_files
from desktop.records.answers import Answer
from desktop.records.fact import FactKind
from desktop.records.imaging_files import DICOM_MEDIA_TYPE
from desktop.records.packet import PacketPart, PacketRequest
from desktop.records.single_thing import SingleThing
from desktop.services.export.errors import PlaceTakenError
from desktop.services.packets import BuiltPacket
from desktop.services.packets.errors import FolderNotWritableError, NotReadBackError
from desktop.services.packets.folder.contents import FolderChoice
from desktop.services.workspace import Workspace
from tests.importers.ccda.documents import document, section
from tests.papers import ct_report, letter

PHRASE = "maple otter crane lamp tin"


class _Page(HTMLParser):
    """Collects what a page would run or load, and where it links to."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in {"href", "src", "action"}]


@pytest.fixture
def filled(workspace: Workspace, maria: str, tmp_path: Path) -> Workspace:
    """Maria's vault with two papers and facts that try to be markup."""
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "ct.pdf").write_bytes(ct_report())
    (papers / "note.pdf").write_bytes(letter("A note about the colonoscopy of March."))
    workspace.importing.import_paths([papers], maria)
    for held in workspace.documents.list(maria):
        if not held.belongs:
            workspace.documents.keep_here(held.id)
    workspace.records.put(FactKind.MEDICATIONS, maria, {"generic": "apixaban", "strength": "5 mg"})
    workspace.records.single_things.answer(SingleThing.PACEMAKER, maria, Answer.NONE_KNOWN)
    workspace.records.put(FactKind.QUESTIONS, maria, {"text": "Is <script>alert(1)</script> an option?", "rank": "1"})
    workspace.records.put(FactKind.CONDITIONS, maria, {"name": "Colon carcinoma", "main": "yes", "stage": "6.10 & <b>"})
    return workspace


def _built(workspace: Workspace, maria: str, **more: Any) -> BuiltPacket:
    started = workspace.packets.start(maria).request
    request: PacketRequest = replace(started, recipient_name="Dr. Lena Okafor", **more)
    return workspace.packets.build(workspace.packets.save(request).request)


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_file_stands_in_the_manifest_with_its_hash(filled: Workspace, maria: str, tmp_path: Path) -> None:
    built = _built(filled, maria, language="es")
    made = filled.packets.delivery.folder(built, tmp_path / "stick", FolderChoice())
    files = _files(tmp_path / "stick")
    assert set(files) == set(made.files)
    manifest = files.pop("manifest.csv")
    assert manifest.startswith(b"\xef\xbb\xbf")  # without it a spreadsheet spoils the accents
    heads, *told = list(csv.reader(io.StringIO(manifest.decode("utf-8-sig"))))
    assert heads == ["archivo", "bytes", "sha256", "qué es"]
    assert told[0][3] == "El paquete"
    assert {row[0]: row[2] for row in told} == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    assert {row[0]: int(row[1]) for row in told} == {name: len(data) for name, data in files.items()}


def test_names_of_files_say_neither_who_nor_what(filled: Workspace, maria: str, tmp_path: Path) -> None:
    made = filled.packets.delivery.folder(_built(filled, maria), tmp_path / "stick", FolderChoice())
    for name in made.files:
        assert name.isascii()
        assert not re.search("maria|lopez|okafor|colon|ct|note", name, re.IGNORECASE)


def test_the_page_needs_no_script_and_loads_nothing(filled: Workspace, maria: str, tmp_path: Path) -> None:
    filled.packets.delivery.folder(_built(filled, maria), tmp_path / "stick", FolderChoice())
    text = (tmp_path / "stick" / "summary.html").read_text("utf-8")
    page = _Page()
    page.feed(text)
    assert not page.tags & {"script", "img", "iframe", "link", "form", "object"}
    assert all(re.fullmatch(r"records-[0-9-]+\.pdf(#page=[0-9]+)?", link) for link in page.links)
    assert "Is &lt;script&gt;alert(1)&lt;/script&gt; an option?" in text
    assert "6.10 &amp; &lt;b&gt;" in text
    assert "Pacemaker or defibrillator: None known" in text
    assert "default-src 'none'" in text


def test_page_numbers_of_the_page_are_those_of_the_packet(filled: Workspace, maria: str, tmp_path: Path) -> None:
    built = _built(filled, maria)
    made = filled.packets.delivery.folder(built, tmp_path / "stick", FolderChoice())
    page = _Page()
    page.feed((tmp_path / "stick" / "summary.html").read_text("utf-8"))
    numbers = {int(link.split("=")[1]) for link in page.links if "#page=" in link}
    assert numbers <= set(range(1, built.pages + 1))
    assert len(pypdf.PdfReader(tmp_path / "stick" / made.files[0]).pages) == built.pages


def test_what_was_kept_back_lies_nowhere_in_the_folder(filled: Workspace, maria: str, tmp_path: Path) -> None:
    out = [one.id for one in filled.records.list(FactKind.CONDITIONS, maria)]
    filled.packets.delivery.folder(
        _built(filled, maria, excluded=frozenset(out)), tmp_path / "stick", FolderChoice(locked=False)
    )
    files = _files(tmp_path / "stick")
    packet = next(data for name, data in files.items() if name.endswith(".pdf"))
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(packet)).pages)
    assert "Colon carcinoma" not in text
    assert not [name for name, data in files.items() if b"Colon carcinoma" in data]


def test_the_patient_summary_holds_what_the_packet_holds(filled: Workspace, maria: str, tmp_path: Path) -> None:
    filled.people.edit(maria, {"address": "12 Elm Street"})
    filled.packets.delivery.folder(_built(filled, maria, hide_address=True), tmp_path / "stick", FolderChoice())
    text = (tmp_path / "stick" / "summary.ips.json").read_text("utf-8")
    bundle = Bundle.model_validate_json(text)
    assert bundle.type == "document"
    assert "apixaban" in text
    assert "Colon carcinoma" in text
    assert "Elm Street" not in text


def test_a_part_that_is_not_ticked_is_not_in_the_patient_summary(filled: Workspace, maria: str, tmp_path: Path) -> None:
    built = _built(filled, maria, parts=frozenset({PacketPart.QUESTIONS, PacketPart.SOURCES}))
    filled.packets.delivery.folder(built, tmp_path / "stick", FolderChoice())
    text = (tmp_path / "stick" / "summary.ips.json").read_text("utf-8")
    Bundle.model_validate_json(text)
    assert "apixaban" not in text
    assert "Colon carcinoma" not in text


def test_a_locked_packet_lies_locked_and_the_readme_says_what_is_not(
    filled: Workspace, maria: str, tmp_path: Path
) -> None:
    made = filled.packets.delivery.folder(
        _built(filled, maria), tmp_path / "stick", FolderChoice(locked=True), phrase=PHRASE
    )
    reader = pypdf.PdfReader(tmp_path / "stick" / made.files[0])
    assert reader.is_encrypted
    assert reader.decrypt(PHRASE)
    told = (tmp_path / "stick" / "README.txt").read_bytes()
    assert b"EVERYTHING ELSE HERE CAN BE READ BY ANYONE" in told
    assert PHRASE.encode() not in b"".join(_files(tmp_path / "stick").values())
    assert made.entry.fingerprint.encode() in told


def test_the_folder_stands_in_the_sent_log(filled: Workspace, maria: str, tmp_path: Path) -> None:
    made = filled.packets.delivery.folder(_built(filled, maria), tmp_path / "stick", FolderChoice())
    (entry,) = filled.packets.disclosures(maria)
    packet = (tmp_path / "stick" / made.files[0]).read_bytes()
    assert (entry.medium, entry.sha256) == ("folder", hashlib.sha256(packet).hexdigest())
    assert entry.size == sum(len(data) for data in _files(tmp_path / "stick").values())


def _with_download(workspace: Workspace, maria: str, tmp_path: Path) -> str:
    rows = "<table><tbody><tr><td>Latex</td><td>Swelling</td></tr></tbody></table>"
    entries = section("48765-2", title="Allergies", text=rows)
    (tmp_path / "portal").mkdir()
    (tmp_path / "portal" / "my record.xml").write_bytes(document(entries))
    workspace.importing.import_paths([tmp_path / "portal"], maria)
    held = next(one for one in workspace.documents.list(maria) if one.media_type == "application/hl7-cda+xml")
    workspace.documents.keep_here(held.id)
    return held.id


def test_a_portal_download_comes_along_as_it_came(filled: Workspace, maria: str, tmp_path: Path) -> None:
    held = _with_download(filled, maria, tmp_path)
    filled.packets.delivery.folder(_built(filled, maria), tmp_path / "stick", FolderChoice())
    assert (tmp_path / "stick" / "originals" / "001.xml").read_bytes() == filled.documents.original(held)


def test_a_download_stays_home_when_a_page_of_it_was_left_out(filled: Workspace, maria: str, tmp_path: Path) -> None:
    held = _with_download(filled, maria, tmp_path)
    pages = filled.documents.get(held).pages
    out = tuple(range(1, pages + 1))[-1:] if pages > 1 else ()
    back = {"excluded": frozenset({held})} if not out else {"excluded_pages": ((held, out),)}
    filled.packets.delivery.folder(_built(filled, maria, **back), tmp_path / "stick", FolderChoice())
    assert not (tmp_path / "stick" / "originals").exists()


def _with_study(workspace: Workspace, maria: str, folder: Path, *, preamble: bytes = b"") -> str:
    folder.mkdir()
    for name, data in islice(series_files(ChestCT(name="Lopez^Maria", born="19570504")), 4):
        (folder / Path(name).name).write_bytes(preamble + data[len(preamble) :])
    workspace.importing.import_paths([folder], maria)
    study = next(one for one in workspace.documents.list(maria) if one.media_type == DICOM_MEDIA_TYPE)
    workspace.documents.keep_here(study.id)
    return study.id


def test_pictures_lie_beside_as_they_came_with_a_list(filled: Workspace, maria: str, tmp_path: Path) -> None:
    study = _with_study(filled, maria, tmp_path / "disc")
    made = filled.packets.delivery.folder(_built(filled, maria), tmp_path / "stick", FolderChoice())
    files = _files(tmp_path / "stick")
    pictures = [data for name, data in files.items() if name.startswith("DICOM/")]
    assert sorted(pictures) == sorted(path.read_bytes() for path in (tmp_path / "disc").iterdir())
    records = dcmread(tmp_path / "stick" / "DICOMDIR").DirectoryRecordSequence
    listed = [one for one in records if one.DirectoryRecordType == "IMAGE"]
    assert sorted("/".join(one.ReferencedFileID) for one in listed) == sorted(
        name for name in made.files if name.startswith("DICOM/")
    )
    kept = filled.imaging_files.all_files(study)
    assert {one.ReferencedSOPInstanceUIDInFile for one in listed} == {file.sop_uid for file in kept}
    patient = records[0]
    assert (patient.DirectoryRecordType, str(patient.PatientName)) == ("PATIENT", "Lopez^Maria")
    assert b"The pictures of 1 study (4 images)" in (tmp_path / "stick" / "README.txt").read_bytes()


def test_the_list_of_pictures_satisfies_other_programs(filled: Workspace, maria: str, tmp_path: Path) -> None:
    _with_study(filled, maria, tmp_path / "disc")
    filled.packets.delivery.folder(_built(filled, maria), tmp_path / "stick", FolderChoice())
    for command in ("dcmdump", "dcdirdmp", "dciodvfy"):
        if shutil.which(command) is None:
            pytest.skip(f"{command} is not on this computer")
        place = str(tmp_path / "stick" / "DICOMDIR")
        ran = subprocess.run([command, place], capture_output=True, check=False)  # noqa: S603 - fixed
        assert ran.returncode == 0, ran.stderr
        assert b"rror" not in ran.stderr


def test_pictures_stay_home_when_they_are_not_wanted_or_kept_back(
    filled: Workspace, maria: str, tmp_path: Path
) -> None:
    study = _with_study(filled, maria, tmp_path / "disc")
    filled.packets.delivery.folder(_built(filled, maria), tmp_path / "one", FolderChoice(images=False))
    back = _built(filled, maria, excluded=frozenset({study}))
    filled.packets.delivery.folder(back, tmp_path / "two", FolderChoice())
    for name in ("one", "two"):
        assert not (tmp_path / name / "DICOM").exists()
        assert not (tmp_path / name / "DICOMDIR").exists()


def test_a_picture_that_is_also_a_program_leaves_as_a_picture_only(
    filled: Workspace, maria: str, tmp_path: Path
) -> None:
    study = _with_study(filled, maria, tmp_path / "disc", preamble=b"#!/bin/sh\n")
    filled.packets.delivery.folder(_built(filled, maria), tmp_path / "stick", FolderChoice())
    pictures = [data for name, data in _files(tmp_path / "stick").items() if name.startswith("DICOM/")]
    assert {data[:132] for data in pictures} == {bytes(128) + b"DICM"}
    kept = [filled.imaging_files.original(file.id) for file in filled.imaging_files.all_files(study)]
    assert {data[:9] for data in kept} == {b"#!/bin/sh"}, "the vault keeps what came"


def test_nothing_is_left_when_it_is_cancelled(filled: Workspace, maria: str, tmp_path: Path) -> None:
    cancel = CancelToken()

    def stop(step: Step) -> None:
        if step.words == "Writing the folder" and step.done == 1:
            cancel.cancel()

    built = _built(filled, maria)
    with pytest.raises(CancelledError):
        filled.packets.delivery.folder(
            built, tmp_path / "stick", FolderChoice(), progress=Progress(stop), cancel=cancel
        )
    assert not list(tmp_path.glob("stick*"))
    assert filled.packets.disclosures(maria) == ()


def test_a_file_that_does_not_read_back_is_no_packet(
    filled: Workspace, maria: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = _built(filled, maria)
    monkeypatch.setattr("desktop.services.export.folder.ExportFolder.reads_back", lambda _folder: False)
    with pytest.raises(NotReadBackError):
        filled.packets.delivery.folder(built, tmp_path / "stick", FolderChoice())
    assert not list(tmp_path.glob("stick*"))
    assert filled.packets.disclosures(maria) == ()


def test_a_folder_with_something_in_it_is_refused(filled: Workspace, maria: str, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "mine.txt").write_text("mine")
    with pytest.raises(PlaceTakenError):
        filled.packets.delivery.folder(_built(filled, maria), tmp_path / "stick", FolderChoice())
    with pytest.raises(FolderNotWritableError):
        filled.packets.delivery.folder(_built(filled, maria), tmp_path / "gone" / "stick", FolderChoice())
    assert (tmp_path / "stick" / "mine.txt").read_text() == "mine"
