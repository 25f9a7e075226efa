"""The structure tree of a packet (ISO 32000-1, 14.7): source pages get their place, and a part keeps its piece."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

BEGIN, END = b"/%s <</MCID 0>> BDC\n", b"\nEMC\n"
"""Around the one thing that a source page paints besides its frame, which is no content (an artifact)."""
_CELLS = frozenset({Name.TD, Name.TH})
_TOLD = ("/T", "/Alt", "/ActualText", "/Lang", "/E", "/ID", "/A", "/C")
"""What an element says of itself; all of it lies in the element (no page, no parent)."""


def has_words(page: Page) -> bool:
    """Whether a page has fonts, itself or in a form that it paints: else it is a picture."""
    resources = page.obj.get("/Resources", Dictionary())
    forms = resources.get("/XObject", Dictionary())
    inner = (forms[name].get("/Resources", Dictionary()) for name in forms.keys())  # noqa: SIM118 - pikepdf
    return any(len(one.get("/Font", Dictionary())) > 0 for one in (resources, *inner))


@dataclass(frozen=True, slots=True)
class TaggedPage:
    """A source page whose content is marked: its packet page number, its document's title, and whether it has words.

    `begins`: it is the first page of its document.
    """

    number: int
    title: str
    words: bool
    begins: bool


def _kids(element: Object) -> list[Object]:
    held = element.get("/K")
    if held is None:
        return []
    return list(held) if isinstance(held, Array) else [held]


def _is_element(kid: Object) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid


def _first_page(element: Object, numbers: Mapping[tuple[int, int], int]) -> int:
    """Return the page number (from 1) on which an element begins, or 0."""
    if "/Pg" in element:
        return numbers.get(element.Pg.objgen, 0)
    return next((found for kid in _kids(element) if _is_element(kid) and (found := _first_page(kid, numbers))), 0)


def add_sources(pdf: Pdf, pages: Sequence[TaggedPage]) -> None:
    """Give every source page its element, one section a document, in reading order among the written pages."""
    root = pdf.Root.StructTreeRoot
    document = _kids(root)[0]
    key = int(root.ParentTreeNextKey)
    held = [page.obj for page in pdf.pages]
    sections: list[tuple[int, Object]] = []
    for one in pages:
        if one.begins or not sections:
            made = Dictionary(Type=Name.StructElem, S=Name.Sect, P=document, T=String(one.title), K=Array())
            sections.append((one.number, pdf.make_indirect(made)))
        section = sections[-1][1]
        page = held[one.number - 1]
        element = _source_element(pdf, one, section, page)
        section.K.append(element)
        root.ParentTree.Nums.append(key)
        root.ParentTree.Nums.append(Array([element]))
        page.StructParents, page.Tabs = key, Name.S
        key += 1
    root.ParentTreeNextKey = key
    document.K = Array(_in_order(pdf, _kids(document), sections))


def _source_element(pdf: Pdf, one: TaggedPage, section: Object, page: Object) -> Object:
    """Return the element of a page: a paragraph of its words, or a figure with the document's title in its place."""
    element = Dictionary(Type=Name.StructElem, S=Name.P if one.words else Name.Figure, P=section, Pg=page, K=0)
    if not one.words:
        element.Alt = String(one.title)
        element.A = Dictionary(O=Name.Layout, BBox=page.MediaBox)
    return pdf.make_indirect(element)


def _in_order(pdf: Pdf, written: list[Object], sections: list[tuple[int, Object]]) -> list[Object]:
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    placed: list[tuple[int, Object]] = []
    for element in written:
        placed.append((_first_page(element, numbers) or (placed[-1][0] if placed else 0), element))
    return [element for _, element in sorted([*placed, *sections], key=lambda pair: pair[0])]


@dataclass(slots=True)
class _Piece:
    """A part's own tree while it grows: elements by page and mark, annotations and ids."""

    part: Pdf
    pages: Mapping[tuple[int, int], Object]
    """Pages of the part by the number of the page in the packet's file."""
    marks: dict[tuple[int, int], dict[int, Object]] = field(default_factory=dict)
    annotations: list[tuple[Object, Object]] = field(default_factory=list)
    ids: list[tuple[bytes, Object]] = field(default_factory=list)


