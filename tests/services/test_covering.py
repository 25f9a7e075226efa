"""What the person covers on a page is gone from the packet: from its pictures, its text, and every byte of the file."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from desktop.packet.covering import FILL
from desktop.records.fact import FactKind
from desktop.records.packet import ALL_PARTS, CoveredPage, PacketPart, PacketRequest
from desktop.records.provenance import Box, Provenance
from desktop.sandbox.ocr.engines import find_engine
from desktop.services.importing.recognizing import recognized_pages
from desktop.services.packets.errors import LeakFoundError, UnansweredError
from desktop.services.packets.folder.contents import FolderChoice
from desktop.services.workspace import Workspace
from tests.papers import paper

SECRET, KEPT = "Sertraline fifty milligrams", "Hemoglobin was measured again"
LETTER_TITLE, LETTER_DOCTOR = "Letter about the second lump", "Dr. Ottilie Weiss"
LINES = ["Lakeside Oncology", "Patient: Maria Lopez", "Date of birth: 4 May 1957", SECRET, KEPT]
NO_ENGINE = "desktop.services.packets.preparing.find_engine"


def _place_of(data: bytes, words: str) -> Box:
    """Return the box around words on the first page, a little wider."""
    page = pdfium.PdfDocument(data)[0]
    text = page.get_textpage()
    place = text.search(words).get_next()
    assert place is not None
    boxes = [text.get_charbox(place[0] + offset) for offset in range(place[1])]
    width, height = page.get_size()
    return Box(
        min(box[0] for box in boxes) / width - 0.01,
        1 - max(box[3] for box in boxes) / height - 0.004,
        max(box[2] for box in boxes) / width + 0.01,
        1 - min(box[1] for box in boxes) / height + 0.004,
    )


def _add(workspace: Workspace, maria: str, data: bytes, folder: Path, name: str = "visit.pdf") -> str:
    path = folder / name
    path.write_bytes(data)
    workspace.importing.import_paths([path], maria)
    return workspace.documents.list(maria)[0].id


def _covered(workspace: Workspace, maria: str, document: str, box: Box) -> PacketRequest:
    started = workspace.packets.start(maria).request
    return workspace.packets.save(
        replace(
            started,
            recipient_name="Dr. Lena Okafor",
            parts=frozenset({PacketPart.SOURCES}),
            covered=(CoveredPage(document, 1, (box,)),),
        )
    ).request


def _text(data: bytes) -> str:
    by_pypdf = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    document = pdfium.PdfDocument(data)
    return "\n".join(by_pypdf + [page.get_textpage().get_text_range() for page in document])


def _streams(data: bytes) -> bytes:
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        held = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") != "/Image"]
        return data + b"".join(one.read_bytes() for one in held)


def _pictures(data: bytes) -> list[Image.Image]:
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        held = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
        return [pikepdf.PdfImage(one).as_pil_image().convert("RGB") for one in held]


def _is_one_color(picture: Image.Image, box: Box) -> bool:
    width, height = picture.size
    inside = picture.crop(
        (
            round(box.left * width) + 8,
            round(box.top * height) + 8,
            round(box.right * width) - 8,
            round(box.bottom * height) - 8,
        )
    )
    return all(low >= FILL[0] - 3 and high <= FILL[0] + 3 for low, high in inside.getextrema())  # type: ignore[misc] # RGB


@pytest.mark.parametrize("engine", [True, False])
def test_what_is_covered_is_nowhere_in_the_file(
    workspace: Workspace, maria: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, engine: bool
) -> None:
    if engine and find_engine() is None:
        pytest.skip("nothing on this computer recognizes words")
    if not engine:
        monkeypatch.setattr(NO_ENGINE, lambda: None)
        monkeypatch.setattr("desktop.services.importing.recognizing.find_engine", lambda: None)
    data = paper(LINES)
    box = _place_of(data, SECRET)
    built = workspace.packets.build(_covered(workspace, maria, _add(workspace, maria, data, tmp_path), box))
    text = _text(built.pdf)
    assert "Sertraline" not in text
    assert "milligrams" not in text
    assert "Hemoglobin" in text
    assert b"Sertraline" not in _streams(built.pdf)
    (picture,) = _pictures(built.pdf)
    assert _is_one_color(picture, box)
    assert "Parts of 1 page are covered" in " ".join(text.split())
    assert "parts covered at the patient" in text
    assert [warning.page for warning in built.warnings if "parts covered" in warning.text] == list(built.pictures)


def test_text_recognition_finds_nothing_below_a_cover(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    if find_engine() is None:
        pytest.skip("nothing on this computer recognizes words")
    data = paper(LINES)
    box = _place_of(data, SECRET)
    built = workspace.packets.build(_covered(workspace, maria, _add(workspace, maria, data, tmp_path), box))
    (page,) = recognized_pages(built.pdf, built.pictures, password=None)
    words = " ".join(line.text for line in page.lines)
    assert "Sertraline" not in words
    assert "Hemoglobin" in words


def test_a_cover_is_kept_in_the_draft_and_can_be_taken_back(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    data = paper(LINES)
    request = _covered(workspace, maria, _add(workspace, maria, data, tmp_path), Box(0.125, 0.25, 0.5, 0.375))
    assert workspace.packets.get(request.id).request == request
    back = workspace.packets.save(replace(request, covered=())).request
    built = workspace.packets.build(back)
    assert "Sertraline" in _text(built.pdf)
    assert built.pictures == ()


def test_a_cover_on_a_turned_page_covers_what_is_seen_there(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    with pikepdf.Pdf.open(io.BytesIO(paper(LINES))) as pdf:
        pdf.pages[0].rotate(180, relative=False)
        made = io.BytesIO()
        pdf.save(made)
    upright = _place_of(paper(LINES), SECRET)
    box = Box(1 - upright.right, 1 - upright.bottom, 1 - upright.left, 1 - upright.top)
    built = workspace.packets.build(_covered(workspace, maria, _add(workspace, maria, made.getvalue(), tmp_path), box))
    assert "Sertraline" not in _text(built.pdf)


@pytest.fixture
def letter_below(workspace: Workspace, maria: str, tmp_path: Path) -> tuple[PacketRequest, str]:
    """A packet with a letter whose title, doctor and date stand below one cover, and the letter's id."""
    told = ["Lakeside Oncology", "Patient: Maria Lopez", LETTER_TITLE, LETTER_DOCTOR, "2 March 2026", KEPT]
    data = paper(told)
    document = _add(workspace, maria, data, tmp_path)
    named = {"title": LETTER_TITLE, "doctor": LETTER_DOCTOR, "date": "2026-03-02", "kind": "consult-note"}
    workspace.documents.edit(document, named)
    first, last = _place_of(data, LETTER_TITLE), _place_of(data, "2 March 2026")
    box = Box(first.left, first.top, max(first.right, 0.6), last.bottom)
    request = replace(_covered(workspace, maria, document, box), parts=ALL_PARTS)
    return workspace.packets.save(request).request, document


