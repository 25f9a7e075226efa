"""The packet from the record to the file: locked, read back, logged, and holding nothing that must not leave."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pypdfium2 as pdfium
import pytest

from desktop.bootstrap import make_workspace
from desktop.foundation.errors import CancelledError
from desktop.foundation.progress import CancelToken
from desktop.records.fact import FactKind
from desktop.records.packet import PacketPart, PacketRequest, SensitiveChoice
from desktop.records.sensitive import SensitiveTag
from desktop.services.packets import BuiltPacket
from desktop.services.packets.errors import (
    EmptyPacketError,
    FileThereError,
    FolderNotWritableError,
    LeakFoundError,
    NobodyNamedError,
    UnansweredError,
)
from desktop.services.workspace import Workspace
from desktop.vault.unlock import unlock_vault
from tests.conftest import PASSPHRASE
from tests.packet.sources import acting, form, layered, turned
from tests.papers import ct_report, letter

PHRASE = "maple otter crane lamp tin"


PAPERS = {
    "ct": ct_report(), "act": acting(), "form1": form("warfarin"), "form2": form("heparin"),
    "layer": layered("hiddenword"), "turned": turned(90), "note": letter("A note about the colonoscopy of March."),
}  # fmt: skip
MEDICINES = (
    {"generic": "apixaban", "strength": "5 mg"},
    {"generic": "colecalciferol", "strength": "25 µg (1000 IU)", "supplement": "yes"},
)


def _fill(workspace: Workspace, folder: Path) -> None:
    """Put Maria, a few papers and a few facts into a vault."""
    maria = workspace.people.add({"name": "Maria Lopez", "born": "1957-05-04"}).id
    for name, data in PAPERS.items():
        (folder / f"{name}.pdf").write_bytes(data)
    workspace.importing.import_paths([folder], maria)
    for document in workspace.documents.list(maria):
        if not document.belongs:
            workspace.documents.keep_here(document.id)
    for medicine in MEDICINES:
        workspace.records.put(FactKind.MEDICATIONS, maria, medicine)
    workspace.records.put(FactKind.QUESTIONS, maria, {"text": "Is surgery still an option?", "rank": "1"})
    workspace.records.put(FactKind.CONDITIONS, maria, {"name": "Colon carcinoma", "main": "yes"})


@pytest.fixture(scope="module")
def filled_vault(template_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault with Maria's papers, read once; tests work on copies."""
    folder = tmp_path_factory.mktemp("filled")
    path = folder / "family.sheaf"
    shutil.copytree(template_vault, path)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SHEAF_STATE_DIR", str(folder / "state"))
        vault = unlock_vault(path, PASSPHRASE)
        papers = folder / "papers"
        papers.mkdir()
        _fill(make_workspace(vault), papers)
        vault.close()
    return path


@pytest.fixture
def filled(filled_vault: Path, tmp_path: Path) -> Iterator[Workspace]:
    """Maria's vault with a few papers and facts."""
    path = tmp_path / "family.sheaf"
    shutil.copytree(filled_vault, path)
    vault = unlock_vault(path, PASSPHRASE)
    yield make_workspace(vault)
    vault.close()


@pytest.fixture
def maria(filled: Workspace) -> str:
    """Maria's id."""
    return filled.people.list()[0].id


def _request(workspace: Workspace, maria: str, **more: Any) -> PacketRequest:
    started = workspace.packets.start(maria).request
    return workspace.packets.save(replace(started, recipient_name="Dr. Lena Okafor", **more)).request


def _text(data: bytes, password: str = "") -> str:
    reader = pypdf.PdfReader(io.BytesIO(data), password=password or None)
    return "\n".join(page.extract_text() for page in reader.pages)


def _everything(data: bytes) -> bytes:
    """Return every stream and dictionary of a file, inflated, with its text."""
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        parts = [held.read_bytes() if isinstance(held, pikepdf.Stream) else b"" for held in pdf.objects]
    return data + b"".join(parts) + _text(data).encode()


def test_all_checks_hold_and_every_source_keeps_its_words(filled: Workspace, maria: str) -> None:
    built = filled.packets.build(_request(filled, maria))
    assert [check.name for check in built.checks if not check.ok] == []
    text = _text(built.pdf)
    for word in ("warfarin", "heparin", "hypodense", "Turned page", "apixaban", "Dr. Lena Okafor", "Pathology report"):
        assert word in text, word
    assert "hiddenword" not in text
    assert built.pictures == ()