class TagSlicer:
    """Gives parts of a tagged file their piece of its structure tree."""

    def __init__(self, pdf: Pdf) -> None:
        """Note on which pages each of the document's children lies."""
        self._pdf = pdf
        root = pdf.Root.get("/StructTreeRoot")
        self._children = [(kid, frozenset(_touched(kid))) for kid in _kids(_kids(root)[0])] if root is not None else []

    def give(self, part: Pdf, first: int) -> None:
        """Tag a part that holds the packet's pages from `first` (from 1) on, after its links are settled."""
        if not self._children:
            return
        held = self._pdf.pages[first - 1 : first - 1 + len(part.pages)]
        pages = {old.obj.objgen: new.obj for old, new in zip(held, part.pages, strict=True)}
        piece = _Piece(part, pages)
        root = part.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = part.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array()))
        for child, on in self._children:
            if on & pages.keys() and (made := _copied(piece, child, document, None)) is not None:
                document.K.append(made)
        root.K = Array([document])
        root.RoleMap = _fresh(self._pdf.Root.StructTreeRoot.get("/RoleMap", Dictionary()))
        _number(piece, root)
        part.Root.StructTreeRoot, part.Root.MarkInfo = root, Dictionary(Marked=True)
        part.Root.Lang = String(str(self._pdf.Root.get("/Lang", "en")))


def _touched(element: Object, page: Object | None = None) -> Iterator[tuple[int, int]]:
    here = element.get("/Pg", page)
    for kid in _kids(element):
        if _is_element(kid):
            yield from _touched(kid, here)
        else:
            place = kid.get("/Pg", here) if isinstance(kid, Dictionary) else here
            if place is not None:
                yield place.objgen


def _fresh(told: Object) -> Object:
    """Return a copy that belongs to no file; only for values without references."""
    return Object.parse(told.unparse(resolved=True))


def _copied(piece: _Piece, element: Object, parent: Object, page: Object | None) -> Object | None:
    """Return an element with what of it lies on the part's pages, or None; a row that is kept keeps all its cells."""
    here = element.get("/Pg", page)
    new = piece.part.make_indirect(Dictionary(Type=Name.StructElem, S=element.S, P=parent))
    kept, touched = Array(), False
    for kid in _kids(element):
        if _is_element(kid):
            copy = _copied(piece, kid, new, here)
            if copy is not None:
                kept.append(copy)
                touched = touched or "/Pg" in copy or bool(_kids(copy))
        elif (mine := _content(piece, kid, new, here)) is not None:
            kept.append(mine)
            touched = True
    if not touched and element.S not in _CELLS:
        return None
    _tell(piece, element, new, here, kept)
    return new


def _content(piece: _Piece, kid: Object, new: Object, here: Object | None) -> Object | int | None:
    """Return a marked-content number or an annotation's reference when it lies on a page of the part."""
    if not isinstance(kid, Dictionary):
        if here is None or here.objgen not in piece.pages:
            return None
        piece.marks.setdefault(here.objgen, {})[int(kid)] = new
        return int(kid)
    place = kid.get("/Pg", here)
    if place is None or place.objgen not in piece.pages:
        return None
    page = piece.pages[place.objgen]
    if kid.get("/Type") == Name.MCR:
        piece.marks.setdefault(place.objgen, {})[int(kid.MCID)] = new
        return Dictionary(Type=Name.MCR, Pg=page, MCID=int(kid.MCID))
    copied = piece.part.copy_foreign(kid.Obj)
    if copied.objgen not in {one.objgen for one in page.get("/Annots", [])}:
        return None
    piece.annotations.append((copied, new))
    return Dictionary(Type=Name.OBJR, Obj=copied, Pg=page)


def _tell(piece: _Piece, element: Object, new: Object, here: Object | None, kept: Array) -> None:
    new.K = kept
    if "/Pg" in element and here is not None and here.objgen in piece.pages:
        new.Pg = piece.pages[here.objgen]
    for key in _TOLD:
        if key in element:
            new[key] = _fresh(element[key])
    if "/ID" in element:
        piece.ids.append((bytes(element.ID), new))
    if Name.Link == new.S and not any(isinstance(kid, Dictionary) and "/Obj" in kid for kid in kept):
        new.S = Name.Span  # it leads out of this file, and is plain text now


def _number(piece: _Piece, root: Object) -> None:
    """Write the tree that leads from pages and annotations to their elements, and the one of ids."""
    numbers = Array()
    key = 0
    for place, page in piece.pages.items():
        marks = piece.marks.get(place, {})
        page.StructParents, page.Tabs = key, Name.S
        numbers.append(key)
        numbers.append(Array([marks.get(mark) for mark in range(max(marks, default=-1) + 1)]))
        key += 1
    for annotation, element in piece.annotations:
        annotation.StructParent = key
        numbers.append(key)
        numbers.append(element)
        key += 1
    root.ParentTree = piece.part.make_indirect(Dictionary(Nums=numbers))
    root.ParentTreeNextKey = key
    if piece.ids:
        names = Array()
        for name, element in sorted(piece.ids, key=lambda pair: pair[0]):
            names.append(String(name))
            names.append(element)
        root.IDTree = piece.part.make_indirect(Dictionary(Names=names))


def marked(content: bytes, *, words: bool) -> bytes:
    """Return content as the one marked piece of its page."""
    return BEGIN % (b"P" if words else b"Figure") + content + END


__all__ = ["TagSlicer", "TaggedPage", "add_sources", "has_words", "marked"]