def test_what_a_document_is_called_by_is_asked_about_and_gives_way_to_neutral_words(
    workspace: Workspace, letter_below: tuple[PacketRequest, str], tmp_path: Path
) -> None:
    request, document = letter_below
    built = workspace.packets.build(request)
    items = {f"{document}#{field}" for field in ("title", "date", "doctor")}
    assert {one.item for one in built.unanswered} >= items
    assert f"The title “{LETTER_TITLE}” stands in the packet." in built.unanswered[0].text
    with pytest.raises(UnansweredError):
        workspace.packets.deliver(built, tmp_path)
    assert all(one in _text(built.pdf) for one in (LETTER_TITLE, LETTER_DOCTOR, "2026-03-02"))

    answered = replace(request, withheld_fields=frozenset(one.item for one in built.unanswered))
    out = workspace.packets.build(workspace.packets.save(answered).request)
    assert (out.findings, workspace.packets.asking.fields_below(answered)) == ((), ())
    text = _text(out.pdf)
    assert [one for one in (LETTER_TITLE, LETTER_DOCTOR, "2026-03-02", "2 March 2026") if one in text] == []
    assert text.count("Document 1") >= 3, "contents, divider, stamp and list name it"
    assert "date covered" in text
    marks = str(pypdf.PdfReader(io.BytesIO(out.pdf)).outline)
    assert "Document 1" in marks
    assert LETTER_TITLE not in marks
    assert LETTER_TITLE not in str(out.titles)
    workspace.packets.delivery.folder(out, tmp_path / "stick", FolderChoice())
    beside = [path for path in (tmp_path / "stick").rglob("*") if path.suffix != ".pdf" and path.is_file()]
    assert [path.name for path in beside if LETTER_DOCTOR.encode() in path.read_bytes()] == []


def test_the_check_finds_a_covered_title_that_slips(
    workspace: Workspace, letter_below: tuple[PacketRequest, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    request, document = letter_below
    answered = replace(request, withheld_fields=frozenset({f"{document}#title"}), parts=frozenset({PacketPart.SOURCES}))
    saved = workspace.packets.save(answered).request
    monkeypatch.setattr("desktop.packet.plan.without_fields", lambda held, _request: held)
    monkeypatch.setattr("desktop.packet.plan.numbered", lambda sections, _request: sections)
    with pytest.raises(LeakFoundError) as raised:
        workspace.packets.build(saved)
    assert "a title, name or date that you covered" in raised.value.happened


def test_an_entry_that_was_read_there_is_asked_about_before_it_leaves(
    workspace: Workspace, maria: str, tmp_path: Path
) -> None:
    data = paper(LINES)
    document = _add(workspace, maria, data, tmp_path)
    box = _place_of(data, SECRET)
    place = Provenance(document_id=document, page=1, snippet=SECRET)
    (medicine,) = workspace.records.put(
        FactKind.MEDICATIONS, maria, {"generic": "Sertraline", "strength": "50 mg"}, provenance=(place,)
    ).ids
    parts = frozenset({PacketPart.SOURCES, PacketPart.MEDICINES})
    request = replace(_covered(workspace, maria, document, box), parts=parts)
    built = workspace.packets.build(workspace.packets.save(request).request)
    (asked,) = built.unanswered
    assert (asked.fact_id, asked.page) == (medicine, built.pictures[0])
    assert asked.text.startswith("“Sertraline")
    with pytest.raises(UnansweredError):
        workspace.packets.deliver(built, tmp_path)
    allowed = workspace.packets.save(replace(request, allowed=frozenset({asked.key}))).request
    assert workspace.packets.asking.entries_below(allowed) == ()
    assert workspace.packets.build(allowed).unanswered == ()
    out = workspace.packets.build(workspace.packets.save(replace(request, excluded=frozenset({medicine}))).request)
    assert out.findings == ()
    assert "Sertraline" not in _text(out.pdf)