def test_the_locked_file_opens_everywhere_with_its_phrase(filled: Workspace, maria: str, tmp_path: Path) -> None:
    built = filled.packets.build(_request(filled, maria))
    delivered = filled.packets.deliver(built, tmp_path, phrase=PHRASE)
    assert delivered.path.name.startswith("records-")
    reader = pypdf.PdfReader(delivered.path)
    assert reader.trailer["/Encrypt"].get_object()["/R"] == 6  # type: ignore[index] # a dictionary of the file
    assert reader.decrypt(PHRASE)
    assert len(pdfium.PdfDocument(delivered.path, password=PHRASE)) == built.pages
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.Pdf.open(delivered.path)
    for command in (["qpdf", f"--password={PHRASE}", "--check"], ["pdftotext", "-upw", PHRASE]):
        if shutil.which(command[0]) is None:
            pytest.skip(f"{command[0]} is not on this computer")
        ran = subprocess.run([*command, str(delivered.path)], capture_output=True, check=False)  # noqa: S603 - fixed
        assert ran.returncode == 0, ran.stderr
    (entry,) = filled.packets.disclosures(maria)
    assert (entry.sha256, entry.version, entry.medium) == (delivered.sha256, 1, "locked-pdf")
    assert delivered.phrase == PHRASE
    assert PHRASE not in repr(entry)


def test_bookmarks_labels_and_links_lead_to_their_pages(filled: Workspace, maria: str) -> None:
    built = filled.packets.build(_request(filled, maria))
    reader = pypdf.PdfReader(io.BytesIO(built.pdf))
    assert reader.page_labels == [str(number) for number in range(1, built.pages + 1)]
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert "Source documents" in titles
    assert built.expectations.links > 5
    assert reader.metadata is not None
    assert set(reader.metadata) == {"/Title"}
    assert "Maria" not in str(reader.metadata)


def test_a_document_left_out_leaves_no_word_anywhere(filled: Workspace, maria: str) -> None:
    out = next(one.id for one in filled.documents.list(maria) if one.kind.value == "imaging-report")
    built = filled.packets.build(_request(filled, maria, excluded=frozenset({out})))
    assert b"hypodense" not in _everything(built.pdf)


def test_each_answer_about_a_sensitive_topic_is_obeyed(filled: Workspace, maria: str) -> None:
    values = {"generic": "sertraline", "sensitive": "mental-health"}
    filled.records.put(FactKind.MEDICATIONS, maria, values)
    silent = filled.packets.build(_request(filled, maria))
    assert b"sertraline" not in _everything(silent.pdf)
    assert "withheld at the patient" in _text(silent.pdf)
    yes = ((SensitiveTag.MENTAL_HEALTH, SensitiveChoice.INCLUDE),)
    assert "sertraline" in _text(filled.packets.build(_request(filled, maria, sensitive=yes)).pdf)


def test_another_persons_name_in_our_own_pages_refuses_the_packet(filled: Workspace, maria: str) -> None:
    filled.people.add({"name": "Luis Lopez", "born": "1955-09-11"})
    with pytest.raises(LeakFoundError) as refused:
        filled.packets.build(_request(filled, maria, how_i_am="Luis Lopez (1955-09-11) is ill too"))
    assert refused.value.pages
    assert "Luis" not in refused.value.happened


@pytest.mark.parametrize("written", ["born 1955-09-11", "DOB 09/11/1955", "born September 11, 1955", "MRN 77-90412"])
def test_another_person_in_a_source_waits_for_an_answer(
    filled: Workspace, maria: str, tmp_path: Path, written: str
) -> None:
    filled.people.add({"name": "Luis Lopez", "born": "1955-09-11", "record_numbers": "Lakeside: 77-90412"})
    path = tmp_path / "visit.pdf"
    path.write_bytes(letter(f"With her husband LOPEZ, LUIS, {written}."))
    filled.importing.import_paths([path], maria)
    for document in filled.documents.list(maria):
        filled.documents.keep_here(document.id)
    request = _request(filled, maria, parts=frozenset({PacketPart.SOURCES}))
    built = filled.packets.build(request)
    (found,) = built.findings
    assert found.what == "another person of this vault"
    assert "LUIS" in pypdf.PdfReader(io.BytesIO(built.pdf)).pages[found.page - 1].extract_text()
    with pytest.raises(UnansweredError):
        filled.packets.deliver(built, tmp_path / "no.pdf")
    assert not (tmp_path / "no.pdf").exists()
    answered = filled.packets.save(replace(request, allowed=frozenset({found.key}))).request
    filled.packets.deliver(filled.packets.build(answered), tmp_path / "yes.pdf")
    away = replace(answered, excluded_pages=((found.document_id, (found.document_page,)),), allowed=frozenset())
    assert filled.packets.build(filled.packets.save(away).request).findings == ()


