"""Rules for gene tests: the report, and the raw data behind it (packet.md, Readiness: Rare)."""

from __future__ import annotations

import json
from functools import cache

from desktop.foundation.resources import resource
from desktop.packet.readiness.case_file import CaseFile
from desktop.packet.readiness.making import Rule, item, lacking
from desktop.packet.verify_words import folded
from desktop.records.document import Document, DocumentKind
from desktop.records.fact import FactKind
from desktop.records.readiness import Level, Missing, ReadinessItem
from desktop.records.request import Request, RequestStatus

_SETTLED = frozenset({RequestStatus.ARRIVED, RequestStatus.DOES_NOT_EXIST})


@cache
def _known() -> dict[str, tuple[str, ...]]:
    raw = json.loads(resource("terminology", "genetics.json").read_text("utf-8"))
    return {name: tuple(raw[name]) for name in ("files", "words")}


def is_raw_data(document: Document) -> bool:
    """Whether a file is the raw data of a gene test, by its ending: it is kept and passed on, never read."""
    return document.file_name.casefold().endswith(_known()["files"])


def _asks_for_raw_data(request: Request) -> bool:
    what = folded(request.what)
    return any(folded(words) in what for words in _known()["words"])


def genetic_report(case: CaseFile) -> ReadinessItem:
    """The genetic report."""
    return item(
        "genetics",
        Level.SHOULD,
        ready=bool(case.papers(DocumentKind.GENOMIC_REPORT)),
        good="The genetic report is here.",
        bad="If genes were tested, ask for the report and for the raw data.",
        action="requests",
        absent=lacking(Missing.GENETIC_REPORT),
    )


def raw_data(case: CaseFile) -> ReadinessItem | None:
    """The raw data of the gene test: a file of it, or word that there is none; nothing without a report."""
    reports = case.papers(DocumentKind.GENOMIC_REPORT)
    if not reports:
        return None
    asked = [one for one in case.of(FactKind.REQUESTS, Request) if _asks_for_raw_data(one)]
    here = any(is_raw_data(one) and one.belongs for one in case.documents)
    waiting = any(one.clinical_status is RequestStatus.WAITING for one in asked)
    bad = (
        "The raw data of the gene test was asked for. Add the files when they come."
        if waiting
        else "Ask the laboratory for the raw data of the gene test, for example as a VCF file."
    )
    return item(
        "genetics-raw-data",
        Level.SHOULD,
        ready=here or any(one.clinical_status in _SETTLED for one in asked),
        good="The raw data of the gene test is here, or it is said that there is none.",
        bad=bad,
        action="requests",
        absent=lacking(Missing.GENETIC_RAW_DATA),
    )


RULES: tuple[Rule, ...] = (genetic_report, raw_data)
