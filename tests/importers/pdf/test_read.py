"""Every PDF is read, or told in one sentence why not; nothing is raised."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from desktop.importers import limits, wire
from desktop.importers.base import ImportResult, ProposedFact
from desktop.importers.pdf.picture import picture
from desktop.importers.pdf.read import read
from desktop.records.coding import Coding
from desktop.records.document import DocumentKind
from desktop.records.fact import FactKind
from desktop.records.provenance import Provenance
from tests.papers import ct_report, lab_report, paper

TODAY = date(2026, 11, 23)


def _read(data: bytes, password: str | None = None) -> ImportResult:
    return read(data, password=password, today=TODAY)


def _saved(pdf: Pdf, **how: Any) -> bytes:
    made = io.BytesIO()
    pdf.save(made, **how)
    return made.getvalue()


def _locked(password: str) -> bytes:
    with Pdf.open(io.BytesIO(ct_report())) as pdf:
        return _saved(pdf, encryption=pikepdf.Encryption(owner="o", user=password, R=6))


def test_a_report_is_read_with_its_evidence() -> None:
    result = _read(ct_report())
    assert result.proposal.kind is DocumentKind.IMAGING
    assert [page.page for page in result.pages] == [1, 2]
    assert {one.field for one in result.proposal.evidence} >= {"title", "date", "source", "person"}
    assert all(one.box is not None for one in result.proposal.evidence)


def test_a_result_survives_the_wire() -> None:
    result = _read(lab_report())
    assert result.facts
    assert wire.from_json(wire.to_json(result)) == result


def test_what_a_file_states_in_codes_and_as_not_there_survives_the_wire() -> None:
    stated = ProposedFact(
        kind=FactKind.ALLERGIES,
        values={"substance": "Penicillin"},
        provenance=Provenance(document_id="", page=1),
        negated=True,
        codings=(Coding("http://snomed.info/sct", "764146007", "Penicillin"),),
    )
    result = ImportResult(media_type="text/xml", facts=(stated,))
    assert wire.from_json(wire.to_json(result)) == result


@pytest.mark.parametrize("broken", [None, 5, [], {}, {"media_type": 7}, {"media_type": "a", "pages": "b"}])
def test_an_answer_of_another_shape_is_refused(broken: object) -> None:
    with pytest.raises(wire.BadResultError):
        wire.from_json(broken)


def test_a_locked_pdf_asks_and_opens() -> None:
    data = _locked("open sesame")
    assert _read(data).issues == (limits.LOCKED,)
    assert _read(data, "wrong").issues == (limits.WRONG_PDF_PASSWORD,)
    assert "hypodense" in _read(data, "open sesame").pages[0].text
    assert picture(data, page=1, width=200, password="open sesame").startswith(b"\x89PNG")


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4 nonsense " * 50, b"%PDF-" + bytes(3000)])
def test_damaged_bytes_are_told_in_a_sentence(data: bytes) -> None:
    result = _read(data)
    assert not result.read
    assert result.issues[0].code == "damaged"
    assert result.issues[0].text.endswith(".")


def test_a_cut_file_is_told_or_read_as_far_as_it_goes() -> None:
    data = ct_report()
    for part in (0.2, 0.5, 0.8, 0.99):
        result = _read(data[: int(len(data) * part)])
        assert result.read or result.issues


def test_too_many_pages_are_not_read() -> None:
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        for _ in range(limits.PDF_PAGES):
            pdf.pages.append(pdf.pages[0])
        result = _read(_saved(pdf))
    assert result.issues == (limits.TOO_MANY_PAGES,)
    assert result.page_count == limits.PDF_PAGES + 1


def test_a_loop_in_the_page_tree_ends() -> None:
    with Pdf.open(io.BytesIO(ct_report())) as pdf:
        pages = pdf.Root.Pages
        pages.Kids = Array([pages, *pages.Kids])
        data = _saved(pdf)
    result = _read(data)
    assert result.read or result.issues


def test_what_was_typed_into_a_form_is_found() -> None:
    with Pdf.open(io.BytesIO(paper(["Intake form"]))) as pdf:
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=pikepdf.String("drug"),
                V=pikepdf.String("warfarin 5 mg"), Rect=Array([50, 600, 250, 620]),
            )
        )  # fmt: skip
        pdf.pages[0].obj.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
        data = _saved(pdf)
    assert "warfarin 5 mg" in _read(data).pages[0].text


def test_files_inside_are_told() -> None:
    with Pdf.open(io.BytesIO(ct_report())) as pdf:
        pdf.attachments["other.txt"] = b"hello"
        data = _saved(pdf)
    assert any(issue.code == "files-inside" for issue in _read(data).issues)


def test_pages_without_text_are_kept_but_not_called_read() -> None:
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        result = _read(_saved(pdf))
    assert not result.read
    assert limits.NO_TEXT in result.issues
