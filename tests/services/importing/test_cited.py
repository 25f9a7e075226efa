"""A report that cites what is not there is kept with the citation, and readiness asks for it until it comes."""

from __future__ import annotations

from pathlib import Path

from desktop.records.cited import Cited, cited, cited_day
from desktop.records.packet import Case
from desktop.records.readiness import ReadinessItem
from desktop.services.workspace import Workspace
from tests.papers import paper

_HEAD = ["Riverside Imaging", "CT CHEST WITH CONTRAST", "Patient: LOPEZ, MARIA    DOB: 05/04/1957"]
NEW = [
    *_HEAD,
    "Exam date: 11/14/2026",
    "COMPARISON: CT chest 06/18/2026.",
    "Addendum to follow.",
    "Images available on PACS.",
]
PRIOR = [*_HEAD, "Exam date: 06/18/2026", "FINDINGS", "Clear lungs."]


def _add(workspace: Workspace, person: str, folder: Path, name: str, lines: list[str]) -> str:
    (folder / name).write_bytes(paper(lines))
    batch = workspace.importing.import_paths([folder / name], person)
    document_id = batch.outcomes[0].document_id
    assert document_id is not None
    return document_id


def _rules(workspace: Workspace, person: str) -> dict[str, ReadinessItem]:
    return {one.rule: one for one in workspace.readiness.check(person, Case.GENERAL)}


def test_what_a_report_cites_is_kept_with_its_place_and_day(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    kept = workspace.documents.get(_add(workspace, maria, tmp_path, "new.pdf", NEW))
    (prior,) = cited(kept.evidence, Cited.PRIOR_STUDY)
    day = cited_day(prior)
    assert day is not None
    assert day.iso == "2026-06-18"
    assert prior.snippet == "COMPARISON: CT chest 06/18/2026."
    assert prior.page == 1
    assert prior.box is not None
    assert len(cited(kept.evidence, Cited.ADDENDUM)) == len(cited(kept.evidence, Cited.IMAGES)) == 1


def test_readiness_asks_for_what_is_cited_and_stops_when_it_is_here(
    workspace: Workspace, maria: str, tmp_path: Path
) -> None:
    citing = _add(workspace, maria, tmp_path, "new.pdf", NEW)
    asked = _rules(workspace, maria)
    assert asked["cited-prior-study"].ids == asked["cited-addendum"].ids == (citing,)
    assert asked["cited-prior-study"].action == "documents"
    assert "images" in asked
    _add(workspace, maria, tmp_path, "prior.pdf", PRIOR)
    answered = _rules(workspace, maria)
    assert "cited-prior-study" not in answered
    assert "cited-addendum" in answered


def test_a_report_that_cites_nothing_asks_for_nothing(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    none = [*_HEAD, "Exam date: 06/18/2026", "Comparison: None available.", "No addendum."]
    _add(workspace, maria, tmp_path, "none.pdf", none)
    assert {"cited-prior-study", "cited-addendum"} & set(_rules(workspace, maria)) == set()
