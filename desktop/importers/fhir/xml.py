"""FHIR's XML as the same values as its JSON (FHIR R4, "XML Representation")."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from desktop.importers.fhir.elements import Resource
from desktop.importers.safe_json import Number, Value
from desktop.importers.safe_xml import Node, attribute, read_xml
from desktop.records.document import ImportIssue

_NUMBERS = frozenset({"value", "frequency", "period", "numberOfSeries", "numberOfInstances"})


@dataclass(frozen=True, slots=True)
class XmlResource:
    """What an XML file held, or None, and what is to be said."""

    resource: Resource | None
    issues: tuple[ImportIssue, ...] = ()


def _is_type(node: Node) -> bool:
    return str(node.tag)[:1].isupper()


def _value(node: Node) -> Value:
    if node.tag == "div":
        return " ".join(" ".join(node.itertext()).split())
    inner = list(node.iterchildren(etree.Element))
    if len(inner) == 1 and _is_type(inner[0]):
        return _resource(inner[0])
    if not inner and "value" in node.attrib:
        text = attribute(node, "value")
        return Number(text) if node.tag in _NUMBERS else text
    return _object(node)


def _object(node: Node) -> dict[str, Value]:
    """Return an element's children by name; several of one name are a list."""
    made: dict[str, Value] = {}
    for name in ("id", "url"):
        if name in node.attrib:
            made[name] = attribute(node, name)
    for each in node.iterchildren(etree.Element):
        name, value = str(each.tag), _value(each)
        before = made.get(name)
        if before is None:
            made[name] = value
        else:
            made[name] = [*before, value] if isinstance(before, list) else [before, value]
    return made


def _resource(node: Node) -> dict[str, Value]:
    return {"resourceType": str(node.tag), **_object(node)}


def resource_of_xml(data: bytes) -> XmlResource:
    """Return the resource that is the root of an XML file."""
    tree = read_xml(data)
    if tree.root is None or not _is_type(tree.root):
        return XmlResource(None, tree.issues)
    return XmlResource(_resource(tree.root), tree.issues)
