"""What the pathologist saw, and where slides and blocks are (FHIR `DiagnosticReport`, `Specimen`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desktop.records.dates import PartialDate
from desktop.records.fact import Fact, FactKind, entry

MARKER_LINE = "one a line: marker: result; method and laboratory; date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pathology(Fact):
    """One specimen; all findings as printed. The second laboratory may want the slides themselves."""

    kind: ClassVar[FactKind] = FactKind.PATHOLOGY
    words: ClassVar[tuple[str, str]] = ("pathology finding", "pathology findings")
    date_name: ClassVar[str] = "collected"
    title_from: ClassVar[tuple[str, ...]] = ("specimen",)
    detail_from: ClassVar[tuple[str, ...]] = ("histology", "grade", "stage")

    specimen: str = entry("What was looked at, for example biopsy of the sigmoid colon", required=True)
    procedure: str = entry("How it was taken, for example biopsy at colonoscopy")
    body_site: str = entry("Where in the body")
    accession: str = entry("Accession number of the laboratory")
    lab: str = entry("Laboratory")
    pathologist: str = entry("Pathologist")
    reported: PartialDate | None = entry("When it was reported", default=None)
    histology: str = entry("Kind of tissue as printed, for example adenocarcinoma")
    grade: str = entry("Grade as printed, for example G2")
    stage: str = entry("Stage as printed, for example pT3 pN1b")
    size: str = entry("Size as printed, for example 4.6 x 3.9 x 1.8 cm")
    depth: str = entry("How deep it reaches, as printed")
    margins: str = entry("Margins as printed")
    nodes: str = entry("Lymph nodes as printed, for example 3 of 18")
    invasion: str = entry("Invasion as printed: lymphatic, venous, perineural")
    receptors: str = entry(f"Receptors and stains, {MARKER_LINE}, for example ER: 95 % positive; IHC", long=True)
    molecular: str = entry(f"Molecular tests, {MARKER_LINE}, for example KRAS: G12D; NGS panel; 2026-04-22", long=True)
    conclusion: str = entry("The diagnosis line as printed", long=True)
    amended: str = entry("Amended later? When, and what was added")
    second_review: str = entry("Looked at again by another pathologist: who, when, same or different", long=True)
    slides_count: str = entry("How many slides")
    slides_held_by: str = entry("Where the slides are now")
    slides_asked_on: PartialDate | None = entry("When the slides were asked for", default=None)
    slides_sent_on: PartialDate | None = entry("When the slides were sent", default=None)
    slides_sent_to: str = entry("Where the slides were sent, with the parcel number")
    slides_return_by: PartialDate | None = entry("When the slides must be back", default=None)
    slides_returned_on: PartialDate | None = entry("When the slides came back", default=None)
    blocks_count: str = entry("How many blocks")
    blocks_held_by: str = entry("Where the blocks are now")
