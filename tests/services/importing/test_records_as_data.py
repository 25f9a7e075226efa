"""A record that came as data is shown on pages, its proposals point there, and it goes into a packet."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from desktop.records.document import DocumentStatus, PersonMatch
from desktop.records.fact import FactKind
from desktop.records.provenance import Origin
from desktop.services.workspace import Workspace
from tests.importers.ccda.documents import document, medicine, result, section, value

RESULTS = section("30954-2", result("Hemoglobin", value("PQ", value="10.90", unit="g/dL")), title="Results")
TABLE = "<table><tbody><tr><td>Metformin</td><td>twice a day</td></tr></tbody></table>"
MEDICINES = section("10160-0", medicine(""), title="Medicines", text=TABLE)


@pytest.fixture
def summary(workspace: Workspace, maria: str, tmp_path: Path) -> str:
    """Maria's summary of care, imported under a wrong ending; its document id."""
    path = tmp_path / "download.txt"
    path.write_bytes(document(RESULTS, MEDICINES))
    (outcome,) = workspace.importing.import_paths([path], maria).outcomes
    assert outcome.read
    assert outcome.document_id
    return outcome.document_id


def test_it_is_read_for_its_person_and_the_original_stays(workspace: Workspace, maria: str, summary: str) -> None:
    kept = workspace.documents.get(summary)
    assert (kept.title, kept.source, kept.status) == ("Summary of care", "Harbor Clinic", DocumentStatus.PROPOSED)
    assert kept.person_match is PersonMatch.MATCH
    assert workspace.documents.original(summary) == document(RESULTS, MEDICINES)
    (hemoglobin,) = workspace.records.list(FactKind.RESULTS, maria)
    assert hemoglobin.origin is Origin.PROPOSED
    assert getattr(hemoglobin, "value", "") == "10.90"
    assert [one.code for one in hemoglobin.codings] == ["718-7"]


def test_its_page_is_a_picture_with_its_words_in_their_places(workspace: Workspace, summary: str) -> None:
    assert workspace.documents.page_picture(summary, 1, width=600).startswith(b"\x89PNG")
    boxes = workspace.search.marks(summary, 1, '"twice a day"')
    assert len(boxes) == 1
    assert 0 < boxes[0].left < boxes[0].right < 1


def test_it_stands_in_a_packet_as_a_source(workspace: Workspace, maria: str, summary: str) -> None:
    started = workspace.packets.start(maria).request
    workspace.documents.mark_reviewed(summary)
    built = workspace.packets.build(replace(started, recipient_name="Dr. Lena Okafor"))
    with pdfium.PdfDocument(io.BytesIO(built.pdf)) as pdf:
        texts = [pdf[number].get_textpage().get_text_range() for number in range(len(pdf))]
    (page,) = (text for text in texts if "Metformin" in text and "twice a day" in text)
    assert "Printed by Sheaf from a data file" in page
    assert "Unaltered" not in page
    assert any("came as data files" in text and "from a data file" in text for text in texts)


def test_a_row_of_very_many_cells_can_be_read_on_its_page(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("".join(",".join(f"{word}{number}" for number in range(40)) + "\n" for word in ("head", "cell")))
    (outcome,) = workspace.importing.import_paths([path], maria).outcomes
    assert outcome.document_id
    boxes = [workspace.search.marks(outcome.document_id, 1, f"cell{number}")[0] for number in (3, 4, 38)]
    assert all(0 < box.left < box.right < 1 for box in boxes)
    assert boxes[0].right <= boxes[1].left or boxes[0].bottom <= boxes[1].top
