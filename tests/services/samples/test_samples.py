"""The invented person: papers that read as what they are, and a vault filled through the same doors as a real one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from desktop.foundation.resources import resource
from desktop.importers.base import ImportResult
from desktop.importers.pdf.read import read
from desktop.records.document import DocumentStatus, PersonMatch
from desktop.records.entry_fields import check_required, parse_entries, with_title
from desktop.records.fact import FactKind
from desktop.records.kinds import FACT_TYPES
from desktop.records.packet import PacketRequest
from desktop.records.provenance import Origin
from desktop.services.picture_reading import can_recognize
from desktop.services.samples import (
    SampleDocument,
    add_scan,
    fill_demo,
    sample_documents,
    sample_facts,
    sample_person,
    sample_request,
)
from desktop.services.workspace import Workspace
from desktop.vault.vault import Vault
from tests.importers.labs.reports import Truth
from tests.importers.labs.scoring import score

TODAY = date(2026, 11, 20)


@cache
def _papers() -> dict[str, SampleDocument]:
    return {document.file_name: document for document in sample_documents()}


@cache
def _read(file_name: str) -> ImportResult:
    return read(_papers()[file_name].pdf, password=None, today=TODAY)


def _names() -> list[str]:
    return [str(paper["file_name"]) for paper in _raw("papers.json")["papers"]]


def _raw(name: str) -> dict[str, list[dict[str, object]]]:
    loaded: dict[str, list[dict[str, object]]] = json.loads(resource("templates", "samples", name).read_text("utf-8"))
    return loaded


EXPECTED = {
    "lab-results-2026-02-10.pdf": ("Laboratory Results", "2026-02-10", "Millbrook Family Practice", "Ruth Abara, MD"),
    "Lakeshore_lab_05Mar2026.pdf": (
        "Laboratory report",
        "2026-03-05",
        "Lakeshore Community Hospital",
        "CHEN XIAOMING, MD",
    ),
    "Lakeshore_lab_02Apr2026.pdf": (
        "Laboratory report",
        "2026-04-02",
        "Lakeshore Community Hospital",
        "CHEN XIAOMING, MD",
    ),
    "cumulative labs Northgate May-Oct 2026.pdf": (
        "Cumulative Laboratory Report",
        "2026-11-02",
        "Northgate Cancer Institute",
        "Anil Patel, MD",
    ),
    "northgate-labs-2026-11-12.pdf": (
        "Laboratory Report",
        "2026-11-12",
        "Northgate Cancer Institute",
        "Anil Patel, MD",
    ),
    "pathology_S26-02907.pdf": (
        "Surgical pathology report",
        "2026-03-02",
        "Lakeshore Community Hospital",
        "H. BRANDVOLD, MD",
    ),
    "pathology_S26-04418 hemicolectomy.pdf": (
        "Surgical pathology report",
        "2026-03-30",
        "Lakeshore Community Hospital",
        "H. BRANDVOLD, MD",
    ),
    "ct_2026-10-12.pdf": (
        "CT scan report, chest, abdomen and pelvis",
        "2026-10-12",
        "Northgate Cancer Institute",
        "Anil Patel, MD",
    ),
    "mri liver 2026-10-20.pdf": ("MRI report, liver", "2026-10-20", "Northgate Cancer Institute", "Anil Patel, MD"),
    "operative note 24 March 2026.pdf": (
        "Operative note",
        "2026-03-24",
        "Lakeshore Community Hospital",
        "Chen Xiaoming, MD",
    ),
    "discharge summary.pdf": ("Discharge summary", "2026-03-29", "Lakeshore Community Hospital", "Chen Xiaoming, MD"),
    "oncology first visit 24 April 2026.pdf": (
        "Medical Oncology Consultation",
        "2026-04-24",
        "Northgate Cancer Institute",
        "Anil Patel, MD",
    ),
    "infusion records 2026.pdf": (
        "Infusion record",
        "2026-10-07",
        "Northgate Cancer Institute",
        "Anil Patel, MD",
    ),
    "tumor board 2026.pdf": ("Multidisciplinary tumor board", "2026", "Northgate Cancer Institute", "Anil Patel, MD"),
    "plan letter Dr Patel.pdf": ("Treatment Plan", "2026-11-16", "Northgate Cancer Institute", "Anil Patel, MD"),
}


@pytest.mark.parametrize("file_name", sorted(EXPECTED))
def test_each_paper_is_recognised_as_what_it_is(file_name: str) -> None:
    proposal = _read(file_name).proposal
    told = (proposal.title, getattr(proposal.date, "iso", ""), proposal.source, proposal.doctor)
    assert told == EXPECTED[file_name]
    assert proposal.kind is _papers()[file_name].kind
    assert {"LOPEZ", "MARIA"} <= set(proposal.person_named.upper().replace(",", " ").split())
    assert proposal.person_born in {"1957-05-04", "05/04/1957"}


def test_every_paper_but_the_scan_is_expected_here() -> None:
    assert set(_names()) - set(EXPECTED) == {"scan0007.pdf"}


def test_the_scan_is_a_picture_without_text() -> None:
    result = _read("scan0007.pdf")
    assert not result.read
    assert result.page_count == 1
    assert result.facts == ()


def test_the_papers_are_the_same_bytes_every_time() -> None:
    assert [document.pdf for document in sample_documents()] == [document.pdf for document in _papers().values()]


def _flagged(text: str) -> tuple[str, str]:
    value, _, flag = text.partition(" ")
    return value, flag


def _panel_truth(data: dict[str, object], collected: str) -> Iterator[Truth]:
    panels = data["panels"]
    assert isinstance(panels, list)
    for panel in panels:
        for row in panel["rows"]:
            yield Truth(row["test"], row["value"], row["unit"], row["range"], row["flag"], "", collected)


def _grid_truth(data: dict[str, object]) -> Iterator[Truth]:
    rows, days = data["rows"], data["days"]
    assert isinstance(rows, list)
    assert isinstance(days, list)
    for row in rows:
        for day, text in zip(days, row["values"], strict=True):
            value, flag = _flagged(text)
            if any(map(str.isdigit, value)):
                yield Truth(row["test"], value, row["unit"], row["range"], flag, "", day)


def _current_truth(data: dict[str, object]) -> Iterator[Truth]:
    rows = data["rows"]
    assert isinstance(rows, list)
    for row in rows:
        yield Truth(row["test"], row["value"], row["unit"], row["range"], row["flag"], "", "2026-11-12")


def _in_out_truth(data: dict[str, object]) -> Iterator[Truth]:
    rows = data["rows"]
    assert isinstance(rows, list)
    for row in rows:
        value, unit, *flag = (row["inside"] or row["outside"]).split(" ")
        yield Truth(row["test"], value, unit, row["range"], "".join(flag), "", "2026-02-10")


def _truth(file_name: str) -> list[Truth]:
    data = next(paper["data"] for paper in _raw("papers.json")["papers"] if paper["file_name"] == file_name)
    assert isinstance(data, dict)
    if "panels" in data:
        return list(_panel_truth(data, EXPECTED[file_name][1]))
    if "days" in data:
        return list(_grid_truth(data))
    return list(_current_truth(data) if "previous_day" in data else _in_out_truth(data))


@pytest.mark.parametrize("file_name", [name for name in sorted(EXPECTED) if "lab" in name.lower()])
def test_every_value_of_the_laboratory_reports_is_read_as_printed(file_name: str) -> None:
    found = score(_read(file_name).facts, _truth(file_name))
    assert found.wrong == []
    assert found.recall == 1
    assert all(fact.certain for fact in _read(file_name).facts)


@pytest.mark.parametrize("file_name", [name for name in sorted(EXPECTED) if "lab" not in name.lower()])
def test_no_value_is_read_from_prose(file_name: str) -> None:
    assert [fact for fact in _read(file_name).facts if fact.kind is FactKind.RESULTS] == []


def test_the_discharge_summary_proposes_what_it_lists_and_tells_of_the_rest() -> None:
    reading = _read("discharge summary.pdf")
    read = [dict(fact.values) for fact in reading.facts]
    assert read == [
        {
            "status": "active",
            "generic": "Enoxaparin",
            "how_often": "60 mg under the skin once a day until 04/21/2026",
        },
        {"status": "active", "generic": "Metformin ER", "strength": "500 mg", "how_often": "2 tablets with supper"},
        {"substance": "Penicillin", "reaction": "hives, swollen lips"},
    ]
    assert [issue.code for issue in reading.issues] == ["medicines-uncertain"]


def test_typed_facts_fit_their_kinds() -> None:
    for fact in sample_facts():
        made = FACT_TYPES[fact.kind](**parse_entries(fact.kind, fact.values))
        check_required(with_title(made, chosen=False))


def test_typed_facts_quote_papers_that_say_so() -> None:
    for fact in sample_facts():
        for place in fact.places:
            text = " ".join(_read(place.file_name).pages[place.page - 1].text.split())
            assert place.snippet in text, fact.values


def test_questions_are_ranked_without_gaps() -> None:
    ranks = [int(fact.values["rank"]) for fact in sample_facts() if fact.kind is FactKind.QUESTIONS]
    assert sorted(ranks) == list(range(1, len(ranks) + 1))


def test_the_first_pages_of_the_packet_are_written() -> None:
    request = sample_request(PacketRequest(id="draft"))
    assert request.id == "draft"
    assert request.why_now
    assert request.answer_by is not None


def test_a_vault_is_filled_through_the_usual_doors(new_vault: Vault, tmp_path: Path) -> None:
    from desktop.bootstrap import make_workspace

    workspace: Workspace = make_workspace(new_vault)
    folder = tmp_path / "papers"
    result = fill_demo(workspace, folder)
    documents = workspace.documents.list(result.person_id)
    assert len(documents) == result.documents == len(list(folder.iterdir())) == len(_names())
    assert all(document.date is not None and document.date.day for document in documents)
    scan = set() if can_recognize() else {DocumentStatus.NOT_READ}
    assert {document.status for document in documents} == {DocumentStatus.REVIEWED, *scan}
    assert PersonMatch.DIFFERS not in {document.person_match for document in documents}
    results = workspace.records.list(FactKind.RESULTS, result.person_id)
    assert len(results) == result.results == sum(len(_truth(name)) for name in EXPECTED if "lab" in name.lower())
    assert {fact.origin for fact in results} == {Origin.CONFIRMED}
    recipient = workspace.records.get(result.recipient_id)
    assert recipient.kind is FactKind.RECIPIENTS


def test_the_disc_of_the_demonstration_is_a_scan_to_look_through(workspace: Workspace, tmp_path: Path) -> None:
    person_id = workspace.people.add(sample_person()).id
    add_scan(workspace, tmp_path / "originals", person_id)
    (document,) = workspace.documents.list(person_id)
    assert (document.title, document.status) == ("CT chest, abdomen and pelvis (images)", DocumentStatus.REVIEWED)
    assert document.belongs
    series = workspace.imaging_files.series(document.id)
    assert [(one.description, one.images) for one in series] == [("Axial 5 mm", 24), ("Axial 3 mm, lung", 12)]
