"""What a packet would hold, told at once from the record, without building anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.packet.plan import Plan
from desktop.records.fact import Fact, FactKind
from desktop.records.packet import PacketPart
from desktop.services.packets.values import PacketOutline, PartLine

Facts = Mapping[FactKind, tuple[Fact, ...]]
_RESULTS_ON_A_PAGE = 45
_ROWS_ON_A_PAGE = 22
ON_ONE_PAGE = (
    frozenset({PacketPart.TREATMENT, PacketPart.SURGERY, PacketPart.RADIATION}),
    frozenset({PacketPart.MEDICINES, PacketPart.ALLERGIES}),
    frozenset({PacketPart.HISTORY, PacketPart.FAMILY}),
)
"""Parts that share a page."""


def _count(facts: Facts, kind: FactKind, one: str, many: str) -> str:
    number = len(facts.get(kind, ()))
    return f"{number} {one if number == 1 else many}"


def _timeline_detail(plan: Plan) -> str:
    dated = sum(1 for facts in plan.facts.values() for fact in facts if fact.date is not None)
    documents = sum(1 for section in plan.sections for source in section.sources if source.document.date)
    return f"{dated + documents} dated entries"


def _sources_detail(plan: Plan) -> str:
    return ", ".join(f"{section.title} {len(section.sources)}" for section in plan.sections) or "no documents"


def _details(plan: Plan) -> dict[PacketPart, Callable[[], str]]:
    facts = plan.facts
    medicines = _count(facts, FactKind.MEDICATIONS, "medicine", "medicines")
    return {
        PacketPart.SUMMARY: lambda: "Reason, diagnosis, treatment, allergies",
        PacketPart.TIMELINE: lambda: _timeline_detail(plan),
        PacketPart.QUESTIONS: lambda: _count(facts, FactKind.QUESTIONS, "question", "questions"),
        PacketPart.PATHOLOGY: lambda: _count(facts, FactKind.PATHOLOGY, "specimen", "specimens"),
        PacketPart.IMAGING: lambda: _count(facts, FactKind.IMAGING, "scan", "scans"),
        PacketPart.CONSULTS: lambda: _count(facts, FactKind.ENCOUNTERS, "visit", "visits"),
        PacketPart.TREATMENT: lambda: _count(facts, FactKind.TREATMENTS, "treatment", "treatments"),
        PacketPart.SURGERY: lambda: _count(facts, FactKind.PROCEDURES, "operation", "operations"),
        PacketPart.RADIATION: lambda: "",
        PacketPart.RESULTS: lambda: _count(facts, FactKind.RESULTS, "value, with trends", "values, with trends"),
        PacketPart.MEDICINES: lambda: medicines,
        PacketPart.ALLERGIES: lambda: _count(facts, FactKind.ALLERGIES, "allergy", "allergies"),
        PacketPart.HISTORY: lambda: _count(facts, FactKind.CONDITIONS, "condition", "conditions"),
        PacketPart.FAMILY: lambda: _count(facts, FactKind.FAMILY, "illness in the family", "illnesses in the family"),
        PacketPart.CARE_TEAM: lambda: _count(facts, FactKind.CONTACTS, "contact", "contacts"),
        PacketPart.SOURCES: lambda: _sources_detail(plan),
    }


def _pages(plan: Plan, part: PacketPart) -> int:
    if part is PacketPart.SOURCES:
        return sum(section.page_count + 1 for section in plan.sections) + bool(plan.sections)
    if part is PacketPart.RESULTS:
        return 1 + len(plan.facts.get(FactKind.RESULTS, ())) // _RESULTS_ON_A_PAGE
    if part is PacketPart.MEDICINES:
        return 1 + len(plan.facts.get(FactKind.MEDICATIONS, ())) // _ROWS_ON_A_PAGE
    return 1


def outline_of(plan: Plan) -> PacketOutline:
    """Return the outline of a plan; pages of written parts are the usual ones until the packet is built."""
    offered = plan.parts
    lines = tuple(
        PartLine(part, detail(), _pages(plan, part), part in offered) for part, detail in _details(plan).items()
    )
    shared = sum(max(0, sum(line.ticked for line in lines if line.part in parts) - 1) for parts in ON_ONE_PAGE)
    pages = 1 + sum(line.pages for line in lines if line.ticked) - shared
    return PacketOutline(lines, plan.left_out, plan.withheld, pages)
