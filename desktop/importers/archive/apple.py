"""An Apple Health export: the readings of export.xml, and the clinical records beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from desktop.importers import limits
from desktop.importers.applehealth.read import HealthExport, read_export
from desktop.importers.archive.unzip import RefusedZipError, Zip
from desktop.importers.base import DocumentProposal, ImportResult, ProposedFact
from desktop.importers.fhir.entries import Entry, entries_of
from desktop.importers.fhir.read import result_of
from desktop.importers.paging import CELL, Pages
from desktop.importers.registry import APPLE_HEALTH
from desktop.importers.safe_json import BadJsonError, read_json
from desktop.records.document import ImportIssue
from desktop.records.provenance import Evidence

_EXPORT, _CLINICAL = "export.xml", "/clinical-records/"


def export_in(archive: Zip) -> str:
    """Return the path of the export's main file, or empty when this is no such export."""
    names = [member.name for member in archive.members]
    found = (name for name in names if name.endswith("/" + _EXPORT) or name == _EXPORT)
    return next((name for name in found if b"<HealthData" in _head(archive, name)), "")


def _head(archive: Zip, name: str) -> bytes:
    try:
        return next(archive.pieces(name, size=256 << 10), b"")
    except RefusedZipError:
        return b""


def _clinical(archive: Zip) -> tuple[list[Entry], int]:
    """Return the resources of the clinical records, and how many files could not be read."""
    entries: list[Entry] = []
    broken = 0
    for member in archive.members:
        if _CLINICAL in member.name and member.name.endswith(".json"):
            try:
                entries += entries_of([read_json(archive.read(member.name))])
            except (BadJsonError, RefusedZipError):
                broken += 1
    return entries, broken


def _placed(pages: Pages, export: HealthExport) -> Iterator[ProposedFact]:
    lines = [fact.provenance.snippet.replace(" · ", CELL) for fact in export.facts]
    added = pages.add("Readings by day", lines) if lines else 0
    for fact in export.facts:
        yield replace(fact, provenance=replace(fact.provenance, page=pages.where(added, fact.provenance.snippet)))


def _issues(export: HealthExport, broken: int, pages: Pages) -> Iterator[ImportIssue]:
    if export.broken:
        yield limits.XML_BROKEN
    if export.older:
        yield ImportIssue("older-days", f"{export.older:,} older days stay in the file and are not listed.")
    if broken:
        words = "1 clinical record" if broken == 1 else f"{broken:,} clinical records"
        yield ImportIssue("damaged-record", f"{words} in this export could not be read. The file is kept whole.")
    if pages.cut:
        yield limits.TOO_LONG_TO_SHOW


def read_apple(archive: Zip, name: str, today: date) -> ImportResult:
    """Read the export whose main file is `name`."""
    with archive.stream(name) as stream:
        export = read_export(stream)
    entries, broken = _clinical(archive)
    clinical = result_of(entries, today) if entries else None
    pages = Pages()
    pages.add("Apple Health", export.lines)
    readings = list(_placed(pages, export))
    first = len(pages.made)
    records = clinical.facts if clinical else ()
    moved = (replace(fact, provenance=replace(fact.provenance, page=fact.provenance.page + first)) for fact in records)
    behind = (replace(page, page=page.page + first) for page in (clinical.pages if clinical else ()))
    person = clinical.proposal.person_named if clinical else ""
    shown = (*pages.made, *behind)[: limits.PDF_PAGES]
    return ImportResult(
        media_type=APPLE_HEALTH,
        page_count=len(shown),
        pages=shown,
        proposal=DocumentProposal(
            title="Apple Health export",
            date=export.made,
            source="Apple Health",
            person_named=person,
            person_born=export.born,
            evidence=(Evidence(field="title", page=1, snippet="Apple Health"),),
        ),
        facts=(*moved, *readings),
        issues=(*_issues(export, broken, pages), *(clinical.issues if clinical else ())),
    )
