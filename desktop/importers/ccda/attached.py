"""The files inside a C-CDA: an unstructured document's PDF or picture, and media beside a text (CDA R2, nonXMLBody)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from desktop.importers.inner_files import decoded, ending_of, within_caps
from desktop.importers.safe_xml import Node, attribute, read_xml
from desktop.sandbox.values import JSONValue


def embedded(root: Node) -> list[Node]:
    """Return the elements that hold a file in base64."""
    return [each for each in root.iter(etree.Element) if attribute(each, "representation") == "B64"]


def names_inside(root: Node) -> tuple[str, ...]:
    """Return a name for each file inside."""
    return tuple(
        f"attachment {number}.{ending_of(attribute(each, 'mediaType'))}"
        for number, each in enumerate(embedded(root), start=1)
    )


def _files(root: Node) -> Iterator[tuple[str, bytes]]:
    for name, each in zip(names_inside(root), embedded(root), strict=True):
        yield name, decoded("".join(str(part) for part in each.itertext()))


def take_out(blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the document. Answers the names and how many there are; the files are the blobs."""
    root = read_xml(blobs[0]).root
    if root is None:
        return {"names": [], "count": 0}, ()
    names, files = within_caps(_files(root))
    return {"names": list[JSONValue](names), "count": len(embedded(root))}, tuple(files)
