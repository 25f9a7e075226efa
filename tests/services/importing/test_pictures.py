"""Photos and scans are read, always to be checked; without an engine they are kept and said once how to read them."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from desktop.records.document import DocumentKind, DocumentStatus
from desktop.records.fact import FactKind
from desktop.sandbox.ocr import engines
from desktop.services.importing.reading import read_document
from desktop.services.picture_reading import missing_recognition
from desktop.services.workspace import Workspace
from tests.papers import ct_report, lab_report
from tests.pictures import jpeg, page_image, words_of_page

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "find_tesseract", lambda: None)
    monkeypatch.setattr(engines, "has_rapidocr", lambda: False)


def _variants() -> dict[str, Image.Image]:
    page = page_image(lab_report())
    return {
        "straight": page,
        "blurred": page.filter(ImageFilter.GaussianBlur(1)),
        "askew": page.rotate(-3, Image.Resampling.BICUBIC, fillcolor=255),
        "sideways": page.rotate(90, expand=True),
        "upside down": page.rotate(180),
    }


@needs_tesseract
@pytest.mark.parametrize("name", _variants())
def test_a_picture_of_a_report_is_read_and_nothing_of_it_is_certain(name: str) -> None:
    result = read_document(jpeg(_variants()[name]), password=None)
    wanted = words_of_page(lab_report())
    found = " ".join(page.text for page in result.pages).split()
    assert sum(word in found for word in wanted) >= 0.95 * len(wanted)
    values = {(fact.values["test"], fact.values["value"]) for fact in result.facts if fact.kind is FactKind.RESULTS}
    assert values == {("Hemoglobin", "10.9"), ("Platelets", "214"), ("CEA", "6.10")}
    assert not any(fact.certain for fact in result.facts)
    assert result.proposal.evidence
    assert not any(one.certain for one in result.proposal.evidence)
    assert result.proposal.kind is DocumentKind.LAB_REPORT


@needs_tesseract
def test_the_original_stays_its_words_are_found_and_marked(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    data = jpeg(page_image(ct_report()).rotate(90, expand=True))
    photo = tmp_path / "IMG_2041.jpg"
    photo.write_bytes(data)
    (outcome,) = workspace.importing.import_paths([photo], maria).outcomes
    assert outcome.read
    assert outcome.document_id is not None
    document = workspace.documents.get(outcome.document_id)
    assert document.status is DocumentStatus.PROPOSED
    assert workspace.documents.original(document.id) == data
    (hit,) = workspace.search.find("hypodense")
    (box,) = workspace.search.marks(document.id, hit.page, "hypodense")
    picture = workspace.documents.page_picture(document.id, 1, width=600)
    with Image.open(io.BytesIO(picture)) as shown:
        assert shown.height > shown.width
        left, top, right, bottom = box.left * 600, box.top * shown.height, box.right * 600, box.bottom * shown.height
        marked = shown.convert("L").crop((round(left), round(top), round(right), round(bottom)))
        assert min(marked.tobytes()) < 128
    assert not [path for path in (tmp_path / "state").rglob("*") if "IMG" in path.name]


def test_without_an_engine_a_photo_is_kept_and_shown(
    workspace: Workspace, maria: str, tmp_path: Path, no_engine: None
) -> None:
    del no_engine
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(jpeg(page_image(ct_report())))
    outcomes = workspace.importing.import_paths([photo], maria).outcomes
    assert not outcomes[0].read
    assert missing_recognition(outcomes)
    assert workspace.documents.page_picture(str(outcomes[0].document_id), 1, width=300).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"\xff\xd8\xff\xe0 and nothing", "damaged"), (b"GIF89a", "picture"), (b"RIFF....WEBP", "picture")],
)
def test_what_cannot_be_read_says_why_in_a_sentence(data: bytes, code: str) -> None:
    result = read_document(data, password=None)
    assert [issue.code for issue in result.issues] == [code]
    assert result.issues[0].text.startswith("Kept safe, but not read")