def test_a_relative_who_is_only_named_is_no_finding(filled: Workspace, maria: str, tmp_path: Path) -> None:
    filled.people.add({"name": "Luis Lopez", "born": "1955-09-11"})
    path = tmp_path / "visit.pdf"
    path.write_bytes(letter("With her husband Luis Lopez, who had colon cancer at 61. Seen 2026-09-11."))
    filled.importing.import_paths([path], maria)
    filled.records.put(FactKind.CONTACTS, maria, {"name": "Luis Lopez", "role": "husband"})
    built = filled.packets.build(_request(filled, maria, prepared_by="Luis Lopez"))
    assert built.findings == ()


def test_an_entry_left_out_is_asked_about_where_a_source_names_it(filled: Workspace, maria: str) -> None:
    filled.records.put(FactKind.MEDICATIONS, maria, {"generic": "warfarin", "strength": "5 mg"})
    out = next(one.id for one in filled.records.list(FactKind.MEDICATIONS, maria) if "warfarin" in one.title)
    built = filled.packets.build(_request(filled, maria, excluded=frozenset({out})))
    assert {found.what for found in built.unanswered} == {"something that you left out"}
    (found,) = built.unanswered
    assert "warfarin" in pypdf.PdfReader(io.BytesIO(built.pdf)).pages[found.page - 1].extract_text()


def test_the_text_of_a_page_left_out_is_in_the_packet_nowhere(filled: Workspace, maria: str) -> None:
    ct = next(one.id for one in filled.documents.list(maria) if one.kind.value == "imaging-report")
    request = _request(filled, maria, excluded_pages=((ct, (1,)),))
    typed = replace(request, why_now="Liver: Two hypodense lesions in segment VI, 9 mm and 12 mm.")
    assert b"hypodense" not in _everything(filled.packets.build(request).pdf)
    assert "hypodense" in _text(filled.packets.build(filled.packets.save(typed).request).pdf)


def test_an_empty_packet_and_one_for_nobody_are_refused(filled: Workspace, maria: str) -> None:
    with pytest.raises(EmptyPacketError):
        filled.packets.build(_request(filled, maria, parts=frozenset()))
    nobody = filled.packets.start(maria).request
    with pytest.raises(NobodyNamedError):
        filled.packets.build(nobody)


def test_nothing_is_overwritten_and_nothing_left_behind(filled: Workspace, maria: str, tmp_path: Path) -> None:
    parts = frozenset({PacketPart.QUESTIONS})
    built = filled.packets.build(_request(filled, maria, parts=parts))
    target = tmp_path / "mine.pdf"
    target.write_bytes(b"mine")
    with pytest.raises(FileThereError):
        filled.packets.deliver(built, target)
    assert target.read_bytes() == b"mine"
    with pytest.raises(FolderNotWritableError):
        filled.packets.deliver(built, tmp_path / "nowhere" / "x.pdf")
    assert filled.packets.disclosures(maria) == ()
    assert not list(tmp_path.glob("*.part"))


def test_a_cancel_is_silent_and_leaves_nothing(filled: Workspace, maria: str) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(CancelledError):
        filled.packets.build(_request(filled, maria), cancel=cancel)


def test_a_second_version_says_what_it_replaces(filled: Workspace, maria: str, tmp_path: Path) -> None:
    request = _request(filled, maria, parts=frozenset({PacketPart.SUMMARY}))
    filled.packets.deliver(filled.packets.build(request), tmp_path / "one.pdf", medium="plain-pdf")
    second = filled.packets.deliver(filled.packets.build(request), tmp_path / "two.pdf", medium="plain-pdf")
    assert second.version == 2
    assert second.phrase is None
    filled.packets.mark_received(second.disclosure_id)
    newest = filled.packets.disclosures(maria)[0]
    assert newest.received is not None


def test_drafts_save_themselves(filled: Workspace, maria: str) -> None:
    request = _request(filled, maria, why_now="The cancer grew.")
    assert filled.packets.drafts(maria)[0].request == request
    filled.packets.discard(request.id)
    assert filled.packets.drafts(maria) == ()
    filled.history.undo()
    assert filled.packets.drafts(maria)[0].request == request


def test_random_exclusions_never_leak(filled: Workspace, maria: str) -> None:
    """Ten packets, each leaving out half of the documents by chance; no telling word of these is in the file."""
    words = {"ct": b"hypodense", "note": b"colonoscopy of March", "form1": b"warfarin", "form2": b"heparin"}
    by_name = {one.file_name.removesuffix(".pdf"): one.id for one in filled.documents.list(maria)}
    built: BuiltPacket | None = None
    for _ in range(10):
        out = {name for name in words if os.urandom(1)[0] % 2}
        excluded = frozenset(by_name[name] for name in out)
        built = filled.packets.build(_request(filled, maria, excluded=excluded))
        held = _everything(built.pdf)
        assert [name for name in out if words[name] in held] == []
    assert built is not None
