"""Every kind of paper as a real PDF, with traps: nothing is silently wrong."""

from __future__ import annotations

import json
from datetime import date
from functools import cache

import pytest
import typst

from desktop.foundation.resources import resource
from desktop.importers.base import DocumentProposal
from desktop.importers.pdf.read import read
from desktop.records.document import DocumentKind
from tests.importers.identify.papers import PAPERS, Paper

TODAY = date(2026, 11, 29)
_SOURCE = """
#let paper = json(bytes(sys.inputs.paper))
#set page(paper: "us-letter", margin: 2cm, header: text(8pt, paper.header), footer: text(8pt, paper.footer))
#set text(font: "Inter", size: 10pt)
#for (number, cells) in paper.lines.enumerate() {
  let loud = upper(cells.at(0)) == cells.at(0) and cells.at(0).split(" ").len() > 1
  set text(size: if number == 0 and paper.letterhead { 15pt } else if loud { 12pt } else { 10pt })
  grid(columns: (1fr,) * cells.len(), ..cells.map(words => [#words]))
}
"""


@cache
def _fonts() -> typst.Fonts:
    folders = [str(resource("fonts"))]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _proposal(paper: Paper) -> DocumentProposal:
    shown = {
        "lines": [line.split("  ") for line in paper.lines],
        "header": paper.header,
        "footer": paper.footer,
        "letterhead": paper.letterhead,
    }
    pdf = typst.compile(
        _SOURCE.encode(), font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"paper": json.dumps(shown)}
    )
    return read(pdf, password=None, today=TODAY).proposal


def _fields(found: DocumentProposal) -> dict[str, str]:
    return {
        "kind": found.kind.value,
        "date": found.date.iso if found.date else "",
        "source": found.source,
        "doctor": found.doctor,
        "person": found.person_named,
        "born": found.person_born,
    }


@pytest.mark.parametrize("paper", PAPERS, ids=[paper.name for paper in PAPERS])
def test_a_paper_is_read_right_or_asked(paper: Paper) -> None:
    found = _proposal(paper)
    doubted = {one.field for one in found.evidence if not one.certain}
    wrong = {}
    for field, value in _fields(found).items():
        allowed = paper.wanted[field].split("|")
        if "*" not in allowed and value not in allowed and not (value and field in doubted):
            wrong[field] = value
    assert wrong == {}


@pytest.mark.parametrize("paper", PAPERS, ids=[paper.name for paper in PAPERS])
def test_what_must_be_asked_is_asked(paper: Paper) -> None:
    found = _proposal(paper)
    doubted = {one.field for one in found.evidence if not one.certain}
    assert {field for field, wanted in paper.wanted.items() if wanted == "ask"} <= doubted


@pytest.mark.parametrize("paper", PAPERS, ids=[paper.name for paper in PAPERS])
def test_what_a_paper_cites_is_noted_and_nothing_else(paper: Paper) -> None:
    cited = tuple(one.field for one in _proposal(paper).evidence if one.field.startswith("cited-"))
    assert cited == paper.cited


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_papers_are_of_every_kind_that_can_be_told(language: str) -> None:
    kinds = {paper.wanted["kind"] for paper in PAPERS if paper.name.startswith(language)}
    told = {kind.value for kind in DocumentKind} - {DocumentKind.OTHER.value, DocumentKind.IMAGES.value}
    absent = {"en": {"id"}, "es": set()}[language]
    assert told - kinds == absent
