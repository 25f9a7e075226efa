"""What is planned or asked for: never shown as done (C-CDA, Plan of Treatment)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.importers.base import ProposedFact
from desktop.importers.ccda.care import encounters, procedure, procedures, why_of
from desktop.importers.ccda.datatypes import begin, code_text, quantity_text, when
from desktop.importers.ccda.medications import material, material_name
from desktop.importers.ccda.section import Section, fact, inside, planned, said_not
from desktop.importers.safe_xml import Node, attribute, child, children, text_of
from desktop.records.fact import FactKind


def _treatment(section: Section, node: Node, *, status: str = "planned") -> Iterator[ProposedFact]:
    name = material_name(section, node)
    if name and not said_not(node):
        dose = quantity_text(child(node, "doseQuantity"))
        values = {
            "regimen": name,
            "status": status,
            "type": "drug",
            "drugs": f"{name} {dose}" if dose else "",
            "start": begin(child(node, "effectiveTime")) or when(child(node, "effectiveTime")),
        }
        yield fact(section, FactKind.TREATMENTS, node, values, code=child(material(node), "code"))


def administered(section: Section, entry: Node) -> Iterator[ProposedFact]:
    """Yield what was given during a visit or stay; it is no medicine that is taken at home."""
    for node in children(entry, "substanceAdministration"):
        yield from _treatment(section, node, status="planned" if planned(node) else "completed")


def _supply(section: Section, node: Node) -> Iterator[ProposedFact]:
    made = child(node, "product", "manufacturedProduct", "manufacturedMaterial")
    name = code_text(child(made, "code"), section.narrative) or text_of(child(made, "name"))
    if name:
        values = {
            "name": name,
            "status": "planned",
            "done": when(child(node, "effectiveTime")),
            "reason": why_of(section, node),
        }
        yield fact(section, FactKind.PROCEDURES, node, values, code=child(made, "code"))


def plan(section: Section, entry: Node) -> Iterator[ProposedFact]:
    """Yield what an entry plans; instructions and goals stay in the text."""
    yield from encounters(section, entry)
    for node in children(entry, "substanceAdministration"):
        if planned(node):
            yield from _treatment(section, node)
    for node in children(entry, "supply"):
        if planned(node) and not said_not(node):
            yield from _supply(section, node)
    if any(planned(node) and not _is_goal(node) for node in _statements(entry)):
        yield from procedures(section, entry)
    for act in children(entry, "act"):
        for node in inside(act, "substanceAdministration"):
            yield from _treatment(section, node)
    for order in (node for node in _statements(entry) if planned(node) and child(node, "code") is None):
        for node in inside(order, "procedure", "observation"):
            yield from procedure(section, node, is_planned=True)


def _statements(entry: Node) -> Iterator[Node]:
    for name in ("procedure", "act", "observation"):
        yield from children(entry, name)


def _is_goal(node: Node) -> bool:
    return attribute(node, "moodCode") == "GOL"
