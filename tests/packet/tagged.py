"""Walks the structure tree of a PDF and tells what does not hold together (ISO 32000-1, 14.7; PDF/UA-1, clause 7)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Object, Pdf

_MARK = re.compile(rb"/MCID[ \t\r\n]*(\d+)")


def _kids(element: Object) -> list[Object]:
    held = element.get("/K")
    return [] if held is None else list(held) if isinstance(held, Array) else [held]


def _elements(element: Object) -> Iterator[Object]:
    yield element
    for kid in _kids(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _elements(kid)


def _content(element: Object, page: Object | None) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield (page object, mark) of all marked content below an element."""
    page = element.get("/Pg", page)
    for kid in _kids(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _content(kid, page)
        elif not isinstance(kid, Dictionary) and page is not None:
            yield page.objgen, int(kid)


def _scope(cell: Object) -> str:
    told = cell.get("/A")
    listed = list(told) if isinstance(told, Array) else [] if told is None else [told]
    return next((str(one.Scope) for one in listed if isinstance(one, Dictionary) and "/Scope" in one), "")


def tag_faults(pdf: bytes) -> list[str]:
    """Return a sentence for everything that a screen reader would trip over; empty for a tree that holds together."""
    with Pdf.open(io.BytesIO(pdf)) as held:
        root = held.Root.get("/StructTreeRoot")
        if root is None or not held.Root.get("/MarkInfo", Dictionary()).get("/Marked", False):
            return ["the file is not tagged"]
        document = _kids(root)[0]
        return [*_of_elements(document), *_of_pages(held, root, document), *_of_file(held)]


def _of_file(held: Pdf) -> Iterator[str]:
    if "/Lang" not in held.Root:
        yield "the file has no language"
    if not held.Root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False):
        yield "the window shows no title"


def _of_elements(document: Object) -> Iterator[str]:
    for one in _elements(document):
        if any(kid.P.objgen != one.objgen for kid in _kids(one) if isinstance(kid, Dictionary) and "/S" in kid):
            yield f"a child of {one.S} names another parent"
        if one.S == "/Figure" and not str(one.get("/Alt", "")).strip():
            yield "a figure without words"
        if one.S == "/Table" and not any(cell.S == "/TH" for cell in _elements(one)):
            yield "a table without heads"
        if one.S == "/TH" and not (_kids(one) and _scope(one)):
            yield "a head without words or scope"
        if one.S == "/Link" and not any(isinstance(kid, Dictionary) and "/Obj" in kid for kid in _kids(one)):
            yield "a link without its place on the page"


def _of_pages(held: Pdf, root: Object, document: Object) -> Iterator[str]:
    found: dict[tuple[int, int], set[int]] = {}
    for page_id, mark in _content(document, None):
        found.setdefault(page_id, set()).add(mark)
    nums = list(root.ParentTree.Nums)
    parents = {int(key): value for key, value in zip(nums[::2], nums[1::2], strict=True)}
    if list(parents) != sorted(parents):
        yield "the tree of parents is not in order"
    pages = {page.obj.objgen for page in held.pages}
    if found.keys() - pages:
        yield "the tree names a page that is not in the file"
    for number, page in enumerate(held.pages, start=1):
        content = b"\n".join(part.read_bytes() for part in _streams(page.obj))
        marks = {int(mark) for mark in _MARK.findall(content)}
        if marks != found.get(page.obj.objgen, set()):
            yield f"page {number}: what is marked is not what the tree holds"
        if page.obj.get("/Tabs") != "/S":
            yield f"page {number}: the keys do not follow the tree"
        held_here = parents.get(int(page.obj.get("/StructParents", -1)))
        if marks and (held_here is None or len(list(held_here)) <= max(marks)):
            yield f"page {number}: its marks have no parents"
        for annotation in page.obj.get("/Annots", []):
            element = parents.get(int(annotation.get("/StructParent", -1)))
            if element is None or not str(annotation.get("/Contents", "")).strip():
                yield f"page {number}: a link outside the tree or without words"


def _streams(page: Object) -> list[Object]:
    held = page.get("/Contents")
    return list(held) if isinstance(held, Array) else [held] if held is not None else []
