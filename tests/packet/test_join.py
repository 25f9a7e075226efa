"""Joining pages into one packet: their order, what they inherit, and what a source page shows."""

from __future__ import annotations

import io

from pikepdf import Array, Dictionary, Name, Object, Pdf

from desktop.packet.join import joined
from desktop.packet.joining import DOCUMENT_LEVEL, Bookmark, FramedPage, Joining
from tests.packet.sources import saved

PAPER, WIDE = [0, 0, 612, 792], [0, 0, 700, 792]


def _written() -> bytes:
    """Return three tagged pages in a tree with a branch; the two on the branch have its size."""
    with Pdf.new() as pdf:
        for mark in (b"%one", b"%two", b"%three"):
            pdf.add_blank_page(page_size=(612, 792))
            pdf.pages[-1].obj.Contents = pdf.make_stream(mark)
        first, *others = [page.obj for page in pdf.pages]
        branch = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=2, Kids=Array(others), MediaBox=Array(WIDE)))
        for page in others:
            del page["/MediaBox"]
            page.Parent = branch
        branch.Parent = pdf.Root.Pages
        pdf.Root.Pages.Kids = Array([first, branch])
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, ParentTree=Dictionary(Nums=Array())))
        document = Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array())
        root.K, root.ParentTreeNextKey = Array([pdf.make_indirect(document)]), 0
        pdf.Root.StructTreeRoot = root
        return saved(pdf)


def _source() -> bytes:
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(300, 300))
        page.obj.Contents = pdf.make_stream(b"0 0 90 90 re f")
        return saved(pdf)


def _frames() -> bytes:
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(612, 792))
        page.obj.Contents = pdf.make_stream(b"%frame")
        page.obj.Resources = Dictionary(XObject=Dictionary(Logo=pdf.make_stream(b"", Subtype=Name.Form)))
        return saved(pdf)


def test_pages_stand_in_their_order_with_what_they_inherited() -> None:
    framed = (FramedPage(number=3, source=0, page=0, frame=0, area=(0, 0, 300, 300)),)
    marks = (Bookmark(1, "Cover", 1), Bookmark(2, "A", 2), Bookmark(DOCUMENT_LEVEL, "Report", 3))
    files = [io.BytesIO(data) for data in (_written(), _frames(), _source())]
    with joined(files, Joining(written=(1, 2, 4), framed=framed, bookmarks=marks)) as (pdf, links):
        assert links == 0
        made = saved(pdf)
    with Pdf.open(io.BytesIO(made)) as packet:
        pages = list(packet.pages)
        shown = [_text(page.obj.Contents) for page in pages]
        marked = zip((b"%one", b"%two", b"%frame", b"%three"), shown, strict=True)
        assert all(mark in text for mark, text in marked)
        assert [[int(side) for side in page.mediabox] for page in pages] == [PAPER, WIDE, PAPER, WIDE]
        assert set(pages[2].obj.Resources.XObject.keys()) == {"/Logo", "/Source"}
        assert b"/Source Do" in shown[2]
        with packet.open_outline() as outline:
            to = outline.root[0].children[0].children[0].destination
            assert isinstance(to, Array)
            assert to[0].objgen == pages[2].objgen


def _text(contents: Object) -> bytes:
    """Return all of a page's content."""
    return b"".join(one.read_bytes() for one in (contents if isinstance(contents, Array) else [contents]))
