"""Pages that are made from the record at once: the emergency card, and letters that ask for records."""

# ruff: noqa: E501 - a table of invented values reads better in long lines
from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from desktop.foundation.errors import EnvironmentProblem
from desktop.records.fact import FactKind
from desktop.services.errors import NoSuchThingError
from desktop.services.letter import LetterForm, form_for
from desktop.services.packets.slip import save_phrase_slip
from desktop.services.workspace import Workspace


@pytest.fixture
def maria(workspace: Workspace) -> str:
    values = {
        "name": "LOPEZ, MARIA", "born": "1957-05-04", "relation": "self", "address": "1180 Alder Street", "phone": "+1 555 010 0142",
        "record_numbers": "Lakeshore Community Hospital: 00731965", "emergency_contacts": "Ana Lopez, daughter, +1 555 010 0177",
    }  # fmt: skip
    return workspace.people.add(values).id


def text_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    text = " ".join(page.extract_text() for page in pages).replace("\u2060", "").replace("\u00a0", " ")
    return " ".join(text.split())


def _fill(workspace: Workspace, maria: str) -> None:
    put = workspace.records.put
    put(FactKind.MEDICATIONS, maria, {"generic": "Apixaban", "strength": "5 mg", "dose": "1 tablet", "how_often": "twice a day", "critical": "blood thinner"})  # fmt: skip
    put(FactKind.MEDICATIONS, maria, {"generic": "Metformin", "strength": "500 mg", "dose": "2 tablets", "how_often": "once a day"})  # fmt: skip
    put(FactKind.ALLERGIES, maria, {"substance": "Penicillin", "reaction": "hives", "severity": "severe"})
    put(FactKind.CONDITIONS, maria, {"name": "Colon cancer", "main": "yes", "status": "active"})


def test_the_card_is_one_page_with_what_must_be_known_first(workspace: Workspace, maria: str) -> None:
    _fill(workspace, maria)
    made = workspace.emergency_card.made(maria)
    text = text_of(made.pdf)
    assert made.pages == 1
    for words in (
        "TAKES: BLOOD THINNER",
        "Apixaban 5 mg, 1 tablet twice a day",
        "Penicillin: hives",
        "+1 555 010 0177",
    ):
        assert words in text
    assert "Metformin 500 mg (2 tablets once a day)" in text  # never the strength alone
    assert "1180 Alder Street" not in text


def test_an_empty_record_says_that_nobody_was_asked(workspace: Workspace, maria: str) -> None:
    text = text_of(workspace.emergency_card.made(maria, language="es").pdf)
    assert "NINGÚN MEDICAMENTO MARCADO COMO CRÍTICO" in text
    assert "sin preguntar" in text


def test_a_long_list_of_medicines_is_still_readable(workspace: Workspace, maria: str) -> None:
    _fill(workspace, maria)
    for number in range(30):
        workspace.records.put(FactKind.MEDICATIONS, maria, {"generic": f"Medicine {number}", "strength": "5 mg"})
    text = text_of(workspace.emergency_card.made(maria).pdf)
    assert all(f"Medicine {number} 5 mg" in text for number in range(30))
    assert "more: see the sheet" in text


def _ask(workspace: Workspace, maria: str, what: str) -> str:
    return workspace.records.put(FactKind.REQUESTS, maria, {"what": what, "provider": "Lakeshore Pathology"}).id


def test_a_letter_asks_for_access_by_the_persons_right(workspace: Workspace, maria: str) -> None:
    made = workspace.letters.made(_ask(workspace, maria, "Discharge letter of March"))
    text = text_of(made.pdf)
    assert made.pages == 1
    for words in (
        "Request for my medical records",
        "45 CFR 164.524",
        "Discharge letter of March",
        "00731965",
        "within 30 days",
    ):
        assert words in text
    assert "loan" not in text


def test_a_letter_for_slides_names_the_cases(workspace: Workspace, maria: str) -> None:
    values = {"specimen": "Biopsy", "accession": "S26-02907", "lab": "Lakeshore Pathology", "slides_count": "6"}
    workspace.records.put(FactKind.PATHOLOGY, maria, values)
    text = text_of(workspace.letters.made(_ask(workspace, maria, "Pathology slides")).pdf)
    assert "case S26-02907" in text
    assert "Slides are a loan" in text


def test_a_letter_for_images_asks_for_dicom_and_not_for_jpeg(workspace: Workspace, maria: str) -> None:
    values = {
        "modality": "CT",
        "body_part": "abdomen",
        "done": "2026-03-06",
        "facility": "Lakeshore",
        "accession": "26-0088127",
    }
    workspace.records.put(FactKind.IMAGING, maria, values)
    text = text_of(workspace.letters.made(_ask(workspace, maria, "CT pictures")).pdf)
    assert "images in DICOM format on a disc or by link, not JPEG" in text
    assert "26-0088127" in text
    assert "before 2026-03-06" in text


def test_the_form_follows_from_the_words_and_can_be_chosen(workspace: Workspace, maria: str) -> None:
    forms = {"Pathology slides": LetterForm.SLIDES, "CT pictures": LetterForm.IMAGES, "Fact sheet": LetterForm.ACCESS}
    for what, form in forms.items():
        request = workspace.letters.request(_ask(workspace, maria, what))
        assert form_for(request) is form
    text = text_of(workspace.letters.made(request.id, form=LetterForm.IMAGES, language="es").pdf)
    assert "no JPEG" in text


def test_what_cannot_be_written_is_said(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    workspace.emergency_card.save(maria, tmp_path / "card.pdf", paper="a4")
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")
    with pytest.raises(EnvironmentProblem):
        workspace.emergency_card.save(maria, tmp_path / "no" / "card.pdf")
    with pytest.raises(NoSuchThingError):
        workspace.letters.made("not-there")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_slip_holds_the_words_alone(language: str, tmp_path: Path) -> None:
    save_phrase_slip("maple otter brick lemon stone", tmp_path / "slip.pdf", language=language, paper="a4")
    (page,) = pypdf.PdfReader(tmp_path / "slip.pdf").pages
    text = text_of((tmp_path / "slip.pdf").read_bytes())
    assert page.mediabox.height == pytest.approx(842, abs=1)
    assert "maple otter brick lemon stone" in text
    assert "M-A-P-L-E, O-T-T-E-R" in text
    assert "SH-" not in text, "the slip does not say which packet it opens"
