"""What stands on the timeline, in which group, and how a span is told; no widgets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.records.dates import PartialDate
from desktop.records.document import DocumentKind
from desktop.records.event import Event
from desktop.records.fact import FactKind
from desktop.ui.facts.rows import ICONS

ONE_PAGE = 18
"""Events that fit on the packet's one page."""


class Group(StrEnum):
    """The chips; one at a time."""

    ALL = "all"
    DIAGNOSIS = "diagnosis"
    SCANS = "scans"
    SURGERY = "surgery"
    TREATMENT = "treatment"
    TESTS = "tests"
    VISITS = "visits"
    OTHER = "other"


_DOCUMENTS = {
    DocumentKind.IMAGING: Group.SCANS,
    DocumentKind.IMAGES: Group.SCANS,
    DocumentKind.PATHOLOGY: Group.SURGERY,
    DocumentKind.OPERATIVE_NOTE: Group.SURGERY,
    DocumentKind.GENOMIC_REPORT: Group.TESTS,
    DocumentKind.LAB_REPORT: Group.TESTS,
    DocumentKind.TREATMENT_PLAN: Group.TREATMENT,
    DocumentKind.TREATMENT_SUMMARY: Group.TREATMENT,
    DocumentKind.MEDICATION_LIST: Group.TREATMENT,
    DocumentKind.IMMUNIZATION: Group.TREATMENT,
    DocumentKind.DISCHARGE_SUMMARY: Group.VISITS,
    DocumentKind.CONSULT_NOTE: Group.VISITS,
    DocumentKind.TUMOR_BOARD: Group.VISITS,
    DocumentKind.VISIT_SUMMARY: Group.VISITS,
    DocumentKind.REFERRAL: Group.VISITS,
}
_FACTS = {
    FactKind.MEDICATIONS.value: Group.TREATMENT,
    FactKind.RESULTS.value: Group.TESTS,
    FactKind.CONDITIONS.value: Group.DIAGNOSIS,
    FactKind.ALLERGIES.value: Group.DIAGNOSIS,
    FactKind.APPOINTMENTS.value: Group.VISITS,
    FactKind.ENCOUNTERS.value: Group.VISITS,
    FactKind.OPINIONS.value: Group.VISITS,
    FactKind.TREATMENTS.value: Group.TREATMENT,
    FactKind.IMMUNIZATIONS.value: Group.TREATMENT,
    FactKind.IMAGING.value: Group.SCANS,
    FactKind.PATHOLOGY.value: Group.SURGERY,
    FactKind.PROCEDURES.value: Group.SURGERY,
    FactKind.DEVICES.value: Group.SURGERY,
}
_TOLD_BY_PAPER = frozenset({FactKind.IMAGING, FactKind.PATHOLOGY, FactKind.PROCEDURES, FactKind.ENCOUNTERS})
"""What a report of the same day tells already: the report itself stands there."""
_ICONS = {
    Group.SCANS: "image",
    Group.SURGERY: "flask",
    Group.TREATMENT: "pill",
    Group.TESTS: "chart-line",
    Group.DIAGNOSIS: "flag",
    Group.VISITS: "first-aid",
    Group.OTHER: "file-text",
}


def group_of(event: Event) -> Group:
    """Return the chip under which an event stands."""
    if event.kind == "document":
        return _DOCUMENTS.get(event.document_kind or DocumentKind.OTHER, Group.OTHER)
    return _FACTS.get(event.kind, Group.OTHER)


def icon_of(event: Event) -> str:
    """Return the icon of an event."""
    return _ICONS[group_of(event)] if event.kind == "document" else ICONS[FactKind(event.kind)]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: an event, and the end of its span when it has one."""

    event: Event
    until: PartialDate | None = None
    end_detail: str = ""

    @property
    def detail(self) -> str:
        """What stands below the title."""
        return ". ".join(part for part in (self.event.detail, self.end_detail) if part)


def entries(events: Sequence[Event]) -> list[Entry]:
    """Return the lines, newest first: beginning and end of one thing are one line.

    What was read from a report that stands there for the same day is left out.
    """
    papers = {(one.document_id, one.date.iso) for one in events if one.kind == "document"}
    shown = [one for one in events if not _told_by_paper(one, papers)]
    by_id: dict[tuple[str, str], list[Event]] = {}
    for one in shown:
        by_id.setdefault((one.kind, one.id), []).append(one)
    made = [_entry(group) for group in by_id.values()]
    made.sort(key=lambda one: (one.event.date.low, one.event.date.iso_time), reverse=True)
    return made


def _told_by_paper(event: Event, papers: set[tuple[str, str]]) -> bool:
    if event.kind == FactKind.RESULTS.value:
        return bool(event.document_id)
    return event.kind in _TOLD_BY_PAPER and (event.document_id, event.date.iso) in papers


def _entry(group: list[Event]) -> Entry:
    if len(group) == 1:
        return Entry(group[0])
    first, last = sorted(group, key=lambda one: (one.date.low, group.index(one) == 0))[:2]
    same = first.date.iso == last.date.iso
    return Entry(first, None if same else last.date, last.detail)


def in_group(all_entries: Iterable[Entry], group: Group) -> list[Entry]:
    """Return the lines of a chip."""
    return [one for one in all_entries if group in {Group.ALL, group_of(one.event)}]


def counts(all_entries: Sequence[Entry]) -> dict[Group, int]:
    """Return how many lines each chip has; those without any are left out."""
    found = {group: len(in_group(all_entries, group)) for group in Group}
    return {group: count for group, count in found.items() if count or group is Group.ALL}
