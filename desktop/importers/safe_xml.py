"""Untrusted XML as a tree, within limits: no DOCTYPE, no entities, no deep nesting, nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from desktop.importers import limits
from desktop.records.document import ImportIssue

Node: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for it
XML_BYTES = 200 << 20
XML_DEPTH = 100
_TEXT_NODE = 10 << 20
"""libxml2's own limit of one text; an embedded PDF needs more, and gets it below the cap of the file."""
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
XSI_TYPE = "xsi-type"
"""What the attribute `xsi:type` is called in a tree whose names lost their namespaces."""


@dataclass(frozen=True, slots=True)
class ReadXml:
    """The root of what could be read (None when nothing), and what is to be said about it."""

    root: Node | None
    issues: tuple[ImportIssue, ...] = ()


def _parser(*, huge: bool, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=huge,
        recover=recover,
    )


def _without_zeros(data: bytes) -> bytes:
    """Return the bytes in which a DOCTYPE shows in any of XML's encodings."""
    return data.replace(b"\0", b"") if b"\0" in data[:4] else data


def _too_deep(root: Node) -> bool:
    depth = 0
    for event, _node in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > XML_DEPTH:
            return True
    return False


def _bare(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2]


def _without_namespaces(root: Node) -> None:
    for node in root.iter(etree.Element):
        node.tag = _bare(str(node.tag))
        for name in [name for name in node.attrib if "}" in name or ":" in name]:
            value = node.attrib.pop(name)
            bare = XSI_TYPE if _bare(name) == "type" else _bare(name)
            if bare not in node.attrib:
                node.set(bare, value)


def _parsed(data: bytes, *, recover: bool) -> Node | None:
    huge = len(data) > _TEXT_NODE
    try:
        return etree.fromstring(data, _parser(huge=huge, recover=recover))
    except (etree.XMLSyntaxError, ValueError):
        return None


def read_xml(data: bytes) -> ReadXml:
    """Return the tree of `data` with local names only; what is broken is read as far as it goes, and said."""
    if len(data) > XML_BYTES:
        return ReadXml(None, (limits.XML_TOO_LARGE,))
    if _DOCTYPE.search(_without_zeros(data)):
        return ReadXml(None, (limits.XML_DOCTYPE,))
    root = _parsed(data, recover=False)
    broken = root is None
    if root is None:
        root = _parsed(data, recover=True)
    if root is None:
        return ReadXml(None, (limits.DAMAGED,))
    if _too_deep(root):
        return ReadXml(None, (limits.XML_TOO_DEEP,))
    undeclared = broken and _only_prefixes_missing(data)
    _without_namespaces(root)
    return ReadXml(root, (limits.XML_BROKEN,) if broken and not undeclared else ())


def _only_prefixes_missing(data: bytes) -> bool:
    """Whether all that is wrong are prefixes nobody declared, as in a section cut out of its document."""
    parser = _parser(huge=len(data) > _TEXT_NODE, recover=True)
    try:
        etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return False
    return all(error.type == etree.ErrorTypes.NS_ERR_UNDEFINED_NAMESPACE for error in parser.error_log)


def children(node: Node | None, *path: str) -> Iterator[Node]:
    """Return the children along `path` of local names; none of None."""
    if node is None:
        return
    if not path:
        yield node
        return
    for child in node.iterchildren(path[0]):
        yield from children(child, *path[1:])


def child(node: Node | None, *path: str) -> Node | None:
    """Return the first child along `path`, or None."""
    return next(children(node, *path), None)


def attribute(node: Node | None, name: str) -> str:
    """Return an attribute's text without spaces around it; empty when there is none."""
    return "" if node is None else (node.get(name) or "").strip()


def text_of(node: Node | None) -> str:
    """Return all text in a node with single spaces; cells, rows and breaks separate words."""
    return "" if node is None else " ".join(" ".join(node.itertext()).split())
