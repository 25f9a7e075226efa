"""Noise, hard compression, Spanish, and files with both kinds of page: no value of a picture is certain or wrong."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from random import Random  # noqa: TID251 - noise of a picture that is the same in every run

import img2pdf
import pikepdf
import pytest
from PIL import Image

from desktop.records.fact import FactKind
from desktop.services.importing.reading import read_document
from desktop.services.workspace import Workspace
from tests.papers import ct_report, lab_report, paper
from tests.pictures import jpeg, page_image, words_of_page

TRUTH = {("Hemoglobin", "10.9"), ("Platelets", "214"), ("CEA", "6.10")}
SPANISH = (
    "Clínica del Puerto",
    "Señora Núñez: corazón y pulmón sin cambios desde el año pasado",
    "Médica: Begoña Ibáñez",
)


def _languages() -> str:
    if shutil.which("tesseract") is None:
        return ""
    return subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False).stdout  # noqa: S607 - on the path


needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")


def _noisy(page: Image.Image) -> Image.Image:
    """Return the page with one sign of dirt in five hundred."""
    dirty, chance = page.convert("L"), Random(20)  # noqa: S311 - dirt
    for _ in range(dirty.width * dirty.height // 500):
        dirty.putpixel((chance.randrange(dirty.width), chance.randrange(dirty.height)), chance.choice((60, 200)))
    return dirty


@needs_tesseract
@pytest.mark.parametrize("name", ["noise", "hard compression"])
def test_a_bad_picture_never_gives_a_wrong_value(name: str) -> None:
    page = page_image(lab_report())
    data = jpeg(_noisy(page)) if name == "noise" else jpeg(page, quality=12)
    result = read_document(data, password=None)
    found = " ".join(one.text for one in result.pages).split()
    wanted = words_of_page(lab_report())
    assert sum(word in found for word in wanted) >= 0.5 * len(wanted)
    values = {(fact.values["test"], fact.values["value"]) for fact in result.facts if fact.kind is FactKind.RESULTS}
    assert values <= TRUTH
    assert not any(fact.certain for fact in result.facts)


@pytest.mark.skipif("spa" not in _languages(), reason="tesseract has no Spanish words")
def test_a_spanish_page_keeps_its_letters() -> None:
    result = read_document(jpeg(page_image(paper(list(SPANISH)))), password=None)
    text = " ".join(one.text for one in result.pages)
    for word in ("Señora", "Núñez", "año", "Begoña"):
        assert word in text


@needs_tesseract
def test_the_pictured_page_of_a_printed_file_is_found_too(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    scan = img2pdf.convert(jpeg(page_image(ct_report())))
    with pikepdf.Pdf.open(io.BytesIO(lab_report())) as mixed, pikepdf.Pdf.open(io.BytesIO(scan)) as pictured:
        mixed.pages.extend(pictured.pages)
        mixed.save(tmp_path / "mixed.pdf")
    (outcome,) = workspace.importing.import_paths([tmp_path / "mixed.pdf"], maria).outcomes
    assert outcome.pages == 2
    (hit,) = workspace.search.find("hypodense")
    assert hit.page == 2
    values = {fact.title for fact in workspace.records.list(FactKind.RESULTS, maria)}
    assert values == {test for test, _ in TRUTH}


@needs_tesseract
def test_what_was_decided_is_not_proposed_again_when_its_photo_is_joined(
    workspace: Workspace, maria: str, tmp_path: Path
) -> None:
    (tmp_path / "1.jpg").write_bytes(jpeg(page_image(lab_report())))
    (tmp_path / "2.jpg").write_bytes(jpeg(page_image(paper(["The second sheet of the same report"]))))
    batch = workspace.importing.import_paths([tmp_path / "1.jpg", tmp_path / "2.jpg"], maria)
    confirmed, left_out, waiting = workspace.records.list(FactKind.RESULTS, maria)
    workspace.records.confirm([confirmed.id])
    workspace.records.reject([left_out.id])
    joined = workspace.joining.join([str(one.document_id) for one in batch.outcomes]).ids[0]
    listed = workspace.records.list(FactKind.RESULTS, maria)
    assert sorted(fact.title for fact in listed) == sorted([confirmed.title, waiting.title])
    assert {fact.provenance[0].document_id for fact in listed} == {joined}
